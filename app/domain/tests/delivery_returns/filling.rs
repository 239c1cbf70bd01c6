//! What a return asks for, and what is made of what people type.

use domain::agreement::MeasureId;
use domain::delivery::returns::{Before, EntryKind, Filled, parts, strangers};
use domain::form::{Entry, Figure, Posted};
use domain::money::Pence;
use domain::offer::Key;

use crate::{agreement, first_period, ledger, part};

fn posted(fields: &[(&str, &str)]) -> Posted {
    fields.iter().copied().collect()
}

#[test]
fn it_asks_for_what_was_agreed_and_for_nothing_else() {
    let content = agreement();
    let period = first_period(&content);
    let codes: Vec<_> = parts(&content, &period)
        .iter()
        .map(|part| part.code.to_string())
        .collect();
    let expected = [
        "outcomes",
        "savings",
        "investment",
        "shares",
        "budgets",
        "freedoms",
        "narrative",
        "budgets-police",
    ];
    assert_eq!(codes, expected);
    let names = |code: &str| -> Vec<String> {
        let part = part(&content, code);
        let sheet = Filled::default().sheet(&part, &period, &Before::default());
        sheet
            .fields()
            .iter()
            .map(|field| field.name.clone())
            .collect()
    };
    assert_eq!(names("outcomes"), ["actual-visit.1", "minutes"]);
    assert_eq!(
        names("savings"),
        ["claimed-desks", "forecast-desks", "minutes"]
    );
    assert_eq!(names("investment"), ["invested-fit-out", "minutes"]);
    assert_eq!(
        names("shares"),
        ["share-council", "share-police", "share-dwp", "minutes"]
    );
    assert_eq!(
        names("budgets"),
        ["paid-in-fund-1", "spent-fund", "minutes"]
    );
    assert_eq!(names("budgets-police"), ["paid-in-fund-2", "minutes"]);
    assert_eq!(
        names("freedoms"),
        ["use-ringfence", "about-ringfence", "minutes"]
    );
    // An indicator that was withdrawn is asked for no more.
    let mut without = content.clone();
    without.measures.clear();
    assert!(
        parts(&without, &period)
            .iter()
            .all(|part| part.code.to_string() != "outcomes")
    );
}

#[test]
fn the_first_forecast_is_that_of_the_agreement_and_each_next_one_that_of_last_time() {
    let content = agreement();
    let period = first_period(&content);
    let savings = part(&content, "savings");
    let fresh = Filled::fresh(&savings, &period, &Before::default());
    assert_eq!(
        fresh.amounts["forecast-desks"],
        Entry::Is(Pence::pounds(500_000))
    );
    let before = Before {
        ledger: ledger(&[(EntryKind::Forecast, "2013-14", "desks", "council", 430_000)]),
        ..Before::default()
    };
    let fresh = Filled::fresh(&savings, &period, &before);
    assert_eq!(
        fresh.amounts["forecast-desks"],
        Entry::Is(Pence::pounds(430_000))
    );
    assert!(!fresh.amounts.contains_key("claimed-desks"));
}

#[test]
fn what_is_typed_is_kept_and_only_what_is_understood_counts() {
    let content = agreement();
    let period = first_period(&content);
    let savings = part(&content, "savings");
    let before = Before::default();
    let mut filled = Filled::default();
    filled.read(
        &posted(&[
            ("claimed-desks", "a lot"),
            ("forecast-desks", "-£20,000"),
            ("minutes", "45"),
        ]),
        &savings,
        &period,
        &before,
    );
    let sheet = filled.sheet(&savings, &period, &before);
    assert_eq!(sheet.field("claimed-desks").expect("a field").text, "a lot");
    assert_eq!(sheet.problems().len(), 1);
    let said = filled.amounts_said(&savings, &period);
    assert_eq!(said.len(), 1);
    assert_eq!(
        (said[0].post.kind, said[0].amount),
        (EntryKind::Forecast, Pence::pounds(-20_000))
    );
    filled.read(
        &posted(&[("claimed-desks", "£120,000.50")]),
        &savings,
        &period,
        &before,
    );
    let claimed = &filled.amounts_said(&savings, &period)[0];
    assert_eq!(claimed.amount.get(), 12_000_050);
    assert_eq!(claimed.post.period, Some(period.code));
    assert_eq!(claimed.post.organisation, "council");
    assert_eq!(filled.minutes, Entry::Is(45));
}

