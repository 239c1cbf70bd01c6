//! The foot of each page: accessibility, cookies, privacy. No crown and no licence, which are not ours to show.

use leptos::prelude::*;

use super::NavItem;

/// `<Footer links=vec![NavItem::new("/accessibility", "Accessibility")]>"…"</Footer>`, inside the page's `<footer>`.
#[component]
pub fn Footer(links: Vec<NavItem>, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let links: Vec<_> = links
        .into_iter()
        .map(|link| {
            view! {
                <li class="govuk-footer__inline-list-item">
                    <a class="govuk-footer__link" href=link.href>{link.text}</a>
                </li>
            }
        })
        .collect();
    view! {
        <div class="govuk-footer">
            <div class="govuk-width-container">
                <div class="govuk-footer__meta">
                    <div class="govuk-footer__meta-item govuk-footer__meta-item--grow">
                        <h2 class="govuk-visually-hidden">"Support links"</h2>
                        <ul class="govuk-footer__inline-list">{links}</ul>
                        {children
                            .map(|children| {
                                view! { <div class="govuk-footer__meta-custom">{children()}</div> }
                            })}
                    </div>
                </div>
            </div>
        </div>
    }
}
