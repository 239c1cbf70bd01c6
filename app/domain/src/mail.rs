//! Mail: its kinds, what has become of one, how soon people want each kind, and which event tells whom.

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
            | Self::OfferReturned => MailGroup::Wanted,
            Self::OfferAccepted
            | Self::ChampionChanged
            | Self::OfferDeclined
            | Self::OfferWithdrawn
            | Self::Comment
            | Self::CommentReleased => MailGroup::News,
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
const NOT_YET: Telling =
    Telling::Nobody("No act records it yet: its letters come with the act that does.");

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
            EventKind::Accepted => Self::Mail(&[MailKind::OfferAccepted, MailKind::OfferAssigned]),
            EventKind::ChampionAssigned => {
                Self::Mail(&[MailKind::OfferAssigned, MailKind::ChampionChanged])
            }
            EventKind::ReviewersAssigned => Self::Mail(&[MailKind::OfferToReview]),
            EventKind::Talked => Self::Mail(&[MailKind::Comment]),
            EventKind::CommentReleased => Self::Mail(&[MailKind::CommentReleased]),
            EventKind::Returned => Self::Mail(&[MailKind::OfferReturned]),
            EventKind::Declined => Self::Mail(&[MailKind::OfferDeclined]),
            EventKind::Withdrawn => Self::Mail(&[MailKind::OfferWithdrawn]),
            EventKind::Settled
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
            | EventKind::VariationOpened => NOT_YET,
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
