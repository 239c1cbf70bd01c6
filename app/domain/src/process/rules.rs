//! Who may do what, when: one row for each act. `permit` reads it, and the documentation is made from it.

use super::act::Act;
use super::groups::{
    ALL_IN_OFFER, BOTH_SIDES, CHAMPION, CONTRIBUTORS, DRAFT, DRAFTERS, IN_FORCE,
    IN_FORCE_AND_AFTER, LEADER, LEADER_AND_CHAMPION, MEMORANDA_SIGNED, NEGOTIATING, OPEN,
    OPEN_SINCE_SUBMITTED, PARTIES, PARTNER, POSTMASTERS, PROGRAMME, SIGNING, SINCE_ISSUED,
    SINCE_NEGOTIATING, STEWARDS, THE_PLACE,
};
use super::role::Role;
use super::stage::Stage;
use super::transition::Transition;
use super::transitions::SIGNATORIES;

/// One act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    pub act: Act,
    pub effect: Effect,
    pub leave: Leave,
}

/// Whether an act only reads. What somebody may not read does not exist for them; what they may not do is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Reads,
    Changes,
}

/// Who has leave to do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Anybody, signed in or not.
    Everyone,
    /// Anybody who is signed in, with or without a hat.
    SignedIn,
    /// These roles; the act is about no single offer.
    Roles(&'static [Role]),
    /// These roles, for an organisation whose people they look after: an administrator for the hat’s own, the
    /// programme office for any. For the others its people do not exist.
    Organisation(&'static [Role]),
    /// These roles, in an offer within their sight, at these stages.
    Offer {
        who: &'static [Role],
        at: &'static [Stage],
    },
    /// As `Offer`; and from the day it is in force and published, anybody.
    Published {
        who: &'static [Role],
        at: &'static [Stage],
    },
    /// Those, and at those stages, that the transition’s own row names.
    Transition(Transition),
}

impl Rule {
    /// The roles that may do it. Empty for what anybody may do.
    pub fn who(&self) -> &'static [Role] {
        match self.leave {
            Leave::Everyone | Leave::SignedIn => &[],
            Leave::Roles(who)
            | Leave::Organisation(who)
            | Leave::Offer { who, .. }
            | Leave::Published { who, .. } => who,
            Leave::Transition(transition) => transition.row().roles(),
        }
    }

    /// The stages at which they may. Empty for an act that is about no single offer.
    pub fn at(&self) -> &'static [Stage] {
        match self.leave {
            Leave::Everyone | Leave::SignedIn | Leave::Roles(_) | Leave::Organisation(_) => &[],
            Leave::Offer { at, .. } | Leave::Published { at, .. } => at,
            Leave::Transition(transition) => transition.row().from,
        }
    }

    /// Whether the act is about one offer.
    pub const fn is_about_an_offer(&self) -> bool {
        match self.leave {
            Leave::Everyone | Leave::SignedIn | Leave::Roles(_) | Leave::Organisation(_) => false,
            Leave::Offer { .. } | Leave::Published { .. } | Leave::Transition(_) => true,
        }
    }
}

impl Act {
    /// Its row, which a test proves to be there once for each.
    pub fn rule(self) -> &'static Rule {
        &RULES[self as usize]
    }

    pub fn is_reading(self) -> bool {
        self.rule().effect == Effect::Reads
    }

    /// The transition that this act makes. `Sign` makes none: the last of several signatures does.
    pub fn transition(self) -> Option<Transition> {
        match self.rule().leave {
            Leave::Transition(transition) => Some(transition),
            Leave::Everyone
            | Leave::SignedIn
            | Leave::Roles(_)
            | Leave::Organisation(_)
            | Leave::Offer { .. }
            | Leave::Published { .. } => None,
        }
    }
}

const fn reads(act: Act, leave: Leave) -> Rule {
    Rule {
        act,
        effect: Effect::Reads,
        leave,
    }
}

const fn changes(act: Act, leave: Leave) -> Rule {
    Rule {
        act,
        effect: Effect::Changes,
        leave,
    }
}

const fn on_offer(who: &'static [Role], at: &'static [Stage]) -> Leave {
    Leave::Offer { who, at }
}

const fn moves(act: Act, transition: Transition) -> Rule {
    changes(act, Leave::Transition(transition))
}

/// The acts in the order of the enum, by the part of the work that each belongs to: where each part begins.
pub const PARTS: &[(&str, Act)] = &[
    ("For anybody", Act::ReadPublicPages),
    ("For anybody who is signed in", Act::ManageOwnAccount),
    ("Drafting", Act::StartOffer),
    ("Submission", Act::Submit),
    ("Negotiation", Act::ReadTerms),
    ("Agreement", Act::PutOutMemorandum),
    ("Delivery", Act::ReadDelivery),
    ("Programme", Act::ReadProgramme),
];

