//! What history records of an offer, and the words its timeline reads.
//!
//! An event belongs to one room. All that happens inside a draft is the place’s own, before the first
//! submission and after a return alike. A reference of the draft series never stands in a joint event.

mod telling;

use serde::{Deserialize, Serialize};

use super::accord::Accord;
use super::bargain::Bargain;
use super::choice::choice;
use super::delivering::Delivering;
use super::filing::Filing;
use super::kind::{OfferKind, Section};
use super::reference::Reference;
use super::returning::Returning;
use super::role::{OrganisationId, PersonId};
use super::room::Room;

choice! {
    /// The kinds of event. The label is the title of an entry in the timeline.
    pub enum EventKind {
        OfferStarted = "offer-started", "Offer started";
        OfferCarriedOver = "offer-carried-over", "Offer carried over";
        SectionSaved = "section-saved", "Section changed";
        MatterAdded = "matter-added", "Entry added";
        MatterRemoved = "matter-removed", "Entry removed";
        MattersReordered = "matters-reordered", "Order changed";
        PartnerInvited = "partner-invited", "Partner invited";
        PartnerConfirmed = "partner-confirmed", "Partner confirmed";
        PartnerDeclined = "partner-declined", "Partner declined";
        PartnerAskedAgain = "partner-asked-again", "Partner asked again";
        Submitted = "submitted", "Offer submitted";
        Accepted = "accepted", "Offer accepted";
        ChampionAssigned = "champion-assigned", "Champion assigned";
        ReviewersAssigned = "reviewers-assigned", "Reviewers assigned";
        Returned = "returned", "Offer returned";
        Declined = "declined", "Offer declined";
        Withdrawn = "withdrawn", "Offer withdrawn";
        Settled = "settled", "Terms settled";
        Reopened = "reopened", "Negotiation reopened";
        Ended = "ended", "Negotiation ended";
        Issued = "issued", "Agreement issued for signature";
        SigningRefused = "signing-refused", "Signature refused";
        IssueExpired = "issue-expired", "Time to sign ran out";
        IssueRecalled = "issue-recalled", "Agreement recalled from signature";
        FullySigned = "fully-signed", "Agreement signed by everybody";
        CameIntoForce = "came-into-force", "Agreement came into force";
        Closed = "closed", "Agreement closed";
        Terminated = "terminated", "Agreement terminated";
        VariationOpened = "variation-opened", "Variation opened";
        Talked = "talked", "Talk";
        CommentReleased = "comment-released", "Comment released to both sides";
        WordingProposed = "wording-proposed", "Wording proposed";
        WordingReleased = "wording-released", "Proposal released to both sides";
        WordingTakenUp = "wording-taken-up", "Wording taken up";
        WordingRefused = "wording-refused", "Wording refused";
        PositionTaken = "position-taken", "Position taken";
        PositionReleased = "position-released", "Position released to both sides";
        TermAgreed = "term-agreed", "Agreed by everybody";
        TermReopened = "term-reopened", "Reopened";
        TermWithdrawn = "term-withdrawn", "Withdrawn";
        FreedomRefused = "freedom-refused", "Freedom refused";
        PartyAdded = "party-added", "Department asked as well";
        PartyReleased = "party-released", "Department let go";
        Reminded = "reminded", "Reminder sent";
        BarrierRaised = "barrier-raised", "Barrier raised";
        BarrierChanged = "barrier-changed", "Barrier changed";
        MemorandumPutOut = "memorandum-put-out", "Memorandum out for signature";
        MemorandumSigned = "memorandum-signed", "Memorandum signed";
        MemorandumRefused = "memorandum-refused", "Memorandum refused";
        AgreementSigned = "agreement-signed", "Signed or approved";
        SignatureHandedOn = "signature-handed-on", "Signature handed on";
        SignatureTakenBack = "signature-taken-back", "Signature taken back";
        SignatureReminded = "signature-reminded", "Reminded to sign";
        EmbargoSet = "embargo-set", "Day of publication set";
        VersionInForce = "version-in-force", "New version in force";
        VariationEnded = "variation-ended", "Variation ended";
        MilestonesLaid = "milestones-laid", "Milestones laid";
        MilestoneAdded = "milestone-added", "Milestone added";
        MilestoneForecast = "milestone-forecast", "Milestone: new forecast";
        MilestoneAchieved = "milestone-achieved", "Milestone achieved";
        MilestoneChanged = "milestone-changed", "Milestone changed";
        MilestonesDue = "milestones-due", "Milestones due soon";
        MilestonesLate = "milestones-late", "Milestones late";
        ReturnPartSaved = "return-part-saved", "Return: part changed";
        ReturnSubmitted = "return-submitted", "Return submitted";
        ReturnQueried = "return-queried", "Return queried";
        ReturnAccepted = "return-accepted", "Return accepted";
        ReturnReminded = "return-reminded", "Reminded of a return";
        PeriodChanged = "period-changed", "Dates of a return changed";
        VerifierNamed = "verifier-named", "Verifier of savings named";
        SavingsVerified = "savings-verified", "Savings verified";
        SavingsCorrected = "savings-corrected", "Savings corrected";
        FileAttached = "file-attached", "File attached";
        FileRemoved = "file-removed", "File removed";
        FileCleared = "file-cleared", "File checked for viruses";
        FileRefused = "file-refused", "File refused";
    }
}

