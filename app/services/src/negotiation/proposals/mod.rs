//! Counter-wording: what somebody proposes for a term, in one room, until it is taken up or refused.
//!
//! A proposal is named by a short random word and has no number, so that neither an address nor a gap tells of
//! another. The store has no query for proposals without the rooms of who reads.

mod answer;
mod form;
mod list;
mod look;
mod propose;
mod row;
mod view;

pub use form::WordingForm;
pub use propose::WordingToPropose;
pub(super) use row::{Held, held};
pub use view::{Answered, OtherProposal, ProposalLine, ProposalView, Proposals};
