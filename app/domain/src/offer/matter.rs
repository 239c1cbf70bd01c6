//! The parts of an offer that are edited, versioned and bargained over one by one.

use super::around::Around;
use super::{
    Assessment, Budget, Engagement, Evidence, Freedom, Governance, Investment, Outcome, Partner,
    SavingsLine, Scope, Sharing,
};
use crate::form::{Form, Posted, Sheet};
use crate::process::Section;
use crate::process::choice::choice;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Names a matter for as long as its offer lives; short, and says nothing of how many there are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// The key with this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As it stands in addresses and forms.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

choice! {
    /// What a matter is about.
    pub enum MatterKind {
        Scope = "scope", "Scope";
        Evidence = "evidence", "Evidence";
        Outcome = "outcome", "Outcome";
        SavingsLine = "savings-line", "Savings line";
        Investment = "investment", "Investment";
        Sharing = "sharing", "Sharing";
        Engagement = "engagement", "Engagement";
        Partner = "partner", "Partner";
        Budget = "budget", "Budget";
        Freedom = "freedom", "Freedom";
        Governance = "governance", "Governance";
        Assessment = "assessment", "Assessment and reporting";
    }
}

impl MatterKind {
    /// The section it belongs to.
    pub const fn section(self) -> Section {
        match self {
            Self::Scope => Section::Scope,
            Self::Evidence => Section::Evidence,
            Self::Outcome => Section::Outcomes,
            Self::SavingsLine | Self::Investment => Section::Savings,
            Self::Sharing => Section::Sharing,
            Self::Engagement => Section::Engagement,
            Self::Partner => Section::Partners,
            Self::Budget => Section::Budgets,
            Self::Freedom => Section::Freedoms,
            Self::Governance | Self::Assessment => Section::Governance,
        }
    }

    /// Whether an offer can have several; else it has exactly one, from the start.
    pub const fn is_several(self) -> bool {
        match self {
            Self::Scope | Self::Evidence | Self::Sharing | Self::Governance | Self::Assessment => {
                false
            }
            Self::Outcome
            | Self::SavingsLine
            | Self::Investment
            | Self::Engagement
            | Self::Partner
            | Self::Budget
            | Self::Freedom => true,
        }
    }

    /// With its article, inside a sentence: "an outcome".
    pub const fn with_article(self) -> &'static str {
        match self {
            Self::Scope => "the scope",
            Self::Evidence => "the evidence",
            Self::Outcome => "an outcome",
            Self::SavingsLine => "a savings line",
            Self::Investment => "an investment",
            Self::Sharing => "the sharing of savings",
            Self::Engagement => "an engagement",
            Self::Partner => "a partner",
            Self::Budget => "a budget",
            Self::Freedom => "a freedom",
            Self::Governance => "the governance",
            Self::Assessment => "the assessment",
        }
    }

    /// One sentence that says what is asked for.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Governance => {
                "Who is accountable for the offer, who scrutinises it, and whom it answers to."
            }
            Self::Assessment => {
                "How results are assessed, what is reported, and against how many indicators."
            }
            Self::Scope
            | Self::Evidence
            | Self::Outcome
            | Self::SavingsLine
            | Self::Investment
            | Self::Sharing
            | Self::Engagement
            | Self::Partner
            | Self::Budget
            | Self::Freedom => self.section().sentence(),
        }
    }

    /// Whether its section holds nothing else: then the section's own page is where it is filled in.
    pub fn fills_section(self) -> bool {
        !self.is_several() && Self::of(self.section()).count() == 1
    }

    /// The kinds that a section holds.
    pub fn of(section: Section) -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(move |kind| kind.section() == section)
    }
}

/// One part of an offer. In JSON: `{"outcome": {…}}`, the kind's code and its fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(
    missing_docs,
    reason = "each variant is documented by the value it holds"
)]
pub enum Matter {
    Scope(Scope),
    Evidence(Evidence),
    Outcome(Outcome),
    SavingsLine(SavingsLine),
    Investment(Investment),
    Sharing(Sharing),
    Engagement(Engagement),
    Partner(Partner),
    Budget(Budget),
    Freedom(Freedom),
    Governance(Governance),
    Assessment(Assessment),
}

