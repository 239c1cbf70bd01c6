//! What an agreement obliges whom to, by which day: read from its frozen text, and compared with that of its next
//! version.
//!
//! An id is made of the keys of what was agreed and of nothing that can move, so that what is recorded of an obligation
//! stays with it through every variation.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::agreement::{Content, Force, Measure, MeasureId, interim_report_due};
use crate::form::{Entry, Read};
use crate::money::{FinancialYear, Pence};
use crate::offer::{Budget, CROSS_CUTTING, Contribution, Key, Matter, SavingsLine};
use crate::process::choice::choice;
use crate::process::{OrganisationId, Side, department};

/// The code under which the place answers as a whole, under its lead council.
pub const PLACE: &str = "place";

choice! {
    /// What kind of promise it is.
    pub enum ObligationKind {
        Target = "target", "Target of an outcome";
        Saving = "saving", "Saving";
        Contribution = "contribution", "Contribution to a budget";
        Freedom = "freedom", "Freedom";
        Report = "report", "Report";
    }
}

/// Who answers for something, by the code under which the agreement names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The key of a partner, the code of a department, or [`PLACE`].
    pub code: String,
    pub name: String,
    pub side: Side,
}

impl Owner {
    /// Whoever an agreement means by a code; the place where it names nobody.
    pub fn named(content: &Content, code: &str) -> Self {
        match code.trim() {
            "" | PLACE => Self {
                code: PLACE.to_owned(),
                name: content.head.place_name.clone(),
                side: Side::Place,
            },
            code => Self {
                code: code.to_owned(),
                name: content.name(code).to_owned(),
                side: side_of(code),
            },
        }
    }

    /// The department, where it is one.
    pub fn department(&self) -> Option<OrganisationId> {
        department(&self.code).map(|department| department.id())
    }
}

/// Departments and agencies stand on the side of Whitehall, everybody else in an offer on that of the place.
fn side_of(code: &str) -> Side {
    if department(code).is_some() {
        Side::Whitehall
    } else {
        Side::Place
    }
}

/// One thing that somebody owes under an agreement by a day: its baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// The same in every version.
    pub id: String,
    pub kind: ObligationKind,
    pub title: String,
    /// How much, in words: “30 % of claims”, “£500,000”. Empty where there is nothing to count.
    pub promised: String,
    pub owner: Owner,
    /// The number of the term that it comes from; none for a report where the term on reporting was withdrawn.
    pub term: Option<u32>,
    /// The key of the outcome that it serves.
    pub outcome: Option<Key>,
    pub measure: Option<MeasureId>,
    /// The financial year in which it counts.
    pub year: Option<FinancialYear>,
    /// Until the end of this day in London.
    pub due: NaiveDate,
}

/// Everything that is owed under an agreement in force, the earliest due first.
pub fn obligations(content: &Content, force: Force) -> Vec<Obligation> {
    let mut all: Vec<Obligation> = (content.measures.iter())
        .flat_map(|measure| targets(content, measure))
        .collect();
    for (term, kept) in content.matters() {
        match &kept.matter {
            Matter::SavingsLine(line) => all.extend(savings(content, term, &kept.key, line)),
            Matter::Budget(budget) => all.extend(contributions(content, term, &kept.key, budget)),
            // What is put in first is reported with the returns, and owed to nobody by a day.
            Matter::Investment(_)
            | Matter::Scope(_)
            | Matter::Evidence(_)
            | Matter::Outcome(_)
            | Matter::Sharing(_)
            | Matter::Engagement(_)
            | Matter::Partner(_)
            | Matter::Governance(_)
            | Matter::Freedom(_)
            | Matter::Assessment(_) => {}
        }
    }
    all.extend(freedoms(content, force));
    all.extend(reports(content, force));
    all.sort_by(|one, other| (one.due, &one.id).cmp(&(other.due, &other.id)));
    all
}

fn targets<'a>(
    content: &'a Content,
    measure: &'a Measure,
) -> impl Iterator<Item = Obligation> + use<'a> {
    let found = content
        .matters()
        .find_map(|(term, kept)| match &kept.matter {
            Matter::Outcome(outcome) if kept.key == measure.outcome => Some((term, outcome)),
            _ => None,
        });
    measure.targets.iter().map(move |(year, target)| {
        let promised = format!("{} {}", target.show(), measure.unit.trim());
        Obligation {
            id: format!("target:{}:{year}", measure.id.as_str()),
            kind: ObligationKind::Target,
            title: format!("{}, {year}", measure.name.trim()),
            promised: promised.trim().to_owned(),
            owner: Owner::named(content, found.map_or("", |(_, outcome)| &outcome.lead)),
            term: found.map(|(term, _)| term),
            outcome: Some(measure.outcome.clone()),
            measure: Some(measure.id.clone()),
            year: Some(*year),
            due: year.last_day(),
        }
    })
}

fn savings<'a>(
    content: &'a Content,
    term: u32,
    key: &'a Key,
    line: &'a SavingsLine,
) -> impl Iterator<Item = Obligation> + use<'a> {
    content.head.years.iter().filter_map(move |year| {
        let (low, high) = (amount(&line.low, *year), amount(&line.high, *year));
        if low == Pence::ZERO && high == Pence::ZERO {
            return None;
        }
        let promised = if low == high {
            high.to_string()
        } else {
            format!("{low} to {high}")
        };
        let outcome = Some(line.outcome.trim()).filter(|key| *key != CROSS_CUTTING);
        Some(Obligation {
            id: format!("saving:{key}:{year}"),
            kind: ObligationKind::Saving,
            title: format!("{}, {year}", line.title.trim()),
            promised,
            owner: Owner::named(content, &line.bearer),
            term: Some(term),
            outcome: outcome.filter(|key| !key.is_empty()).map(Key::new),
            measure: None,
            year: Some(*year),
            due: year.last_day(),
        })
    })
}

