//! In force from the later of two days, and freedoms only while it is.

use chrono::NaiveDate;
use domain::agreement::{EARLIEST_START, Force, OnADay, interim_report_due, is_embargoed};
use domain::offer::Freedom;
use proptest::prelude::*;

use crate::{date, first};

#[test]
fn the_report_starts_on_the_first_of_april_2011() {
    assert_eq!(EARLIEST_START, date("2011-04-01"));
}

#[test]
fn in_force_from_the_later_of_the_last_signature_and_the_start() {
    let head = first().head;
    for (signed, since) in [
        ("2013-02-04", "2013-04-01"),
        ("2013-04-01", "2013-04-01"),
        ("2013-05-17", "2013-05-17"),
    ] {
        let force = Force::of(&head, date(signed));
        assert_eq!(force.since, date(since));
        assert_eq!(
            force.until,
            date("2016-03-31"),
            "signing late gains no days"
        );
        assert_eq!(
            force.on(force.since.pred_opt().expect("a day")),
            OnADay::NotYet
        );
        assert_eq!(force.on(force.since), OnADay::Active);
        assert_eq!(force.on(force.until), OnADay::Active);
        assert_eq!(force.on(date("2016-04-01")), OnADay::Over);
    }
}

#[test]
fn an_agreement_that_is_stopped_is_in_force_on_that_day_for_the_last_time() {
    let force = Force::of(&first().head, date("2013-02-04")).stopped(date("2014-06-30"));
    assert_eq!(force.on(date("2014-06-30")), OnADay::Active);
    assert_eq!(force.on(date("2014-07-01")), OnADay::Over);
    // Stopping it after its term makes that no longer.
    assert_eq!(
        force.stopped(date("2017-01-01")).last_day(),
        date("2016-03-31")
    );
}

fn freedom(from: Option<&str>, until: Option<&str>) -> Freedom {
    Freedom {
        from: from.map(date).map(Into::into).unwrap_or_default(),
        until: until.map(date).map(Into::into).unwrap_or_default(),
        ..Freedom::default()
    }
}

/// Its own dates, and the first and last day on which it is active; the agreement was signed on 17 May 2013.
#[test]
fn a_freedom_is_active_on_its_dates_and_not_before_the_agreement() {
    let force = Force::of(&first().head, date("2013-05-17"));
    for (from, until, active) in [
        (None, None, Some(("2013-05-17", "2016-03-31"))),
        (Some("2013-04-01"), None, Some(("2013-05-17", "2016-03-31"))),
        (
            Some("2014-04-01"),
            Some("2015-03-31"),
            Some(("2014-04-01", "2015-03-31")),
        ),
        (None, Some("2020-01-01"), Some(("2013-05-17", "2016-03-31"))),
        (Some("2011-01-01"), Some("2013-05-16"), None),
        (Some("2016-04-01"), None, None),
    ] {
        let freedom = freedom(from, until);
        let expected = active.map(|(from, until)| (date(from), date(until)));
        assert_eq!(force.of_freedom(&freedom), expected, "{from:?} {until:?}");
    }
    let later = freedom(Some("2014-04-01"), None);
    assert_eq!(force.freedom_on(&later, date("2014-03-31")), OnADay::NotYet);
    assert_eq!(force.freedom_on(&later, date("2014-04-01")), OnADay::Active);
    let stopped = force.stopped(date("2014-06-30"));
    assert_eq!(stopped.freedom_on(&later, date("2014-07-01")), OnADay::Over);
}

fn some_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..2_500).prop_map(|days| date("2012-01-01") + chrono::Days::new(days))
}

proptest! {
    /// Whatever its dates, whenever it was signed or stopped (7.18).
    #[test]
    fn no_freedom_is_active_while_the_agreement_is_not(
        signed in some_day(),
        stopped in prop::option::of(some_day()),
        from in prop::option::of(some_day()),
        until in prop::option::of(some_day()),
        day in some_day(),
    ) {
        let whole = Force::of(&first_head(), signed);
        let force = stopped.map_or(whole, |on| whole.stopped(on));
        let freedom = Freedom {
            from: from.map(Into::into).unwrap_or_default(),
            until: until.map(Into::into).unwrap_or_default(),
            ..Freedom::default()
        };
        if force.freedom_on(&freedom, day) == OnADay::Active {
            prop_assert_eq!(force.on(day), OnADay::Active);
            prop_assert!(from.is_none_or(|from| from <= day));
            prop_assert!(until.is_none_or(|until| day <= until));
            prop_assert!(signed <= day && date("2013-04-01") <= day);
        }
    }
}

fn first_head() -> domain::agreement::Head {
    static HEAD: std::sync::LazyLock<domain::agreement::Head> =
        std::sync::LazyLock::new(|| first().head);
    HEAD.clone()
}

#[test]
fn an_embargo_ends_on_its_day() {
    let until = Some(date("2013-03-20"));
    assert!(is_embargoed(until, date("2013-03-19")));
    assert!(!is_embargoed(until, date("2013-03-20")));
    assert!(!is_embargoed(None, date("2013-03-19")));
}

#[test]
fn the_interim_report_is_due_a_year_after() {
    assert_eq!(interim_report_due(date("2011-04-01")), date("2012-04-01"));
    assert_eq!(interim_report_due(date("2016-02-29")), date("2017-02-28"));
}
