//! Mail: its kinds, what has become of one, how soon people want each kind, and which event tells whom.

mod readers;

use crate::process::EventKind;
use crate::process::choice::choice;

choice! {
    /// What a mail is about. The label is what people choose by.
    pub enum MailKind {
        SignInLink = "sign-in-link", "A link to sign in, when you ask for one";
        Invitation = "invitation", "An invitation to join an organisation";
        PartnerAsked = "partner-asked", "A place asks you to be a partner in its offer";
        PartnerAskedAgain = "partner-asked-again", "What you confirmed as a partner has changed";
        PartnerDeclined = "partner-declined", "A partner has declined to join your offer";
        OfferSubmitted = "offer-submitted", "An offer has come and needs a decision";
        OfferAssigned = "offer-assigned", "You are named as the champion of an offer";
        OfferToReview = "offer-to-review", "You are named as a reviewer of an offer";
        RoleHandedOver = "role-handed-over", "Somebody has handed their role over to you";
        OfferReturned = "offer-returned", "Your offer is returned for changes";
        OfferAccepted = "offer-accepted", "Your offer is accepted";
        ChampionChanged = "champion-changed", "Your offer has another champion";
        OfferDeclined = "offer-declined", "Your offer is declined";
        OfferWithdrawn = "offer-withdrawn", "A place has withdrawn its offer";
        Comment = "comment", "Somebody writes in the talk of an offer that you lead, or in a thread of yours";
        CommentReleased = "comment-released", "A comment is released to both sides";
        PositionAsked = "position-asked", "A term waits for your position";
        NewVersion = "new-version", "A term has changed since you took a position on it";
        WordingProposed = "wording-proposed", "Somebody proposes wording, for you to take up or to refuse";
        WordingAnswered = "wording-answered", "Your wording is taken up or refused";
        PositionTaken = "position-taken", "Somebody objects, or agrees only with other wording";
        Mentioned = "mentioned", "Somebody mentions you in the talk of an offer";
        Reminded = "reminded", "Somebody reminds you of a term";
        TermClosed = "term-closed", "A term is withdrawn, or a freedom refused";
        TermReopened = "term-reopened", "A term that was agreed or closed is open again";
        AllAgreed = "all-agreed", "Every term is agreed, and the offer can be settled";
        BarrierRaised = "barrier-raised", "A barrier is raised that you can remove";
        OfferSettled = "offer-settled", "The terms of an offer are settled";
        NegotiationReopened = "negotiation-reopened", "The negotiation of an offer is open again";
        NegotiationEnded = "negotiation-ended", "The negotiation of an offer has ended";
        SigningAsked = "signing-asked", "An agreement or a memorandum waits for your signature";
        SigningReminded = "signing-reminded", "Somebody reminds you to sign";
        SigningRefused = "signing-refused", "Somebody refuses to sign an agreement or a memorandum";
        IssueExpired = "issue-expired", "The time to sign has run out";
        IssueRecalled = "issue-recalled", "An agreement is recalled from signature";
        AgreementSigned = "agreement-signed", "Everybody has signed an agreement";
        AgreementInForce = "agreement-in-force", "An agreement, or a new version of it, is in force";
        AgreementEnded = "agreement-ended", "An agreement is closed or terminated";
        VariationOpened = "variation-opened", "A variation of an agreement is opened or ended";
        MilestoneDue = "milestone-due", "A milestone that you own is due in 30 days";
        MilestoneLate = "milestone-late", "A milestone that you own is late";
        ReturnDue = "return-due", "A return is due soon, or late";
        ReturnSubmitted = "return-submitted", "A return has come and needs a review";
        ReturnQueried = "return-queried", "Parts of a return are queried";
        ReturnAccepted = "return-accepted", "A return is accepted";
        SavingsToVerify = "savings-to-verify", "Savings that are claimed wait for you to verify them";
        /// What people get who want some kinds once a day.
        Digest = "digest", "Your mail of the day, in one";
    }
}

choice! {
    /// The kinds as people find them in a list.
    pub enum MailGroup {
        Wanted = "wanted", "Something is wanted from you";
        News = "news", "News of offers";
        /// Without these nobody would get in, so nobody chooses.
        Always = "always", "Always sent, and at once";
    }
}

choice! {
    /// How soon somebody wants mail of a kind.
    pub enum MailPace {
        AtOnce = "at-once", "At once";
        Daily = "daily", "Once a day";
        Never = "never", "Never";
    }
}

choice! {
    /// What has become of a mail.
    pub enum MailState {
        Waiting = "waiting", "Waiting to be sent";
        Retrying = "retrying", "To be tried again";
        Failed = "failed", "Given up";
        Sent = "sent", "Sent";
        Held = "held", "Kept for the daily mail";
        Gathered = "gathered", "Put into a daily mail";
        NotNeeded = "not-needed", "Not needed any more";
        MadeUp = "made-up", "Made-up address";
    }
}

