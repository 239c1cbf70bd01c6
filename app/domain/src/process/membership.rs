//! Who can do what for which kind of organisation, and what an organisation cannot be left without.

use super::organisation::OrganisationKind;
use super::role::Role;

/// What would remain of an organisation once a role in it has ended. Closed accounts do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Remaining {
    /// Roles of this kind that others hold in it.
    pub in_role: u64,
    /// All other roles in it, whoever holds them.
    pub in_all: u64,
}

/// Why a role cannot end yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vacancy {
    /// Nobody could submit the place’s offers or sign for it.
    Leader,
    /// Nobody could run the programme.
    Programme,
    /// The organisation has people, and nobody of its own could manage them.
    Administrator,
}

impl Vacancy {
    /// What a person reads, in a sentence about the organisation.
    pub fn words(self, organisation: &str) -> String {
        let (who, why) = match self {
            Self::Leader => ("the last leader", "a place needs somebody to answer for it"),
            Self::Programme => (
                "the last one in the programme office",
                "the programme needs somebody to run it",
            ),
            Self::Administrator => (
                "the last administrator",
                "its people need somebody to manage them",
            ),
        };
        format!(
            "This is {who} of {organisation}, and {why}. Hand over to somebody first, or invite somebody to the role."
        )
    }
}

impl OrganisationKind {
    /// The roles that people can hold in an organisation of this kind.
    pub const fn roles(self) -> &'static [Role] {
        match self {
            Self::LeadCouncil => &[Role::PlaceLeader, Role::Drafter, Role::Administrator],
            Self::Council
            | Self::Health
            | Self::Police
            | Self::Fire
            | Self::Probation
            | Self::Jobcentre
            | Self::School
            | Self::College
            | Self::Charity
            | Self::Business
            | Self::HousingAssociation
            | Self::Other => &[Role::Partner, Role::Administrator],
            Self::Department | Self::Agency => &[
                Role::DepartmentReviewer,
                Role::Champion,
                Role::Administrator,
            ],
            Self::ProgrammeOffice => &[Role::ProgrammeOffice, Role::Champion, Role::Administrator],
            Self::AuditBody => &[Role::Auditor, Role::Administrator],
        }
    }

    /// Whether a role in an organisation of this kind may end.
    ///
    /// # Errors
    /// What would be missing without it.
    pub const fn can_spare(self, role: Role, remaining: Remaining) -> Result<(), Vacancy> {
        match (self, role) {
            _ if remaining.in_role > 0 => Ok(()),
            (Self::LeadCouncil, Role::PlaceLeader) => Err(Vacancy::Leader),
            (Self::ProgrammeOffice, Role::ProgrammeOffice) => Err(Vacancy::Programme),
            (_, Role::Administrator) if remaining.in_all > 0 => Err(Vacancy::Administrator),
            _ => Ok(()),
        }
    }
}
