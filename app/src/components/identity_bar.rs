//! Which offer this is, above everything about it: the identity bar of the Ministry of Justice's pattern library.

use leptos::prelude::*;

/// `<IdentityBar title="KEN-1 A single offer for Kent">…actions…</IdentityBar>`
#[component]
pub fn IdentityBar(
    #[prop(into)] title: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="moj-identity-bar">
            <div class="moj-identity-bar__container">
                <div class="moj-identity-bar__details">
                    <span class="moj-identity-bar__title">{title}</span>
                </div>
                {children
                    .map(|children| {
                        view! {
                            <div class="moj-identity-bar__actions">
                                <div class="moj-identity-bar__menu">{children()}</div>
                            </div>
                        }
                    })}
            </div>
        </div>
    }
}
