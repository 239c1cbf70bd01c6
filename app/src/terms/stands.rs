//! Where a party stands, in a word with a colour that only underlines it.

use domain::negotiation::{Stance, TermState};
use leptos::prelude::*;
use services::negotiation::{Seat, Stand};

use crate::{
    components::{TagColour, tag},
    markup::Markup,
    talk::room_tag,
};

/// What a party does with the current version: “objects”.
pub const fn stance(stance: Stance) -> (&'static str, TagColour) {
    match stance {
        Stance::Agree => ("Agrees", TagColour::Green),
        Stance::AgreeIf => ("Agrees if", TagColour::Yellow),
        Stance::Object => ("Objects", TagColour::Red),
        Stance::NoInterest => ("No interest", TagColour::Grey),
    }
}

/// How far a term has come, where nobody bargains over it any more.
pub const fn closed(state: TermState) -> Option<(&'static str, TagColour)> {
    match state {
        TermState::Open => None,
        TermState::Agreed => Some(("Agreed, locked", TagColour::Green)),
        TermState::Withdrawn => Some(("Withdrawn", TagColour::Grey)),
        TermState::Refused => Some(("Refused", TagColour::Red)),
    }
}

/// Each party of a term with what it says.
pub fn seats(m: &mut Markup, seats: &[Seat], state: TermState) {
    m.element("ul", &[("class", &"so-seats")], |m| {
        for one in seats {
            m.element("li", &[("class", &"so-seats__seat")], |m| {
                seat(m, one, state);
            });
        }
    });
}

fn seat(m: &mut Markup, seat: &Seat, state: TermState) {
    let you = if seat.own { " (you)" } else { "" };
    let who = format_args!("{}{you}", seat.party.short);
    m.words("span", &[("class", &"so-seats__who")], &who);
    m.text(&" ");
    match &seat.stands {
        Some(stand) => says(m, stand),
        None if state == TermState::Open => tag(m, "Awaited", TagColour::Blue, ""),
        None => m.text(&"not asked any more"),
    }
    m.text(&" ");
    if seat.nobody_yet && state == TermState::Open {
        m.words("span", &[("class", &"so-seats__more")], &"nobody yet");
    }
    // What is said in one room only, with the room.
    for (room, stand) in &seat.private {
        m.element("span", &[("class", &"so-seats__private")], |m| {
            room_tag(m, *room);
            m.text(&" ");
            says(m, stand);
        });
    }
}

fn says(m: &mut Markup, stand: &Stand) {
    let (text, colour) = stance(stand.stance);
    tag(m, text, colour, "");
    m.text(&" ");
    if stand.red_line {
        mark_of_red_line(m);
    }
}

/// The mark of a red line.
pub fn red_line() -> impl IntoView {
    Markup::of(mark_of_red_line).into_view()
}

fn mark_of_red_line(m: &mut Markup) {
    m.element("strong", &[("class", &"so-red-line")], |m| {
        m.words("span", &[("aria-hidden", &"true")], &"▲ ");
        m.text(&"red line");
    });
}
