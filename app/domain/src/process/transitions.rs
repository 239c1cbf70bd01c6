//! The whole workflow in one table: each transition, from where to where, who makes it, what must hold,
//! what it writes to history.

use super::event::EventKind;
use super::guard::Guard;
use super::role::Role;
use super::stage::Stage;
use super::transition::Transition;

/// One transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub transition: Transition,
    pub from: &'static [Stage],
    pub to: Stage,
    pub by: By,
    /// All of these must hold.
    pub guards: &'static [Guard],
    /// What history records.
    pub writes: EventKind,
}

/// Who makes a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// People who hold one of these roles in the offer.
    Roles(&'static [Role]),
    /// Nobody: a date is reached.
    Date,
}

impl Row {
    pub fn needs_reason(&self) -> bool {
        self.guards.contains(&Guard::ReasonGiven)
    }

    pub const fn roles(&self) -> &'static [Role] {
        match self.by {
            By::Roles(roles) => roles,
            By::Date => &[],
        }
    }

    /// The guards that do not hold, in the order in which they are told.
    pub fn unmet(&self, holds: impl Fn(Guard) -> bool) -> Vec<Guard> {
        self.guards
            .iter()
            .copied()
            .filter(|guard| !holds(*guard))
            .collect()
    }
}

/// Whoever may have to sign. Which of them do is settled when the agreement is issued.
pub(super) const SIGNATORIES: &[Role] = &[
    Role::PlaceLeader,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
];

const PLACE: By = By::Roles(&[Role::PlaceLeader]);
const CHAMPION: By = By::Roles(&[Role::Champion]);
const PROGRAMME: By = By::Roles(&[Role::ProgrammeOffice]);

/// Every transition, in the order of the enum.
pub const TRANSITIONS: &[Row] = &[
    Row {
        transition: Transition::Submit,
        from: &[Stage::Draft],
        to: Stage::Submitted,
        by: PLACE,
        guards: &[
            Guard::CompletenessMustsHold,
            // An offer over several authorities needs each of them (7.29).
            Guard::MemberAuthoritiesAccepted,
        ],
        writes: EventKind::Submitted,
    },
    Row {
        transition: Transition::Accept,
        from: &[Stage::Submitted],
        to: Stage::Negotiating,
        by: PROGRAMME,
        // Each area works with a champion of its own (7.16, 7.21).
        guards: &[Guard::ChampionNamed, Guard::LeadDepartmentNamed],
        writes: EventKind::Accepted,
    },
    Row {
        transition: Transition::Return,
        from: &[Stage::Submitted],
        to: Stage::Draft,
        by: PROGRAMME,
        guards: &[Guard::ReasonGiven],
        writes: EventKind::Returned,
    },
    Row {
        transition: Transition::Decline,
        from: &[Stage::Submitted],
        to: Stage::Declined,
        by: PROGRAMME,
        guards: &[Guard::ReasonGiven],
        writes: EventKind::Declined,
    },
    Row {
        transition: Transition::Settle,
        from: &[Stage::Negotiating],
        to: Stage::Settled,
        by: CHAMPION,
        guards: &[
            // Only what both sides agreed goes into an agreement (7.18).
            Guard::TermsAllClosed,
            Guard::NoBlockingBarrier,
            Guard::PartnersConfirmedAgain,
            Guard::RequirementKnown,
            Guard::CompletenessMustsHold,
        ],
        writes: EventKind::Settled,
    },
    Row {
        transition: Transition::Reopen,
        from: &[Stage::Settled],
        to: Stage::Negotiating,
        // Either side may find that it no longer agrees; what is not mutual is no agreement (7.18).
        by: By::Roles(&[Role::PlaceLeader, Role::Champion]),
        guards: &[Guard::ReasonGiven],
        writes: EventKind::Reopened,
    },
    Row {
        transition: Transition::Issue,
        from: &[Stage::Settled],
        to: Stage::Signing,
        // It runs the programme and is no party: whoever bargained does not also publish the bargain.
        by: PROGRAMME,
        guards: &[Guard::SignatoriesNamed],
        writes: EventKind::Issued,
    },
    Row {
        transition: Transition::Refuse,
        from: &[Stage::Signing],
        to: Stage::Negotiating,
        by: By::Roles(SIGNATORIES),
        guards: &[Guard::NamedAsSignatory, Guard::ReasonGiven],
        writes: EventKind::SigningRefused,
    },
    Row {
        transition: Transition::Expire,
        from: &[Stage::Signing],
        to: Stage::Negotiating,
        by: By::Date,
        guards: &[Guard::SigningTimeOver],
        writes: EventKind::IssueExpired,
    },
    Row {
        transition: Transition::Recall,
        from: &[Stage::Signing],
        to: Stage::Negotiating,
        by: PROGRAMME,
        guards: &[Guard::ReasonGiven],
        writes: EventKind::IssueRecalled,
    },
    Row {
        transition: Transition::LastSignature,
        from: &[Stage::Signing],
        to: Stage::Signed,
        by: By::Roles(SIGNATORIES),
        guards: &[
            Guard::NamedAsSignatory,
            Guard::MemorandaSigned,
            Guard::AllSigned,
        ],
        writes: EventKind::FullySigned,
    },
    Row {
        transition: Transition::Start,
        from: &[Stage::Signed],
        to: Stage::InForce,
        by: By::Date,
        guards: &[Guard::StartDateReached],
        writes: EventKind::CameIntoForce,
    },
    Row {
        transition: Transition::Close,
        from: &[Stage::InForce],
        to: Stage::Completed,
        by: PROGRAMME,
        guards: &[Guard::TermOver, Guard::ReasonGiven],
        writes: EventKind::Closed,
    },
    Row {
        transition: Transition::Terminate,
        from: &[Stage::InForce],
        to: Stage::Terminated,
        by: PROGRAMME,
        guards: &[Guard::ReasonGiven],
        writes: EventKind::Terminated,
    },
    Row {
        transition: Transition::Vary,
        from: &[Stage::InForce],
        // The agreement stays in force; the variation has stages of its own.
        to: Stage::InForce,
        by: By::Roles(&[Role::PlaceLeader, Role::Champion]),
        guards: &[Guard::TermsNamed, Guard::ReasonGiven],
        writes: EventKind::VariationOpened,
    },
    Row {
        transition: Transition::Withdraw,
        from: BEFORE_LAST_SIGNATURE,
        to: Stage::Withdrawn,
        by: PLACE,
        guards: &[],
        writes: EventKind::Withdrawn,
    },
    Row {
        transition: Transition::End,
        from: &[Stage::Negotiating],
        to: Stage::Ended,
        by: PROGRAMME,
        guards: &[Guard::ReasonGiven],
        writes: EventKind::Ended,
    },
];

/// The stages from which a place can still walk away.
const BEFORE_LAST_SIGNATURE: &[Stage] = &[
    Stage::Draft,
    Stage::Submitted,
    Stage::Negotiating,
    Stage::Settled,
    Stage::Signing,
];
