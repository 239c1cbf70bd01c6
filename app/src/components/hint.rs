//! Help beside a label.

use leptos::prelude::*;

use super::MaybeText;
use crate::markup::Markup;

/// Grey help text; its id is what a field's `aria-describedby` names.
///
/// `<Hint id="title-hint">"As it will be printed"</Hint>`
#[component]
pub fn Hint(
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    Markup::of(|m| {
        let class = ["govuk-hint", &class];
        m.element("div", &[("id", &id), ("class", &class)], |m| {
            m.view(children());
        });
    })
    .into_view()
}

/// A hint of plain words, in markup.
pub(super) fn hint(m: &mut Markup, id: &str, class: &str, words: &str) {
    let class = ["govuk-hint", class];
    m.words("div", &[("id", &id), ("class", &class)], &words);
}
