//! What history records of a negotiation: proposals, versions, positions, and what becomes of terms and barriers.
//!
//! Each names its term as people do, by number and title, so that an entry reads by itself years later.

use serde::{Deserialize, Serialize};

use super::event::EventKind;
use super::organisation::department;
use super::role::OrganisationId;
use super::room::Room;
use crate::negotiation::{PartyId, Stance};

/// A term as an entry of history names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TermName {
    pub term: u32,
    pub title: String,
}

impl TermName {
    pub fn new(term: u32, title: impl Into<String>) -> Self {
        Self {
            term,
            title: title.into(),
        }
    }

    /// “term 4, Single capital budget”.
    fn running(&self) -> String {
        match self.title.trim() {
            "" => format!("term {}", self.term),
            title => format!("term {}, {title}", self.term),
        }
    }
}

/// One step of a negotiation. As JSON it is an object whose `kind` is the code of its `EventKind`, like any event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Bargain {
    /// In the room of the proposal.
    WordingProposed {
        room: Room,
        about: TermName,
        reason: String,
    },
    /// A proposal of a private room was put before both sides.
    WordingReleased {
        from: Room,
        about: TermName,
    },
    WordingTakenUp {
        about: TermName,
        version: u32,
        reason: String,
    },
    /// In the room of the proposal.
    WordingRefused {
        room: Room,
        about: TermName,
        reason: String,
    },
    /// In the room in which it was taken; only what is joint counts.
    PositionTaken {
        room: Room,
        about: TermName,
        party: PartyId,
        stance: Stance,
        version: u32,
        words: String,
        red_line: bool,
    },
    PositionReleased {
        from: Room,
        about: TermName,
        party: PartyId,
        stance: Stance,
        version: u32,
    },
    TermAgreed {
        about: TermName,
        version: u32,
    },
    TermReopened {
        about: TermName,
        reason: String,
    },
    TermWithdrawn {
        about: TermName,
        reason: String,
    },
    FreedomRefused {
        about: TermName,
        department: OrganisationId,
        reason: String,
    },
    PartyAdded {
        about: TermName,
        department: OrganisationId,
        reason: String,
    },
    PartyReleased {
        about: TermName,
        department: OrganisationId,
    },
    /// Between those of one side in their room, else for all to read.
    Reminded {
        room: Room,
        about: TermName,
        /// None for the champion, who answers for Whitehall and is no party.
        party: Option<PartyId>,
    },
    BarrierRaised {
        what: String,
    },
    BarrierChanged {
        what: String,
        /// The labels of the fields that changed.
        fields: Vec<String>,
    },
}

impl Bargain {
    pub(super) const fn kind(&self) -> EventKind {
        match self {
            Self::WordingProposed { .. } => EventKind::WordingProposed,
            Self::WordingReleased { .. } => EventKind::WordingReleased,
            Self::WordingTakenUp { .. } => EventKind::WordingTakenUp,
            Self::WordingRefused { .. } => EventKind::WordingRefused,
            Self::PositionTaken { .. } => EventKind::PositionTaken,
            Self::PositionReleased { .. } => EventKind::PositionReleased,
            Self::TermAgreed { .. } => EventKind::TermAgreed,
            Self::TermReopened { .. } => EventKind::TermReopened,
            Self::TermWithdrawn { .. } => EventKind::TermWithdrawn,
            Self::FreedomRefused { .. } => EventKind::FreedomRefused,
            Self::PartyAdded { .. } => EventKind::PartyAdded,
            Self::PartyReleased { .. } => EventKind::PartyReleased,
            Self::Reminded { .. } => EventKind::Reminded,
            Self::BarrierRaised { .. } => EventKind::BarrierRaised,
            Self::BarrierChanged { .. } => EventKind::BarrierChanged,
        }
    }

    pub(super) const fn room(&self) -> Room {
        match self {
            Self::WordingProposed { room, .. }
            | Self::WordingRefused { room, .. }
            | Self::PositionTaken { room, .. }
            | Self::Reminded { room, .. } => *room,
            Self::WordingReleased { .. }
            | Self::WordingTakenUp { .. }
            | Self::PositionReleased { .. }
            | Self::TermAgreed { .. }
            | Self::TermReopened { .. }
            | Self::TermWithdrawn { .. }
            | Self::FreedomRefused { .. }
            | Self::PartyAdded { .. }
            | Self::PartyReleased { .. }
            | Self::BarrierRaised { .. }
            | Self::BarrierChanged { .. } => Room::Joint,
        }
    }

