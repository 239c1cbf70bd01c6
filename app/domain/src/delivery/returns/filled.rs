//! What somebody fills into a part of a return, as typed, and what of it goes into the ledger.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ledger::{Amount, EntryKind, Ledger, Post};
use super::part::{FreedomUse, Line, Part, SavingLine};
use super::period::Period;
use crate::agreement::MeasureId;
use crate::form::{Entry, Figure, Form, Posted, Read, Sheet, ask};
use crate::money::{Pence, TooLarge};

/// The answers of one part, by the name of their field. Whatever was typed is kept, valid or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filled {
    pub amounts: BTreeMap<String, Entry<Pence>>,
    pub figures: BTreeMap<String, Entry<Figure>>,
    pub uses: BTreeMap<String, FreedomUse>,
    pub words: BTreeMap<String, String>,
    /// What it took to fill in this part: the time that returns cost is recorded (7.43).
    pub minutes: Entry<u32>,
}

/// What is known when a part is filled in, beside the agreement.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Before {
    /// The ledger, without what this return said itself.
    pub ledger: Ledger,
    /// Claims that could be of the same saving as a line, in words, by the key of the line.
    pub alike: BTreeMap<String, Vec<String>>,
    /// What was measured last.
    pub measured: BTreeMap<MeasureId, Figure>,
}

/// The beginnings of the names of fields that stand for a line.
const OF_LINES: &[&str] = &[
    "actual-",
    "claimed-",
    "forecast-",
    "above-",
    "same-",
    "invested-",
    "share-",
    "paid-in-",
    "spent-",
    "use-",
    "about-",
];

impl Filled {
    /// A part as it is first opened: with the forecast of last time, or of the agreement.
    pub fn fresh(part: &Part, period: &Period, before: &Before) -> Self {
        let mut fresh = Self::default();
        for line in &part.lines {
            if let Line::Saving(line) = line {
                let forecast =
                    before
                        .ledger
                        .line(EntryKind::Forecast, line.key.as_str(), period.code.year());
                let last = forecast.ok().filter(|amount| !amount.is_zero());
                if let Some(amount) = last.or(line.central()) {
                    fresh
                        .amounts
                        .insert(format!("forecast-{}", line.key), Entry::Is(amount));
                }
            }
        }
        fresh
    }

    /// Takes over what was posted, as far as it was agreed to be reported.
    pub fn read(&mut self, posted: &Posted, part: &Part, period: &Period, before: &Before) {
        Form::read(posted, |f| self.fields(f, part, period, before));
    }

    /// For filling in.
    pub fn sheet(&self, part: &Part, period: &Period, before: &Before) -> Sheet {
        let mut copy = self.clone();
        Form::show(|f| copy.fields(f, part, period, before))
    }

    /// For reading.
    pub fn reading(&self, part: &Part, period: &Period, before: &Before) -> Sheet {
        let mut copy = self.clone();
        Form::brief(|f| copy.fields(f, part, period, before))
    }

    fn amount(&mut self, f: &mut Form, asked: crate::form::Ask, name: &str) {
        let mut entry = self.amounts.remove(name).unwrap_or_default();
        f.entry(asked, &mut entry);
        if !entry.is_blank() {
            self.amounts.insert(name.to_owned(), entry);
        }
    }

    fn prose(&mut self, f: &mut Form, asked: crate::form::Ask, name: &str) {
        let mut words = self.words.remove(name).unwrap_or_default();
        f.prose(asked, &mut words);
        if !words.is_empty() {
            self.words.insert(name.to_owned(), words);
        }
    }

