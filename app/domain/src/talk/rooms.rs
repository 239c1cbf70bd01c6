//! In which rooms somebody can write about an offer now.

use crate::process::{Hat, OfferFacts, Room, Rooms};

/// The rooms that this hat writes in, the more private first: that one is chosen where nobody chooses.
/// Nobody on the other side reads an offer that was never submitted, so until then there is no joint room.
pub fn rooms_to_write_in(hat: &Hat, offer: &OfferFacts) -> Vec<Room> {
    let seen = Rooms::of(hat, offer);
    let own = Room::of_side(hat.side()).filter(|room| seen.sees(*room));
    own.into_iter()
        .chain([Room::Joint].into_iter().filter(|_| offer.submitted_before))
        .filter(|room| own.is_some() && seen.sees(*room))
        .collect()
}
