//! One thing that has become new: where, in which room, of which kind. No word of what it says.

use domain::offer::Key;
use domain::process::{Event, EventKind, Room, Section};
use serde::{Deserialize, Serialize};

/// What kind of thing is new.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stirred {
    /// Something was said.
    Talk,
    /// A thread is done with or taken up again, or words in it were changed: nothing more was said.
    Thread,
    Position,
    /// A proposal, or the answer to one.
    Wording,
    Version,
    /// A term is agreed, closed or open again, or asks others.
    Term,
    /// The offer as a whole has moved.
    Offer,
}

impl Stirred {
    /// What a stream says.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Talk => "talk",
            Self::Thread => "thread",
            Self::Position => "position",
            Self::Wording => "wording",
            Self::Version => "version",
            Self::Term => "term",
            Self::Offer => "offer",
        }
    }

    const fn of(event: EventKind) -> Option<Self> {
        match event {
            EventKind::PositionTaken | EventKind::PositionReleased => Some(Self::Position),
            EventKind::WordingProposed | EventKind::WordingReleased | EventKind::WordingRefused => {
                Some(Self::Wording)
            }
            EventKind::WordingTakenUp => Some(Self::Version),
            EventKind::TermAgreed
            | EventKind::TermReopened
            | EventKind::TermWithdrawn
            | EventKind::FreedomRefused
            | EventKind::PartyAdded
            | EventKind::PartyReleased => Some(Self::Term),
            EventKind::Submitted
            | EventKind::Accepted
            | EventKind::ChampionAssigned
            | EventKind::Returned
            | EventKind::Declined
            | EventKind::Withdrawn
            | EventKind::Settled
            | EventKind::Reopened
            | EventKind::Ended
            | EventKind::Issued
            | EventKind::SigningRefused
            | EventKind::IssueExpired
            | EventKind::IssueRecalled
            | EventKind::FullySigned
            | EventKind::CameIntoForce
            | EventKind::Closed
            | EventKind::Terminated
            | EventKind::VariationOpened
            | EventKind::BarrierRaised
            | EventKind::BarrierChanged
            | EventKind::MemorandumPutOut
            | EventKind::MemorandumSigned
            | EventKind::MemorandumRefused
            | EventKind::AgreementSigned
            | EventKind::SignatureHandedOn
            | EventKind::SignatureTakenBack
            | EventKind::EmbargoSet
            | EventKind::VersionInForce
            | EventKind::VariationEnded
            | EventKind::ReturnSubmitted
            | EventKind::ReturnQueried
            | EventKind::ReturnAccepted
            | EventKind::PeriodChanged
            | EventKind::VerifierNamed
            | EventKind::SavingsVerified
            | EventKind::SavingsCorrected
            | EventKind::MilestonesLaid
            | EventKind::MilestoneAdded
            | EventKind::MilestoneForecast
            | EventKind::MilestoneAchieved
            | EventKind::MilestoneChanged
            | EventKind::MilestonesDue
            | EventKind::MilestonesLate => Some(Self::Offer),
            // Talk names its thread, see `Notice::of_talk`. The rest no open page waits for.
            EventKind::Talked
            | EventKind::CommentReleased
            | EventKind::Reminded
            | EventKind::SignatureReminded
            | EventKind::ReviewersAssigned
            | EventKind::OfferStarted
            | EventKind::OfferCarriedOver
            | EventKind::SectionSaved
            | EventKind::MatterAdded
            | EventKind::MatterRemoved
            | EventKind::MattersReordered
            | EventKind::PartnerInvited
            | EventKind::PartnerConfirmed
            | EventKind::PartnerDeclined
            | EventKind::PartnerAskedAgain
            | EventKind::FileAttached
            | EventKind::FileRemoved
            | EventKind::FileCleared
            | EventKind::FileRefused
            | EventKind::ReturnPartSaved
            | EventKind::ReturnReminded => None,
        }
    }
}

/// One thing that is new in an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Notice {
    /// The id of the offer.
    pub offer: String,
    pub room: Room,
    pub kind: Stirred,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<u32>,
    /// The id of the thread, and what that is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<Section>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<Key>,
}

impl Notice {
    /// What an event leaves to tell, if anybody waits for its kind.
    pub fn of(offer: &str, event: &Event) -> Option<Self> {
        Some(Self {
            offer: offer.to_owned(),
            room: event.room(),
            kind: Stirred::of(event.kind())?,
            term: event.term(),
            thread: None,
            section: None,
            key: None,
        })
    }

    /// Something was said, changed or turned in a thread.
    pub fn of_talk(
        offer: &str,
        room: Room,
        (kind, thread): (Stirred, &str),
        (section, key): (Option<Section>, Option<&Key>),
    ) -> Self {
        Self {
            offer: offer.to_owned(),
            room,
            kind,
            term: None,
            thread: Some(thread.to_owned()),
            section,
            key: key.cloned(),
        }
    }
}
