//! The name of a field.

use leptos::prelude::*;

use crate::markup::Markup;

/// `<Label for_id="title" text="Title of the offer"/>`; `page_heading` makes it the page's `h1`.
#[component]
pub fn Label(
    #[prop(into)] for_id: String,
    #[prop(into)] text: String,
    #[prop(optional, into)] class: String,
    #[prop(optional)] page_heading: bool,
) -> impl IntoView {
    Markup::of(|m| label(m, &for_id, &text, &class, page_heading)).into_view()
}

/// The same in markup.
pub(super) fn label(m: &mut Markup, for_id: &str, text: &str, class: &str, page_heading: bool) {
    let label = |m: &mut Markup| {
        let class = ["govuk-label", class];
        m.words("label", &[("class", &class), ("for", &for_id)], &text);
    };
    if page_heading {
        m.element("h1", &[("class", &"govuk-label-wrapper")], label);
    } else {
        label(m);
    }
}
