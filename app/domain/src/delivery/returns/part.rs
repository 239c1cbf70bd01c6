//! The parts of a return: exactly what was agreed to be reported, and who fills in which.
//!
//! What is asked comes from the agreement alone (7.16). A partner that is bound by the agreement reports what it bears,
//! invests and pays in itself; the lead council reports all the rest.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::period::Period;
use super::sharing::recipients;
use crate::agreement::{Content, MeasureId, SigningParty};
use crate::form::{Entry, Figure, readable};
use crate::money::{Case, Estimate, FinancialYear, Pence, SavingsKind};
use crate::offer::{Investment, Key, Matter, SavingsArea, SavingsLine};
use crate::process::choice::choice;

choice! {
    /// What a part is about, in the order of the return.
    pub enum PartKind {
        Outcomes = "outcomes", "Outcomes";
        Savings = "savings", "Savings";
        Investment = "investment", "Investment";
        Shares = "shares", "Shares paid out";
        Budgets = "budgets", "Pooled and aligned budgets";
        Freedoms = "freedoms", "Freedoms in use";
        Narrative = "narrative", "What happened";
    }
}

choice! {
    /// Whether a freedom is used.
    pub enum FreedomUse {
        InUse = "in-use", "In use";
        NotYet = "not-yet", "Not in use yet";
        Hindered = "hindered", "Granted, and something still stands in the way";
        NotNeeded = "not-needed", "Not needed in this period";
    }
}

readable!(FreedomUse);

/// Names a part within its return: `savings`, or `savings-visit` for what the partner with the key `visit` fills in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PartCode {
    pub kind: PartKind,
    /// None for the lead council.
    pub owner: Option<Key>,
}

/// One part, with all that it asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub code: PartCode,
    /// The name of the organisation that fills it in.
    pub owner_name: String,
    pub lines: Vec<Line>,
}

/// One thing that was agreed to be reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Line {
    Measure {
        id: MeasureId,
        name: String,
        unit: String,
        target: Option<Figure>,
    },
    Saving(SavingLine),
    Investment {
        key: Key,
        title: String,
        investor: String,
        planned: Option<Pence>,
    },
    Share {
        who: String,
        name: String,
    },
    PaidIn {
        budget: Key,
        /// The place of the contribution in its budget, from one.
        number: usize,
        title: String,
        organisation: String,
        name: String,
        fund: String,
        promised: Option<Pence>,
    },
    Spent {
        budget: Key,
        title: String,
    },
    Freedom {
        key: Key,
        title: String,
    },
    Narrative,
}

/// A savings line, with what was agreed for the year of the period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavingLine {
    pub key: Key,
    pub title: String,
    pub kind: Option<SavingsKind>,
    pub area: Option<SavingsArea>,
    /// The code of who bears the work, and so claims.
    pub bearer: String,
    pub estimate: Option<(Pence, Pence)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("No part of a return is called so")]
pub struct NotAPart;

impl PartCode {
    pub const fn of_lead(kind: PartKind) -> Self {
        Self { kind, owner: None }
    }
}

impl fmt::Display for PartCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.code())?;
        match &self.owner {
            Some(owner) => write!(f, "-{owner}"),
            None => Ok(()),
        }
    }
}

impl FromStr for PartCode {
    type Err = NotAPart;

    fn from_str(text: &str) -> Result<Self, NotAPart> {
        let (kind, owner) = match text.split_once('-') {
            Some((_, "")) => return Err(NotAPart),
            Some((kind, owner)) => (kind, Some(Key::new(owner))),
            None => (text, None),
        };
        let kind = PartKind::from_code(kind).ok_or(NotAPart)?;
        Ok(Self { kind, owner })
    }
}

impl TryFrom<String> for PartCode {
    type Error = NotAPart;

    fn try_from(stored: String) -> Result<Self, NotAPart> {
        stored.parse()
    }
}

impl From<PartCode> for String {
    fn from(code: PartCode) -> Self {
        code.to_string()
    }
}

impl SavingLine {
    fn of(key: &Key, line: &SavingsLine, year: FinancialYear) -> Self {
        let low = line.low.get(&year).and_then(Entry::value);
        let high = line.high.get(&year).and_then(Entry::value);
        Self {
            key: key.clone(),
            title: line.title.trim().to_owned(),
            kind: line.kind,
            area: line.area,
            bearer: line.bearer.clone(),
            estimate: low.zip(high).map(|(low, high)| (*low, *high)),
        }
    }

    /// The most that was agreed for the year.
    pub fn most(&self) -> Option<Pence> {
        self.estimate.map(|(_, high)| high)
    }