    fn fields(&mut self, f: &mut Form, part: &Part, period: &Period, before: &Before) {
        for line in &part.lines {
            match line {
                Line::Measure {
                    id,
                    name,
                    unit,
                    target,
                } => self.measure(f, (id, name, unit), *target, before),
                Line::Saving(line) => self.saving(f, line, period, before),
                Line::Investment {
                    key,
                    title,
                    planned,
                    ..
                } => {
                    let name = format!("invested-{key}");
                    let hint = promised("Agreed for the whole year", *planned);
                    let asked = ask(&name, format!("{title}: spent in this period"))
                        .hint(hint)
                        .needed("Enter what was spent, or 0");
                    self.amount(f, asked, &name);
                }
                Line::Share { who, name } => {
                    let field = format!("share-{who}");
                    let asked = ask(&field, format!("Paid to {name} in this period"))
                        .hint("Its share of verified savings. Less than nought where it was paid back.")
                        .needed("Enter what was paid, or 0");
                    self.amount(f, asked, &field);
                }
                Line::PaidIn {
                    budget,
                    number,
                    promised: agreed,
                    ..
                } => {
                    let name = format!("paid-in-{budget}-{number}");
                    let asked = ask(&name, format!("{} in this period", line.title()))
                        .hint(promised("Promised for the whole year", *agreed))
                        .needed("Enter what was paid in, or 0");
                    self.amount(f, asked, &name);
                }
                Line::Spent { budget, .. } => {
                    let name = format!("spent-{budget}");
                    let asked = ask(&name, format!("{} in this period", line.title()))
                        .needed("Enter what was spent, or 0");
                    self.amount(f, asked, &name);
                }
                Line::Freedom { key, title } => {
                    let name = format!("use-{key}");
                    let mut used = self.uses.remove(&name);
                    f.radios(
                        ask(&name, title.clone()).needed("Say whether it is in use"),
                        &mut used,
                    );
                    if let Some(used) = used {
                        self.uses.insert(name, used);
                    }
                    let name = format!("about-{key}");
                    let asked = ask(
                        &name,
                        format!("What it is used for, or what hinders: {title}"),
                    );
                    self.prose(f, asked.words(200), &name);
                }
                Line::Narrative => {
                    let asked = ask("narrative", "What happened in this period")
                        .words(500)
                        .needed("Say what happened in this period");
                    self.prose(f, asked, "narrative");
                    let asked =
                        ask("difficulties", "What is difficult, and what would help").words(300);
                    self.prose(f, asked, "difficulties");
                }
            }
        }
        let minutes = ask("minutes", "Minutes spent on this part of the return")
            .hint("By everybody together. It shows what reporting costs (7.43).")
            .needed("Enter the minutes spent, or 0");
        f.entry(minutes, &mut self.minutes);
    }

    fn measure(
        &mut self,
        f: &mut Form,
        (id, name, unit): (&MeasureId, &str, &str),
        target: Option<Figure>,
        before: &Before,
    ) {
        let mut hint = format!("In {unit}, at the end of the period.");
        if let Some(target) = target {
            hint.push_str(&format!(" The target of the year is {}.", target.show()));
        }
        if let Some(last) = before.measured.get(id) {
            hint.push_str(&format!(" Last time it was {}.", last.show()));
        }
        hint.push_str(" Leave it empty while there is no figure.");
        let field = format!("actual-{}", id.as_str());
        let mut entry = self.figures.remove(&field).unwrap_or_default();
        f.entry(ask(&field, name).hint(hint), &mut entry);
        if !entry.is_blank() {
            self.figures.insert(field, entry);
        }
    }

    fn saving(&mut self, f: &mut Form, line: &SavingLine, period: &Period, before: &Before) {
        let year = period.code.year();
        let most = line.most();
        let is_above = self.is_above(line, period, before);
        let alike = before.alike.get(line.key.as_str());
        let hint = match line.estimate {
            Some((low, high)) => format!("Agreed for {year}: from {low} to {high}."),
            None => format!("Nothing was agreed for {year}."),
        };
        f.group(line.title.clone(), Some(&hint), |f| {
            let name = format!("claimed-{}", line.key);
            let asked = ask(&name, "Saved in this period")
                .hint(format!(
                    "From {}, and not for the year to date. Less than nought where it cost more.",
                    period.words()
                ))
                .needed("Enter what was saved, or 0");
            self.amount(f, asked, &name);
            let name = format!("forecast-{}", line.key);
            let asked = ask(&name, format!("Expected for the whole of {year}"))
                .hint("What you expect now, with all four quarters.")
                .needed("Enter what you expect for the year");
            self.amount(f, asked, &name);
            let name = format!("above-{}", line.key);
            if is_above || self.words.contains_key(&name) {
                let most = most.map_or_else(|| "nothing".to_owned(), |most| most.to_string());
                let asked = ask(&name, "Why more is claimed than was agreed")
                    .hint(format!("With this claim the year comes to more than {most}, the most that was agreed."))
                    .words(200)
                    .needed_if(is_above, "Say why more is claimed than was agreed");
                self.prose(f, asked, &name);
            }
            let name = format!("same-{}", line.key);
            if let Some(alike) = alike {
                let asked = ask(&name, "Why this is not the same saving")
                    .hint(format!(
                        "Of the same service, organisation and year, this is claimed as well: {}.",
                        alike.join("; ")
                    ))
                    .words(200)
                    .needed("Say why it is not counted twice");
                self.prose(f, asked, &name);
            }
        });
    }

