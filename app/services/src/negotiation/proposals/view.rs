//! Proposals as somebody sees them.

use chrono::{DateTime, Utc};
use domain::form::Difference;
use domain::negotiation::{ChangeKind, Overlap, ProposalState};
use domain::offer::{Around, Key, Matter, MatterKind};
use domain::process::{OfferFacts, Reference, Room, Stage};
use domain::redline::Change as Changed;

use crate::talk::Author;

/// A proposal in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalLine {
    pub slug: String,
    pub room: Room,
    pub state: ProposalState,
    pub change: ChangeKind,
    pub key: Key,
    pub kind: MatterKind,
    /// What it is about: the title of the matter as it would be.
    pub about: String,
    /// The version that it starts from.
    pub base: u32,
    pub author: Author,
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// One page of the proposals for a term that a viewer may know of: those that wait first, then the newest.
#[derive(Clone, Debug)]
pub struct Proposals {
    pub reference: Reference,
    /// Of the offer.
    pub title: String,
    pub place_name: String,
    pub number: u32,
    /// Of the term.
    pub name: String,
    pub lines: Vec<ProposalLine>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
}

/// How a proposal was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    pub by: String,
    pub at: DateTime<Utc>,
    /// Empty where none was given.
    pub reason: String,
    /// The version that it became, where it was taken up.
    pub version: Option<u32>,
    /// The copy in the joint room, where it was released.
    pub released_into: Option<String>,
}

/// Another proposal for the same matter that waits, too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherProposal {
    pub line: ProposalLine,
    /// Where both change the same.
    pub overlap: Overlap,
}

/// One proposal, beside what it started from and what stands now.
#[derive(Clone, Debug)]
pub struct ProposalView {
    pub reference: Reference,
    /// Of the offer.
    pub title: String,
    pub place_name: String,
    pub stage: Stage,
    pub facts: OfferFacts,
    /// Of the term.
    pub number: u32,
    pub name: String,
    /// The version that stands now.
    pub current: u32,
    pub line: ProposalLine,
    /// Whether it was released from the room of one side.
    pub was_private: bool,
    pub answered: Option<Answered>,
    /// For laying the matters out.
    pub around: Around,
    /// As the version had it that it starts from; none where it adds something.
    pub before: Option<Matter>,
    /// As it would be; none where it takes something out.
    pub proposed: Option<Matter>,
    /// As the current version has it.
    pub now: Option<Matter>,
    /// What it changes of what it started from.
    pub changes: Vec<Changed>,
    /// Where it differs from the current version, while it waits and another version was put forward since: `mine` is
    /// the proposal’s. What only one side changed merges by itself.
    pub since: Vec<Difference>,
    /// Of these, what both changed: who takes it up chooses under `choose-` and the name.
    pub clashes: Vec<Difference>,
    pub others: Vec<OtherProposal>,
    /// Whether the hat that is worn can do so now.
    pub may_take_up: bool,
    pub may_refuse: bool,
    pub may_release: bool,
}