choice! {
    /// What was done in a thread.
    pub enum Talk {
        Started = "started", "Thread started";
        Replied = "replied", "Reply written";
        Changed = "changed", "Comment changed";
        Resolved = "resolved", "Thread resolved";
        Reopened = "reopened", "Thread reopened";
    }
}

impl Talk {
    /// What follows who did it: “Margaret *started a thread* on the savings section.”
    const fn did(self) -> &'static str {
        match self {
            Self::Started => "started a thread",
            Self::Replied => "replied in a thread",
            Self::Changed => "changed a comment",
            Self::Resolved => "resolved a thread",
            Self::Reopened => "reopened a thread",
        }
    }
}

/// One thing that happened. As JSON it is an object whose `kind` is the code of its `EventKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    OfferStarted {
        offer: OfferKind,
    },
    /// The first event of a draft that carries over the matter of a declined offer.
    OfferCarriedOver {
        from: Reference,
    },
    SectionSaved {
        section: Section,
        /// The labels of the fields that changed, as the page shows them.
        fields: Vec<String>,
    },
    MatterAdded {
        section: Section,
        title: String,
    },
    MatterRemoved {
        section: Section,
        title: String,
    },
    MattersReordered {
        section: Section,
    },
    PartnerInvited {
        partner: String,
    },
    PartnerConfirmed {
        partner: String,
    },
    PartnerDeclined {
        partner: String,
        reason: String,
    },
    PartnerAskedAgain {
        partner: String,
        why: String,
    },
    Submitted,
    Accepted {
        champion: PersonId,
        lead_department: OrganisationId,
    },
    /// The programme office named another champion, or a champion handed over.
    ChampionAssigned {
        champion: PersonId,
    },
    /// Who of a department’s reviewers deals with this offer; all of them where none is named.
    ReviewersAssigned {
        department: OrganisationId,
        reviewers: Vec<PersonId>,
    },
    Returned {
        reason: String,
    },
    Declined {
        reason: String,
        /// Whether the place was offered to go on with an Innovative Policy Offer.
        innovative_offer: bool,
    },
    Withdrawn {
        reason: Option<String>,
    },
    Settled,
    Reopened {
        reason: String,
    },
    Ended {
        reason: String,
    },
    Issued,
    SigningRefused {
        reason: String,
    },
    IssueExpired,
    IssueRecalled {
        reason: String,
    },
    FullySigned,
    CameIntoForce,
    Closed {
        reason: String,
    },
    Terminated {
        reason: String,
    },
    VariationOpened {
        reason: String,
    },
    /// In the thread’s own room. The words themselves stand in the thread.
    Talked {
        room: Room,
        what: Talk,
        /// The whole offer, where it is none.
        section: Option<Section>,
    },
    /// Words of a private room were made readable for both sides.
    CommentReleased {
        from: Room,
        section: Option<Section>,
        /// Who had written them.
        author: String,
    },
    /// A step of the negotiation, which names its own kind.
    #[serde(untagged)]
    Bargain(Bargain),
    /// A step of the agreement, which names its own kind.
    #[serde(untagged)]
    Accord(Accord),
    /// A step of delivery, which names its own kind.
    #[serde(untagged)]
    Delivering(Delivering),
    /// A step of reporting, which names its own kind.
    #[serde(untagged)]
    Returning(Returning),
    /// Something done with a file, which names its own kind.
    #[serde(untagged)]
    Filing(Filing),
}

