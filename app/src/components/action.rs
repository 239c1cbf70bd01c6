//! What can be done with a thing in a summary: Change, Remove.

use super::MaybeText;
use crate::markup::Markup;

/// A link, or a button that looks like one, with hidden words that say what it is about.
///
/// ```ignore
/// SummaryAction::link("/offers/KEN-1/outcomes/2", "Change").about("outcome 2")
/// SummaryAction::button("act", "remove-2", "Remove").about("outcome 2")
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryAction {
    text: String,
    about: MaybeText,
    target: Target,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Target {
    Link { href: String },
    Button { name: String, value: String },
}

impl SummaryAction {
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            about: MaybeText::default(),
            target: Target::Link { href: href.into() },
        }
    }

    /// A button of the form around the summary: changes are posts, never links.
    pub fn button(
        name: impl Into<String>,
        value: impl Into<String>,
        text: impl Into<String>,
    ) -> Self {
        Self {
            text: text.into(),
            about: MaybeText::default(),
            target: Target::Button {
                name: name.into(),
                value: value.into(),
            },
        }
    }

    /// What it changes, for those who hear the words without the row around them.
    pub fn about(mut self, what: impl Into<MaybeText>) -> Self {
        self.about = what.into();
        self
    }
}

/// The action, with the title of the card it stands in after its hidden words.
pub(super) fn action(m: &mut Markup, action: &SummaryAction, card: Option<&str>) {
    let inner = |m: &mut Markup| {
        m.text(&action.text);
        if action.about.is_some() || card.is_some() {
            m.element("span", &[("class", &"govuk-visually-hidden")], |m| {
                if let Some(words) = action.about.as_deref() {
                    m.text(&format_args!(" {words}"));
                }
                if let Some(title) = card {
                    m.text(&format_args!(" ({title})"));
                }
            });
        }
    };
    match &action.target {
        Target::Link { href } => {
            m.element("a", &[("class", &"govuk-link"), ("href", href)], inner);
        }
        Target::Button { name, value } => m.element(
            "button",
            &[
                ("type", &"submit"),
                ("class", &"govuk-link so-link-button"),
                ("name", name),
                ("value", value),
            ],
            inner,
        ),
    }
}
