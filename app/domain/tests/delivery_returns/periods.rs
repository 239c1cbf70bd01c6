//! When periods begin and end, open, and are late.

use domain::agreement::Force;
use domain::delivery::returns::{PeriodCode, PeriodProblem, ReturnState, Standing, periods};

use crate::{agreement, day};

#[test]
fn each_quarter_has_its_days_and_leap_years_their_29_february() {
    // Period, first and last day, the day it opens, the last day to send it in.
    let table = [
        (
            "2011-12-q1",
            "2011-04-01",
            "2011-06-30",
            "2011-07-01",
            "2011-07-30",
        ),
        (
            "2011-12-q2",
            "2011-07-01",
            "2011-09-30",
            "2011-10-01",
            "2011-10-30",
        ),
        (
            "2011-12-q3",
            "2011-10-01",
            "2011-12-31",
            "2012-01-01",
            "2012-01-30",
        ),
        (
            "2011-12-q4",
            "2012-01-01",
            "2012-03-31",
            "2012-04-01",
            "2012-04-30",
        ),
        (
            "2015-16-q4",
            "2016-01-01",
            "2016-03-31",
            "2016-04-01",
            "2016-04-30",
        ),
    ];
    let mut content = agreement();
    content.head.starts_on = day("2011-04-01");
    let force = Force {
        since: day("2011-04-01"),
        until: day("2016-03-31"),
        stopped_on: None,
    };
    let all = periods(&content.head, force);
    assert_eq!(all.len(), 20);
    for (code, first, last, opens, due) in table {
        let period = all
            .iter()
            .find(|one| one.code.to_string() == code)
            .expect(code);
        assert_eq!(period.first, day(first), "{code}");
        assert_eq!(period.last, day(last), "{code}");
        assert_eq!(period.opens_on, day(opens), "{code}");
        assert_eq!(period.due_on, day(due), "{code}");
        assert_eq!(PeriodCode::of(period.last), period.code);
        assert_eq!(code.parse(), Ok(period.code));
    }
    // Each begins the day after the one before ends, through the leap year 2012 too.
    for two in all.windows(2) {
        assert_eq!(two[0].last.succ_opt(), Some(two[1].first));
        assert_eq!(two[0].code.next(), two[1].code);
    }
    assert_eq!(all[0].words(), "1 April to 30 June 2011");
    assert_eq!(PeriodCode::of(day("2012-02-29")).to_string(), "2011-12-q4");
}

#[test]
fn an_agreement_that_starts_or_stops_within_a_quarter_reports_a_part_of_it() {
    let content = agreement();
    let force = Force {
        since: day("2013-05-14"),
        until: day("2016-03-31"),
        stopped_on: Some(day("2014-02-03")),
    };
    let all = periods(&content.head, force);
    assert_eq!(all.len(), 4);
    assert_eq!(all[0].first, day("2013-05-14"));
    assert_eq!(all[3].last, day("2014-02-03"));
    assert_eq!(all[3].due_on, day("2014-03-05"));
    assert_eq!(all[3].words(), "1 January to 3 February 2014");
}

#[test]
fn it_is_late_from_the_midnight_after_its_last_day_and_dates_can_be_moved() {
    let content = agreement();
    let period = crate::first_period(&content);
    let open = ReturnState::Open;
    let table = [
        ("2013-06-30", Standing::NotYet),
        ("2013-07-01", Standing::Open),
        ("2013-07-30", Standing::Open),
        ("2013-07-31", Standing::Late),
    ];
    for (today, standing) in table {
        assert_eq!(open.on(&period, day(today)), standing, "{today}");
    }
    assert!(!period.is_near_on(day("2013-07-15")));
    assert!(period.is_near_on(day("2013-07-16")));
    let moved = period
        .moved(day("2013-06-24"), day("2013-09-30"))
        .expect("later");
    assert_eq!(open.on(&moved, day("2013-09-30")), Standing::Open);
    assert_eq!((moved.first, moved.last), (period.first, period.last));
    assert_eq!(
        period.moved(day("2013-03-31"), day("2013-09-30")),
        Err(PeriodProblem::OpensTooEarly)
    );
    assert_eq!(
        period.moved(day("2013-07-01"), day("2013-06-30")),
        Err(PeriodProblem::DueBeforeOpen)
    );
    // Whatever became of it, what was sent in is not late.
    for state in [
        ReturnState::Submitted,
        ReturnState::Queried,
        ReturnState::Accepted,
    ] {
        assert_ne!(state.on(&period, day("2020-01-01")), Standing::Late);
    }
}

#[test]
fn a_period_is_written_in_one_way() {
    for wrong in [
        "2011-12-q5",
        "2011-12-q0",
        "2011-12-Q1",
        "2011-13-q1",
        "2011-12",
        "2011-12-q01",
        "2011/12-q1",
    ] {
        assert!(wrong.parse::<PeriodCode>().is_err(), "{wrong}");
    }
}
