//! Who has to agree to a term. Worked out from what the current version says; the champion can only add.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::subject::TermKind;
use crate::offer::{Kept, Matter};
use crate::process::{Hat, OrganisationId, Role, TREASURY};

/// One who has to agree: the place as a whole, or one department for itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartyId {
    Place,
    Department(OrganisationId),
}

/// The code of the place as a party. No department has it.
const THE_PLACE: &str = "place";

impl PartyId {
    pub fn department(code: &str) -> Self {
        Self::Department(OrganisationId::new(code))
    }

    /// What is stored and sent: `place`, or the code of the department.
    pub fn code(&self) -> &str {
        match self {
            Self::Place => THE_PLACE,
            Self::Department(department) => department.as_str(),
        }
    }

    /// The party with this code.
    pub fn from_code(code: &str) -> Self {
        match code {
            THE_PLACE => Self::Place,
            department => Self::department(department),
        }
    }

    /// The party that a hat speaks for in an offer of this place; none for a hat that speaks for no party.
    pub fn of(hat: &Hat, place: &OrganisationId) -> Option<Self> {
        let own = match hat.role {
            Role::PlaceLeader => Self::Place,
            Role::DepartmentReviewer => Self::Department(hat.organisation.clone()),
            Role::Drafter
            | Role::Partner
            | Role::Champion
            | Role::ProgrammeOffice
            | Role::Auditor
            | Role::Administrator => return None,
        };
        own.is_spoken_for_by(hat, place).then_some(own)
    }

    /// Whether this hat speaks for the party. A champion speaks for no department, and no department for another.
    pub fn is_spoken_for_by(&self, hat: &Hat, place: &OrganisationId) -> bool {
        match self {
            Self::Place => hat.role == Role::PlaceLeader && hat.organisation == *place,
            Self::Department(department) => {
                hat.role == Role::DepartmentReviewer && hat.organisation == *department
            }
        }
    }
}

/// Why somebody has to agree.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It is the place's own offer.
    OwnOffer,
    /// It can grant the freedom.
    OwnsFreedom,
    /// The Treasury agrees to savings and to how they are shared (7.15, 7.17).
    GuardsMoney,
    /// Its money is in the budget.
    Funds,
    /// The outcome is its policy.
    OwnsPolicy,
    /// No other department answers for it.
    Leads,
    /// The champion asked for it as well.
    Added {
        reason: String,
        /// From when on it is asked; not known of those asked before this was kept.
        #[serde(default)]
        at: Option<DateTime<Utc>>,
    },
}

impl Why {
    /// What stands beside the party.
    pub fn words(&self) -> &str {
        match self {
            Self::OwnOffer => "its own offer",
            Self::OwnsFreedom => "can grant the freedom",
            Self::GuardsMoney => "agrees to savings and sharing",
            Self::Funds => "its money is in the budget",
            Self::OwnsPolicy => "it is its policy",
            Self::Leads => "leads for Whitehall",
            Self::Added { reason, .. } => reason,
        }
    }
}

/// A party of a term, and why it is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Party {
    pub id: PartyId,
    pub why: Why,
}

impl Party {
    /// Whether the rules require it, so that nobody can let it go.
    pub const fn is_required(&self) -> bool {
        !matches!(self.why, Why::Added { .. })
    }

    /// From when on it is asked, if that was not from the beginning.
    pub const fn asked_since(&self) -> Option<DateTime<Utc>> {
        match &self.why {
            Why::Added { at, .. } => *at,
            Why::OwnOffer
            | Why::OwnsFreedom
            | Why::GuardsMoney
            | Why::Funds
            | Why::OwnsPolicy
            | Why::Leads => None,
        }
    }
}

/// The parties that the rules require, the place first, each once.
///
/// `lead` is the department named at acceptance: it answers for what no other department owns.
pub fn required(kind: TermKind, matters: &[Kept], lead: &OrganisationId) -> Vec<Party> {
    let (codes, why) = match kind {
        TermKind::Freedom => (
            codes(matters, |matter| match matter {
                Matter::Freedom(freedom) => &freedom.departments,
                _ => &[],
            }),
            Why::OwnsFreedom,
        ),
        TermKind::Budget => (
            codes(matters, |matter| match matter {
                Matter::Budget(budget) => &budget.funding_departments,
                _ => &[],
            }),
            Why::Funds,
        ),
        TermKind::Outcome => (
            codes(matters, |matter| match matter {
                Matter::Outcome(outcome) => &outcome.departments,
                _ => &[],
            }),
            Why::OwnsPolicy,
        ),
        TermKind::Savings | TermKind::Sharing => (vec![TREASURY], Why::GuardsMoney),
        TermKind::Scope | TermKind::Governance | TermKind::Assessment => (Vec::new(), Why::Leads),
    };
    let mut parties = vec![Party {
        id: PartyId::Place,
        why: Why::OwnOffer,
    }];
    for code in &codes {
        let id = PartyId::department(code);
        if parties.iter().all(|party| party.id != id) {
            parties.push(Party {
                id,
                why: why.clone(),
            });
        }
    }
    if codes.is_empty() {
        parties.push(Party {
            id: PartyId::Department(lead.clone()),
            why: Why::Leads,
        });
    }
    parties
}

fn codes(matters: &[Kept], of: impl Fn(&Matter) -> &[String]) -> Vec<&str> {
    matters
        .iter()
        .flat_map(|kept| of(&kept.matter))
        .map(String::as_str)
        .filter(|code| !code.is_empty())
        .collect()
}
