//! What an agreement says: the frozen copy of everything that was agreed, complete in itself.
//!
//! It holds each term twice, in one breath: as the values that drafting edits, for delivery and for comparing two
//! versions, and laid out in words, so that a later wording of a form changes no word of what was signed. It names
//! organisations and no people: who signs stands with the signatures.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::canonical::NotCanonical;
use super::digest::{Part, Sealed};
use super::figures::{Figures, SharingTable};
use super::laid_out::Block;
use super::party::{Because, SigningParty};
use crate::form::Figure;
use crate::money::{FinancialYear, Parameters, Pence};
use crate::negotiation::{Subject, TermKind};
use crate::offer::{
    Assessment, Budget, BudgetKind, Direction, Freedom, Governance, Key, Matter, SavingsLine,
};
use crate::process::choice::choice;
use crate::process::{OfferKind, OrganisationId, OrganisationKind, Reference};

/// The number of the form in which contents are written. A new one is a new number, and the old ones stay readable.
pub const FORMAT: u32 = 1;

/// The whole agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Content {
    pub head: Head,
    /// Every organisation that is named by a code, so that the text needs nothing beside itself.
    pub bodies: Vec<Body>,
    /// Who is bound by it, and so has to sign.
    pub parties: Vec<Bound>,
    /// The agreed terms, by number. What was withdrawn or refused is no part of an agreement (7.18).
    pub terms: Vec<AgreedTerm>,
    /// The figures of the round by which sums were worked out.
    pub parameters: Parameters,
    pub figures: Figures,
    pub sharing: SharingTable,
    /// One for each pooled budget (5.10, 7.15).
    pub memoranda: Vec<Memorandum>,
    /// What is measured; with the reporting of the assessment, all that is reported (7.16).
    pub measures: Vec<Measure>,
}

/// Which agreement it is, and how long it runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    pub format: u32,
    pub reference: Reference,
    /// One, two, …: a variation makes the next.
    pub version: u32,
    pub kind: OfferKind,
    pub title: String,
    pub place: OrganisationId,
    pub place_name: String,
    pub years: Vec<FinancialYear>,
    /// The first day of its term; not the day it comes into force, which can be later.
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    /// Why it differs from the version before; empty for the first.
    pub reason: String,
}

/// An organisation and the code under which matters name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The key of a partner, or the code of a department.
    pub code: String,
    pub name: String,
    pub kind: Option<OrganisationKind>,
}

/// A party, with all that makes it one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bound {
    pub party: SigningParty,
    pub name: String,
    pub because: Vec<Because>,
}

/// One agreed term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedTerm {
    pub number: u32,
    /// What it is about: the same in every version, so that what delivery records stays attached.
    pub subject: Subject,
    pub title: String,
    /// The version of the term that everybody agreed to.
    pub version: u32,
    pub matters: Vec<AgreedMatter>,
}

/// One thing in a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgreedMatter {
    /// The same in every version.
    pub key: Key,
    pub title: String,
    pub matter: Matter,
    /// The same in words, as it was read when it was frozen.
    pub says: Vec<Block>,
}

/// The memorandum of understanding of one pooled budget. Contributors sign it by itself, and before the agreement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memorandum {
    pub reference: Reference,
    /// The key of the budget.
    pub budget: Key,
    /// The term that it belongs to.
    pub term: u32,
    pub title: String,
    /// By name.
    pub host: String,
    /// Whoever puts money in, and the host; each has to sign.
    pub parties: Vec<Bound>,
    /// By the name of the organisation and the fund, an amount a year.
    pub contributions: Vec<Contributed>,
    pub says: Vec<Block>,
}

/// What one organisation puts into a pooled budget from one fund.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contributed {
    pub organisation: String,
    pub fund: String,
    pub amounts: BTreeMap<FinancialYear, Pence>,
}

/// One indicator, with an id that it keeps in later versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    pub id: MeasureId,
    pub outcome: Key,
    pub name: String,
    pub unit: String,
    pub direction: Option<Direction>,
    pub baseline: Option<Figure>,
    pub baseline_on: Option<NaiveDate>,
    pub targets: BTreeMap<FinancialYear, Figure>,
    pub source: String,
}

/// `visit.1`: the outcome, and a number that is never given to another indicator.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MeasureId(String);

