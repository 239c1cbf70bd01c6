//! How verified savings are shared: the waterfall of the agreement, run afresh on what was verified and spent.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ledger::{EntryKind, Ledger};
use crate::agreement::Content;
use crate::form::Entry;
use crate::money::{
    FinancialYear, Pence, SavingsKind, SharingError, SharingRule, TooLarge, YearShares, waterfall,
};
use crate::offer::{Kept, Proposal, plan};

/// What became of the verified savings of one year.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedYear {
    pub year: FinancialYear,
    /// Cashable savings that were verified: nothing else is shared.
    pub verified: Pence,
    /// What was already required of all areas, on the lines of which something was verified.
    pub required: Pence,
    pub additional: Pence,
    pub shares: YearShares,
    /// Whether the year is not over, so that all of this can still change.
    pub provisional: bool,
}

/// What somebody is due so far, and has got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub who: String,
    /// What they put in and get back first.
    pub recovered: Pence,
    pub share: Pence,
    pub due: Pence,
    pub paid: Pence,
    /// Less than nought where they got more than they are due now.
    pub outstanding: Pence,
}

/// The sharing of all years so far.
#[derive(Clone, Debug, PartialEq)]
pub struct OnActuals {
    pub years: Vec<SharedYear>,
    pub dues: Vec<Due>,
    pub rule: SharingRule,
}

/// The rule of sharing that was agreed; a blank one where none was.
pub fn rule(content: &Content) -> SharingRule {
    plan(&as_proposal(content)).sharing.unwrap_or_default()
}

/// Everybody to whom a share can be paid: investors that recover, partners and departments.
pub fn recipients(content: &Content) -> Vec<String> {
    let rule = rule(content);
    let investors = content.sharing.investors.iter().filter(|_| rule.recovery);
    let shared = content
        .sharing
        .partners
        .iter()
        .chain(&content.sharing.departments);
    let mut all: Vec<String> = Vec::new();
    for who in investors.chain(shared) {
        if !all.contains(who) {
            all.push(who.clone());
        }
    }
    all
}

fn as_proposal(content: &Content) -> Proposal {
    let kept = content.matters().map(|(_, one)| Kept {
        key: one.key.clone(),
        version: 1,
        matter: one.matter.clone(),
    });
    Proposal {
        kind: content.head.kind,
        kept: kept.collect(),
        answers: BTreeMap::new(),
    }
}

/// The cashable savings that were verified in a year, and what of them was required of all areas anyway. A line counts
/// from the first amount that is verified on it, as a line of a plan counts once it has an estimate.
fn verified(
    content: &Content,
    ledger: &Ledger,
    year: FinancialYear,
) -> Result<(Pence, Pence), TooLarge> {
    let (mut sums, mut required) = (Vec::new(), Vec::new());
    for (key, line) in content.savings() {
        let is_of_line = |entry: &&super::ledger::LedgerEntry| {
            let post = &entry.post;
            post.kind == EntryKind::Verified && post.year == year && post.line == key.as_str()
        };
        let counts = line.kind == Some(SavingsKind::Cashable)
            && ledger.entries.iter().any(|entry| is_of_line(&entry));
        if counts {
            sums.push(ledger.line(EntryKind::Verified, key.as_str(), year)?);
            required.extend(line.required.get(&year).and_then(Entry::value));
        }
    }
    Ok((Pence::total(sums)?, Pence::total(required)?))
}

/// The sharing as it stands today. It is worked out from the first year on whenever it is asked for.
///
/// # Errors
/// A rule that cannot be used; an amount of £1 trillion or more.
pub fn on_actuals(
    content: &Content,
    ledger: &Ledger,
    today: NaiveDate,
) -> Result<OnActuals, SharingError> {
    let rule = rule(content);
    let now = FinancialYear::from_date(today);
    let years: Vec<FinancialYear> = (content.head.years.iter().copied())
        .filter(|year| *year <= now)
        .collect();
    let mut figures = Vec::new();
    for year in &years {
        let (verified, required) = verified(content, ledger, *year)?;
        figures.push((verified, required, verified.checked_sub(required)?));
    }
    let investors = &content.sharing.investors;
    let mut put_in = Vec::new();
    for year in &years {
        let of_year = investors.iter().map(|who| {
            ledger.sum(|post| {
                post.kind == EntryKind::Invested && post.year == *year && post.organisation == *who
            })
        });
        put_in.push(of_year.collect::<Result<Vec<_>, _>>()?);
    }
    let additional: Vec<Pence> = figures
        .iter()
        .map(|(_, _, additional)| *additional)
        .collect();
    let shared = waterfall(&rule, &additional, &put_in)?;
    let years: Vec<SharedYear> = (years.into_iter().zip(figures).zip(shared))
        .map(
            |((year, (verified, required, additional)), shares)| SharedYear {
                year,
                verified,
                required,
                additional,
                shares,
                provisional: today <= year.last_day(),
            },
        )
        .collect();
    let dues = dues(content, ledger, &rule, &years)?;
    Ok(OnActuals { years, dues, rule })
}

fn dues(
    content: &Content,
    ledger: &Ledger,
    rule: &SharingRule,
    years: &[SharedYear],
) -> Result<Vec<Due>, TooLarge> {
    let mut dues = Vec::new();
    for who in recipients(content) {
        let recovered = years.iter().flat_map(|year| {
            let each = content.sharing.investors.iter().zip(&year.shares.recovered);
            each.filter(|(one, _)| **one == who)
                .map(|(_, amount)| *amount)
        });
        let partners = years.iter().flat_map(|year| {
            let each = rule.partners.iter().zip(&year.shares.by_partner);
            each.filter(|(one, _)| one.who == who)
                .map(|(_, amount)| *amount)
        });
        let departments = years.iter().flat_map(|year| {
            let each = rule.departments.iter().zip(&year.shares.by_department);
            each.filter(|(one, _)| one.who == who)
                .map(|(_, amount)| *amount)
        });
        let recovered = Pence::total(recovered)?;
        let share = Pence::total(partners.chain(departments))?;
        let due = recovered.checked_add(share)?;
        let paid =
            ledger.sum(|post| post.kind == EntryKind::SharePaid && post.organisation == who)?;
        dues.push(Due {
            recovered,
            share,
            due,
            paid,
            outstanding: due.checked_sub(paid)?,
            who,
        });
    }
    Ok(dues)
}
