//! The financial year, from 1 April to 31 March.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A financial year by the calendar year in which it starts, 1900 to 2199.
/// Stored, sent and shown as `2011-12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FinancialYear(i32);

/// Why what was typed is not a financial year, in words for whoever typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAYear {
    #[error("Enter a financial year")]
    Empty,
    #[error("Enter a financial year, like 2011-12")]
    NotAYear,
    #[error("A financial year ends in the next calendar year, like 2011-12")]
    NotTheNext,
    #[error("Enter a financial year from 1900-01 to 2199-00")]
    OutOfRange,
}

impl FinancialYear {
    const FIRST: i32 = 1900;
    const LAST: i32 = 2199;

    /// The year of the report, in whose prices amounts are given by default.
    pub(super) const OF_THE_REPORT: Self = Self(2010);

    /// The year that starts on 1 April of `start`.
    pub const fn starting(start: i32) -> Result<Self, NotAYear> {
        if Self::FIRST <= start && start <= Self::LAST {
            Ok(Self(start))
        } else {
            Err(NotAYear::OutOfRange)
        }
    }

    /// The year in which a day falls. Days before the first or after the last
    /// year known here count to that year.
    pub fn from_date(day: NaiveDate) -> Self {
        let start = if day.month() >= 4 {
            day.year()
        } else {
            day.year() - 1
        };
        Self(start.clamp(Self::FIRST, Self::LAST))
    }

    /// `length` years in a row from `start` on, 2199-00 being the last.
    pub fn run(start: Self, length: u8) -> Vec<Self> {
        (start.0..=Self::LAST)
            .take(length.into())
            .map(Self)
            .collect()
    }

    /// The calendar year in which it starts.
    pub const fn start(self) -> i32 {
        self.0
    }

    /// Its first day, 1 April.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0, 4, 1).expect("every year has a 1 April")
    }

    /// Its last day, 31 March.
    pub fn last_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.0 + 1, 3, 31).expect("every year has a 31 March")
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        self.first_day() <= day && day <= self.last_day()
    }

    /// Reads `2011-12`, `2011/12`, `2011 to 2012`.
    pub fn parse(typed: &str) -> Result<Self, NotAYear> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(NotAYear::Empty);
        }
        let (start, end) = typed
            .split_once(" to ")
            .or_else(|| typed.split_once(['-', '/', '\u{2013}']))
            .ok_or(NotAYear::NotAYear)?;
        let start = number(start.trim_end(), &[4])?;
        let end = end.trim_start();
        let next = match end.len() {
            2 => (start + 1) % 100,
            _ => start + 1,
        };
        if number(end, &[2, 4])? == next {
            Self::starting(start)
        } else {
            Err(NotAYear::NotTheNext)
        }
    }
}

/// Digits, exactly as many as one of `lengths`.
fn number(digits: &str, lengths: &[usize]) -> Result<i32, NotAYear> {
    let fits = lengths.contains(&digits.len()) && digits.bytes().all(|d| d.is_ascii_digit());
    (fits.then(|| digits.parse().ok()).flatten()).ok_or(NotAYear::NotAYear)
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}-{:02}", self.0, (self.0 + 1) % 100))
    }
}

impl FromStr for FinancialYear {
    type Err = NotAYear;

    fn from_str(typed: &str) -> Result<Self, NotAYear> {
        Self::parse(typed)
    }
}

impl TryFrom<String> for FinancialYear {
    type Error = NotAYear;

    fn try_from(stored: String) -> Result<Self, NotAYear> {
        Self::parse(&stored)
    }
}

impl From<FinancialYear> for String {
    fn from(year: FinancialYear) -> Self {
        year.to_string()
    }
}