impl Matter {
    /// A matter in which nothing has been filled in.
    pub fn blank(kind: MatterKind) -> Self {
        match kind {
            MatterKind::Scope => Self::Scope(Scope::default()),
            MatterKind::Evidence => Self::Evidence(Evidence::default()),
            MatterKind::Outcome => Self::Outcome(Outcome::default()),
            MatterKind::SavingsLine => Self::SavingsLine(SavingsLine::default()),
            MatterKind::Investment => Self::Investment(Investment::default()),
            MatterKind::Sharing => Self::Sharing(Sharing::default()),
            MatterKind::Engagement => Self::Engagement(Engagement::default()),
            MatterKind::Partner => Self::Partner(Partner::default()),
            MatterKind::Budget => Self::Budget(Budget::default()),
            MatterKind::Freedom => Self::Freedom(Freedom::default()),
            MatterKind::Governance => Self::Governance(Governance::default()),
            MatterKind::Assessment => Self::Assessment(Assessment::default()),
        }
    }

    /// What it is about.
    pub const fn kind(&self) -> MatterKind {
        match self {
            Self::Scope(_) => MatterKind::Scope,
            Self::Evidence(_) => MatterKind::Evidence,
            Self::Outcome(_) => MatterKind::Outcome,
            Self::SavingsLine(_) => MatterKind::SavingsLine,
            Self::Investment(_) => MatterKind::Investment,
            Self::Sharing(_) => MatterKind::Sharing,
            Self::Engagement(_) => MatterKind::Engagement,
            Self::Partner(_) => MatterKind::Partner,
            Self::Budget(_) => MatterKind::Budget,
            Self::Freedom(_) => MatterKind::Freedom,
            Self::Governance(_) => MatterKind::Governance,
            Self::Assessment(_) => MatterKind::Assessment,
        }
    }

    /// Whether nobody has given it a title yet.
    pub fn is_untitled(&self) -> bool {
        self.own_title().is_some_and(str::is_empty)
    }

    /// What people call it: its own title, or its kind while it has none.
    pub fn title(&self) -> String {
        match self.own_title() {
            None => self.kind().label().to_owned(),
            Some("") => format!("{} without a title", self.kind().label()),
            Some(own) => own.to_owned(),
        }
    }

    /// The title that people gave it, for kinds that have one.
    fn own_title(&self) -> Option<&str> {
        match self {
            Self::Scope(scope) => Some(&scope.title),
            Self::Outcome(outcome) => Some(&outcome.statement),
            Self::SavingsLine(line) => Some(&line.title),
            Self::Investment(investment) => Some(&investment.title),
            Self::Engagement(engagement) => Some(&engagement.who),
            Self::Partner(partner) => Some(&partner.name),
            Self::Budget(budget) => Some(&budget.title),
            Self::Freedom(freedom) => Some(&freedom.title),
            Self::Evidence(_) | Self::Sharing(_) | Self::Governance(_) | Self::Assessment(_) => {
                None
            }
        }
    }

    /// The one list of its fields: see [`crate::form`].
    pub fn fields(&mut self, form: &mut Form, around: &Around) {
        match self {
            Self::Scope(scope) => scope.fields(form, around),
            Self::Evidence(evidence) => evidence.fields(form, around),
            Self::Outcome(outcome) => outcome.fields(form, around),
            Self::SavingsLine(line) => line.fields(form, around),
            Self::Investment(investment) => investment.fields(form, around),
            Self::Sharing(sharing) => sharing.fields(form, around),
            Self::Engagement(engagement) => engagement.fields(form, around),
            Self::Partner(partner) => partner.fields(form, around),
            Self::Budget(budget) => budget.fields(form, around),
            Self::Freedom(freedom) => freedom.fields(form, around),
            Self::Governance(governance) => governance.fields(form, around),
            Self::Assessment(assessment) => assessment.fields(form, around),
        }
    }

    /// Takes over what was posted, understood or not.
    pub fn read(&mut self, posted: &Posted, around: &Around) {
        Form::read(posted, |form| self.fields(form, around));
    }

    /// Lays it out for filling in.
    pub fn sheet(&self, around: &Around) -> Sheet {
        let mut copy = self.clone();
        Form::show(|form| copy.fields(form, around))
    }

    /// Lays it out for reading and checking: of what there is to choose it knows only what was chosen.
    pub fn reading(&self, around: &Around) -> Sheet {
        let mut copy = self.clone();
        Form::brief(|form| copy.fields(form, around))
    }
}
