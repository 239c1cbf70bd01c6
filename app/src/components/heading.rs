//! A heading whose level depends on the page.

use leptos::prelude::*;

use super::MaybeText;
use crate::markup::Markup;

/// A heading of level 1 to 6; other numbers are taken as the nearest of these.
///
/// `<Heading level=3 class="govuk-heading-s">"Baseline"</Heading>`
#[component]
pub fn Heading(
    level: u8,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: MaybeText,
    children: Children,
) -> impl IntoView {
    Markup::of(|m| {
        m.element(
            heading(level),
            &[("class", &[class.as_str()]), ("id", &id)],
            |m| {
                m.view(children());
            },
        );
    })
    .into_view()
}

/// The element for this level.
pub(super) const fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        6.. => "h6",
    }
}
