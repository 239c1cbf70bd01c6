//! In which room a file stands, from when on the other side reads it, and who can take it away again.

use super::place::Place;
use crate::process::{Hat, OfferFacts, PersonId, Role, Room, Rooms, Side, Stage};

/// The rooms in which this hat can attach a file, the more private first: that one is chosen where nobody chooses.
/// A draft has a joint room too, which the other side enters when the draft is submitted.
pub fn rooms_to_attach(hat: &Hat, offer: &OfferFacts) -> Vec<Room> {
    let seen = Rooms::of(hat, offer);
    let own = Room::of_side(hat.side()).filter(|room| seen.sees(*room));
    own.into_iter()
        .chain(own.map(|_| Room::Joint))
        .filter(|room| seen.sees(*room))
        .collect()
}

/// Whether what this hat attaches now is read by the other side from the next submission on only: it is a part of the
/// draft, which is the place’s own.
pub fn is_held_back(hat: &Hat, offer: &OfferFacts, room: Room) -> bool {
    offer.stage == Stage::Draft && room == Room::Joint && hat.side() == Side::Place
}

/// Who reads what is attached here, in a sentence.
pub const fn reads_it(room: Room, held_back: bool) -> &'static str {
    if held_back {
        "The place and its partners read this now, and everyone who may read this offer once it is submitted."
    } else {
        room.sentence()
    }
}

/// Whether this hat can attach a file there, in any room: to a position only who speaks for that party.
pub fn may_attach_at(hat: &Hat, offer: &OfferFacts, place: &Place) -> bool {
    match place {
        Place::Section(_) | Place::Matter { .. } | Place::Term(_) | Place::Milestone(_) => true,
        Place::Position { party, .. } => party.is_spoken_for_by(hat, &offer.place),
    }
}

/// Whether this hat can take a file away: whoever attached it, and who leads the side that it came from.
pub fn may_remove(hat: &Hat, attached_by: &PersonId, from: Side) -> bool {
    hat.person == *attached_by && hat.side() == from
        || match hat.role {
            Role::PlaceLeader => from == Side::Place,
            Role::Champion | Role::ProgrammeOffice => from == Side::Whitehall,
            Role::Drafter
            | Role::Partner
            | Role::DepartmentReviewer
            | Role::Auditor
            | Role::Administrator => false,
        }
}
