//! Words that only some people need.

use leptos::prelude::*;

use super::{MaybeText, classes::classes};

/// `<Details summary="How this is worked out">…</Details>`
#[component]
pub fn Details(
    #[prop(into)] summary: String,
    #[prop(optional)] open: bool,
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <details id=id.into_option() class=classes(["govuk-details", &class]) open=open>
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">{summary}</span>
            </summary>
            <div class="govuk-details__text">{children()}</div>
        </details>
    }
}
