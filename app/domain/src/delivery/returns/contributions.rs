//! The account of each budget: what was promised, paid in and spent, and what is late.

use chrono::NaiveDate;

use super::ledger::{EntryKind, Ledger};
use crate::agreement::Content;
use crate::form::Entry;
use crate::money::{FinancialYear, Pence, TooLarge};
use crate::offer::{BudgetKind, Key};

/// One budget over its years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BudgetAccount {
    pub key: Key,
    pub title: String,
    pub kind: Option<BudgetKind>,
    /// What was agreed for over- and underspend, in its own words.
    pub rule: String,
    pub years: Vec<BudgetYear>,
    pub contributions: Vec<Contributed>,
}

/// One year of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BudgetYear {
    pub year: FinancialYear,
    pub promised: Pence,
    pub paid_in: Pence,
    pub spent: Pence,
    /// What is left of all that was paid in so far.
    pub balance: Pence,
    /// Spent beyond what was promised for the year; less than nought where less was spent. None until the year is over.
    pub over: Option<Pence>,
}

/// One contribution in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contributed {
    /// The code of the organisation.
    pub organisation: String,
    pub fund: String,
    pub year: FinancialYear,
    pub promised: Pence,
    pub paid_in: Pence,
    /// What is missing although the year is over; nought where nothing is.
    pub late: Pence,
}

/// The accounts of all budgets, over the years that have begun.
///
/// # Errors
/// A sum of £1 trillion or more.
pub fn accounts(
    content: &Content,
    ledger: &Ledger,
    today: NaiveDate,
) -> Result<Vec<BudgetAccount>, TooLarge> {
    let now = FinancialYear::from_date(today);
    let years: Vec<FinancialYear> = (content.head.years.iter().copied())
        .filter(|year| *year <= now)
        .collect();
    let mut accounts = Vec::new();
    for (_, key, budget) in content.budgets() {
        let mut contributions: Vec<Contributed> = Vec::new();
        for one in &budget.contributions {
            for year in &years {
                let promised = one.amount.get(year).and_then(Entry::value);
                let promised = promised.copied().unwrap_or(Pence::ZERO);
                let fund = one.fund.trim();
                let known = contributions.iter_mut().find(|row| {
                    row.organisation == one.organisation && row.fund == fund && row.year == *year
                });
                match known {
                    Some(row) => row.promised = row.promised.checked_add(promised)?,
                    None => contributions.push(Contributed {
                        organisation: one.organisation.clone(),
                        fund: fund.to_owned(),
                        year: *year,
                        promised,
                        paid_in: ledger.sum(|post| {
                            post.kind == EntryKind::PaidIn
                                && post.year == *year
                                && post.line == key.as_str()
                                && post.organisation == one.organisation
                                && post.fund == fund
                        })?,
                        late: Pence::ZERO,
                    }),
                }
            }
        }
        for row in &mut contributions {
            if row.year.last_day() < today {
                row.late = row.promised.checked_sub(row.paid_in)?.max(Pence::ZERO);
            }
        }
        let mut balance = Pence::ZERO;
        let mut by_year = Vec::new();
        for year in &years {
            let of_year = || contributions.iter().filter(|row| row.year == *year);
            let promised = Pence::total(of_year().map(|row| row.promised))?;
            let paid_in = ledger.line(EntryKind::PaidIn, key.as_str(), *year)?;
            let spent = ledger.line(EntryKind::Spent, key.as_str(), *year)?;
            balance = balance.checked_add(paid_in)?.checked_sub(spent)?;
            let is_over = year.last_day() < today;
            by_year.push(BudgetYear {
                year: *year,
                promised,
                paid_in,
                spent,
                balance,
                over: match is_over {
                    true => Some(spent.checked_sub(promised)?),
                    false => None,
                },
            });
        }
        accounts.push(BudgetAccount {
            key: key.clone(),
            title: budget.title.trim().to_owned(),
            kind: budget.kind,
            rule: budget.over_and_underspend.trim().to_owned(),
            years: by_year,
            contributions,
        });
    }
    Ok(accounts)
}
