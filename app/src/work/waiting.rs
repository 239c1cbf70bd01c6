//! How long something has waited, as people say it. Days turn at midnight in London.

use chrono::{DateTime, NaiveDate, Utc};

use crate::london;

/// `today`, `1 day`, `12 days`.
pub fn waiting(since: DateTime<Utc>, today: NaiveDate) -> String {
    match days(since, today) {
        ..=0 => "today".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// `since today, 4 February 2013`, `for 12 days, since 23 January 2013`.
pub fn for_how_long(since: DateTime<Utc>, today: NaiveDate) -> String {
    let day = london::day(since);
    match days(since, today) {
        ..=0 => format!("since today, {day}"),
        1 => format!("since yesterday, {day}"),
        days => format!("for {days} days, since {day}"),
    }
}

fn days(since: DateTime<Utc>, today: NaiveDate) -> i64 {
    (today - london::local_date(since)).num_days()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_turn_at_midnight_in_london() {
        // 23:30 in UTC on 31 July is half past midnight on 1 August in London.
        let late = DateTime::from_timestamp(1_375_313_400, 0).expect("a moment");
        let on = |day| NaiveDate::from_ymd_opt(2013, 8, day).expect("a day");
        assert_eq!(waiting(late, on(1)), "today");
        assert_eq!(waiting(late, on(2)), "1 day");
        assert_eq!(for_how_long(late, on(2)), "since yesterday, 1 August 2013");
        assert_eq!(
            for_how_long(late, on(13)),
            "for 12 days, since 1 August 2013"
        );
        assert_eq!(waiting(late, on(13)), "12 days");
    }

    #[test]
    fn what_happened_later_than_today_waits_since_today() {
        let late = DateTime::from_timestamp(1_375_313_400, 0).expect("a moment");
        let before = NaiveDate::from_ymd_opt(2013, 7, 1).expect("a day");
        assert_eq!(waiting(late, before), "today");
    }
}