/// Every act, in the order of the enum.
pub const RULES: &[Rule] = &[
    reads(Act::ReadPublicPages, Leave::Everyone),
    // Its route exists in the demo only.
    reads(Act::ReadDemoMail, Leave::Everyone),
    changes(Act::SignIn, Leave::Everyone),
    reads(Act::ListAgreements, Leave::Everyone),
    reads(
        Act::ReadAgreement,
        Leave::Published {
            who: ALL_IN_OFFER,
            at: SINCE_ISSUED,
        },
    ),
    changes(Act::ManageOwnAccount, Leave::SignedIn),
    reads(Act::ReadWork, Leave::SignedIn),
    reads(Act::ListOffers, Leave::SignedIn),
    reads(Act::ReadPrecedents, Leave::SignedIn),
    // Of what they find, each sees what they could read without it.
    reads(Act::Search, Leave::SignedIn),
    // Drafting.
    changes(Act::StartOffer, Leave::Roles(DRAFTERS)),
    reads(Act::ReadOffer, on_offer(ALL_IN_OFFER, Stage::ALL)),
    reads(Act::ReadHistory, on_offer(ALL_IN_OFFER, Stage::ALL)),
    reads(Act::ReadTalk, on_offer(ALL_IN_OFFER, Stage::ALL)),
    reads(Act::ReadFiles, on_offer(ALL_IN_OFFER, Stage::ALL)),
    changes(Act::EditSection, on_offer(DRAFTERS, DRAFT)),
    changes(Act::AddMatter, on_offer(DRAFTERS, DRAFT)),
    changes(Act::RemoveMatter, on_offer(DRAFTERS, DRAFT)),
    changes(Act::ReorderMatters, on_offer(DRAFTERS, DRAFT)),
    changes(Act::InvitePartner, on_offer(DRAFTERS, DRAFT)),
    reads(Act::ReadInvitation, on_offer(THE_PLACE, Stage::ALL)),
    // In a negotiation a partner whose money changed is asked again.
    changes(
        Act::AnswerInvitation,
        on_offer(PARTNER, &[Stage::Draft, Stage::Negotiating]),
    ),
    // Submission.
    moves(Act::Submit, Transition::Submit),
    moves(Act::Withdraw, Transition::Withdraw),
    moves(Act::Accept, Transition::Accept),
    moves(Act::Return, Transition::Return),
    moves(Act::Decline, Transition::Decline),
    // Negotiation.
    reads(Act::ReadTerms, on_offer(ALL_IN_OFFER, SINCE_NEGOTIATING)),
    changes(Act::ProposeWording, on_offer(PARTIES, NEGOTIATING)),
    changes(Act::TakeUp, on_offer(LEADER_AND_CHAMPION, NEGOTIATING)),
    changes(
        Act::RefuseWording,
        on_offer(LEADER_AND_CHAMPION, NEGOTIATING),
    ),
    // A champion agrees for no department.
    changes(
        Act::TakePosition,
        on_offer(&[Role::PlaceLeader, Role::DepartmentReviewer], NEGOTIATING),
    ),
    changes(
        Act::ReopenTerm,
        on_offer(
            &[Role::PlaceLeader, Role::Champion, Role::DepartmentReviewer],
            NEGOTIATING,
        ),
    ),
    changes(Act::WithdrawTerm, on_offer(LEADER, NEGOTIATING)),
    changes(
        Act::RefuseFreedom,
        on_offer(&[Role::DepartmentReviewer], NEGOTIATING),
    ),
    changes(Act::AddParty, on_offer(CHAMPION, NEGOTIATING)),
    changes(Act::ReleaseParty, on_offer(CHAMPION, NEGOTIATING)),
    changes(
        Act::Remind,
        on_offer(
            &[
                Role::PlaceLeader,
                Role::Champion,
                Role::DepartmentReviewer,
                Role::ProgrammeOffice,
            ],
            &[Stage::Negotiating, Stage::Signing],
        ),
    ),
    // Each side talks in its own room from the day it sees the offer: the place while it drafts.
    changes(Act::Comment, on_offer(BOTH_SIDES, OPEN)),
    // The programme office speaks for Whitehall until there is a champion.
    changes(
        Act::ReleaseToJoint,
        on_offer(
            &[Role::PlaceLeader, Role::Champion, Role::ProgrammeOffice],
            OPEN_SINCE_SUBMITTED,
        ),
    ),
    // Like talk: each side in its own room from the day it sees the offer.
    changes(Act::AttachFile, on_offer(BOTH_SIDES, OPEN)),
    changes(Act::RemoveFile, on_offer(BOTH_SIDES, OPEN)),
    changes(
        Act::RaiseBarrier,
        on_offer(BOTH_SIDES, &[Stage::Negotiating, Stage::InForce]),
    ),
    changes(
        Act::UpdateBarrier,
        on_offer(BOTH_SIDES, &[Stage::Negotiating, Stage::InForce]),
    ),
    changes(
        Act::AssignChampion,
        on_offer(
            PROGRAMME,
            &[
                Stage::Negotiating,
                Stage::Settled,
                Stage::Signing,
                Stage::Signed,
                Stage::InForce,
            ],
        ),
    ),
    moves(Act::Settle, Transition::Settle),
    moves(Act::Reopen, Transition::Reopen),
    moves(Act::End, Transition::End),
    // Agreement.
    // Its words stand once the terms are settled; what is out then stays out when they are opened again.
    changes(
        Act::PutOutMemorandum,
        on_offer(LEADER, &[Stage::Settled, Stage::Signing]),
    ),
    changes(
        Act::SignMemorandum,
        on_offer(CONTRIBUTORS, MEMORANDA_SIGNED),
    ),
    changes(
        Act::RefuseMemorandum,
        on_offer(CONTRIBUTORS, MEMORANDA_SIGNED),
    ),
    moves(Act::Issue, Transition::Issue),
    changes(Act::Sign, on_offer(SIGNATORIES, SIGNING)),
    moves(Act::RefuseToSign, Transition::Refuse),
    changes(
        Act::HandOnSignature,
        on_offer(SIGNATORIES, MEMORANDA_SIGNED),
    ),
    moves(Act::Recall, Transition::Recall),
    // Until the day it is public nobody asks to hold it back in vain.
    changes(
        Act::SetEmbargo,
        on_offer(PROGRAMME, &[Stage::Settled, Stage::Signing, Stage::Signed]),
    ),
    moves(Act::Vary, Transition::Vary),
    moves(Act::Terminate, Transition::Terminate),
    moves(Act::Close, Transition::Close),
    // Delivery.
    reads(
        Act::ReadDelivery,
        on_offer(ALL_IN_OFFER, IN_FORCE_AND_AFTER),
    ),
    // A department that promised a freedom is tracked like a place that promised a saving.
    changes(Act::UpdateMilestone, on_offer(PARTIES, IN_FORCE)),
    changes(
        Act::PrepareReturn,
        on_offer(
            &[Role::PlaceLeader, Role::Drafter, Role::Partner],
            IN_FORCE_AND_AFTER,
        ),
    ),
    changes(Act::SubmitReturn, on_offer(LEADER, IN_FORCE_AND_AFTER)),
    changes(Act::CorrectReturn, on_offer(LEADER, IN_FORCE_AND_AFTER)),
    changes(Act::ReviewReturn, on_offer(PROGRAMME, IN_FORCE_AND_AFTER)),
    changes(Act::NameVerifier, on_offer(PROGRAMME, IN_FORCE_AND_AFTER)),
    // Whoever is named, outside the organisation that claims; auditors change nothing, so never they.
    changes(
        Act::VerifySavings,
        on_offer(
            &[
                Role::Partner,
                Role::Champion,
                Role::DepartmentReviewer,
                Role::ProgrammeOffice,
            ],
            IN_FORCE_AND_AFTER,
        ),
    ),
    // Programme.
    reads(
        Act::ReadProgramme,
        Leave::Roles(&[Role::ProgrammeOffice, Role::Auditor]),
    ),
    // Each sees the mail that is theirs to look after: a place that of its own room, an administrator the
    // invitations to the hat’s own organisation, the programme office the rest.
    reads(Act::ReadOutbox, Leave::Roles(POSTMASTERS)),
    changes(Act::ResendMail, Leave::Roles(POSTMASTERS)),
    // An administrator’s list holds the hat’s own organisation only.
    reads(Act::ListOrganisations, Leave::Roles(STEWARDS)),
    reads(Act::ReadPeople, Leave::Organisation(STEWARDS)),
    changes(Act::ManagePeople, Leave::Organisation(STEWARDS)),
    changes(Act::AssignReviewers, Leave::Organisation(STEWARDS)),
    // An account can have roles in several organisations, so no administrator of one closes it.
    changes(Act::DisablePeople, Leave::Organisation(PROGRAMME)),
    changes(Act::ManageOrganisations, Leave::Roles(PROGRAMME)),
    changes(Act::ManageRounds, Leave::Roles(PROGRAMME)),
];
