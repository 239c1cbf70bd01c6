//! Whatever is planned, claimed, corrected and verified, in whatever order: the sums agree in every cut, what was verified
//! is what is shared, and any past day can be rebuilt.

use domain::delivery::returns::{Amount, EntryKind, Ledger, PeriodCode, Post, on_actuals};
use domain::money::Pence;
use proptest::prelude::*;

use crate::{agreement, at, day};

const LINES: [&str; 3] = ["desks", "fleet", "estate"];
const WHO: [&str; 3] = ["council", "police", "dwp"];
const KINDS: [EntryKind; 6] = [
    EntryKind::Planned,
    EntryKind::Forecast,
    EntryKind::Claimed,
    EntryKind::Verified,
    EntryKind::Invested,
    EntryKind::SharePaid,
];

/// Somebody says that this stands: kind, line, organisation, quarter from the first, pence.
type Said = (usize, usize, usize, usize, i64);

fn said() -> impl Strategy<Value = Vec<Said>> {
    let one = (
        0..KINDS.len(),
        0..LINES.len(),
        0..WHO.len(),
        0..10_usize,
        -50_000_000..90_000_000_i64,
    );
    proptest::collection::vec(one, 0..40)
}

fn amount((kind, line, who, quarter, pence): Said) -> Amount {
    let mut code = PeriodCode::of(day("2013-04-01"));
    for _ in 0..quarter {
        code = code.next();
    }
    Amount {
        post: Post {
            kind: KINDS[kind],
            year: code.year(),
            period: Some(code),
            line: LINES[line].to_owned(),
            organisation: WHO[who].to_owned(),
            fund: String::new(),
        },
        amount: Pence::new(pence).expect("not too large"),
    }
}

fn total<K: Ord>(ledger: &Ledger, kind: EntryKind, by: impl Fn(&Post) -> K) -> Pence {
    Pence::total(ledger.cut(kind, by).expect("a cut").into_values()).expect("a sum")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn sums_agree_in_every_cut_and_every_past_day_is_rebuilt(story in said()) {
        let mut ledger = Ledger::default();
        let mut shown = Vec::new();
        for (number, one) in story.iter().enumerate() {
            let amount = amount(*one);
            let changes = ledger.changes(std::slice::from_ref(&amount)).expect("a change");
            let moment = at(i64::try_from(number).expect("few"));
            ledger.record(changes, "", moment);
            // What was said last stands, and saying it again changes nothing.
            let stands = ledger.sum(|post| *post == amount.post).expect("a sum");
            prop_assert_eq!(stands, amount.amount);
            prop_assert!(ledger.changes(&[amount]).expect("a change").is_empty());
            shown.push((moment, ledger.clone()));
        }
        for kind in KINDS {
            let all = ledger.sum(|post| post.kind == kind).expect("a sum");
            prop_assert_eq!(all, total(&ledger, kind, |post| post.line.clone()));
            prop_assert_eq!(all, total(&ledger, kind, |post| post.organisation.clone()));
            prop_assert_eq!(all, total(&ledger, kind, |post| post.year));
            prop_assert_eq!(all, total(&ledger, kind, |post| post.period));
            prop_assert_eq!(all, total(&ledger, kind, |post| (post.year, post.line.clone())));
        }
        for (moment, then) in shown {
            prop_assert_eq!(ledger.as_of(moment), then);
        }
    }

    #[test]
    fn what_was_verified_is_what_is_shared(story in said()) {
        let content = agreement();
        let mut ledger = Ledger::default();
        for (number, one) in story.iter().enumerate() {
            let changes = ledger.changes(&[amount(*one)]).expect("a change");
            ledger.record(changes, "", at(i64::try_from(number).expect("few")));
        }
        let shared = on_actuals(&content, &ledger, day("2016-03-31")).expect("a sharing");
        let sum = |of: fn(&domain::delivery::returns::SharedYear) -> Pence| {
            Pence::total(shared.years.iter().map(of)).expect("a sum")
        };
        // Of the lines of the agreement; the others are none of it.
        let verified = ledger
            .sum(|post| post.kind == EntryKind::Verified && post.line == "desks")
            .expect("a sum");
        prop_assert_eq!(sum(|year| year.verified), verified);
        let given = Pence::total(shared.years.iter().flat_map(|year| {
            year.shares.recovered.iter().copied().chain([year.shares.shared])
        })).expect("a sum");
        let deficit = shared.years.last().map_or(Pence::ZERO, |year| year.shares.carried_deficit);
        let required = sum(|year| year.required);
        prop_assert_eq!(
            given.checked_add(required).expect("a sum"),
            verified.checked_add(deficit).expect("a sum")
        );
        let due = Pence::total(shared.dues.iter().map(|due| due.due)).expect("a sum");
        prop_assert_eq!(due, given);
        for due in &shared.dues {
            let rest = due.due.checked_sub(due.paid).expect("a sum");
            prop_assert_eq!(rest, due.outstanding);
        }
    }
}
