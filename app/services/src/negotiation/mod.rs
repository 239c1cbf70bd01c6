//! The negotiation of an accepted offer: terms, versions, positions, proposals, barriers, and its end.
//!
//! The rules are those of `domain::negotiation`; here a term is read from its rows, an act of the domain is made on
//! it, and what it says now is written back. What a term says is never held twice as something to edit: the matters
//! of the offer are what stands, and a version is what they said at one time.

mod barriers;
mod begin;
mod blocks;
mod closing;
mod gives;
mod glance;
pub(crate) mod keep;
pub(crate) mod letters;
mod load;
mod names;
mod open;
mod parties;
mod position_form;
mod positions;
mod proposals;
mod put_forward;
mod redlined;
mod release;
mod remind;
mod reopening;
mod risks;
mod settling;
mod staffed;
pub(crate) mod still_waits;
mod table;
mod take_up;
mod view;
mod whole;

use crate::Services;

pub use barriers::{BarrierDesk, BarrierRow, BarrierView, Barriers};
pub(crate) use begin::begin;
pub use blocks::Blocking;
pub use gives::{Bargain, Grant, Granting, Grants, Progress, TermStanding};
pub use glance::{Bargained, Glance, RedLine};
pub(crate) use load::title as title_of;
pub use names::{PartyName, in_brief, shortened};
pub use positions::PositionToTake;
pub use proposals::{
    Answered, OtherProposal, ProposalLine, ProposalView, Proposals, WordingForm, WordingToPropose,
};
pub use redlined::Redlined;
pub use remind::CHAMPION;
pub(crate) use reopening::{put_back, reopen_terms};
pub use risks::{Risk, Risks};
pub use table::{Counts, Seat, Show, Sort, Stand, TermFilter, TermRow, TermTable, Turns};
pub use view::{
    BarrierLine, Became, Closed, ComparedWith, Comparison, Dependant, MatterCompared, MatterShown,
    OwnPosition, PartyView, PositionView, Proposed, TermView, TurnView, VersionLine, WaitsFor,
};
pub(crate) use whole::Whole;

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
