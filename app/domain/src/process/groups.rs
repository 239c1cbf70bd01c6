//! The groups of roles and of stages that the rows of the table name.

use super::role::Role;
use super::stage::Stage;

pub(super) const ALL_IN_OFFER: &[Role] = &[
    Role::PlaceLeader,
    Role::Drafter,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
    Role::ProgrammeOffice,
    Role::Auditor,
];
/// Everybody in the offer but those who change nothing.
pub(super) const BOTH_SIDES: &[Role] = &[
    Role::PlaceLeader,
    Role::Drafter,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
    Role::ProgrammeOffice,
];
/// Those who bargain. The programme office runs the programme and is no party.
pub(super) const PARTIES: &[Role] = &[
    Role::PlaceLeader,
    Role::Drafter,
    Role::Partner,
    Role::Champion,
    Role::DepartmentReviewer,
];
pub(super) const LEADER: &[Role] = &[Role::PlaceLeader];
pub(super) const DRAFTERS: &[Role] = &[Role::PlaceLeader, Role::Drafter];
pub(super) const LEADER_AND_CHAMPION: &[Role] = &[Role::PlaceLeader, Role::Champion];
pub(super) const THE_PLACE: &[Role] = &[Role::PlaceLeader, Role::Drafter, Role::Partner];
pub(super) const PARTNER: &[Role] = &[Role::Partner];
/// Whoever can put money into a pooled budget. Which of them do is in its memorandum.
pub(super) const CONTRIBUTORS: &[Role] =
    &[Role::PlaceLeader, Role::Partner, Role::DepartmentReviewer];
pub(super) const CHAMPION: &[Role] = &[Role::Champion];
pub(super) const PROGRAMME: &[Role] = &[Role::ProgrammeOffice];
/// Who looks after mail.
pub(super) const POSTMASTERS: &[Role] = &[
    Role::PlaceLeader,
    Role::Drafter,
    Role::ProgrammeOffice,
    Role::Administrator,
];
/// Who looks after the people of an organisation.
pub(super) const STEWARDS: &[Role] = &[Role::ProgrammeOffice, Role::Administrator];

pub(super) const OPEN: &[Stage] = &[
    Stage::Draft,
    Stage::Submitted,
    Stage::Negotiating,
    Stage::Settled,
    Stage::Signing,
    Stage::Signed,
    Stage::InForce,
];
pub(super) const OPEN_SINCE_SUBMITTED: &[Stage] = &[
    Stage::Submitted,
    Stage::Negotiating,
    Stage::Settled,
    Stage::Signing,
    Stage::Signed,
    Stage::InForce,
];
pub(super) const DRAFT: &[Stage] = &[Stage::Draft];
pub(super) const NEGOTIATING: &[Stage] = &[Stage::Negotiating];
pub(super) const SIGNING: &[Stage] = &[Stage::Signing];
/// Memoranda are signed before the agreement, and can be out while it is not issued yet.
pub(super) const MEMORANDA_SIGNED: &[Stage] = &[Stage::Negotiating, Stage::Settled, Stage::Signing];
pub(super) const IN_FORCE: &[Stage] = &[Stage::InForce];
/// The last figures come in after an agreement has ended, one way or the other.
pub(super) const IN_FORCE_AND_AFTER: &[Stage] =
    &[Stage::InForce, Stage::Completed, Stage::Terminated];
pub(super) const SINCE_NEGOTIATING: &[Stage] = &[
    Stage::Negotiating,
    Stage::Settled,
    Stage::Signing,
    Stage::Signed,
    Stage::InForce,
    Stage::Completed,
    Stage::Terminated,
    Stage::Ended,
    Stage::Withdrawn,
];
pub(super) const SINCE_ISSUED: &[Stage] = &[
    Stage::Signing,
    Stage::Signed,
    Stage::InForce,
    Stage::Completed,
    Stage::Terminated,
];
