//! The negotiation of an accepted offer: terms, versions, positions, proposals, barriers, and its end.
//!
//! The rules are those of `domain::negotiation`; here a term is read from its rows, an act of the domain is made on
//! it, and what it says now is written back. What a term says is never held twice as something to edit: the matters
//! of the offer are what stands, and a version is what they said at one time.

mod begin;
mod keep;
mod load;
mod names;
mod open;
mod positions;
mod put_forward;

use crate::Services;

pub(crate) use begin::begin;
pub use names::PartyName;
pub use positions::PositionToTake;

/// What people do in negotiations.
#[derive(Clone, Copy)]
pub struct Negotiation<'a> {
    services: &'a Services,
}

impl Services {
    /// What people do in negotiations.
    pub const fn negotiation(&self) -> Negotiation<'_> {
        Negotiation { services: self }
    }
}
