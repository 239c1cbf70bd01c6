//! A whole offer: every matter with its key, and what each partner has answered.

use super::around::Around;
use super::matter::{Key, Matter, MatterKind};
use super::partner::Answer;
use super::{
    Assessment, Budget, Engagement, Evidence, Freedom, Governance, Investment, Outcome, Partner,
    SavingsLine, Scope, Sharing,
};
use crate::form::Pick;
use crate::money::FinancialYear;
use crate::process::{OfferKind, Section, departments};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A matter as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its name in addresses, and in what refers to it.
    pub key: Key,
    /// How often it was saved; a save names the version it started from.
    pub version: i64,
    /// What it says.
    pub matter: Matter,
}

/// What an offer says, with its partners' answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// Single Offer or Innovative Policy Offer.
    pub kind: OfferKind,
    /// Every matter, section by section in the order of the place.
    pub kept: Vec<Kept>,
    /// Answers by the key of the partner.
    pub answers: BTreeMap<Key, Answer>,
}

macro_rules! several {
    ($($(#[$meta:meta])* $name:ident: $variant:ident),+ $(,)?) => { $(
        $(#[$meta])*
        pub fn $name(&self) -> impl Iterator<Item = (&Key, &$variant)> {
            self.kept.iter().filter_map(|kept| match &kept.matter {
                Matter::$variant(value) => Some((&kept.key, value)),
                _ => None,
            })
        }
    )+ };
}

macro_rules! single {
    ($($(#[$meta:meta])* $name:ident: $type:ident),+ $(,)?) => { $(
        $(#[$meta])*
        pub fn $name(&self) -> &$type {
            static BLANK: LazyLock<$type> = LazyLock::new($type::default);
            self.kept.iter().find_map(|kept| match &kept.matter {
                Matter::$type(value) => Some(value),
                _ => None,
            }).unwrap_or(&BLANK)
        }
    )+ };
}

impl Proposal {
    single! {
        /// What the offer covers.
        scope: Scope,
        /// Why this place can do it.
        evidence: Evidence,
        /// Who gets which part.
        sharing: Sharing,
        /// Who answers and scrutinises.
        governance: Governance,
        /// How results are assessed and reported.
        assessment: Assessment,
    }

    several! {
        /// Outcomes in their order.
        outcomes: Outcome,
        /// Savings lines.
        lines: SavingsLine,
        /// Investments.
        investments: Investment,
        /// Engagement entries.
        engagements: Engagement,
        /// Organisations in the offer.
        partners: Partner,
        /// Pooled and aligned budgets.
        budgets: Budget,
        /// Freedoms asked for.
        freedoms: Freedom,
    }

    /// The matter of this key.
    pub fn find(&self, key: &Key) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.key == *key)
    }

    /// The only matter of this kind, for kinds that come once.
    pub fn only(&self, kind: MatterKind) -> Option<&Kept> {
        self.kept.iter().find(|kept| kept.matter.kind() == kind)
    }

    /// The matters of a section, in order.
    pub fn of_section(&self, section: Section) -> impl Iterator<Item = &Kept> {
        self.kept
            .iter()
            .filter(move |kept| kept.matter.kind().section() == section)
    }

    /// The years of the term; empty while the start is not known.
    pub fn years(&self) -> Vec<FinancialYear> {
        self.scope().years(self.kind)
    }

    /// What each matter has to know of the rest.
    pub fn around(&self) -> Around {
        let of = |kind: MatterKind| {
            self.kept
                .iter()
                .filter(|kept| kept.matter.kind() == kind)
                .map(|kept| Pick::new(kept.key.as_str(), kept.matter.title()))
                .collect::<Vec<_>>()
        };
        Around {
            kind: self.kind,
            years: self.years(),
            partners: of(MatterKind::Partner),
            departments: departments()
                .iter()
                .map(|one| Pick::new(one.code, one.name))
                .collect(),
            outcomes: of(MatterKind::Outcome),
            freedoms: of(MatterKind::Freedom),
            lines: of(MatterKind::SavingsLine),
        }
    }

    /// The partner that leads the offer.
    pub fn lead(&self) -> Option<(&Key, &Partner)> {
        self.partners().find(|(_, partner)| partner.leads())
    }

    /// Whether this key is the partner that leads the offer.
    pub fn is_lead(&self, key: &Key) -> bool {
        self.lead().is_some_and(|(lead, _)| lead == key)
    }

    /// How many other matters name this one.
    pub fn refers_to(&self, key: &Key) -> usize {
        let around = self.around();
        self.kept
            .iter()
            .filter(|kept| kept.key != *key)
            .filter(|kept| {
                let sheet = kept.matter.reading(&around);
                sheet.fields().iter().any(|field| {
                    field.is_reference() && field.texts().iter().any(|text| text == key.as_str())
                })
            })
            .count()
    }

    /// The freedoms that a savings line or an outcome waits for: it is at risk until they are granted (3.1).
    pub fn waits_for(&self, key: &Key) -> impl Iterator<Item = (&Key, &Freedom)> {
        let waits = |keys: &[String]| keys.iter().any(|other| other == key.as_str());
        self.freedoms()
            .filter(move |(_, freedom)| waits(&freedom.lines) || waits(&freedom.outcomes))
    }
}
