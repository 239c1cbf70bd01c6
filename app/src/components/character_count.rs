//! A text with a limit, and how much of it is left.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{described_by, when},
    form_group::hint_and_error,
    hint,
    label::label as label_of,
    textarea::{TextareaParts, textarea},
};
use crate::markup::{Attributes, Markup};

/// Several lines with a limit in words (`max_words`) or characters (`max_length`). The script counts while
/// somebody types; without it the limit is said in words. `threshold` is the percentage from which it counts.
///
/// `<CharacterCount name="summary" label="Summary" max_words=300 value=form.summary/>`
#[component]
pub fn CharacterCount(
    #[prop(into)] name: String,
    #[prop(optional, into)] id: MaybeText,
    #[prop(into)] label: String,
    #[prop(optional, into)] label_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] value: MaybeText,
    #[prop(optional_no_strip, into)] max_words: Option<u32>,
    #[prop(optional_no_strip, into)] max_length: Option<u32>,
    #[prop(optional_no_strip, into)] threshold: Option<u8>,
    #[prop(default = 5)] rows: u16,
    #[prop(optional, into)] class: String,
    #[prop(optional_no_strip, into)] spellcheck: Option<bool>,
) -> impl IntoView {
    let id = id.or(&name);
    let info = format!("{id}-info");
    let described_by = described_by(&id, info.clone().into(), &hint, &error);
    let limit = match (max_words, max_length) {
        (Some(words), _) => format!("You can enter up to {words} words"),
        (None, Some(length)) => format!("You can enter up to {length} characters"),
        (None, None) => String::new(),
    };
    let group = [
        "govuk-form-group govuk-character-count",
        when(error.is_some(), "govuk-form-group--error"),
    ];
    let most = max_words.or(max_length).map(i64::from);
    let attributes: Attributes<'_> = &[
        ("class", &group),
        ("data-module", &"govuk-character-count"),
        ("data-maxlength", &most),
        ("data-threshold", &threshold.map(i64::from)),
        ("data-count-type", &max_words.map(|_| "words")),
    ];
    let field = TextareaParts {
        id: &id,
        name: &name,
        value: &value,
        rows,
        class: [
            "govuk-textarea govuk-js-character-count",
            &class,
            when(error.is_some(), "govuk-textarea--error"),
        ],
        autocomplete: &MaybeText::default(),
        spellcheck,
        described_by: described_by.as_deref(),
    };
    Markup::of(|m| {
        m.element("div", attributes, |m| {
            label_of(m, &id, &label, &label_class, page_heading);
            hint_and_error(m, &id, &hint, &error);
            textarea(m, &field);
            hint::hint(m, &info, "govuk-character-count__message", &limit);
        });
    })
    .into_view()
}
