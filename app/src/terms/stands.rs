//! Where a party stands, in a word with a colour that only underlines it.

use domain::{
    negotiation::{Stance, TermState},
    process::Room,
};
use leptos::prelude::*;
use services::negotiation::{Seat, Stand};

use crate::{
    components::{Tag, TagColour},
    talk::RoomTag,
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
pub fn seats(seats: Vec<Seat>, state: TermState) -> impl IntoView {
    let seats: Vec<_> = seats.into_iter().map(|one| seat(one, state)).collect();
    view! { <ul class="so-seats">{seats}</ul> }
}

fn seat(seat: Seat, state: TermState) -> impl IntoView {
    let who = if seat.own {
        format!("{} (you)", seat.party.short)
    } else {
        seat.party.short
    };
    let says = match seat.stands {
        Some(stand) => says(&stand).into_any(),
        None if state == TermState::Open => {
            view! { <Tag text="Awaited" colour=TagColour::Blue/> }.into_any()
        }
        None => "not asked any more".into_any(),
    };
    let nobody = (seat.nobody_yet && state == TermState::Open)
        .then(|| view! { <span class="so-seats__more">"nobody yet"</span> });
    let private: Vec<_> = seat.private.iter().map(private).collect();
    view! {
        <li class="so-seats__seat">
            <span class="so-seats__who">{who}</span>
            " "
            {says}
            " "
            {nobody}
            {private}
        </li>
    }
}

fn says(stand: &Stand) -> impl IntoView + use<> {
    let (text, colour) = stance(stand.stance);
    let line = stand.red_line.then(red_line);
    view! {
        <Tag text colour/>
        " "
        {line}
    }
}

/// The mark of a red line.
pub fn red_line() -> impl IntoView {
    view! {
        <strong class="so-red-line">
            <span aria-hidden="true">"▲ "</span>
            "red line"
        </strong>
    }
}

/// What is said in one room only, with the room.
fn private((room, stand): &(Room, Stand)) -> impl IntoView + use<> {
    let says = says(stand);
    view! {
        <span class="so-seats__private">
            <RoomTag room=*room/>
            " "
            {says}
        </span>
    }
}
