//! From when to when an agreement is in force, and which freedoms are active on a day.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::content::Head;
use crate::form::Entry;
use crate::offer::Freedom;
use crate::process::choice::choice;

/// Agreements take effect from April 2011 (7.18).
pub const EARLIEST_START: NaiveDate = match NaiveDate::from_ymd_opt(2011, 4, 1) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

/// The days on which an agreement is in force, the first and the last among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Force {
    pub since: NaiveDate,
    /// The last day of its term; a late signature does not make the term longer.
    pub until: NaiveDate,
    /// The day on which it was terminated, where it was.
    pub stopped_on: Option<NaiveDate>,
}

choice! {
    /// Where a day lies beside the days of something.
    pub enum OnADay {
        NotYet = "not-yet", "Not yet";
        Active = "active", "Active";
        Over = "over", "Over";
    }
}

impl Force {
    /// In force from the later of the start date and the day of the last signature.
    pub fn of(head: &Head, last_signed: NaiveDate) -> Self {
        Self {
            since: head.starts_on.max(last_signed),
            until: head.ends_on,
            stopped_on: None,
        }
    }

    /// A later version of the same agreement: in force since the first was, until its own end. What a variation
    /// changes takes effect when that is signed, not before.
    pub const fn varied(self, head: &Head) -> Self {
        Self {
            until: head.ends_on,
            ..self
        }
    }

    /// The same, brought to an end on a day; that day is its last.
    #[must_use]
    pub fn stopped(self, on: NaiveDate) -> Self {
        Self {
            stopped_on: Some(on),
            ..self
        }
    }

    /// The last day on which it is in force.
    pub fn last_day(self) -> NaiveDate {
        self.stopped_on.map_or(self.until, |on| on.min(self.until))
    }

    pub fn on(self, day: NaiveDate) -> OnADay {
        between(self.since, self.last_day(), day)
    }

    /// The days on which a freedom is active: within its own dates, and never before the agreement is in force nor
    /// after it has ended (7.18). None where no day is left.
    pub fn of_freedom(self, freedom: &Freedom) -> Option<(NaiveDate, NaiveDate)> {
        let given = |entry: &Entry<NaiveDate>| entry.value().copied();
        let from = given(&freedom.from).map_or(self.since, |from| from.max(self.since));
        let until =
            given(&freedom.until).map_or(self.last_day(), |until| until.min(self.last_day()));
        (from <= until).then_some((from, until))
    }

    /// Whether a freedom is active on a day.
    pub fn freedom_on(self, freedom: &Freedom, day: NaiveDate) -> OnADay {
        match self.of_freedom(freedom) {
            Some((from, until)) => between(from, until, day),
            // It was to begin after the agreement had ended, or it was over before the agreement began.
            None => OnADay::Over,
        }
    }
}

fn between(from: NaiveDate, until: NaiveDate, day: NaiveDate) -> OnADay {
    if day < from {
        OnADay::NotYet
    } else if day <= until {
        OnADay::Active
    } else {
        OnADay::Over
    }
}

/// Whether the public may read an agreement that is in force, or was: from the day until which it was held back.
pub fn is_embargoed(until: Option<NaiveDate>, today: NaiveDate) -> bool {
    until.is_some_and(|until| today < until)
}

/// When the first year of an agreement is over, for its interim report: the report names Budget 2012, a year after
/// its agreements began, and gives no day (7.21).
pub fn interim_report_due(since: NaiveDate) -> NaiveDate {
    let next = since.with_year(since.year() + 1);
    // 29 February has none in the year after.
    next.unwrap_or_else(|| since + chrono::Days::new(365))
}
