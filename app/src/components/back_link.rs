//! Back to the page before.

use leptos::prelude::*;

use super::MaybeText;

/// `<BackLink href="/offers/KEN-1"/>`
#[component]
pub fn BackLink(
    #[prop(into)] href: String,
    #[prop(optional, into)] text: MaybeText,
) -> impl IntoView {
    view! { <a href=href class="govuk-back-link">{text.or("Back")}</a> }
}