/// What one body puts in from one fund is one promise, on however many rows it stands.
fn contributions(content: &Content, term: u32, key: &Key, budget: &Budget) -> Vec<Obligation> {
    let mut sums: BTreeMap<(String, String, FinancialYear), (Pence, &Contribution)> =
        BTreeMap::new();
    for one in &budget.contributions {
        for year in &content.head.years {
            let put_in = amount(&one.amount, *year);
            if put_in == Pence::ZERO {
                continue;
            }
            let place = (one.organisation.clone(), plain(&one.fund), *year);
            let sum = sums.entry(place).or_insert((Pence::ZERO, one));
            sum.0 = Pence::total([sum.0, put_in]).unwrap_or(sum.0);
        }
    }
    let each = sums
        .into_iter()
        .map(|((organisation, fund, year), (sum, one))| {
            let from = one.fund.trim();
            let from = if from.is_empty() {
                String::new()
            } else {
                format!(" from {from}")
            };
            Obligation {
                id: format!("contribution:{key}:{organisation}:{fund}:{year}"),
                kind: ObligationKind::Contribution,
                title: format!("Contribution to {}{from}, {year}", budget.title.trim()),
                promised: sum.to_string(),
                owner: Owner::named(content, &organisation),
                term: Some(term),
                outcome: None,
                measure: None,
                year: Some(year),
                due: year.last_day(),
            }
        });
    each.collect()
}

/// Each department that grants a freedom owes it by its first day.
fn freedoms(content: &Content, force: Force) -> Vec<Obligation> {
    let mut all = Vec::new();
    for (term, key, freedom) in content.freedoms() {
        let Some((first, _)) = force.of_freedom(freedom) else {
            continue;
        };
        let outcome = match freedom.outcomes.as_slice() {
            [only] => Some(Key::new(only.as_str())),
            _ => None,
        };
        all.extend(freedom.departments.iter().map(|code| Obligation {
            id: format!("freedom:{key}:{code}"),
            kind: ObligationKind::Freedom,
            title: format!("In place: {}", freedom.title.trim()),
            promised: String::new(),
            owner: Owner::named(content, code),
            term: Some(term),
            outcome: outcome.clone(),
            measure: None,
            year: None,
            due: first,
        }));
    }
    all
}

/// The interim report, a year after the agreement came into force (7.21), where its term is longer than that; and the
/// final one, on its last day.
fn reports(content: &Content, force: Force) -> Vec<Obligation> {
    let term = content
        .matters()
        .find_map(|(term, kept)| matches!(kept.matter, Matter::Assessment(_)).then_some(term));
    let report = |id: &str, title: &str, due: NaiveDate| Obligation {
        id: format!("report:{id}"),
        kind: ObligationKind::Report,
        title: title.to_owned(),
        promised: String::new(),
        owner: Owner::named(content, PLACE),
        term,
        outcome: None,
        measure: None,
        year: None,
        due,
    };
    let interim = Some(interim_report_due(force.since)).filter(|due| *due < force.until);
    interim
        .map(|due| report("interim", "Interim report", due))
        .into_iter()
        .chain([report("final", "Final report", force.until)])
        .collect()
}

fn amount(by_year: &BTreeMap<FinancialYear, Entry<Pence>>, year: FinancialYear) -> Pence {
    by_year
        .get(&year)
        .and_then(Entry::value)
        .copied()
        .unwrap_or(Pence::ZERO)
}

/// A name as it stands in an id: letters and digits in lower case, so that another way to space it is no other fund.
fn plain(name: &str) -> String {
    let words = name
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase);
    words.collect::<Vec<_>>().join("-")
}

/// An obligation that was laid before, and whether it was agreed until now.
#[derive(Clone, Copy, Debug)]
pub struct Laid<'a> {
    pub obligation: &'a Obligation,
    pub is_agreed: bool,
}

/// What a new version makes of the obligations that were laid before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reconciled {
    pub new: Vec<Obligation>,
    /// As they are now. Also what had not been agreed for a while and is again.
    pub changed: Vec<Obligation>,
    /// The ids of those that are no longer agreed.
    pub gone: Vec<String>,
}

impl Reconciled {
    pub fn is_nothing(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.gone.is_empty()
    }
}

/// Compares what was laid with what is agreed now, by id. Nothing that was recorded is touched by it.
pub fn reconcile<'a>(
    laid: impl IntoIterator<Item = Laid<'a>>,
    agreed: Vec<Obligation>,
) -> Reconciled {
    let mut before: BTreeMap<&str, Laid<'a>> = laid
        .into_iter()
        .map(|one| (one.obligation.id.as_str(), one))
        .collect();
    let mut found = Reconciled::default();
    for now in agreed {
        match before.remove(now.id.as_str()) {
            None => found.new.push(now),
            Some(was) if was.is_agreed && *was.obligation == now => {}
            Some(_) => found.changed.push(now),
        }
    }
    let gone = before.into_values().filter(|one| one.is_agreed);
    found.gone = gone.map(|one| one.obligation.id.clone()).collect();
    found
}
