//! Past the navigation, for people on a keyboard.

use leptos::prelude::*;

use super::MaybeText;
use crate::markup::Markup;

/// `<SkipLink/>` leads to `#main-content`.
#[component]
pub fn SkipLink(
    #[prop(optional, into)] href: MaybeText,
    #[prop(optional, into)] text: MaybeText,
) -> impl IntoView {
    let href = href.as_deref().unwrap_or("#main-content");
    let text = text.as_deref().unwrap_or("Skip to main content");
    Markup::of(|m| skip_link(m, href, text)).into_view()
}

/// The same in markup.
pub(crate) fn skip_link(m: &mut Markup, href: &str, text: &str) {
    let attributes = [
        ("href", &href as _),
        ("class", &"govuk-skip-link" as _),
        ("data-module", &"govuk-skip-link" as _),
    ];
    m.words("a", &attributes, &text);
}
