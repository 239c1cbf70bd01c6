//! Filling in: what is typed is understood exactly or kept as it was, and laying a matter out changes nothing.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops where something is not as told"
)]

use chrono::NaiveDate;
use domain::form::{Choice, Entry, Figure, Posted, Preference, Read, compare, is_address};
use domain::money::{BasisPoints, FinancialYear, Pence};
use domain::offer::{Around, Kept, Key, Matter, MatterKind, Proposal, SavingsLine};
use domain::process::OfferKind;
use std::collections::BTreeMap;

/// Kent from 2013-14: three years, nothing else filled in.
fn around() -> Around {
    let mut scope = Matter::blank(MatterKind::Scope);
    let empty = Proposal {
        kind: OfferKind::SingleOffer,
        kept: Vec::new(),
        answers: BTreeMap::new(),
    };
    scope.read(&posted(&[("start", "2013-14")]), &empty.around());
    let kept = vec![Kept {
        key: Key::new("scope1"),
        version: 1,
        matter: scope,
    }];
    Proposal { kept, ..empty }.around()
}

fn posted(pairs: &[(&str, &str)]) -> Posted {
    pairs.iter().copied().collect()
}

fn line(matter: &Matter) -> &SavingsLine {
    match matter {
        Matter::SavingsLine(line) => line,
        other => panic!("{other:?} is no savings line"),
    }
}

#[test]
fn an_amount_is_exact_and_reads_back_as_people_write_it() {
    let mut matter = Matter::blank(MatterKind::SavingsLine);
    matter.read(
        &posted(&[
            ("title", "Gateway"),
            ("low-2013-14", "1.2m"),
            ("high-2013-14", "£1,600,000.50"),
        ]),
        &around(),
    );
    let year = FinancialYear::parse("2013-14").unwrap();
    assert_eq!(
        line(&matter).low[&year],
        Entry::Is(Pence::pounds(1_200_000))
    );
    let sheet = matter.sheet(&around());
    assert_eq!(sheet.field("low-2013-14").unwrap().text, "£1,200,000");
    assert_eq!(sheet.field("high-2013-14").unwrap().text, "£1,600,000.50");
}

#[test]
fn what_cannot_be_read_is_kept_as_typed_with_words_beside_it() {
    for typed in [
        "about 2 million",
        "1,2,3",
        "£-",
        "1e9",
        "NaN",
        "１２",
        &"9".repeat(40),
    ] {
        let mut matter = Matter::blank(MatterKind::SavingsLine);
        matter.read(&posted(&[("low-2013-14", typed)]), &around());
        let json = serde_json::to_string(&matter).unwrap();
        let again: Matter = serde_json::from_str(&json).unwrap();
        let sheet = again.sheet(&around());
        let field = sheet.field("low-2013-14").unwrap();
        assert_eq!(field.text, typed);
        assert!(
            field.problem.as_ref().is_some_and(|words| words.len() > 10),
            "{typed}: {:?}",
            field.problem
        );
        assert_eq!(sheet.problems().len(), 1);
    }
}

#[test]
fn letters_that_nobody_sees_are_no_answer() {
    for typed in [
        "",
        " ",
        "\u{200B}\u{2060}",
        "\u{200D}",
        "\u{202E}\u{FEFF} \u{AD}",
    ] {
        let mut matter = Matter::blank(MatterKind::SavingsLine);
        matter.read(&posted(&[("title", typed)]), &around());
        assert_eq!(line(&matter).title, "", "{typed:?}");
        let sheet = matter.sheet(&around());
        let title = sheet.field("title").unwrap();
        assert!(title.missing.is_some(), "{typed:?}");
    }
    let mut matter = Matter::blank(MatterKind::SavingsLine);
    matter.read(&posted(&[("title", "\u{202E}Gate\u{200B}way")]), &around());
    assert_eq!(line(&matter).title, "Gateway");
}

#[test]
fn a_name_that_was_not_sent_leaves_its_field_alone() {
    let mut matter = Matter::blank(MatterKind::SavingsLine);
    matter.read(
        &posted(&[("title", "Gateway"), ("low-2013-14", "5")]),
        &around(),
    );
    let before = matter.clone();
    matter.read(&posted(&[("method", "Counted")]), &around());
    assert_eq!(line(&matter).title, "Gateway");
    assert_eq!(line(&matter).low, line(&before).low);
    assert_eq!(line(&matter).method, "Counted");
}

