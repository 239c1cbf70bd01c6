//! Who is bound by an agreement, worked out from what it says.
//!
//! The report names no signatory (7.18 speaks of “Government and the areas”). Here those sign who take something on:
//! the place, whoever shares in a pooled budget, departments that owe something, and the Treasury.

use serde::{Deserialize, Serialize};

use crate::offer::{Budget, BudgetKind, Key, Matter};
use crate::process::{OrganisationId, TREASURY};

/// One that has to sign: the place under its leader, a partner for itself, or a department for itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SigningParty {
    Place,
    /// By the key of the partner in the offer.
    Partner(Key),
    Department(OrganisationId),
}

impl SigningParty {
    pub fn treasury() -> Self {
        Self::Department(OrganisationId::new(TREASURY))
    }

    pub const fn is_whitehall(&self) -> bool {
        match self {
            Self::Place | Self::Partner(_) => false,
            Self::Department(_) => true,
        }
    }

    /// What is stored and sent: `place`, `partner:` and the key, `department:` and the code.
    pub fn code(&self) -> String {
        match self {
            Self::Place => "place".to_owned(),
            Self::Partner(key) => format!("partner:{key}"),
            Self::Department(id) => format!("department:{id}"),
        }
    }

    /// The party with this code, exactly as `code` writes it.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split_once(':') {
            None if code == "place" => Some(Self::Place),
            Some((_, "")) => None,
            Some(("partner", key)) => Some(Self::Partner(Key::new(key))),
            Some(("department", id)) => Some(Self::Department(OrganisationId::new(id))),
            _ => None,
        }
    }
}

/// What binds a party, with the number of the term where it is one of several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// It is the place’s own offer.
    OwnOffer,
    /// The Treasury answers for savings and for how they are shared (7.15, 7.17).
    GuardsMoney,
    /// It grants the freedom.
    Grants { term: u32 },
    /// Its money is in the budget, as the offer names it.
    Funds { term: u32 },
    /// It puts money into the pooled budget.
    PutsIn { term: u32 },
    /// It holds the pooled fund.
    Holds { term: u32 },
    /// A fund of its own is lifted out of its ringfence for the budget.
    Releases { term: u32 },
    /// It bears the work of a saving, or invests.
    Commits { term: u32 },
}

impl Because {
    pub fn words(&self) -> String {
        match self {
            Self::OwnOffer => "its own offer".to_owned(),
            Self::GuardsMoney => "answers for savings and sharing".to_owned(),
            Self::Grants { term } => format!("grants the freedom of term {term}"),
            Self::Funds { term } => format!("its money is in the budget of term {term}"),
            Self::PutsIn { term } => format!("puts money into the pooled budget of term {term}"),
            Self::Holds { term } => format!("holds the pooled budget of term {term}"),
            Self::Releases { term } => {
                format!("lifts the ringfence of money in the budget of term {term}")
            }
            Self::Commits { term } => format!("saves or invests under term {term}"),
        }
    }

    /// The term that binds; none where it is the agreement as a whole.
    pub const fn term(&self) -> Option<u32> {
        match self {
            Self::OwnOffer | Self::GuardsMoney => None,
            Self::Grants { term }
            | Self::Funds { term }
            | Self::PutsIn { term }
            | Self::Holds { term }
            | Self::Releases { term }
            | Self::Commits { term } => Some(*term),
        }
    }
}

/// What tells a code of a matter apart: the lead council is the place, another partner itself, the rest departments.
pub struct Codes<'a> {
    pub lead: Option<&'a Key>,
    pub partners: &'a [Key],
}

