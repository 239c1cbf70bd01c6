//! What is wrong with one field, said beside it.

use leptos::prelude::*;

use super::MaybeText;
use crate::markup::Markup;

/// `<ErrorMessage id="title-error" text="Enter a title"/>`
#[component]
pub fn ErrorMessage(
    #[prop(optional, into)] id: MaybeText,
    #[prop(into)] text: String,
) -> impl IntoView {
    Markup::of(|m| error_message(m, id.as_deref(), &text)).into_view()
}

/// The same in markup.
pub(super) fn error_message(m: &mut Markup, id: Option<&str>, text: &str) {
    let attributes = [("id", &id as _), ("class", &"govuk-error-message" as _)];
    m.element("p", &attributes, |m| {
        m.words("span", &[("class", &"govuk-visually-hidden")], &"Error:");
        m.text(&format_args!(" {text}"));
    });
}
