//! The check that a machine makes before an offer goes to Whitehall: types, and how the rules are run.
//! The rules themselves are the list in `rules`.

use super::matter::Key;
use super::proposal::Proposal;
use super::rules::RULES;
use crate::money::{Appraisal, Parameters};
use crate::process::Section;
use serde::{Deserialize, Serialize};

/// Whether a rule blocks submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Submission is refused while it fails.
    Must,
    /// It is said, and blocks nothing.
    Should,
}

/// One rule of completeness.
pub struct Rule {
    /// Its name in the docs and the tests.
    pub id: &'static str,
    /// The paragraph of the report it comes from.
    pub paragraph: &'static str,
    /// Whether it blocks submission.
    pub severity: Severity,
    /// The section it belongs to.
    pub section: Section,
    /// What has to be so.
    pub says: &'static str,
    pub(super) check: fn(&Review) -> Vec<Finding>,
}

/// What a rule looks at.
pub(super) struct Review<'a> {
    pub proposal: &'a Proposal,
    pub parameters: &'a Parameters,
    /// What the plan adds up to; `None` beyond the limit of money.
    pub appraisal: Option<Appraisal>,
}

/// One thing that a rule misses, with the place where it is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What is missing, as an instruction.
    pub words: String,
    /// The section where it is put right.
    pub section: Section,
    /// The matter, where its section holds others as well.
    pub key: Option<Key>,
    /// The field.
    pub field: Option<String>,
}

impl Finding {
    pub(super) fn at(section: Section, words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            section,
            key: None,
            field: None,
        }
    }

    pub(super) fn on(mut self, key: &Key) -> Self {
        self.key = Some(key.clone());
        self
    }

    pub(super) fn field(mut self, field: impl Into<String>) -> Self {
        self.field = Some(field.into());
        self
    }

    /// Where it is put right, below the address of the offer: `outcomes/k3v9tq#baseline`.
    pub fn address(&self) -> String {
        let mut address = self.section.slug().to_owned();
        if let Some(key) = &self.key {
            address.push('/');
            address.push_str(key.as_str());
        }
        if let Some(field) = &self.field {
            address.push('#');
            address.push_str(field);
        }
        address
    }
}

/// A rule with what it misses; kept when nothing is missing.
pub struct Verdict {
    /// The rule.
    pub rule: &'static Rule,
    /// What it misses.
    pub findings: Vec<Finding>,
}

impl Verdict {
    /// Whether the rule is kept.
    pub fn holds(&self) -> bool {
        self.findings.is_empty()
    }

    /// Whether it blocks submission.
    pub fn blocks(&self) -> bool {
        !self.holds() && self.rule.severity == Severity::Must
    }
}

/// Every rule, in the order of the sections.
pub fn rules() -> &'static [Rule] {
    RULES
}

/// Runs every rule over an offer.
pub fn verdicts(proposal: &Proposal, parameters: &Parameters) -> Vec<Verdict> {
    let appraisal = Appraisal::of(&super::plan(proposal), parameters).ok();
    let review = Review {
        proposal,
        parameters,
        appraisal,
    };
    RULES
        .iter()
        .map(|rule| Verdict {
            rule,
            findings: (rule.check)(&review),
        })
        .collect()
}

/// Everything missing that blocks submission.
pub fn findings(verdicts: &[Verdict]) -> Vec<&Finding> {
    verdicts
        .iter()
        .filter(|verdict| verdict.blocks())
        .flat_map(|verdict| &verdict.findings)
        .collect()
}

/// How many musts fail.
pub fn musts_failing(verdicts: &[Verdict]) -> usize {
    verdicts.iter().filter(|verdict| verdict.blocks()).count()
}
