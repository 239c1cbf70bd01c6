//! Reporting periods: the quarters of the financial year that an agreement is in force in, and when each is due.
//!
//! Days are days in London: something due on a day is late from the midnight at its end.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::agreement::{Force, Head};
use crate::money::FinancialYear;

/// How many days after its end a period is due, unless the programme office says otherwise.
pub const DAYS_TO_REPORT: u64 = 30;
/// How many days before it is due the place is reminded.
pub const REMIND_BEFORE: u64 = 14;

/// A quarter of a financial year, as it stands in addresses: `2011-12-q1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PeriodCode {
    year: FinancialYear,
    quarter: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("A reporting period is written like 2011-12-q1")]
pub struct NotAPeriod;

/// One reporting period of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub code: PeriodCode,
    /// The first day that it covers: that of its quarter, or of the agreement.
    pub first: NaiveDate,
    pub last: NaiveDate,
    /// From this day it can be filled in.
    pub opens_on: NaiveDate,
    /// The last day to send it in.
    pub due_on: NaiveDate,
}

/// Why the dates of a period cannot be these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PeriodProblem {
    #[error("A period cannot open before it begins")]
    OpensTooEarly,
    #[error("The day it is due must be on or after the day it opens")]
    DueBeforeOpen,
}

impl PeriodCode {
    /// The quarter in which a day falls.
    pub fn of(day: NaiveDate) -> Self {
        let quarter = match day.month() {
            4..=6 => 1,
            7..=9 => 2,
            10..=12 => 3,
            _ => 4,
        };
        Self {
            year: FinancialYear::from_date(day),
            quarter,
        }
    }

    pub const fn year(self) -> FinancialYear {
        self.year
    }

    pub const fn quarter(self) -> u8 {
        self.quarter
    }

    pub fn first_day(self) -> NaiveDate {
        let (year, month) = match self.quarter {
            1 => (self.year.start(), 4),
            2 => (self.year.start(), 7),
            3 => (self.year.start(), 10),
            _ => (self.year.start() + 1, 1),
        };
        NaiveDate::from_ymd_opt(year, month, 1).expect("every month has a first day")
    }

    pub fn last_day(self) -> NaiveDate {
        self.next_first_day() - Days::new(1)
    }

    /// The quarter after it.
    #[must_use]
    pub fn next(self) -> Self {
        Self::of(self.next_first_day())
    }

    fn next_first_day(self) -> NaiveDate {
        self.first_day() + chrono::Months::new(3)
    }
}

impl fmt::Display for PeriodCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-q{}", self.year, self.quarter)
    }
}

impl FromStr for PeriodCode {
    type Err = NotAPeriod;

    /// Reads it as `Display` writes it, and in no other way.
    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let (year, quarter) = text.rsplit_once("-q").ok_or(NotAPeriod)?;
        let code = Self {
            year: year.parse().map_err(|_| NotAPeriod)?,
            quarter: quarter.parse().map_err(|_| NotAPeriod)?,
        };
        let is_one = (1..=4).contains(&code.quarter) && code.to_string() == text;
        is_one.then_some(code).ok_or(NotAPeriod)
    }
}

impl TryFrom<String> for PeriodCode {
    type Error = NotAPeriod;

    fn try_from(stored: String) -> Result<Self, NotAPeriod> {
        stored.parse()
    }
}

impl From<PeriodCode> for String {
    fn from(code: PeriodCode) -> Self {
        code.to_string()
    }
}

impl Period {
    /// A quarter, as far as an agreement covers it.
    fn of(code: PeriodCode, since: NaiveDate, until: NaiveDate) -> Self {
        let last = code.last_day().min(until);
        Self {
            code,
            first: code.first_day().max(since),
            last,
            opens_on: last + Days::new(1),
            due_on: last + Days::new(DAYS_TO_REPORT),
        }
    }

    pub fn is_open_on(&self, today: NaiveDate) -> bool {
        self.opens_on <= today
    }

    /// Whether its time is over at midnight before this day.
    pub fn is_late_on(&self, today: NaiveDate) -> bool {
        self.due_on < today
    }

    /// Whether the place is reminded from this day on that it will be due.
    pub fn is_near_on(&self, today: NaiveDate) -> bool {
        self.is_open_on(today) && self.due_on <= today + Days::new(REMIND_BEFORE)
    }

    /// The same period with other dates. What it covers stays.
    ///
    /// # Errors
    /// A day on which it cannot open, or be due.
    pub fn moved(self, opens_on: NaiveDate, due_on: NaiveDate) -> Result<Self, PeriodProblem> {
        if opens_on < self.first {
            Err(PeriodProblem::OpensTooEarly)
        } else if due_on < opens_on {
            Err(PeriodProblem::DueBeforeOpen)
        } else {
            Ok(Self {
                opens_on,
                due_on,
                ..self
            })
        }
    }

    /// `1 April to 30 June 2011`.
    pub fn words(&self) -> String {
        let (first, last) = (self.first, self.last);
        let year = if first.year() == last.year() {
            String::new()
        } else {
            format!(" {}", first.year())
        };
        format!(
            "{} {}{year} to {} {} {}",
            first.day(),
            first.format("%B"),
            last.day(),
            last.format("%B"),
            last.year()
        )
    }
}

/// The periods of an agreement, from the first day it is in force to its last, the earliest first.
pub fn periods(head: &Head, force: Force) -> Vec<Period> {
    let since = force.since.max(head.starts_on);
    let until = force.last_day();
    let mut periods = Vec::new();
    let mut code = PeriodCode::of(since);
    while code.first_day() <= until {
        periods.push(Period::of(code, since, until));
        code = code.next();
    }
    periods
}