impl MeasureId {
    pub fn new(outcome: &Key, number: u32) -> Self {
        Self(format!("{outcome}.{number}"))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number behind the outcome.
    pub fn number(&self) -> Option<u32> {
        self.0.rsplit_once('.')?.1.parse().ok()
    }
}

choice! {
    /// The parts of an agreement, in the order in which it is read.
    pub enum Chapter {
        Head = "head", "Agreement";
        Parties = "parties", "Parties";
        Scope = "scope", "Scope";
        Outcomes = "outcomes", "Outcomes";
        Savings = "savings", "Savings commitment";
        Sharing = "sharing", "Sharing of savings";
        Budgets = "budgets", "Pooled and aligned budgets";
        Freedoms = "freedoms", "Freedoms";
        Governance = "governance", "Governance";
        Reporting = "reporting", "Assessment and reporting";
        Parameters = "parameters", "Parameters";
    }
}

impl Chapter {
    /// The kind of term that stands in it, where it holds terms.
    pub const fn terms(self) -> Option<TermKind> {
        match self {
            Self::Scope => Some(TermKind::Scope),
            Self::Outcomes => Some(TermKind::Outcome),
            Self::Savings => Some(TermKind::Savings),
            Self::Sharing => Some(TermKind::Sharing),
            Self::Budgets => Some(TermKind::Budget),
            Self::Freedoms => Some(TermKind::Freedom),
            Self::Governance => Some(TermKind::Governance),
            Self::Reporting => Some(TermKind::Assessment),
            Self::Head | Self::Parties | Self::Parameters => None,
        }
    }
}

impl Content {
    /// The text that is stored, in parts, with the digest that is printed on it.
    ///
    /// # Errors
    /// A value without a canonical form, which no content made by `freeze` has.
    pub fn seal(&self) -> Result<Sealed, NotCanonical> {
        let mut parts = vec![
            Part::new("head", &self.head)?,
            Part::new("bodies", &self.bodies)?,
            Part::new("parties", &self.parties)?,
        ];
        for term in &self.terms {
            parts.push(Part::new(format!("term-{}", term.number), term)?);
        }
        for memorandum in &self.memoranda {
            parts.push(memorandum.part()?);
        }
        parts.push(Part::new("measures", &self.measures)?);
        parts.push(Part::new("parameters", &self.parameters)?);
        parts.push(Part::new("figures", &self.figures)?);
        parts.push(Part::new("sharing", &self.sharing)?);
        Sealed::of(parts)
    }

    pub fn term(&self, number: u32) -> Option<&AgreedTerm> {
        self.terms.iter().find(|term| term.number == number)
    }

    /// The terms that stand in a chapter.
    pub fn of_chapter(&self, chapter: Chapter) -> impl Iterator<Item = &AgreedTerm> {
        let kind = chapter.terms();
        (self.terms.iter()).filter(move |term| Some(term.subject.kind) == kind)
    }

    /// Everything agreed, matter by matter, with the number of its term.
    pub fn matters(&self) -> impl Iterator<Item = (u32, &AgreedMatter)> {
        (self.terms.iter()).flat_map(|term| term.matters.iter().map(|matter| (term.number, matter)))
    }

    /// The freedoms granted, with their terms and keys.
    pub fn freedoms(&self) -> impl Iterator<Item = (u32, &Key, &Freedom)> {
        self.matters()
            .filter_map(|(term, kept)| match &kept.matter {
                Matter::Freedom(freedom) => Some((term, &kept.key, freedom)),
                _ => None,
            })
    }

    /// Pooled and aligned budgets, with their terms and keys.
    pub fn budgets(&self) -> impl Iterator<Item = (u32, &Key, &Budget)> {
        self.matters()
            .filter_map(|(term, kept)| match &kept.matter {
                Matter::Budget(budget) => Some((term, &kept.key, budget)),
                _ => None,
            })
    }

    pub fn savings(&self) -> impl Iterator<Item = (&Key, &SavingsLine)> {
        self.matters().filter_map(|(_, kept)| match &kept.matter {
            Matter::SavingsLine(line) => Some((&kept.key, line)),
            _ => None,
        })
    }

    /// None where the term was withdrawn.
    pub fn governance(&self) -> Option<&Governance> {
        self.matters().find_map(|(_, kept)| match &kept.matter {
            Matter::Governance(governance) => Some(governance),
            _ => None,
        })
    }

    /// None where the term was withdrawn.
    pub fn assessment(&self) -> Option<&Assessment> {
        self.matters().find_map(|(_, kept)| match &kept.matter {
            Matter::Assessment(assessment) => Some(assessment),
            _ => None,
        })
    }

    /// The name of what a code stands for, or the code itself.
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        self.bodies
            .iter()
            .find(|body| body.code == code)
            .map_or(code, |body| body.name.as_str())
    }
}

impl Memorandum {
    /// Under which name it stands among the parts of an agreement.
    pub fn part_name(budget: &Key) -> String {
        format!("memorandum-{budget}")
    }

    /// The text that contributors sign.
    ///
    /// # Errors
    /// A value without a canonical form, which no memorandum made by `freeze` has.
    pub fn part(&self) -> Result<Part, NotCanonical> {
        Part::new(Self::part_name(&self.budget), self)
    }

    /// Whether a budget has a memorandum at all: an aligned one leaves the money with each body.
    pub fn is_needed(budget: &Budget) -> bool {
        budget.kind == Some(BudgetKind::Pooled)
    }
}
