//! Which roles can get mail of a kind, so that nobody is asked about mail that never comes to them.

use super::MailKind;
use crate::process::Role;

const PLACE_LEADER: &[Role] = &[Role::PlaceLeader];
const DRAFTERS: &[Role] = &[Role::PlaceLeader, Role::Drafter];
/// Those who take positions.
const POSITIONS: &[Role] = &[Role::PlaceLeader, Role::DepartmentReviewer];
/// Those who answer for a whole side: what is proposed and objected waits for them.
const LEADERS: &[Role] = &[Role::PlaceLeader, Role::Champion];
/// Those who have a say in a term, and the champion.
const A_SAY: &[Role] = &[Role::PlaceLeader, Role::Champion, Role::DepartmentReviewer];
/// Those who answer for somebody when all is settled or ended. A partner and a drafter bargain through their leader.
const ANSWERABLE: &[Role] = &[
    Role::PlaceLeader,
    Role::Champion,
    Role::DepartmentReviewer,
    Role::ProgrammeOffice,
];
/// Those who bargain, and so may have proposed wording.
const PROPOSERS: &[Role] = &[
    Role::PlaceLeader,
    Role::Drafter,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
];
/// Those who can own a barrier or a milestone, or answer for who does.
const OWNERS: &[Role] = &[Role::PlaceLeader, Role::Partner, Role::DepartmentReviewer];
/// Those who may have to sign.
const SIGNATORIES: &[Role] = &[
    Role::PlaceLeader,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
];
/// Those who fill in a return.
const REPORTERS: &[Role] = &[Role::PlaceLeader, Role::Drafter, Role::Partner];
/// Those who can be named to verify savings.
const VERIFIERS: &[Role] = &[
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
    Role::ProgrammeOffice,
];
/// Those who sign, and the programme office, which issues.
const IN_AGREEMENT: &[Role] = &[
    Role::PlaceLeader,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
    Role::ProgrammeOffice,
];
/// Everybody who talks in an offer.
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
            Self::OfferSubmitted | Self::ReturnSubmitted => &[Role::ProgrammeOffice],
            Self::ReturnDue | Self::ReturnQueried | Self::ReturnAccepted => REPORTERS,
            Self::SavingsToVerify => VERIFIERS,
            Self::OfferAssigned | Self::AllAgreed | Self::TermReopened => &[Role::Champion],
            Self::OfferToReview => &[Role::DepartmentReviewer],
            Self::OfferWithdrawn => &[
                Role::Champion,
                Role::DepartmentReviewer,
                Role::ProgrammeOffice,
            ],
            Self::PositionAsked | Self::NewVersion => POSITIONS,
            Self::WordingProposed | Self::PositionTaken => LEADERS,
            Self::Reminded | Self::TermClosed => A_SAY,
            Self::WordingAnswered => PROPOSERS,
            Self::BarrierRaised | Self::MilestoneDue | Self::MilestoneLate => OWNERS,
            Self::OfferSettled | Self::NegotiationReopened | Self::NegotiationEnded => ANSWERABLE,
            Self::SigningAsked | Self::SigningReminded => SIGNATORIES,
            Self::SigningRefused
            | Self::IssueExpired
            | Self::IssueRecalled
            | Self::AgreementSigned
            | Self::AgreementInForce
            | Self::AgreementEnded
            | Self::VariationOpened => IN_AGREEMENT,
            Self::Comment | Self::CommentReleased | Self::Mentioned => BOTH_SIDES,
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

    /// Who can get mail of a negotiation, role by role: L leader, D drafter, P partner, C champion, R reviewer,
    /// O programme office, A auditor, M administrator.
    const TABLE: &[(MailKind, &str)] = &[
        (MailKind::Comment, "LDPCRO.."),
        (MailKind::CommentReleased, "LDPCRO.."),
        (MailKind::PositionAsked, "L...R..."),
        (MailKind::NewVersion, "L...R..."),
        (MailKind::WordingProposed, "L..C...."),
        (MailKind::WordingAnswered, "LDPCR..."),
        (MailKind::PositionTaken, "L..C...."),
        (MailKind::Mentioned, "LDPCRO.."),
        (MailKind::Reminded, "L..CR..."),
        (MailKind::TermClosed, "L..CR..."),
        (MailKind::TermReopened, "...C...."),
        (MailKind::AllAgreed, "...C...."),
        (MailKind::BarrierRaised, "L.P.R..."),
        (MailKind::OfferSettled, "L..CRO.."),
        (MailKind::NegotiationReopened, "L..CRO.."),
        (MailKind::NegotiationEnded, "L..CRO.."),
        (MailKind::SigningAsked, "L.PCR..."),
        (MailKind::SigningReminded, "L.PCR..."),
        (MailKind::SigningRefused, "L.PCRO.."),
        (MailKind::IssueExpired, "L.PCRO.."),
        (MailKind::IssueRecalled, "L.PCRO.."),
        (MailKind::AgreementSigned, "L.PCRO.."),
        (MailKind::AgreementInForce, "L.PCRO.."),
        (MailKind::AgreementEnded, "L.PCRO.."),
        (MailKind::VariationOpened, "L.PCRO.."),
        (MailKind::MilestoneDue, "L.P.R..."),
        (MailKind::MilestoneLate, "L.P.R..."),
        (MailKind::ReturnDue, "LDP....."),
        (MailKind::ReturnSubmitted, ".....O.."),
        (MailKind::ReturnQueried, "LDP....."),
        (MailKind::ReturnAccepted, "LDP....."),
        (MailKind::SavingsToVerify, "..PCRO.."),
    ];

    #[test]
    fn who_never_acts_nor_needs_to_know_is_not_asked() {
        for (kind, letters) in TABLE {
            assert_eq!(letters.len(), Role::ALL.len(), "{kind}");
            for (role, letter) in Role::ALL.iter().zip(letters.chars()) {
                assert_eq!(
                    kind.is_chosen_by(&[*role]),
                    letter != '.',
                    "{kind} and {role}"
                );
            }
        }
        let first = MailKind::ALL
            .iter()
            .position(|kind| *kind == MailKind::Comment);
        let of_negotiation = MailKind::ALL.iter().skip(first.expect("a kind"));
        for kind in of_negotiation.filter(|kind| **kind != MailKind::Digest) {
            assert!(TABLE.iter().any(|(one, _)| one == kind), "{kind} is new");
        }
    }

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
