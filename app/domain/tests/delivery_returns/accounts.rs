//! Sharing of what was verified, and the accounts of budgets.

use domain::delivery::returns::EntryKind::{Invested, PaidIn, SharePaid, Spent, Verified};
use domain::delivery::returns::{accounts, on_actuals};
use domain::money::Pence;

use crate::{agreement, day, ledger, year};

#[test]
fn the_waterfall_runs_afresh_on_what_was_verified_and_spent() {
    let content = agreement();
    let ledger = ledger(&[
        (Invested, "2013-14", "fit-out", "council", 600_000),
        (Verified, "2013-14", "desks", "council", 500_000),
        (Verified, "2014-15", "desks", "council", 1_400_000),
        (SharePaid, "2014-15", "", "police", 400_000),
    ]);
    let shared = on_actuals(&content, &ledger, day("2014-12-10")).expect("a sharing");
    assert_eq!(shared.years.len(), 2);
    let first = &shared.years[0];
    // £500,000 less the £100,000 required of all: all of it goes back to who invested.
    assert_eq!(first.additional, Pence::pounds(400_000));
    assert_eq!(first.shares.recovered, [Pence::pounds(400_000)]);
    assert_eq!(first.shares.shared, Pence::ZERO);
    assert!(!first.provisional);
    let second = &shared.years[1];
    // £1,300,000: £200,000 still owed, £1,000,000 in the first step, £100,000 in the second.
    assert_eq!(second.shares.recovered, [Pence::pounds(200_000)]);
    assert_eq!(second.shares.shared, Pence::pounds(1_100_000));
    assert_eq!(second.shares.local, Pence::pounds(570_000));
    assert!(second.provisional, "the year is not over");
    let due = |who: &str| shared.dues.iter().find(|due| due.who == who).expect(who);
    assert_eq!(due("council").recovered, Pence::pounds(600_000));
    assert_eq!(due("council").share, Pence::pounds(342_000));
    assert_eq!(due("dwp").due, Pence::pounds(530_000));
    // The police got more than it is due.
    assert_eq!(due("police").due, Pence::pounds(228_000));
    assert_eq!(due("police").outstanding, Pence::pounds(-172_000));
}

#[test]
fn what_is_required_of_all_areas_counts_once_something_is_verified() {
    let content = agreement();
    let nothing = on_actuals(&content, &ledger(&[]), day("2014-12-10")).expect("a sharing");
    assert!(nothing.years.iter().all(|year| year.additional.is_zero()));
    let little = ledger(&[(Verified, "2013-14", "desks", "council", 40_000)]);
    let shared = on_actuals(&content, &little, day("2014-12-10")).expect("a sharing");
    assert_eq!(
        shared.years[0].shares.carried_deficit,
        Pence::pounds(60_000)
    );
    assert_eq!(
        shared.years[1].shares.carried_deficit,
        Pence::pounds(60_000)
    );
}

#[test]
fn an_account_says_what_is_promised_paid_spent_left_and_late() {
    let content = agreement();
    let ledger = ledger(&[
        (PaidIn, "2013-14", "fund", "council", 2_000_000),
        (PaidIn, "2013-14", "fund", "police", 700_000),
        (Spent, "2013-14", "fund", "", 3_100_000),
        (PaidIn, "2014-15", "fund", "council", 500_000),
    ]);
    let all = accounts(&content, &ledger, day("2014-12-10")).expect("an account");
    let fund = &all[0];
    assert_eq!(fund.rule, "In proportion.");
    let first = &fund.years[0];
    assert_eq!(first.promised, Pence::pounds(3_000_000));
    assert_eq!(first.paid_in, Pence::pounds(2_700_000));
    assert_eq!(first.balance, Pence::pounds(-400_000));
    assert_eq!(first.over, Some(Pence::pounds(100_000)));
    let second = &fund.years[1];
    assert_eq!(second.balance, Pence::pounds(100_000));
    assert_eq!(second.over, None, "the year is not over");
    let late: Vec<_> = (fund.contributions.iter())
        .filter(|row| !row.late.is_zero())
        .map(|row| {
            (
                row.organisation.as_str(),
                row.fund.as_str(),
                row.year,
                row.late,
            )
        })
        .collect();
    let expected = [(
        "police",
        "Advice grant",
        year("2013-14"),
        Pence::pounds(300_000),
    )];
    assert_eq!(late, expected);
    // On the last day of the year nothing is late yet.
    let on_the_day = accounts(&content, &ledger, day("2014-03-31")).expect("an account");
    assert!(
        on_the_day[0]
            .contributions
            .iter()
            .all(|row| row.late.is_zero())
    );
}
