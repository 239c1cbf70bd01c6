//! Moments and days as people in London read them. The store keeps UTC.

use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};
use chrono_tz::Europe::London;

/// `4 February 2013`, the day in London.
pub fn day(moment: DateTime<Utc>) -> String {
    date(local_date(moment))
}

/// The day in London.
pub fn local_date(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&London).date_naive()
}

/// `4 February 2013 at 3:05pm`, London time.
pub fn clock(moment: DateTime<Utc>) -> String {
    format!("{} at {}", day(moment), time(moment))
}

/// `3:05pm`, London time: where the day stands above.
pub fn time(moment: DateTime<Utc>) -> String {
    let moment = moment.with_timezone(&London);
    let (afternoon, hour) = moment.hour12();
    let half = if afternoon { "pm" } else { "am" };
    match (moment.hour(), moment.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{hour}{half}"),
        (_, minute) => format!("{hour}:{minute:02}{half}"),
    }
}

/// For the `datetime` of a `<time>`.
pub fn machine(moment: DateTime<Utc>) -> String {
    moment.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// `4 February 2013`.
pub fn date(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), day.format("%B"), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn winter_and_summer_differ_by_an_hour() {
        let winter = DateTime::from_timestamp(1_359_990_300, 0).expect("a moment");
        assert_eq!(clock(winter), "4 February 2013 at 3:05pm");
        let summer = DateTime::from_timestamp(1_375_315_200, 0).expect("a moment");
        assert_eq!(clock(summer), "1 August 2013 at 1am");
    }

    #[test]
    fn a_summer_evening_in_utc_is_tomorrow_in_london() {
        let late = DateTime::from_timestamp(1_375_313_400, 0).expect("a moment");
        assert_eq!(late.date_naive().to_string(), "2013-07-31");
        assert_eq!(day(late), "1 August 2013");
    }
}
