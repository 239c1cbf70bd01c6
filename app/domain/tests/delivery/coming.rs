//! What people fill in of a milestone, and what cannot be.

use domain::delivery::{Among, Coming};
use domain::form::{Pick, Posted};

use crate::date;

fn among() -> Among {
    Among {
        others: vec![Pick::new("lease", "Lease"), Pick::new("staff", "Staff")],
        ..Among::default()
    }
}

fn typed(fields: &[(&str, &str)]) -> Coming {
    let mut coming = Coming::default();
    let posted: Posted = fields.iter().copied().collect();
    coming.read(&posted, &among(), true);
    coming
}

/// What is posted, field by field, and the fields that are wrong.
type Case = (
    &'static [(&'static str, &'static str)],
    &'static [&'static str],
);

/// What is posted, and the fields that are wrong on 10 June 2013; it is due on 30 June, and was forecast for nothing else.
const TABLE: &[Case] = &[
    (&[], &[]),
    (&[("forecast", "12 July 2013"), ("why", "The lease")], &[]),
    (&[("forecast", "12 July 2013")], &["why"]),
    (
        &[("forecast", "9 June 2013"), ("why", "Sooner")],
        &["forecast"],
    ),
    (&[("forecast", "10 June 2013"), ("why", "Sooner")], &[]),
    (&[("forecast", "30 June 2013")], &[]),
    (&[("achieved", "10 June 2013")], &[]),
    (&[("achieved", "11 June 2013")], &["achieved"]),
    (
        &[("achieved", "1 May 2013"), ("forecast", "1 May 2013")],
        &[],
    ),
];

#[test]
fn what_cannot_be_is_said_beside_its_field() {
    for (fields, wrong) in TABLE {
        let faults =
            typed(fields).faults(&Coming::default(), date("2013-06-30"), date("2013-06-10"));
        let at: Vec<&str> = faults.iter().map(|(field, _)| *field).collect();
        assert_eq!(at, *wrong, "{fields:?}");
    }
}

#[test]
fn what_is_achieved_needs_to_be_shown_and_what_cannot_be_read_is_kept() {
    let coming = typed(&[("achieved", "10 June 2013"), ("forecast", "next week")]);
    let sheet = coming.sheet(&among(), false);
    let missing: Vec<String> = sheet
        .missing()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(missing, ["evidence"]);
    let problems: Vec<&str> = sheet
        .problems()
        .into_iter()
        .map(|(field, _)| field)
        .collect();
    assert_eq!(problems, ["forecast"]);
    assert_eq!(
        coming.dates(date("2013-06-30")).achieved_on,
        Some(date("2013-06-10"))
    );
}

#[test]
fn it_waits_for_each_once_and_the_reason_makes_no_other_text() {
    let coming = typed(&[
        ("after-count", "3"),
        ("after-0-milestone", "lease"),
        ("after-1-milestone", "staff"),
        ("after-2-milestone", "lease"),
    ]);
    assert_eq!(coming.waits_for(), ["lease", "staff"]);
    let mut again = coming.clone();
    again.why = "Because".to_owned();
    assert!(again.says_the_same(&coming));
    assert_eq!(again.afresh(), coming);
    assert!(!typed(&[("needed", "yes")]).is_dropped() && typed(&[("needed", "no")]).is_dropped());
}