#[test]
fn a_claim_above_the_most_that_was_agreed_asks_why_and_refuses_nothing() {
    let content = agreement();
    let period = first_period(&content);
    let savings = part(&content, "savings");
    let before = Before {
        ledger: ledger(&[(EntryKind::Claimed, "2013-14", "desks", "council", 400_000)]),
        ..Before::default()
    };
    let asks = |claimed: &str, why: &str| {
        let mut filled = Filled::default();
        filled.read(
            &posted(&[
                ("claimed-desks", claimed),
                ("forecast-desks", "1"),
                ("minutes", "0"),
            ]),
            &savings,
            &period,
            &before,
        );
        filled.read(&posted(&[("above-desks", why)]), &savings, &period, &before);
        let sheet = filled.sheet(&savings, &period, &before);
        assert!(sheet.problems().is_empty());
        sheet
            .missing()
            .into_iter()
            .map(|(name, _)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(asks("100,000", ""), Vec::<String>::new());
    assert_eq!(asks("100,000.01", ""), ["above-desks"]);
    assert_eq!(
        asks("100,000.01", "A second hub opened early."),
        Vec::<String>::new()
    );
}

#[test]
fn a_saving_that_is_claimed_elsewhere_asks_why_it_is_another() {
    let content = agreement();
    let period = first_period(&content);
    let savings = part(&content, "savings");
    let mut before = Before::default();
    before
        .alike
        .insert("desks".to_owned(), vec!["SOU-1, “Desks shared”".to_owned()]);
    let mut filled = Filled::default();
    filled.read(
        &posted(&[
            ("claimed-desks", "1"),
            ("forecast-desks", "1"),
            ("minutes", "0"),
        ]),
        &savings,
        &period,
        &before,
    );
    let sheet = filled.sheet(&savings, &period, &before);
    assert_eq!(sheet.missing()[0].0, "same-desks");
    let hint = sheet
        .field("same-desks")
        .and_then(|field| field.hint.clone())
        .expect("a hint");
    assert!(hint.contains("SOU-1"), "{hint}");
}

#[test]
fn figures_for_lines_that_are_not_there_are_told_apart() {
    let content = agreement();
    let period = first_period(&content);
    let savings = part(&content, "savings");
    let posted = posted(&[
        ("claimed-desks", "1"),
        ("claimed-gone", "1"),
        ("paid-in-fund-1", "1"),
        ("minutes", "5"),
        ("version", "3"),
    ]);
    let found = strangers(&savings, &period, &Before::default(), &posted);
    assert_eq!(found, ["claimed-gone", "paid-in-fund-1"]);
}

#[test]
fn indicators_are_figures_and_go_into_no_ledger() {
    let content = agreement();
    let period = first_period(&content);
    let outcomes = part(&content, "outcomes");
    let mut filled = Filled::default();
    filled.read(
        &posted(&[("actual-visit.1", "22.5"), ("minutes", "5")]),
        &outcomes,
        &period,
        &Before::default(),
    );
    assert!(filled.amounts_said(&outcomes, &period).is_empty());
    let id = MeasureId::new(&Key::new("visit"), 1);
    assert_eq!(
        filled.measured(&outcomes)[&id],
        Figure("22.5".parse().expect("a figure"))
    );
    let stored = serde_json::to_string(&filled).expect("json");
    assert_eq!(
        serde_json::from_str::<Filled>(&stored).expect("json"),
        filled
    );
}
