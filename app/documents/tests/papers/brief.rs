//! The brief: four pages, whatever goes in.

use documents::brief_pdf;
use domain::brief::{Awaited, Brief, Given, OpenPoint, RedLine, Sum, YearOfSavings};
use domain::money::{FinancialYear, Pence};

use crate::reading::Pdf;
use crate::{letters, moment};

fn brief() -> Brief {
    let given = |words: &str, stands: &str| Given {
        words: words.to_owned(),
        stands: stands.to_owned(),
    };
    let sum = |name: &str, central: &str, range: &str| Sum {
        name: name.to_owned(),
        central: central.to_owned(),
        range: range.to_owned(),
    };
    let years = (2013..2016).map(|start| {
        let steps = start - 2012;
        YearOfSavings {
            year: FinancialYear::starting(start).expect("a year"),
            low: Pence::pounds(steps * 800_000 - 900_000),
            central: Pence::pounds(steps * 1_000_000 - 700_000),
            high: Pence::pounds(steps * 1_300_000 - 500_000),
            put_in: Pence::pounds(600_000 / steps),
        }
    });
    Brief {
        reference: "NOR-1".to_owned(),
        title: "One front door".to_owned(),
        place: "Northshire County Council".to_owned(),
        kind: "Single Offer".to_owned(),
        stage: "Negotiating, day 41".to_owned(),
        reader: "HM Treasury".to_owned(),
        at: moment(0),
        address: "https://single-offer.example/offers/NOR-1".to_owned(),
        purpose: "One visit settles what took three, for people who lost work.".to_owned(),
        place_gives: vec![
            given("People settle a claim in one visit", "agreed"),
            given("£2.6m of additional savings over three years", "open"),
            given("£9m pooled in the hub fund", "agreed"),
        ],
        government_gives: vec![
            given(
                "Lift the ringfence of the advice grant (Work and Pensions)",
                "open",
            ),
            given("18 indicators reported instead of 41", "agreed"),
        ],
        agreed: Some((11, 18)),
        sums: vec![
            sum("Additional in 2015-16", "£2.3m", "Low £1.5m, high £3.4m"),
            sum("Net present value", "£2.5m", "Low £1m, high £4.1m"),
            sum("Benefit to cost", "8.19 : 1", ""),
            sum("Pays back", "2014-15", ""),
        ],
        years: years.collect(),
        open: vec![OpenPoint {
            term: 6,
            title: "Lift the ringfence of the advice grant".to_owned(),
            stands: "HM Treasury objects; Work and Pensions has yet to say".to_owned(),
        }],
        red_lines: vec![RedLine {
            term: 6,
            party: "HM Treasury".to_owned(),
            words: "No ringfence is lifted before the spending review.".to_owned(),
            room: "Whitehall only".to_owned(),
        }],
        next: vec![Awaited {
            who: "Work and Pensions".to_owned(),
            what: "A position on term 6".to_owned(),
            since: chrono::NaiveDate::from_ymd_opt(2013, 1, 20),
        }],
    }
}

#[test]
fn it_says_all_that_was_gathered() {
    std::fs::write("/tmp/dfonts/brief.pdf", brief_pdf(&brief()).expect("a PDF")).expect("x");
    let pdf = Pdf::of(&brief_pdf(&brief()).expect("a PDF"));
    assert!(pdf.pages() <= 2, "{} pages", pdf.pages());
    let text = letters(&pdf.text());
    for words in [
        "One front door",
        "Drawn up for HM Treasury",
        "11 of 18 terms agreed",
        "Northshire County Council gives",
        "Government gives",
        "People settle a claim in one visit",
        "18 indicators reported instead of 41",
        "8.19 : 1",
        "6. Lift the ringfence of the advice grant",
        "HM Treasury objects; Work and Pensions has yet to say",
        "No ringfence is lifted before the spending review.",
        "Whitehall only",
        "A position on term 6",
        "20 January 2013",
    ] {
        assert!(text.contains(&letters(words)), "{words}: {text}");
    }
    assert!(pdf.tags().contains_key("Figure"));
    assert_eq!(brief_pdf(&brief()), brief_pdf(&brief()));
}

#[test]
fn what_is_not_there_is_said() {
    let empty = Brief {
        purpose: String::new(),
        place_gives: Vec::new(),
        government_gives: Vec::new(),
        agreed: None,
        sums: Vec::new(),
        years: Vec::new(),
        open: Vec::new(),
        red_lines: Vec::new(),
        next: Vec::new(),
        ..brief()
    };
    let pdf = Pdf::of(&brief_pdf(&empty).expect("a PDF"));
    let text = letters(&pdf.text());
    for words in [
        "There are no sums yet.",
        "Nothing is open.",
        "There is none that this reader may see.",
        "Nobody is waited for.",
    ] {
        assert!(text.contains(&letters(words)), "{words}: {text}");
    }
}

#[test]
fn however_much_there_is_four_pages_hold_it_and_say_what_they_leave_out() {
    for long in ["words ".repeat(300), "w".repeat(20_000)] {
        let mut much = brief();
        much.title.clone_from(&long);
        much.place.clone_from(&long);
        much.purpose.clone_from(&long);
        let given = Given {
            words: long.clone(),
            stands: long.clone(),
        };
        much.place_gives = vec![given.clone(); 300];
        much.government_gives = vec![given; 300];
        much.open = vec![
            OpenPoint {
                term: 9,
                title: long.clone(),
                stands: long.clone(),
            };
            300
        ];
        much.red_lines = vec![
            RedLine {
                term: 9,
                party: long.clone(),
                words: long.clone(),
                room: long.clone(),
            };
            300
        ];
        much.next = vec![
            Awaited {
                who: long.clone(),
                what: long.clone(),
                since: None,
            };
            300
        ];
        let pdf = Pdf::of(&brief_pdf(&much).expect("a PDF"));
        assert!(pdf.pages() <= 4, "{} pages", pdf.pages());
        let text = letters(&pdf.text());
        assert!(text.contains("more:seehttps://single-offer.example/offers/NOR-1"));
    }
}
