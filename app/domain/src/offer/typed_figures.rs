//! What a half-typed form says about money. The page in the browser follows it with each key pressed, and the
//! server answers “Recalculate” by it: one reading for both.

use super::matter::{Matter, MatterKind};
use super::savings::Share;
use super::{Evidence, Investment, SavingsLine, Sharing, Tier};
use crate::form::{Entry, PickOut, Posted};
use crate::money::{Estimate, FinancialYear, Pence};
use std::collections::BTreeMap;

type ByYear = BTreeMap<FinancialYear, Entry<Pence>>;

/// The matter that a form holds, as far as a plan takes anything from it; the rest is blank.
///
/// `None` where an amount or a percentage cannot be read yet, or a high estimate is below its low one: then
/// the last sums stand, rather than sums without it. Kinds that hold no figures of the plan give `None` too.
pub fn typed_figures(kind: MatterKind, posted: &Posted, years: &[FinancialYear]) -> Option<Matter> {
    let form = PickOut::from(posted);
    match kind {
        MatterKind::SavingsLine => line(&form, years).map(Matter::SavingsLine),
        MatterKind::Investment => investment(&form, years).map(Matter::Investment),
        MatterKind::Sharing => sharing(&form).map(Matter::Sharing),
        MatterKind::Evidence => evidence(&form, years).map(Matter::Evidence),
        MatterKind::Scope
        | MatterKind::Outcome
        | MatterKind::Engagement
        | MatterKind::Partner
        | MatterKind::Budget
        | MatterKind::Freedom
        | MatterKind::Governance
        | MatterKind::Assessment => None,
    }
}

fn line(form: &PickOut<'_>, years: &[FinancialYear]) -> Option<SavingsLine> {
    let low = amounts(form, "low", years)?;
    let high = amounts(form, "high", years)?;
    let is_upside_down = |year| {
        let low = low.get(year).and_then(Entry::value);
        let high = high.get(year).and_then(Entry::value);
        low.zip(high)
            .is_some_and(|(low, high)| Estimate::between(*low, *high).is_err())
    };
    if years.iter().any(is_upside_down) {
        return None;
    }
    Some(SavingsLine {
        title: form.text("title"),
        kind: form.choice("kind"),
        grade: form.choice("grade"),
        accrues: shares(form, "accrues")?,
        required: amounts(form, "required", years)?,
        low,
        high,
        ..SavingsLine::default()
    })
}

fn investment(form: &PickOut<'_>, years: &[FinancialYear]) -> Option<Investment> {
    Some(Investment {
        title: form.text("title"),
        investor: form.text("investor"),
        kind: form.choice("kind"),
        grade: form.choice("grade"),
        amount: amounts(form, "amount", years)?,
        ..Investment::default()
    })
}

fn sharing(form: &PickOut<'_>) -> Option<Sharing> {
    let tiers = form.rows("tier", |row| {
        Some(Tier {
            up_to: readable(row.entry("up-to"))?,
            local: readable(row.entry("local"))?,
        })
    });
    Some(Sharing {
        recovery: form.choice("recovery"),
        tiers: tiers.into_iter().collect::<Option<_>>()?,
        partners: shares(form, "partner")?,
        departments: shares(form, "department")?,
        ..Sharing::default()
    })
}

fn evidence(form: &PickOut<'_>, years: &[FinancialYear]) -> Option<Evidence> {
    Some(Evidence {
        local_spend: amounts(form, "local-spend", years)?,
        ..Evidence::default()
    })
}

fn amounts(form: &PickOut<'_>, name: &str, years: &[FinancialYear]) -> Option<ByYear> {
    let mut amounts = ByYear::new();
    for year in years {
        let entry = readable(form.entry(&format!("{name}-{year}")))?;
        amounts.insert(*year, entry);
    }
    Some(amounts)
}

fn shares(form: &PickOut<'_>, name: &str) -> Option<Vec<Share>> {
    let shares = form.rows(name, |row| {
        Some(Share {
            body: row.text("body"),
            part: readable(row.entry("part"))?,
        })
    });
    shares.into_iter().collect()
}

/// The entry, unless something stands there that cannot be read.
fn readable<T>(entry: Entry<T>) -> Option<Entry<T>> {
    match entry {
        Entry::Unread { .. } => None,
        Entry::Is(_) | Entry::Blank => Some(entry),
    }
}
