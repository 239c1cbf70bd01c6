//! Who people are when they act: a person, an organisation, a role in it. Together a hat.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::choice::choice;

macro_rules! id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub fn new(id: impl Into<String>) -> Self {
                Self(id.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(id: &str) -> Self {
                Self::new(id)
            }
        }

        impl From<String> for $name {
            fn from(id: String) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id! {
    /// A person, by an id that says nothing about them.
    PersonId
}

id! {
    /// An organisation. Departments and agencies are known by the codes of `organisation::departments`.
    OrganisationId
}

choice! {
    /// What a person does for an organisation. Somebody who holds none is one of the public.
    pub enum Role {
        PlaceLeader = "place-leader", "Place leader";
        /// Edits what the leader answers for; commits the place to nothing.
        Drafter = "drafter", "Drafter";
        Partner = "partner", "Partner";
        Champion = "champion", "Whitehall champion";
        DepartmentReviewer = "department-reviewer", "Department reviewer";
        ProgrammeOffice = "programme-office", "Programme office";
        Auditor = "auditor", "Auditor";
        /// Manages the people of one organisation and, by this hat alone, reads no offer.
        Administrator = "administrator", "Administrator";
    }
}

impl Role {
    pub const fn side(self) -> Side {
        match self {
            Self::PlaceLeader | Self::Drafter | Self::Partner => Side::Place,
            Self::Champion | Self::DepartmentReviewer | Self::ProgrammeOffice => Side::Whitehall,
            Self::Auditor | Self::Administrator => Side::Neither,
        }
    }

    /// How a sentence names those who hold it, as in “Only *the place’s leader* can submit an offer”.
    pub const fn who(self) -> &'static str {
        match self {
            Self::PlaceLeader => "the place’s leader",
            Self::Drafter => "the place’s drafters",
            Self::Partner => "a partner in the offer",
            Self::Champion => "the offer’s Whitehall champion",
            Self::DepartmentReviewer => "a reviewer of a department in the offer",
            Self::ProgrammeOffice => "the programme office",
            Self::Auditor => "an auditor",
            Self::Administrator => "an organisation’s administrator",
        }
    }
}

choice! {
    /// The two sides of the bargain, and those who stand on neither.
    pub enum Side {
        Place = "place", "The place";
        Whitehall = "whitehall", "Whitehall";
        Neither = "neither", "Neither side";
    }
}

/// Under which a person acts. One person can hold several; every act records person and hat.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hat {
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub role: Role,
}

impl Hat {
    pub fn new(
        person: impl Into<PersonId>,
        organisation: impl Into<OrganisationId>,
        role: Role,
    ) -> Self {
        Self {
            person: person.into(),
            organisation: organisation.into(),
            role,
        }
    }

    pub const fn side(&self) -> Side {
        self.role.side()
    }

    /// Whether this hat looks after the people of an organisation: the programme office after all, an
    /// administrator after the hat’s own.
    pub fn looks_after(&self, organisation: &OrganisationId) -> bool {
        match self.role {
            Role::ProgrammeOffice => true,
            Role::Administrator => self.organisation == *organisation,
            Role::PlaceLeader
            | Role::Drafter
            | Role::Partner
            | Role::Champion
            | Role::DepartmentReviewer
            | Role::Auditor => false,
        }
    }
}