impl Codes<'_> {
    /// The party that a matter names; none for a code that is empty.
    pub fn party(&self, code: &str) -> Option<SigningParty> {
        if code.is_empty() {
            return None;
        }
        if self.lead.is_some_and(|lead| lead.as_str() == code) {
            return Some(SigningParty::Place);
        }
        let partner = self.partners.iter().find(|key| key.as_str() == code);
        Some(partner.map_or_else(
            || SigningParty::Department(OrganisationId::new(code)),
            |key| SigningParty::Partner(key.clone()),
        ))
    }

    /// Those who sign the memorandum of a pooled budget: whoever puts money in, in the order in which the budget names
    /// them, then its host.
    pub fn of_memorandum(&self, term: u32, budget: &Budget) -> Vec<(SigningParty, Because)> {
        if budget.kind != Some(BudgetKind::Pooled) {
            return Vec::new();
        }
        let contributors = budget
            .contributions
            .iter()
            .filter_map(|one| Some((self.party(&one.organisation)?, Because::PutsIn { term })));
        let host = self
            .party(&budget.host)
            .map(|host| (host, Because::Holds { term }));
        contributors.chain(host).collect()
    }

    /// What one matter of a term binds whom to.
    pub fn of_matter(&self, term: u32, matter: &Matter) -> Vec<(SigningParty, Because)> {
        let department = |code: &str, because: Because| {
            self.party(code)
                .filter(SigningParty::is_whitehall)
                .map(|party| (party, because))
        };
        match matter {
            Matter::Freedom(freedom) => (freedom.departments.iter())
                .filter_map(|code| department(code, Because::Grants { term }))
                .collect(),
            Matter::Budget(budget) => {
                let funding = (budget.funding_departments.iter())
                    .filter_map(|code| department(code, Because::Funds { term }));
                let released = (budget.contributions.iter())
                    .filter(|one| !one.lifted_by.is_empty())
                    .filter_map(|one| department(&one.owner, Because::Releases { term }));
                // In an aligned budget a partner keeps its own money; a department that promises some owes it.
                let aligned = (budget.contributions.iter())
                    .filter(|_| budget.kind != Some(BudgetKind::Pooled))
                    .filter_map(|one| department(&one.organisation, Because::Funds { term }));
                self.of_memorandum(term, budget)
                    .into_iter()
                    .chain(funding)
                    .chain(released)
                    .chain(aligned)
                    .collect()
            }
            Matter::SavingsLine(line) => department(&line.bearer, Because::Commits { term })
                .into_iter()
                .collect(),
            Matter::Investment(investment) => {
                department(&investment.investor, Because::Commits { term })
                    .into_iter()
                    .collect()
            }
            // Agreeing to a policy or to how the whole is governed and assessed takes nothing on.
            Matter::Scope(_)
            | Matter::Evidence(_)
            | Matter::Outcome(_)
            | Matter::Sharing(_)
            | Matter::Engagement(_)
            | Matter::Partner(_)
            | Matter::Governance(_)
            | Matter::Assessment(_) => Vec::new(),
        }
    }
}

/// Everybody once, the place first, then partners and departments as they come, the Treasury last; each with all
/// its reasons.
pub fn bound<'a>(
    codes: &Codes<'_>,
    matters: impl Iterator<Item = (u32, &'a Matter)>,
) -> Vec<(SigningParty, Vec<Because>)> {
    let mut found = vec![(SigningParty::Place, vec![Because::OwnOffer])];
    for (party, because) in matters.flat_map(|(term, matter)| codes.of_matter(term, matter)) {
        put(&mut found, party, because);
    }
    let treasury = SigningParty::treasury();
    put(&mut found, treasury.clone(), Because::GuardsMoney);
    found.sort_by_key(|(party, _)| match party {
        SigningParty::Place => 0,
        SigningParty::Partner(_) => 1,
        SigningParty::Department(_) if *party != treasury => 2,
        SigningParty::Department(_) => 3,
    });
    found
}

/// Adds a reason to a party, or the party with its first reason.
pub fn put(found: &mut Vec<(SigningParty, Vec<Because>)>, party: SigningParty, because: Because) {
    match found.iter_mut().find(|(other, _)| *other == party) {
        Some((_, reasons)) if reasons.contains(&because) => {}
        Some((_, reasons)) => reasons.push(because),
        None => found.push((party, vec![because])),
    }
}
