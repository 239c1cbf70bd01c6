//! What surrounds every field: its label, its hint and its error, in that order.

use super::{MaybeText, classes::when, error_message::error_message, hint::hint, label::label};
use crate::markup::Markup;

/// What stands around a field.
pub(super) struct AroundField<'a> {
    pub id: &'a str,
    pub label: &'a str,
    pub label_class: &'a str,
    pub page_heading: bool,
    pub hint: &'a MaybeText,
    pub error: &'a MaybeText,
}

/// The hint and the error of a field or a group of fields, with the ids that `aria-describedby` names.
pub(super) fn hint_and_error(m: &mut Markup, id: &str, words: &MaybeText, error: &MaybeText) {
    if let Some(words) = words.as_deref() {
        hint(m, &format!("{id}-hint"), "", words);
    }
    if let Some(error) = error.as_deref() {
        error_message(m, Some(&format!("{id}-error")), error);
    }
}

/// A field with label, hint and error; the field itself is what `inner` writes.
pub(super) fn form_group(
    m: &mut Markup,
    around: &AroundField<'_>,
    inner: impl FnOnce(&mut Markup),
) {
    let class = form_group_class(around.error);
    m.element("div", &[("class", &class)], |m| {
        let AroundField {
            id, label_class, ..
        } = around;
        label(m, id, around.label, label_class, around.page_heading);
        hint_and_error(m, id, around.hint, around.error);
        inner(m);
    });
}

/// The class of a form group, which shows at its left edge that there is an error in it.
pub(super) fn form_group_class(error: &MaybeText) -> [&'static str; 2] {
    [
        "govuk-form-group",
        when(error.is_some(), "govuk-form-group--error"),
    ]
}
