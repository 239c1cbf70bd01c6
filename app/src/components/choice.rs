//! One of several things to choose from: what radios, checkboxes and selects are given.

use leptos::prelude::*;

use super::MaybeText;

/// A radio button, a checkbox, or words between two of them.
///
/// ```ignore
/// Choice::new("single", "Single Offer").hint("Covers a whole area")
/// Choice::new("other", "Other").reveals(view! { <Input name="other" label="Which?"/> })
/// Choice::divider("or")
/// ```
pub enum Choice {
    Item(Box<ChoiceItem>),
    Divider(String),
}

/// The parts of a choice; made by [`Choice::new`].
#[derive(Default)]
pub struct ChoiceItem {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) id: MaybeText,
    pub(super) hint: MaybeText,
    pub(super) checked: bool,
    pub(super) disabled: bool,
    pub(super) exclusive: bool,
    pub(super) label_class: String,
    pub(super) conditional: Option<AnyView>,
}

impl Choice {
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Item(Box::new(ChoiceItem {
            value: value.into(),
            text: text.into(),
            ..ChoiceItem::default()
        }))
    }

    pub fn divider(words: impl Into<String>) -> Self {
        Self::Divider(words.into())
    }

    pub fn hint(self, hint: impl Into<MaybeText>) -> Self {
        self.with(|item| item.hint = hint.into())
    }

    /// An id other than the one counted from the name.
    pub fn id(self, id: impl Into<MaybeText>) -> Self {
        self.with(|item| item.id = id.into())
    }

    pub fn checked(self, checked: bool) -> Self {
        self.with(|item| item.checked = checked)
    }

    pub fn disabled(self, disabled: bool) -> Self {
        self.with(|item| item.disabled = disabled)
    }

    pub fn label_class(self, class: impl Into<String>) -> Self {
        self.with(|item| item.label_class = class.into())
    }

    /// "None of these": choosing it clears the others. Checkboxes only.
    pub fn exclusive(self) -> Self {
        self.with(|item| item.exclusive = true)
    }

    /// Fields that matter only when this is chosen. Without scripts they always show.
    pub fn reveals(self, fields: impl IntoAny) -> Self {
        self.with(|item| item.conditional = Some(fields.into_any()))
    }

    fn with(self, change: impl FnOnce(&mut ChoiceItem)) -> Self {
        match self {
            Self::Item(mut item) => {
                change(&mut item);
                Self::Item(item)
            }
            divider @ Self::Divider(_) => divider,
        }
    }
}

/// The id of the choice at `index`, counted from nought: the first has no number, so that errors can link to it.
pub(super) fn choice_id(item: &ChoiceItem, prefix: &str, index: usize) -> String {
    match (item.id.as_deref(), index) {
        (Some(id), _) => id.to_owned(),
        (None, 0) => prefix.to_owned(),
        (None, _) => format!("{prefix}-{}", index + 1),
    }
}
