//! How the terms of an accepted offer are agreed, version by version.
//!
//! A *term* is one thing that is bargained over; its *version* holds the same matters that drafting edits. A
//! *position* is what one party says of one version. Nothing here stores whether a term is agreed: that follows
//! from its parties, their positions and its current version, so that it cannot be wrong.

mod barrier;
mod party;
mod position;
mod proposal;
mod refusal;
mod settling;
mod subject;
mod term;
mod turn;

pub use barrier::{Barrier, BarrierStatus, Step, Surroundings};
pub use party::{Party, PartyId, Why, required};
pub use position::{Position, Said, Stance};
pub use proposal::{
    Change, ChangeKind, Overlap, ProposalState, Unmerged, WHOLE, Wording, may_answer,
};
pub use refusal::Refusal;
pub use settling::{Around, Block, blocks};
pub use subject::{Subject, TermKind, subjects};
pub use term::{Closing, Term, TermState, Version};
pub use turn::{Turn, turns};