impl MailKind {
    pub const fn group(self) -> MailGroup {
        match self {
            Self::SignInLink | Self::Invitation | Self::PartnerAsked | Self::Digest => {
                MailGroup::Always
            }
            Self::PartnerAskedAgain
            | Self::PartnerDeclined
            | Self::OfferSubmitted
            | Self::OfferAssigned
            | Self::OfferToReview
            | Self::RoleHandedOver
            | Self::OfferReturned
            | Self::PositionAsked
            | Self::NewVersion
            | Self::WordingProposed
            | Self::PositionTaken
            | Self::Mentioned
            | Self::Reminded
            | Self::AllAgreed
            | Self::BarrierRaised
            | Self::SigningAsked
            | Self::SigningReminded
            | Self::MilestoneDue
            | Self::MilestoneLate
            | Self::ReturnDue
            | Self::ReturnSubmitted
            | Self::ReturnQueried
            | Self::SavingsToVerify => MailGroup::Wanted,
            Self::OfferAccepted
            | Self::ChampionChanged
            | Self::OfferDeclined
            | Self::OfferWithdrawn
            | Self::Comment
            | Self::CommentReleased
            | Self::WordingAnswered
            | Self::TermClosed
            | Self::TermReopened
            | Self::OfferSettled
            | Self::NegotiationReopened
            | Self::NegotiationEnded
            | Self::SigningRefused
            | Self::IssueExpired
            | Self::IssueRecalled
            | Self::AgreementSigned
            | Self::AgreementInForce
            | Self::AgreementEnded
            | Self::VariationOpened
            | Self::ReturnAccepted => MailGroup::News,
        }
    }

    /// Whether people choose how soon they want it.
    pub const fn is_chosen(self) -> bool {
        !matches!(self.group(), MailGroup::Always)
    }

    /// The kinds of a group, in the order of the list.
    pub fn of(group: MailGroup) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |kind| kind.group() == group)
    }
}

impl MailState {
    /// Whether somebody can have it tried now.
    pub const fn can_be_resent(self) -> bool {
        matches!(self, Self::Waiting | Self::Retrying | Self::Failed)
    }
}

