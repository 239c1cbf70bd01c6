//! An amount of money in whole pence, and arithmetic that cannot overflow.

mod reading;
mod writing;

use std::ops::Neg;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::basis_points::BasisPoints;
use super::rounding::half_away_from_zero;

pub use reading::NotMoney;

/// Signed whole pence, always less than £1 trillion from zero.
///
/// Below zero where that has a meaning: a correction, a dis-saving, a deficit.
/// Stored and sent as a plain whole number of pence.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "i64", into = "i64")]
pub struct Pence(i64);

/// An amount of £1 trillion or more, whichever way it came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("The amount must be less than £1 trillion")]
pub struct TooLarge;

impl Pence {
    pub const ZERO: Self = Self(0);

    /// The first amount, in pence, that is too large: £1 trillion.
    const LIMIT: i128 = 100_000_000_000_000;

    /// An amount from whole pence, as they are stored.
    pub const fn new(pence: i64) -> Result<Self, TooLarge> {
        Self::from_wide(pence as i128)
    }

    /// An amount from whole pounds. No `i32` of pounds is too large.
    pub const fn pounds(pounds: i32) -> Self {
        Self(pounds as i64 * 100)
    }

    /// The amount in whole pence, as it is stored.
    pub const fn get(self) -> i64 {
        self.0
    }

    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    pub const fn checked_add(self, other: Self) -> Result<Self, TooLarge> {
        Self::from_wide(self.wide() + other.wide())
    }

    pub const fn checked_sub(self, other: Self) -> Result<Self, TooLarge> {
        Self::from_wide(self.wide() - other.wide())
    }

    /// The sum of all amounts. Only the sum itself has to stay below the
    /// limit, so the order in which amounts come never matters.
    pub fn total<I>(amounts: I) -> Result<Self, TooLarge>
    where
        I: IntoIterator<Item = Self>,
    {
        Self::from_wide(amounts.into_iter().map(Self::wide).sum())
    }

    /// The part of this amount that `proportion` names, rounded once, half
    /// away from zero, to a penny.
    pub const fn part(self, proportion: BasisPoints) -> Result<Self, TooLarge> {
        let parts = self.wide() * proportion.get() as i128;
        Self::from_wide(half_away_from_zero(parts, BasisPoints::WHOLE.get() as i128))
    }

    /// The middle of two amounts, rounded half away from zero to a penny.
    pub const fn middle(self, other: Self) -> Self {
        // The middle lies between two amounts that are within the limit.
        Self(half_away_from_zero(self.wide() + other.wide(), 2) as i64)
    }

    pub(super) const fn wide(self) -> i128 {
        self.0 as i128
    }

    pub(super) const fn from_wide(pence: i128) -> Result<Self, TooLarge> {
        if -Self::LIMIT < pence && pence < Self::LIMIT {
            Ok(Self(pence as i64))
        } else {
            Err(TooLarge)
        }
    }
}

impl Neg for Pence {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl TryFrom<i64> for Pence {
    type Error = TooLarge;

    fn try_from(pence: i64) -> Result<Self, TooLarge> {
        Self::new(pence)
    }
}

impl From<Pence> for i64 {
    fn from(amount: Pence) -> Self {
        amount.0
    }
}