    /// The term that it is about; a barrier can be about several, and names none.
    const fn about(&self) -> Option<&TermName> {
        match self {
            Self::WordingProposed { about, .. }
            | Self::WordingReleased { about, .. }
            | Self::WordingTakenUp { about, .. }
            | Self::WordingRefused { about, .. }
            | Self::PositionTaken { about, .. }
            | Self::PositionReleased { about, .. }
            | Self::TermAgreed { about, .. }
            | Self::TermReopened { about, .. }
            | Self::TermWithdrawn { about, .. }
            | Self::FreedomRefused { about, .. }
            | Self::PartyAdded { about, .. }
            | Self::PartyReleased { about, .. }
            | Self::Reminded { about, .. } => Some(about),
            Self::BarrierRaised { .. } | Self::BarrierChanged { .. } => None,
        }
    }

    pub(super) fn term(&self) -> Option<u32> {
        self.about().map(|about| about.term)
    }

    pub(super) fn words(&self) -> String {
        let label = self.kind().label();
        match self.about() {
            Some(about) => format!("Term {}: {}", about.term, lowered(label)),
            None => label.to_owned(),
        }
    }

    pub(super) fn sentence(&self, who: &str) -> String {
        let term = self.about().map(TermName::running).unwrap_or_default();
        match self {
            Self::WordingProposed { .. } => format!("{who} proposed wording for {term}."),
            Self::WordingReleased { from, .. } => format!(
                "{who} put a proposal for {term} from the room “{}” before both sides.",
                from.label()
            ),
            Self::WordingTakenUp { version, .. } => {
                format!("{who} took up wording for {term}. It is version {version} now.")
            }
            Self::WordingRefused { .. } => format!("{who} refused proposed wording for {term}."),
            Self::PositionTaken {
                party,
                stance,
                version,
                red_line,
                ..
            } => {
                let line = if *red_line { ", as a red line" } else { "" };
                format!(
                    "{who}, for {}, on version {version} of {term}: {}{line}.",
                    name_of(party),
                    lowered(stance.label()),
                )
            }
            Self::PositionReleased {
                from,
                party,
                stance,
                version,
                ..
            } => format!(
                "{who} released what {} says of version {version} of {term} from the room “{}”: {}.",
                name_of(party),
                from.label(),
                lowered(stance.label()),
            ),
            Self::TermAgreed { version, .. } => format!(
                "With {who} everybody has agreed to version {version} of {term}. It is locked now."
            ),
            Self::TermReopened { .. } => format!("{who} reopened {term}."),
            Self::TermWithdrawn { .. } => format!("{who} withdrew {term}."),
            Self::FreedomRefused { department, .. } => {
                format!("{who} refused {term}, for {}.", named(department))
            }
            Self::PartyAdded { department, .. } => {
                format!(
                    "{who} asked {} to agree to {term} as well.",
                    named(department)
                )
            }
            Self::PartyReleased { department, .. } => {
                format!("{who} let {} go from {term}.", named(department))
            }
            Self::Reminded { party, .. } => {
                let whom = party
                    .as_ref()
                    .map_or_else(|| "the champion".to_owned(), name_of);
                format!("{who} reminded {whom} of {term}.")
            }
            Self::BarrierRaised { what } => format!("{who} raised the barrier “{}”.", what.trim()),
            Self::BarrierChanged { what, .. } => {
                format!(
                    "{who} recorded what was done about the barrier “{}”.",
                    what.trim()
                )
            }
        }
    }

    pub(super) fn detail(&self) -> String {
        match self {
            Self::WordingProposed { reason, .. }
            | Self::WordingTakenUp { reason, .. }
            | Self::WordingRefused { reason, .. }
            | Self::TermReopened { reason, .. }
            | Self::TermWithdrawn { reason, .. }
            | Self::FreedomRefused { reason, .. }
            | Self::PartyAdded { reason, .. } => reason.clone(),
            Self::PositionTaken { words, .. } => words.clone(),
            Self::BarrierChanged { fields, .. } => fields.join(", "),
            Self::WordingReleased { .. }
            | Self::PositionReleased { .. }
            | Self::TermAgreed { .. }
            | Self::PartyReleased { .. }
            | Self::Reminded { .. }
            | Self::BarrierRaised { .. } => String::new(),
        }
    }
}

/// A party in the middle of a sentence.
fn name_of(party: &PartyId) -> String {
    match party {
        PartyId::Place => "the place".to_owned(),
        PartyId::Department(department) => named(department),
    }
}

fn named(code: &OrganisationId) -> String {
    department(code.as_str()).map_or_else(
        || code.as_str().to_owned(),
        |department| department.name.to_owned(),
    )
}

fn lowered(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
