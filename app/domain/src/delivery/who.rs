//! Who brings a milestone up to date, of those whom the table permits to update any.

use crate::process::{Hat, OrganisationId, Role, Side};

/// Whose a milestone is.
#[derive(Clone, Copy, Debug)]
pub struct Owned<'a> {
    pub side: Side,
    /// The organisation of its owner; none for a partner that has not come here.
    pub organisation: Option<&'a OrganisationId>,
}

/// Whether a hat answers for it. Who leads a side answers for all of it: the place’s leader, and the drafters who
/// prepare what the leader answers for; the champion for Whitehall. A partner and a department’s reviewer answer for
/// their own.
pub fn answers_for(hat: &Hat, owned: Owned<'_>) -> bool {
    match hat.role {
        Role::PlaceLeader | Role::Drafter => owned.side == Side::Place,
        Role::Champion => owned.side == Side::Whitehall,
        Role::Partner | Role::DepartmentReviewer => owned.organisation == Some(&hat.organisation),
        Role::ProgrammeOffice | Role::Auditor | Role::Administrator => false,
    }
}
