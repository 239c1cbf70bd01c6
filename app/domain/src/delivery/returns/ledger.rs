//! The ledger of what is planned, reported and verified.
//!
//! Nothing in it is ever changed: each entry is a change of what stood before, and what stands is the sum. So a
//! correction is an entry like any other, with its reason; and what stood on any past day is the sum of what had been
//! recorded by then.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::period::PeriodCode;
use crate::money::{FinancialYear, Pence, TooLarge};
use crate::process::choice::choice;

choice! {
    /// What an entry is about. Kinds are never added together.
    pub enum EntryKind {
        PlannedLow = "planned-low", "Planned, low";
        Planned = "planned", "Planned";
        PlannedHigh = "planned-high", "Planned, high";
        Forecast = "forecast", "Forecast";
        Claimed = "claimed", "Claimed";
        Verified = "verified", "Verified";
        Invested = "invested", "Invested";
        SharePaid = "share-paid", "Share paid out";
        PaidIn = "paid-in", "Paid in";
        Spent = "spent", "Spent";
    }
}

/// What an entry counts towards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Post {
    pub kind: EntryKind,
    pub year: FinancialYear,
    /// None for what is about the whole year: plan and forecast.
    pub period: Option<PeriodCode>,
    /// The key of the savings line, the investment or the budget; empty for a share.
    pub line: String,
    /// The code of the organisation: who bears the work of a line, who invests, pays in or is paid.
    pub organisation: String,
    /// From which fund it is paid in; else empty.
    pub fund: String,
}

/// What somebody says stands under a post.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amount {
    pub post: Post,
    pub amount: Pence,
}

/// One entry: by how much a post changed, when, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerEntry {
    pub post: Post,
    pub change: Pence,
    /// The reason of a correction; else empty.
    pub reason: String,
    pub recorded_at: DateTime<Utc>,
}

/// All entries of an agreement, in the order in which they were recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    pub entries: Vec<LedgerEntry>,
}

impl Ledger {
    /// The ledger as it stood at a moment: whatever was recorded since is not in it.
    #[must_use]
    pub fn as_of(&self, moment: DateTime<Utc>) -> Self {
        let by_then = self.entries.iter();
        Self {
            entries: by_then
                .filter(|entry| entry.recorded_at <= moment)
                .cloned()
                .collect(),
        }
    }

    /// What stands under all posts of which this is true.
    ///
    /// # Errors
    /// A sum of £1 trillion or more.
    pub fn sum(&self, of: impl Fn(&Post) -> bool) -> Result<Pence, TooLarge> {
        let entries = self.entries.iter().filter(|entry| of(&entry.post));
        Pence::total(entries.map(|entry| entry.change))
    }

    /// The same of one kind, by whatever each post is put under: line, year, organisation.
    ///
    /// # Errors
    /// A sum of £1 trillion or more.
    pub fn cut<K: Ord>(
        &self,
        kind: EntryKind,
        by: impl Fn(&Post) -> K,
    ) -> Result<BTreeMap<K, Pence>, TooLarge> {
        let mut groups: BTreeMap<K, Vec<Pence>> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.post.kind == kind) {
            groups
                .entry(by(&entry.post))
                .or_default()
                .push(entry.change);
        }
        groups
            .into_iter()
            .map(|(key, amounts)| Ok((key, Pence::total(amounts)?)))
            .collect()
    }

    /// What stands for a line in a year.
    ///
    /// # Errors
    /// A sum of £1 trillion or more.
    pub fn line(
        &self,
        kind: EntryKind,
        line: &str,
        year: FinancialYear,
    ) -> Result<Pence, TooLarge> {
        self.sum(|post| post.kind == kind && post.line == line && post.year == year)
    }

    /// What has to be recorded so that these amounts stand; nothing for what stands already.
    ///
    /// # Errors
    /// A change of £1 trillion or more.
    pub fn changes(&self, said: &[Amount]) -> Result<Vec<Amount>, TooLarge> {
        let mut changes = Vec::new();
        for one in said {
            let stands = self.sum(|post| *post == one.post)?;
            let amount = one.amount.checked_sub(stands)?;
            if !amount.is_zero() {
                changes.push(Amount {
                    post: one.post.clone(),
                    amount,
                });
            }
        }
        Ok(changes)
    }

    /// Records changes at a moment.
    pub fn record(&mut self, changes: Vec<Amount>, reason: &str, at: DateTime<Utc>) {
        let entries = changes.into_iter().map(|change| LedgerEntry {
            post: change.post,
            change: change.amount,
            reason: reason.to_owned(),
            recorded_at: at,
        });
        self.entries.extend(entries);
    }
}