impl Event {
    pub const fn kind(&self) -> EventKind {
        match self {
            Self::OfferStarted { .. } => EventKind::OfferStarted,
            Self::OfferCarriedOver { .. } => EventKind::OfferCarriedOver,
            Self::SectionSaved { .. } => EventKind::SectionSaved,
            Self::MatterAdded { .. } => EventKind::MatterAdded,
            Self::MatterRemoved { .. } => EventKind::MatterRemoved,
            Self::MattersReordered { .. } => EventKind::MattersReordered,
            Self::PartnerInvited { .. } => EventKind::PartnerInvited,
            Self::PartnerConfirmed { .. } => EventKind::PartnerConfirmed,
            Self::PartnerDeclined { .. } => EventKind::PartnerDeclined,
            Self::PartnerAskedAgain { .. } => EventKind::PartnerAskedAgain,
            Self::Submitted => EventKind::Submitted,
            Self::Accepted { .. } => EventKind::Accepted,
            Self::ChampionAssigned { .. } => EventKind::ChampionAssigned,
            Self::ReviewersAssigned { .. } => EventKind::ReviewersAssigned,
            Self::Returned { .. } => EventKind::Returned,
            Self::Declined { .. } => EventKind::Declined,
            Self::Withdrawn { .. } => EventKind::Withdrawn,
            Self::Settled => EventKind::Settled,
            Self::Reopened { .. } => EventKind::Reopened,
            Self::Ended { .. } => EventKind::Ended,
            Self::Issued => EventKind::Issued,
            Self::SigningRefused { .. } => EventKind::SigningRefused,
            Self::IssueExpired => EventKind::IssueExpired,
            Self::IssueRecalled { .. } => EventKind::IssueRecalled,
            Self::FullySigned => EventKind::FullySigned,
            Self::CameIntoForce => EventKind::CameIntoForce,
            Self::Closed { .. } => EventKind::Closed,
            Self::Terminated { .. } => EventKind::Terminated,
            Self::VariationOpened { .. } => EventKind::VariationOpened,
            Self::Talked { .. } => EventKind::Talked,
            Self::CommentReleased { .. } => EventKind::CommentReleased,
            Self::Bargain(step) => step.kind(),
            Self::Accord(step) => step.kind(),
            Self::Delivering(step) => step.kind(),
            Self::Returning(step) => step.kind(),
            Self::Filing(step) => step.kind(),
        }
    }

    /// The room whose members see it.
    pub const fn room(&self) -> Room {
        match self {
            Self::Talked { room, .. } => *room,
            Self::Bargain(step) => step.room(),
            Self::Returning(step) => step.room(),
            Self::Filing(step) => step.room(),
            Self::OfferStarted { .. }
            | Self::OfferCarriedOver { .. }
            | Self::SectionSaved { .. }
            | Self::MatterAdded { .. }
            | Self::MatterRemoved { .. }
            | Self::MattersReordered { .. }
            | Self::PartnerInvited { .. }
            | Self::PartnerConfirmed { .. }
            | Self::PartnerDeclined { .. }
            | Self::PartnerAskedAgain { .. } => Room::Place,
            // Who reads for a department is Whitehall’s own affair.
            Self::ReviewersAssigned { .. } => Room::Whitehall,
            Self::Submitted
            | Self::Accepted { .. }
            | Self::ChampionAssigned { .. }
            | Self::Returned { .. }
            | Self::Declined { .. }
            | Self::Withdrawn { .. }
            | Self::Settled
            | Self::Reopened { .. }
            | Self::Ended { .. }
            | Self::Issued
            | Self::SigningRefused { .. }
            | Self::IssueExpired
            | Self::IssueRecalled { .. }
            | Self::FullySigned
            | Self::CameIntoForce
            | Self::Closed { .. }
            | Self::Terminated { .. }
            | Self::VariationOpened { .. }
            | Self::CommentReleased { .. }
            | Self::Accord(_)
            | Self::Delivering(_) => Room::Joint,
        }
    }

    /// The number of the term that it is about, where it is about one.
    pub fn term(&self) -> Option<u32> {
        match self {
            Self::Bargain(step) => step.term(),
            Self::Delivering(step) => step.term(),
            Self::Filing(step) => step.term(),
            _ => None,
        }
    }
}