#[test]
fn laying_out_changes_nothing_and_reading_it_back_gives_the_same() {
    for &kind in MatterKind::ALL {
        let mut matter = Matter::blank(kind);
        assert!(
            matter.sheet(&around()).is_blank(),
            "{kind}: a blank matter shows nothing"
        );
        // Type something into every field, twice as many rows as stand there.
        for round in 0..2 {
            let sheet = matter.sheet(&around());
            let mut all = Posted::default();
            for (name, count) in sheet.row_counts() {
                all.push(format!("{name}-count"), (count + round).to_string());
            }
            for field in sheet.fields() {
                all.push(field.name.clone(), "7");
            }
            matter.read(&all, &around());
        }
        let copy = matter.clone();
        let sheet = matter.sheet(&around());
        assert_eq!(matter, copy);
        let mut again = Matter::blank(kind);
        let mut all = Posted::default();
        for (name, count) in sheet.row_counts() {
            all.push(format!("{name}-count"), count.to_string());
        }
        for field in sheet.fields() {
            all.put(field.name.clone(), field.texts());
        }
        again.read(&all, &around());
        assert_eq!(again.sheet(&around()), sheet, "{kind}");
        let json = serde_json::to_string(&matter).unwrap();
        assert_eq!(
            serde_json::from_str::<Matter>(&json).unwrap(),
            matter,
            "{kind}"
        );
    }
}

