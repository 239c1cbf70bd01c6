//! Past the navigation, for people on a keyboard.

use leptos::prelude::*;

use super::MaybeText;

/// `<SkipLink/>` leads to `#main-content`.
#[component]
pub fn SkipLink(
    #[prop(optional, into)] href: MaybeText,
    #[prop(optional, into)] text: MaybeText,
) -> impl IntoView {
    view! {
        <a href=href.or("#main-content") class="govuk-skip-link" data-module="govuk-skip-link">
            {text.or("Skip to main content")}
        </a>
    }
}