    /// Whether the year comes to more than was agreed for the line, with what is claimed here.
    fn is_above(&self, line: &SavingLine, period: &Period, before: &Before) -> bool {
        let claimed = self.amounts.get(&format!("claimed-{}", line.key));
        let Some(claimed) = claimed.and_then(Entry::value) else {
            return false;
        };
        let earlier = before
            .ledger
            .line(EntryKind::Claimed, line.key.as_str(), period.code.year());
        let year = earlier.and_then(|earlier| earlier.checked_add(*claimed));
        let most = line.most().unwrap_or(Pence::ZERO);
        year.map_or(true, |year| year > most.max(Pence::ZERO))
    }

    /// What the part says in amounts, for the ledger. What cannot be read, or was left empty, says nothing.
    pub fn amounts_said(&self, part: &Part, period: &Period) -> Vec<Amount> {
        let year = period.code.year();
        let stands = |name: String| self.amounts.get(&name).and_then(Entry::value).copied();
        let mut said = Vec::new();
        let mut add = |kind, line: &str, organisation: &str, fund: &str, amount: Option<Pence>| {
            let period = (kind != EntryKind::Forecast).then_some(period.code);
            said.extend(amount.map(|amount| Amount {
                post: Post {
                    kind,
                    year,
                    period,
                    line: line.to_owned(),
                    organisation: organisation.to_owned(),
                    fund: fund.to_owned(),
                },
                amount,
            }));
        };
        for line in &part.lines {
            match line {
                Line::Saving(line) => {
                    let (key, bearer) = (line.key.as_str(), line.bearer.as_str());
                    let claimed = stands(format!("claimed-{key}"));
                    add(EntryKind::Claimed, key, bearer, "", claimed);
                    let forecast = stands(format!("forecast-{key}"));
                    add(EntryKind::Forecast, key, bearer, "", forecast);
                }
                Line::Investment { key, investor, .. } => {
                    let amount = stands(format!("invested-{key}"));
                    add(EntryKind::Invested, key.as_str(), investor, "", amount);
                }
                Line::Share { who, .. } => {
                    add(
                        EntryKind::SharePaid,
                        "",
                        who,
                        "",
                        stands(format!("share-{who}")),
                    );
                }
                Line::PaidIn {
                    budget,
                    number,
                    organisation,
                    fund,
                    ..
                } => {
                    let amount = stands(format!("paid-in-{budget}-{number}"));
                    add(
                        EntryKind::PaidIn,
                        budget.as_str(),
                        organisation,
                        fund,
                        amount,
                    );
                }
                Line::Spent { budget, .. } => {
                    let amount = stands(format!("spent-{budget}"));
                    add(EntryKind::Spent, budget.as_str(), "", "", amount);
                }
                Line::Measure { .. } | Line::Freedom { .. } | Line::Narrative => {}
            }
        }
        merged(said)
    }

    /// The figures of the indicators that it says.
    pub fn measured(&self, part: &Part) -> BTreeMap<MeasureId, Figure> {
        let ids = part.lines.iter().filter_map(|line| match line {
            Line::Measure { id, .. } => Some(id),
            _ => None,
        });
        ids.filter_map(|id| {
            let entry = self.figures.get(&format!("actual-{}", id.as_str()))?;
            Some((id.clone(), *entry.value()?))
        })
        .collect()
    }
}

/// Two contributions of one organisation from one fund stand under one post.
fn merged(said: Vec<Amount>) -> Vec<Amount> {
    let mut all: Vec<Amount> = Vec::new();
    for one in said {
        match all.iter_mut().find(|other| other.post == one.post) {
            Some(other) => match other.amount.checked_add(one.amount) {
                Ok(sum) => other.amount = sum,
                Err(TooLarge) => all.push(one),
            },
            None => all.push(one),
        }
    }
    all
}

fn promised(words: &str, amount: Option<Pence>) -> String {
    match amount {
        Some(amount) => format!("{words}: {amount}."),
        None => format!("{words}: nothing."),
    }
}

/// The fields that were sent for lines that the part does not have: those of an older version of the agreement, or of
/// another part.
pub fn strangers(part: &Part, period: &Period, before: &Before, posted: &Posted) -> Vec<String> {
    let sheet = Filled::default().sheet(part, period, before);
    let known: Vec<&str> = sheet
        .fields()
        .into_iter()
        .map(|field| field.name.as_str())
        .collect();
    posted
        .iter()
        .map(|(name, _)| name)
        .filter(|name| OF_LINES.iter().any(|prefix| name.starts_with(prefix)))
        // Asked for only where something is asked.
        .filter(|name| !name.starts_with("above-") && !name.starts_with("same-"))
        .filter(|name| !known.contains(name))
        .map(str::to_owned)
        .collect()
}
