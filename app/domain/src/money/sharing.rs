//! Sharing additional cashable savings, year after year, by a rule. The same
//! function runs on the plan and on verified actuals.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::split::{split, split_pro_rata};
use super::{Pence, Share, SharingProblem, SharingRule, TooLarge};

/// What becomes of one year's additional savings.
///
/// In a year that is not below zero, what is made good, recovered and shared
/// sums to the year's additional savings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YearShares {
    /// Kept to make good a deficit of earlier years.
    pub made_good: Pence,
    /// The deficit carried into the next year, as an amount of zero or more.
    pub carried_deficit: Pence,
    /// Paid back, by investor.
    pub recovered: Vec<Pence>,
    /// Put in so far and not yet paid back at the year's end, by investor.
    pub still_owed: Vec<Pence>,
    /// Shared between local and central.
    pub shared: Pence,
    /// How much of it fell into each tier; one for each tier of the rule.
    pub slices: Vec<TierSlice>,
    pub local: Pence,
    pub central: Pence,
    /// The local part, by partner in the order of the rule.
    pub by_partner: Vec<Pence>,
    /// The central part, by department in the order of the rule.
    pub by_department: Vec<Pence>,
}

/// The part of a year's shared amount that falls into one tier.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct TierSlice {
    pub amount: Pence,
    pub local: Pence,
    pub central: Pence,
}

/// Why nothing was shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharingError {
    #[error(transparent)]
    Problem(#[from] SharingProblem),
    #[error(transparent)]
    TooLarge(#[from] TooLarge),
}

/// Shares each year's additional cashable savings.
///
/// `put_in` is by year and, within a year, by investor; an amount that is not
/// there is nothing, and years beyond those of `additional` are not looked at.
/// On the plan it is the adjusted cost, on actuals what was spent.
///
/// # Errors
/// The first problem of the rule, or an amount of £1 trillion or more.
pub fn waterfall(
    rule: &SharingRule,
    additional: &[Pence],
    put_in: &[Vec<Pence>],
) -> Result<Vec<YearShares>, SharingError> {
    if let Some(problem) = rule.problems().first() {
        return Err((*problem).into());
    }
    let investors = put_in.iter().map(Vec::len).max().unwrap_or(0);
    let mut account = Account {
        deficit: Pence::ZERO,
        owed: vec![Pence::ZERO; investors],
        shared: Pence::ZERO,
    };
    let nothing = Vec::new();
    additional
        .iter()
        .enumerate()
        .map(|(year, amount)| account.share(rule, *amount, put_in.get(year).unwrap_or(&nothing)))
        .collect()
}

/// What one year leaves to the next.
struct Account {
    deficit: Pence,
    /// By investor. Below zero where more was paid back than was put in, after
    /// a correction; then nothing is owed until that has been used up.
    owed: Vec<Pence>,
    /// Shared since the start.
    shared: Pence,
}

impl Account {
    fn share(
        &mut self,
        rule: &SharingRule,
        additional: Pence,
        put_in: &[Pence],
    ) -> Result<YearShares, SharingError> {
        let made_good = additional.max(Pence::ZERO).min(self.deficit);
        let left = additional.checked_sub(self.deficit)?;
        self.deficit = (-left).max(Pence::ZERO);
        let left = left.max(Pence::ZERO);

        let recovered = self.recover(rule, left, put_in)?;
        let shared = left.checked_sub(Pence::total(recovered.iter().copied())?)?;

        let slices = self.cut(rule, shared)?;
        let local = Pence::total(slices.iter().map(|slice| slice.local))?;
        let central = Pence::total(slices.iter().map(|slice| slice.central))?;
        Ok(YearShares {
            made_good,
            carried_deficit: self.deficit,
            recovered,
            still_owed: self.owed.clone(),
            shared,
            slices,
            local,
            central,
            by_partner: split(local, &weights(&rule.partners))?,
            by_department: split(central, &weights(&rule.departments))?,
        })
    }

    /// Pays investors back from what is left, pro rata to what each is owed.
    fn recover(
        &mut self,
        rule: &SharingRule,
        left: Pence,
        put_in: &[Pence],
    ) -> Result<Vec<Pence>, SharingError> {
        if !rule.recovery {
            return Ok(vec![Pence::ZERO; self.owed.len()]);
        }
        for (owed, amount) in self.owed.iter_mut().zip(put_in) {
            *owed = owed.checked_add(*amount)?;
        }
        let claimed = Pence::total(self.owed.iter().map(|owed| (*owed).max(Pence::ZERO)))?;
        let recovered = split_pro_rata(left.min(claimed), &self.owed)?;
        for (owed, amount) in self.owed.iter_mut().zip(&recovered) {
            *owed = owed.checked_sub(*amount)?;
        }
        Ok(recovered)
    }

    /// Cuts an amount at the ends of the tiers, which lie along the cumulative
    /// amount shared since the start.
    fn cut(&mut self, rule: &SharingRule, shared: Pence) -> Result<Vec<TierSlice>, TooLarge> {
        let end = self.shared.checked_add(shared)?;
        let mut slices = Vec::with_capacity(rule.tiers.len());
        for tier in &rule.tiers {
            let reached = tier.up_to.map_or(end, |up_to| up_to.min(end));
            let amount = reached.max(self.shared).checked_sub(self.shared)?;
            let local = amount.part(tier.local)?;
            let central = amount.checked_sub(local)?;
            slices.push(TierSlice {
                amount,
                local,
                central,
            });
            self.shared = self.shared.checked_add(amount)?;
        }
        Ok(slices)
    }
}

fn weights(shares: &[Share]) -> Vec<u32> {
    shares.iter().map(|share| share.weight).collect()
}
