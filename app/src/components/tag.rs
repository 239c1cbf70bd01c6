//! A state in a word.

use leptos::prelude::*;

use crate::markup::Markup;

/// The colour of a tag. It only underlines what the word says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TagColour {
    #[default]
    Plain,
    Blue,
    Grey,
    Green,
    Teal,
    Purple,
    Magenta,
    Red,
    Orange,
    Yellow,
}

impl TagColour {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Blue => "govuk-tag--blue",
            Self::Grey => "govuk-tag--grey",
            Self::Green => "govuk-tag--green",
            Self::Teal => "govuk-tag--teal",
            Self::Purple => "govuk-tag--purple",
            Self::Magenta => "govuk-tag--magenta",
            Self::Red => "govuk-tag--red",
            Self::Orange => "govuk-tag--orange",
            Self::Yellow => "govuk-tag--yellow",
        }
    }
}

/// `<Tag colour=TagColour::Yellow text="Awaited"/>`
#[component]
pub fn Tag(
    #[prop(into)] text: String,
    #[prop(optional)] colour: TagColour,
    #[prop(optional, into)] class: String,
) -> impl IntoView {
    Markup::of(|m| tag(m, &text, colour, &class)).into_view()
}

/// The same in markup.
pub(crate) fn tag(m: &mut Markup, text: &str, colour: TagColour, class: &str) {
    m.words(
        "strong",
        &[("class", &["govuk-tag", colour.class(), class])],
        &text,
    );
}