    /// What is expected of the year, between low and high.
    pub fn central(&self) -> Option<Pence> {
        let (low, high) = self.estimate?;
        Some(Estimate::between(low, high).ok()?.in_case(Case::Central))
    }
}

impl Line {
    /// What is reported, in a few words.
    pub fn title(&self) -> String {
        match self {
            Self::Measure { name, .. } => name.clone(),
            Self::Saving(line) => line.title.clone(),
            Self::Investment { title, .. } | Self::Freedom { title, .. } => title.clone(),
            Self::Share { name, .. } => name.clone(),
            Self::PaidIn {
                title, name, fund, ..
            } if fund.is_empty() => format!("{title}: paid in by {name}"),
            Self::PaidIn {
                title, name, fund, ..
            } => format!("{title}: paid in by {name} from {fund}"),
            Self::Spent { title, .. } => format!("{title}: spent"),
            Self::Narrative => "What happened".to_owned(),
        }
    }
}

impl Part {
    /// `Savings of NHS Northshire`; for the lead council `Savings`.
    pub fn title(&self) -> String {
        match self.code.owner {
            Some(_) => format!("{} of {}", self.code.kind.label(), self.owner_name),
            None => self.code.kind.label().to_owned(),
        }
    }
}

/// Whoever reports for the organisation with this code: a partner that is bound by the agreement itself, else none,
/// which is the lead council.
pub fn reports_itself(content: &Content, code: &str) -> Option<Key> {
    content.parties.iter().find_map(|bound| match &bound.party {
        SigningParty::Partner(key) if key.as_str() == code => Some(key.clone()),
        SigningParty::Partner(_) | SigningParty::Place | SigningParty::Department(_) => None,
    })
}

/// The parts of the return of a period, in order; none that would be empty.
pub fn parts(content: &Content, period: &Period) -> Vec<Part> {
    let year = period.code.year();
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |kind: PartKind, owner: Option<Key>, line: Line| {
        let code = PartCode { kind, owner };
        match parts.iter_mut().find(|part| part.code == code) {
            Some(part) => part.lines.push(line),
            None => parts.push(Part {
                owner_name: match &code.owner {
                    Some(key) => content.name(key.as_str()).to_owned(),
                    None => content.head.place_name.clone(),
                },
                code,
                lines: vec![line],
            }),
        }
    };
    for measure in &content.measures {
        let line = Line::Measure {
            id: measure.id.clone(),
            name: measure.name.clone(),
            unit: measure.unit.clone(),
            target: measure.targets.get(&year).copied(),
        };
        add(PartKind::Outcomes, None, line);
    }
    for (key, line) in content.savings() {
        let line = SavingLine::of(key, line, year);
        let owner = reports_itself(content, &line.bearer);
        add(PartKind::Savings, owner, Line::Saving(line));
    }
    for (key, investment) in investments(content) {
        let line = Line::Investment {
            key: key.clone(),
            title: investment.title.trim().to_owned(),
            investor: investment.investor.clone(),
            planned: investment.amount.get(&year).and_then(Entry::value).copied(),
        };
        let owner = reports_itself(content, &investment.investor);
        add(PartKind::Investment, owner, line);
    }
    for who in recipients(content) {
        let name = content.name(&who).to_owned();
        add(PartKind::Shares, None, Line::Share { who, name });
    }
    for (_, key, budget) in content.budgets() {
        let title = budget.title.trim().to_owned();
        for (index, one) in budget.contributions.iter().enumerate() {
            let line = Line::PaidIn {
                budget: key.clone(),
                number: index + 1,
                title: title.clone(),
                organisation: one.organisation.clone(),
                name: content.name(&one.organisation).to_owned(),
                fund: one.fund.trim().to_owned(),
                promised: one.amount.get(&year).and_then(Entry::value).copied(),
            };
            let owner = reports_itself(content, &one.organisation);
            add(PartKind::Budgets, owner, line);
        }
        let line = Line::Spent {
            budget: key.clone(),
            title,
        };
        add(
            PartKind::Budgets,
            reports_itself(content, &budget.host),
            line,
        );
    }
    for (_, key, freedom) in content.freedoms() {
        let line = Line::Freedom {
            key: key.clone(),
            title: freedom.title.trim().to_owned(),
        };
        add(PartKind::Freedoms, None, line);
    }
    add(PartKind::Narrative, None, Line::Narrative);
    // The lead council first, then its partners.
    parts.sort_by_key(|part| part.code.owner.is_some());
    parts
}

/// The investments that were agreed.
pub fn investments(content: &Content) -> impl Iterator<Item = (&Key, &Investment)> {
    content
        .matters()
        .filter_map(|(_, kept)| match &kept.matter {
            Matter::Investment(investment) => Some((&kept.key, investment)),
            _ => None,
        })
}