/// Whether an event is told by mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// By each of these kinds, to those it concerns.
    Mail(&'static [MailKind]),
    /// To nobody, and why not.
    Nobody(&'static str),
}

const DRAFTING: Telling =
    Telling::Nobody("Drafting is everyday work: it asks nothing of anybody else.");

impl Telling {
    /// How this kind of event is told.
    pub const fn of(event: EventKind) -> Self {
        match event {
            EventKind::OfferStarted
            | EventKind::SectionSaved
            | EventKind::MatterAdded
            | EventKind::MatterRemoved
            | EventKind::MattersReordered => DRAFTING,
            EventKind::OfferCarriedOver => {
                Self::Nobody("The letter that declines the first offer leads to the new draft.")
            }
            EventKind::PartnerInvited => Self::Mail(&[MailKind::PartnerAsked]),
            EventKind::PartnerConfirmed => {
                Self::Nobody("It asks nothing of the place, which sees it on its list of partners.")
            }
            EventKind::PartnerDeclined => Self::Mail(&[MailKind::PartnerDeclined]),
            EventKind::PartnerAskedAgain => Self::Mail(&[MailKind::PartnerAskedAgain]),
            EventKind::Submitted => Self::Mail(&[MailKind::OfferSubmitted]),
            EventKind::Accepted => Self::Mail(&[
                MailKind::OfferAccepted,
                MailKind::OfferAssigned,
                MailKind::PositionAsked,
            ]),
            EventKind::ChampionAssigned => {
                Self::Mail(&[MailKind::OfferAssigned, MailKind::ChampionChanged])
            }
            EventKind::ReviewersAssigned => Self::Mail(&[MailKind::OfferToReview]),
            EventKind::Talked => Self::Mail(&[MailKind::Comment, MailKind::Mentioned]),
            EventKind::WordingProposed | EventKind::WordingReleased => {
                Self::Mail(&[MailKind::WordingProposed])
            }
            EventKind::WordingTakenUp => {
                // A new version can need somebody who was not asked before.
                Self::Mail(&[
                    MailKind::WordingAnswered,
                    MailKind::NewVersion,
                    MailKind::PositionAsked,
                ])
            }
            EventKind::WordingRefused => Self::Mail(&[MailKind::WordingAnswered]),
            EventKind::PositionTaken | EventKind::PositionReleased => {
                Self::Mail(&[MailKind::PositionTaken])
            }
            EventKind::TermAgreed => Self::Mail(&[MailKind::AllAgreed]),
            EventKind::TermReopened => {
                Self::Mail(&[MailKind::TermReopened, MailKind::PositionAsked])
            }
            // The champion hears that the last term is closed, whichever way.
            EventKind::TermWithdrawn | EventKind::FreedomRefused => {
                Self::Mail(&[MailKind::TermClosed, MailKind::AllAgreed])
            }
            EventKind::PartyAdded => Self::Mail(&[MailKind::PositionAsked]),
            EventKind::PartyReleased => {
                Self::Nobody("Nothing is asked of the department any more.")
            }
            EventKind::Reminded => Self::Mail(&[MailKind::Reminded]),
            EventKind::BarrierRaised => Self::Mail(&[MailKind::BarrierRaised]),
            EventKind::BarrierChanged => {
                Self::Nobody("It asks nothing of anybody: the list of barriers shows it.")
            }
            EventKind::Settled => Self::Mail(&[MailKind::OfferSettled]),
            EventKind::Reopened => Self::Mail(&[MailKind::NegotiationReopened]),
            EventKind::Ended => Self::Mail(&[MailKind::NegotiationEnded]),
            EventKind::CommentReleased => Self::Mail(&[MailKind::CommentReleased]),
            EventKind::Returned => Self::Mail(&[MailKind::OfferReturned]),
            EventKind::Declined => Self::Mail(&[MailKind::OfferDeclined]),
            EventKind::Withdrawn => Self::Mail(&[MailKind::OfferWithdrawn]),
            // Whoever comes first in the order; each signature asks those who come next.
            EventKind::Issued
            | EventKind::MemorandumPutOut
            | EventKind::MemorandumSigned
            | EventKind::AgreementSigned
            | EventKind::SignatureHandedOn => Self::Mail(&[MailKind::SigningAsked]),
            EventKind::SignatureTakenBack => {
                Self::Nobody("Whoever takes it back signs, and needs no letter to know it.")
            }
            EventKind::SignatureReminded => Self::Mail(&[MailKind::SigningReminded]),
            EventKind::SigningRefused | EventKind::MemorandumRefused => {
                Self::Mail(&[MailKind::SigningRefused])
            }
            EventKind::IssueExpired => Self::Mail(&[MailKind::IssueExpired]),
            EventKind::IssueRecalled => Self::Mail(&[MailKind::IssueRecalled]),
            EventKind::FullySigned => Self::Mail(&[MailKind::AgreementSigned]),
            EventKind::CameIntoForce | EventKind::VersionInForce => {
                Self::Mail(&[MailKind::AgreementInForce])
            }
            EventKind::Closed | EventKind::Terminated => Self::Mail(&[MailKind::AgreementEnded]),
            EventKind::VariationOpened | EventKind::VariationEnded => {
                Self::Mail(&[MailKind::VariationOpened])
            }
            EventKind::MilestonesDue => Self::Mail(&[MailKind::MilestoneDue]),
            EventKind::MilestonesLate => Self::Mail(&[MailKind::MilestoneLate]),
            EventKind::MilestonesLaid => {
                Self::Nobody("Whoever is in the agreement was just told that it is in force.")
            }
            EventKind::MilestoneAdded
            | EventKind::MilestoneForecast
            | EventKind::MilestoneAchieved
            | EventKind::MilestoneChanged => {
                Self::Nobody("It asks nothing of anybody: the page of delivery shows it.")
            }
            EventKind::ReturnPartSaved => Self::Nobody(
                "Preparing a return is everyday work: it asks nothing of anybody else.",
            ),
            EventKind::ReturnSubmitted => {
                Self::Mail(&[MailKind::ReturnSubmitted, MailKind::SavingsToVerify])
            }
            EventKind::ReturnQueried => Self::Mail(&[MailKind::ReturnQueried]),
            EventKind::ReturnAccepted => Self::Mail(&[MailKind::ReturnAccepted]),
            EventKind::ReturnReminded => Self::Mail(&[MailKind::ReturnDue]),
            EventKind::VerifierNamed | EventKind::SavingsCorrected => {
                Self::Mail(&[MailKind::SavingsToVerify])
            }
            EventKind::PeriodChanged | EventKind::SavingsVerified => {
                Self::Nobody("It asks nothing of anybody: the pages of delivery show it.")
            }
            EventKind::FileAttached
            | EventKind::FileRemoved
            | EventKind::FileCleared
            | EventKind::FileRefused => {
                Self::Nobody("It asks nothing of anybody: the page that it belongs to shows it.")
            }
            EventKind::EmbargoSet => {
                Self::Nobody("It asks nothing of anybody: the page of the agreement shows it.")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_switches_off_the_way_in() {
        for kind in [
            MailKind::SignInLink,
            MailKind::Invitation,
            MailKind::PartnerAsked,
        ] {
            assert!(!kind.is_chosen(), "{kind}");
        }
    }

    #[test]
    fn every_event_is_told_or_says_why_not() {
        let mut told = Vec::new();
        for event in EventKind::ALL {
            match Telling::of(*event) {
                Telling::Mail(kinds) => {
                    assert!(!kinds.is_empty(), "{event}");
                    told.extend(kinds);
                }
                Telling::Nobody(why) => assert!(why.ends_with('.'), "{event}"),
            }
        }
        // And every letter about one offer has its event; a role is handed over with any number of them.
        for kind in MailKind::ALL.iter().filter(|kind| kind.is_chosen()) {
            let about_one = *kind != MailKind::RoleHandedOver;
            assert_eq!(told.contains(&kind), about_one, "{kind}");
        }
    }
}
