//! Which offers a hat sees at all. Lists, counts and searches filter by it, and `permit` asks it first,
//! so that a list never shows what its page would answer 404 for.

use super::permission::OfferFacts;
use super::role::{Hat, OrganisationId, PersonId, Role};
use super::room::Rooms;

/// The offers within a hat’s sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Those of this place, drafts included.
    Place(OrganisationId),
    /// Those that this organisation was invited to join, drafts included.
    Partner(OrganisationId),
    /// Those assigned to this champion.
    Champion(PersonId),
    /// Those that name this department, once submitted.
    Department(OrganisationId),
    /// All that were ever submitted.
    Submitted,
    Nothing,
}

impl Reach {
    pub fn of(hat: &Hat) -> Self {
        match hat.role {
            Role::PlaceLeader | Role::Drafter => Self::Place(hat.organisation.clone()),
            Role::Partner => Self::Partner(hat.organisation.clone()),
            Role::Champion => Self::Champion(hat.person.clone()),
            Role::DepartmentReviewer => Self::Department(hat.organisation.clone()),
            Role::ProgrammeOffice | Role::Auditor => Self::Submitted,
            Role::Administrator => Self::Nothing,
        }
    }

    /// Which offers these are, for the people that it belongs to.
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Place(_) => "those of their place",
            Self::Partner(_) => "those that asked their organisation",
            Self::Champion(_) => "those assigned to them, once submitted",
            Self::Department(_) => "those that name their department, once submitted",
            Self::Submitted => "all, once submitted",
            Self::Nothing => "none",
        }
    }

    /// Government and auditors see no draft before it is first submitted, whatever it names.
    pub fn covers(&self, offer: &OfferFacts) -> bool {
        match self {
            Self::Place(place) => offer.place == *place,
            Self::Partner(partner) => offer.partners.contains(partner),
            Self::Champion(person) => {
                offer.submitted_before && offer.champion.as_ref() == Some(person)
            }
            Self::Department(department) => {
                offer.submitted_before && offer.departments.contains(department)
            }
            Self::Submitted => offer.submitted_before,
            Self::Nothing => false,
        }
    }
}

/// What a hat sees over all offers: which of them, and which rooms in each. For queries that span offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sight {
    reach: Reach,
    rooms: Rooms,
}

impl Sight {
    pub fn of(hat: &Hat) -> Self {
        Self {
            reach: Reach::of(hat),
            rooms: Rooms::of_role(hat.role),
        }
    }

    pub const fn reach(&self) -> &Reach {
        &self.reach
    }

    /// The rooms it sees in every offer within its reach.
    pub const fn rooms(&self) -> Rooms {
        self.rooms
    }
}
