//! Moments and days as people in London read them. The store keeps UTC.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Timelike, Utc};
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

/// `15:05`, London time: for tables that are sorted.
pub fn time_of_day(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&London).format("%H:%M").to_string()
}

/// When a day begins in London. Its clocks never change at midnight.
pub fn midnight(day: NaiveDate) -> Option<DateTime<Utc>> {
    let start = London.from_local_datetime(&day.and_time(NaiveTime::MIN));
    Some(start.earliest()?.with_timezone(&Utc))
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
        assert_eq!(time_of_day(late), "00:30");
    }

    #[test]
    fn a_day_in_summer_begins_an_hour_earlier_by_utc() {
        let begins = |year, month, day| {
            let day = NaiveDate::from_ymd_opt(year, month, day)?;
            Some(midnight(day)?.to_rfc3339())
        };
        let winter = "2013-02-04T00:00:00+00:00";
        assert_eq!(begins(2013, 2, 4).as_deref(), Some(winter));
        let summer = "2013-07-31T23:00:00+00:00";
        assert_eq!(begins(2013, 8, 1).as_deref(), Some(summer));
        let changes = "2013-03-31T00:00:00+00:00";
        assert_eq!(begins(2013, 3, 31).as_deref(), Some(changes));
    }
}
