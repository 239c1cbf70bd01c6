//! One term as somebody sees it: a version, what changed since another, who says what of it, and what they may do.

mod compare;
mod depends;
mod look;
mod positions;
mod proposals;
mod versions;

use chrono::{DateTime, NaiveDate, Utc};
use domain::form::Sheet;
use domain::negotiation::{ChangeKind, Position, ProposalState, Subject, TermState, Turn};
use domain::offer::{Key, MatterKind};
use domain::process::{Act, OfferFacts, OrganisationId, Reference, Role, Room, Stage};
use domain::redline::Change;

use super::PartyName;

/// Everything of one term that one viewer sees.
#[derive(Clone, Debug)]
pub struct TermView {
    pub reference: Reference,
    /// Of the offer.
    pub title: String,
    pub place_name: String,
    pub stage: Stage,
    pub facts: OfferFacts,
    pub number: u32,
    pub subject: Subject,
    /// What people call the term.
    pub name: String,
    pub state: TermState,
    /// How it left the table, where it did.
    pub closed: Option<Closed>,
    /// The number of the version that stands.
    pub current: u32,
    /// The version that is shown, and what it says.
    pub shown: VersionLine,
    pub matters: Vec<MatterShown>,
    pub comparison: Option<Comparison>,
    /// The versions there are, the newest first; of very many only the last ones.
    pub versions: Vec<VersionLine>,
    /// Who has to agree, the place first.
    pub parties: Vec<PartyView>,
    /// Who has to act, longest waiting first.
    pub turns: Vec<TurnView>,
    /// What waits for this term to be agreed.
    pub depends: Vec<Dependant>,
    /// What this term waits for: freedoms that are asked for in terms of their own.
    pub waits_for: Vec<WaitsFor>,
    pub barriers: Vec<BarrierLine>,
    /// Wording that was proposed, as far as this viewer sees it: what is open first.
    pub proposals: Vec<Proposed>,
    /// Whether there are more of them than these: the list of proposals has all.
    pub more_proposals: bool,
    /// What the worn hat may do with the term now, by the table and by the rules of the term.
    pub may: Vec<Act>,
    /// The position that the worn hat can take, where it speaks for a party.
    pub own: Option<OwnPosition>,
    /// Departments that can be asked as well: code and name.
    pub departments_to_add: Vec<(OrganisationId, String)>,
}

/// How a term left the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Closed {
    Withdrawn {
        reason: String,
    },
    Refused {
        by: String,
        reason: String,
    },
    /// A variation had it open and came to nothing: it stands as it was signed.
    Signed,
}

/// A version without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    pub number: u32,
    pub author: String,
    pub organisation: String,
    pub role: Option<Role>,
    pub at: DateTime<Utc>,
    /// Why it was put forward; empty for the first.
    pub reason: String,
}

/// One matter as the version that is shown has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterShown {
    pub key: Key,
    pub kind: MatterKind,
    pub title: String,
    pub sheet: Sheet,
}

/// The version that is shown beside another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub with: VersionLine,
    pub why: ComparedWith,
    /// Those of the version that is shown in their order, then those that went.
    pub matters: Vec<MatterCompared>,
}

/// Why it is compared with that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparedWith {
    /// The viewer’s party agreed to it last.
    LastAgreed,
    Previous,
    /// The viewer asked for it.
    Chosen,
}

/// One matter of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatterCompared {
    pub key: Key,
    pub kind: MatterKind,
    pub title: String,
    pub became: Became,
}

/// What became of a matter between two versions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    Same,
    Changed(Vec<Change>),
    /// With what it says.
    Added(Sheet),
    /// With what it said.
    Removed(Sheet),
}

/// One who has to agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyView {
    pub name: PartyName,
    /// Why it has to agree, in words.
    pub why: String,
    /// Whether the rules require it.
    pub is_required: bool,
    /// Whether the worn hat speaks for it.
    pub is_own: bool,
    /// A department without anybody who reviews for it.
    pub has_nobody: bool,
    /// What it says for all to hear of the version that is shown.
    pub says: Option<PositionView>,
    /// What it said last for all to hear before that.
    pub said: Option<PositionView>,
    /// What it noted in a room of one side, of which the viewer reads: on the version that is shown, or else
    /// before.
    pub noted: Option<PositionView>,
    pub may_release: bool,
    pub may_remind: bool,
}

/// A position with who took it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionView {
    pub id: String,
    pub position: Position,
    pub by: String,
    /// Whether it was first noted in a room of one side.
    pub was_private: bool,
    /// Whether it stands now and can be released to both sides by the worn hat.
    pub may_release: bool,
}

/// Something that keeps the term open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnView {
    pub turn: Turn,
    /// The party that it is about.
    pub party: PartyName,
    /// Whole days since it began to wait.
    pub days: i64,
}

/// A saving or an outcome that waits for a freedom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dependant {
    pub key: Key,
    pub kind: MatterKind,
    pub title: String,
    /// Until the freedom is agreed.
    pub is_at_risk: bool,
}

/// A freedom that something in this term waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitsFor {
    pub key: Key,
    /// The freedom.
    pub title: String,
    /// What waits for it.
    pub what: String,
}

/// A barrier that still stands and is about this term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarrierLine {
    pub slug: String,
    pub what: String,
    /// Who can remove it.
    pub owner: String,
    pub due: Option<NaiveDate>,
    pub is_late: bool,
    /// Whether the term cannot be settled before; else something in it is at risk.
    pub blocks: bool,
}

/// Wording that somebody proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub slug: String,
    pub room: Room,
    pub author: String,
    pub organisation: String,
    pub at: DateTime<Utc>,
    pub reason: String,
    /// The version that it starts from.
    pub base: u32,
    pub state: ProposalState,
    pub change: ChangeKind,
    /// The title of the matter as it would be.
    pub about: String,
    /// Why it was refused.
    pub answer: String,
}

/// What the worn hat needs to know to take a position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPosition {
    pub party: PartyName,
    /// The rooms that it writes in, the more private first.
    pub rooms: Vec<Room>,
    /// Only a department that the champion added can say that it has no interest.
    pub may_have_no_interest: bool,
    /// What the party says of the current version already.
    pub says: Option<PositionView>,
    /// Whether it has noted where it stands on it, in a room that the worn hat reads.
    pub noted: bool,
}

impl TermView {
    /// Whether the worn hat may do this with the term now.
    pub fn may(&self, act: Act) -> bool {
        self.may.contains(&act)
    }

    /// Whether the version that is shown is the one that stands.
    pub const fn shows_current(&self) -> bool {
        self.shown.number == self.current
    }

    /// Where it is bargained over.
    pub fn address(&self) -> String {
        format!("/offers/{}/terms/{}", self.reference, self.number)
    }
}
