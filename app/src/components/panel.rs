//! That an act is done, said large.

use leptos::prelude::*;

use super::Heading;

/// `<Panel title="Offer submitted">"Its reference is "<strong>"KEN-1"</strong></Panel>`
#[component]
pub fn Panel(
    #[prop(into)] title: String,
    #[prop(default = 1)] heading_level: u8,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="govuk-panel govuk-panel--confirmation">
            <Heading level=heading_level class="govuk-panel__title">
                {title}
            </Heading>
            {children.map(|children| view! { <div class="govuk-panel__body">{children()}</div> })}
        </div>
    }
}
