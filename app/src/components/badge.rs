//! A mark on a thing, such as the room a message stands in: the badge of the Ministry of Justice's pattern library.

use leptos::prelude::*;

use super::classes::classes;

/// The colour of a badge. It only underlines what the word says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BadgeColour {
    #[default]
    Brand,
    Purple,
    Red,
    Green,
    Blue,
    Black,
    Grey,
}

impl BadgeColour {
    fn class(self) -> &'static str {
        match self {
            Self::Brand => "",
            Self::Purple => "moj-badge--purple",
            Self::Red => "moj-badge--red",
            Self::Green => "moj-badge--green",
            Self::Blue => "moj-badge--blue",
            Self::Black => "moj-badge--black",
            Self::Grey => "moj-badge--grey",
        }
    }
}

/// `<Badge colour=BadgeColour::Purple text="Whitehall only"/>`
#[component]
pub fn Badge(#[prop(into)] text: String, #[prop(optional)] colour: BadgeColour) -> impl IntoView {
    view! { <span class=classes(["moj-badge", colour.class()])>{text}</span> }
}