#[test]
fn rows_are_added_removed_and_dropped_when_left_blank() {
    let mut matter = Matter::blank(MatterKind::Outcome);
    let names = |matter: &Matter| match matter {
        Matter::Outcome(outcome) => outcome
            .indicators
            .iter()
            .map(|one| one.name.clone())
            .collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    let two = [
        ("indicator-count", "2"),
        ("indicator-0-name", "Visits"),
        ("indicator-1-name", "Days"),
    ];
    matter.read(
        &posted(&[&two[..], &[("act", "add-indicator")]].concat()),
        &around(),
    );
    assert_eq!(names(&matter), ["Visits", "Days", ""]);
    matter.read(
        &posted(&[("indicator-count", "3"), ("act", "remove-indicator-0")]),
        &around(),
    );
    assert_eq!(names(&matter), ["Days", ""]);
    matter.read(
        &posted(&[("indicator-count", "2"), ("act", "save")]),
        &around(),
    );
    assert_eq!(names(&matter), ["Days"]);
    // Counts that no page of ours sends.
    for count in ["-1", "99999999999999999999", "many", ""] {
        matter.read(
            &posted(&[("indicator-count", count), ("act", "remove-indicator-77")]),
            &around(),
        );
        assert_eq!(names(&matter), ["Days"]);
    }
    matter.read(
        &posted(&[("indicator-count", "100000"), ("act", "add-indicator")]),
        &around(),
    );
    assert!(names(&matter).len() <= 60);
}

#[test]
fn a_conflict_tells_who_changed_what() {
    let read = |pairs: &[(&str, &str)]| {
        let mut matter = Matter::blank(MatterKind::SavingsLine);
        matter.read(&posted(pairs), &around());
        matter.sheet(&around())
    };
    let base = read(&[
        ("title", "Gateway"),
        ("method", "Counted"),
        ("source", "3.2"),
    ]);
    let mine = read(&[
        ("title", "Gateways"),
        ("method", "Counted"),
        ("source", "3.3"),
    ]);
    let theirs = read(&[
        ("title", "Gateway"),
        ("method", "Measured"),
        ("source", "3.4"),
        ("low-2013-14", "5"),
    ]);
    let found = compare(&base, &mine, &theirs);
    let preferences: Vec<_> = found
        .iter()
        .map(|one| (one.name.as_str(), one.preference))
        .collect();
    assert_eq!(
        preferences,
        [
            ("title", Preference::Mine),
            ("low-2013-14", Preference::Theirs),
            ("method", Preference::Theirs),
            ("source", Preference::Neither),
        ]
    );
    assert!(compare(&base, &mine, &mine).is_empty());
}

#[test]
fn dates_are_read_as_people_write_them() {
    let day = NaiveDate::from_ymd_opt(2013, 4, 1).unwrap();
    for typed in [
        "1 April 2013",
        "1/4/2013",
        "01/04/2013",
        "2013-04-01",
        "1 apr 2013",
        "1.4.2013",
        "1-4-2013",
    ] {
        assert_eq!(NaiveDate::read(typed), Ok(day), "{typed}");
    }
    for typed in [
        "",
        "April",
        "31 June 2013",
        "1/13/2013",
        "29/2/2013",
        "1 April 13",
        "1 April 99999",
        "１/4/2013",
        "tomorrow",
        "1 Ap 2013",
    ] {
        assert!(NaiveDate::read(typed).is_err(), "{typed}");
    }
    assert_eq!(NaiveDate::read(&day.show()), Ok(day));
    assert!(NaiveDate::read("29/2/2012").is_ok());
}

#[test]
fn figures_and_counts_are_exact() {
    for (typed, shown) in [
        ("12400", "12,400"),
        ("12,400", "12,400"),
        ("4.50", "4.5"),
        ("-3", "-3"),
        ("60%", "60"),
        ("1,431,000", "1,431,000"),
    ] {
        let figure = Figure::read(typed).unwrap();
        assert_eq!(figure.show(), shown);
        assert_eq!(Figure::read(shown), Ok(figure));
    }
    for typed in [
        "",
        "-",
        ".",
        "1.",
        ".5",
        "1,2,3",
        "12,40",
        "1e9",
        "NaN",
        "inf",
        "１",
        "many",
        "1.0000001",
        &"9".repeat(40),
        ",123",
        "1234,567",
    ] {
        assert!(Figure::read(typed).is_err(), "{typed}");
    }
    assert_eq!(u32::read("1,431,000"), Ok(1_431_000));
    for typed in ["-1", "1.5", "4294967296", "few"] {
        assert!(u32::read(typed).is_err(), "{typed}");
    }
}

#[test]
fn addresses_that_mail_can_go_to() {
    for fine in [
        "a@b.example",
        "o'hara+kent@police.kent.example",
        "üser@exämple.example",
    ] {
        assert!(is_address(fine), "{fine}");
    }
    for wrong in [
        "",
        "a",
        "a@b",
        "@b.example",
        "a@b@c.example",
        "a b@c.example",
        "a@b..example",
        "a@b.example\nBcc: x@y.example",
        "<a@b.example>",
    ] {
        assert!(!is_address(wrong), "{wrong}");
    }
}

/// A hundred thousand generated texts through every reader, from a fixed seed: none panics, and whatever is
/// understood reads back as the same.
#[test]
fn no_text_breaks_a_reader() {
    fn holds<T: Read + PartialEq + std::fmt::Debug>(text: &str) {
        if let Ok(value) = T::read(text) {
            assert_eq!(T::read(&value.show()), Ok(value), "{text}");
        }
    }
    let pieces = [
        "1", "2", "9", "0", ",", ".", "-", "−", "£", "m", "k", "bn", " ", "/", "%", "e", "April",
        "2013", "20", "million", "é", "１", "\u{202e}", "\u{0}", "NaN", "+", "per cent", "to",
        "\n", "𝟙",
    ];
    let mut seed: u64 = 20_100_324;
    let mut next = |most: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % most
    };
    for _ in 0..100_000 {
        let text: String = (0..=next(8)).map(|_| pieces[next(pieces.len())]).collect();
        holds::<Pence>(&text);
        holds::<BasisPoints>(&text);
        holds::<FinancialYear>(&text);
        holds::<Figure>(&text);
        holds::<u32>(&text);
        holds::<NaiveDate>(&text);
        let _ = is_address(&text);
    }
}

#[test]
fn every_choice_is_found_by_its_code() {
    fn holds<T: Choice>() {
        for (code, label) in T::all() {
            assert!(
                T::from_code(&code).is_some_and(|one| one.code() == code),
                "{code}"
            );
            assert!(!label.is_empty());
        }
        assert!(T::from_code("no such thing").is_none());
    }
    use domain::money::{Grade, InvestmentKind, SavingsKind};
    use domain::offer::{
        Availability, BudgetKind, Direction, EngagementGroup, EngagementStage, FreedomCategory,
        FreedomType, Memorandum, PartnerRole, SavingsArea, Standing, YesNo,
    };
    use domain::process::{Level, OrganisationKind, Theme};
    holds::<Grade>();
    holds::<InvestmentKind>();
    holds::<SavingsKind>();
    holds::<Availability>();
    holds::<BudgetKind>();
    holds::<Direction>();
    holds::<EngagementGroup>();
    holds::<EngagementStage>();
    holds::<FreedomCategory>();
    holds::<FreedomType>();
    holds::<Memorandum>();
    holds::<PartnerRole>();
    holds::<SavingsArea>();
    holds::<Standing>();
    holds::<YesNo>();
    holds::<Level>();
    holds::<OrganisationKind>();
    holds::<Theme>();
}
