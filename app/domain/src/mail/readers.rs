//! Which roles can get mail of a kind, so that nobody is asked about mail that never comes to them.

use super::MailKind;
use crate::process::Role;

const PLACE_LEADER: &[Role] = &[Role::PlaceLeader];
const DRAFTERS: &[Role] = &[Role::PlaceLeader, Role::Drafter];
/// Those who take positions.
const POSITIONS: &[Role] = &[Role::PlaceLeader, Role::DepartmentReviewer];
/// Everybody who does something in an offer.
const BOTH_SIDES: &[Role] = &[
    Role::PlaceLeader,
    Role::Drafter,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
    Role::ProgrammeOffice,
];

impl MailKind {
    /// Those to whom mail of this kind goes, by one of their roles.
    pub const fn readers(self) -> &'static [Role] {
        match self {
            Self::SignInLink | Self::Invitation | Self::RoleHandedOver | Self::Digest => Role::ALL,
            Self::PartnerAsked | Self::PartnerAskedAgain => &[Role::Partner],
            Self::OfferAccepted | Self::ChampionChanged => PLACE_LEADER,
            Self::PartnerDeclined | Self::OfferReturned | Self::OfferDeclined => DRAFTERS,
            Self::OfferSubmitted => &[Role::ProgrammeOffice],
            Self::OfferAssigned | Self::AllAgreed => &[Role::Champion],
            Self::OfferToReview => &[Role::DepartmentReviewer],
            Self::OfferWithdrawn => &[Role::Champion, Role::ProgrammeOffice],
            Self::PositionAsked | Self::NewVersion | Self::Reminded => POSITIONS,
            Self::Comment
            | Self::CommentReleased
            | Self::Mentioned
            | Self::WordingProposed
            | Self::WordingAnswered
            | Self::PositionTaken
            | Self::TermClosed
            | Self::TermReopened
            | Self::BarrierRaised
            | Self::OfferSettled
            | Self::NegotiationReopened
            | Self::NegotiationEnded => BOTH_SIDES,
        }
    }

    /// Whether somebody with these roles chooses how soon they want it.
    pub fn is_chosen_by(self, roles: &[Role]) -> bool {
        self.is_chosen() && roles.iter().any(|role| self.readers().contains(role))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_chooses_something_and_nobody_everything() {
        for role in Role::ALL {
            let all = MailKind::ALL.iter().filter(|kind| kind.is_chosen());
            let own = all.clone().filter(|kind| kind.is_chosen_by(&[*role]));
            let own = own.count();
            assert!(own > 0 && own < all.count(), "{role}: {own}");
        }
        assert!(!MailKind::OfferAssigned.is_chosen_by(&[Role::Drafter]));
        assert!(!MailKind::SignInLink.is_chosen_by(Role::ALL));
        assert!(!MailKind::Comment.is_chosen_by(&[]));
    }
}
