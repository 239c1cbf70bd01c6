//! What an agreement holds, and that nothing changes it afterwards.

use domain::agreement::{Block, Chapter, Content, FORMAT, MeasureId, NoFigures, Unfrozen};
use domain::money::{Appraisal, Case, NotComputableYet, Parameters, Pence};
use domain::negotiation::{Term, TermKind, TermState};
use domain::offer::{Key, plan};

use crate::support::{add, complete, type_into};
use crate::{agreed, date, first, frozen, opened, other, with_terms};
use domain::offer::MatterKind;

/// Every word that the agreement shows.
fn words(content: &Content) -> String {
    let blocks = content.matters().flat_map(|(_, kept)| &kept.says);
    let texts: Vec<&str> = blocks.flat_map(Block::texts).collect();
    texts.join("\n")
}

#[test]
fn it_holds_all_that_was_agreed() {
    let offer = complete();
    let content = first();
    let head = &content.head;
    assert_eq!((head.format, head.version), (FORMAT, 1));
    assert_eq!(head.title, "One front door");
    assert_eq!(
        (head.starts_on, head.ends_on),
        (date("2013-04-01"), date("2016-03-31"))
    );
    let numbers: Vec<u32> = content.terms.iter().map(|term| term.number).collect();
    assert_eq!(numbers, (1..=8).collect::<Vec<u32>>());
    for chapter in Chapter::ALL {
        let of_chapter = content.of_chapter(*chapter).count();
        assert_eq!(
            of_chapter,
            usize::from(chapter.terms().is_some()),
            "{chapter}"
        );
    }
    assert_eq!(content.parameters, Parameters::default());
    assert_eq!(content.name("council"), "Northshire County Council");
    assert_eq!(content.name("dwp"), "Department for Work and Pensions");

    let appraisal = Appraisal::of(&plan(&offer), &Parameters::default()).expect("sums");
    for case in Case::ALL {
        let figures = content.figures.case(case);
        assert_eq!(Ok(figures.npv), appraisal.case(case).npv);
        assert_eq!(figures.years.len(), 3);
        assert_eq!(
            appraisal.case(case).sharing.as_deref(),
            Ok(content.sharing.case(case))
        );
        for (sums, shares) in figures.years.iter().zip(content.sharing.case(case)) {
            let shared = Pence::total(
                [shares.made_good, shares.shared]
                    .into_iter()
                    .chain(shares.recovered.iter().copied()),
            );
            assert_eq!(shared, Ok(sums.additional));
        }
    }
    assert_eq!(content.sharing.partners, ["council", "police"]);
    assert_eq!(content.sharing.departments, ["dwp"]);
    assert_eq!(content.sharing.investors, ["council"]);

    let [memorandum] = content.memoranda.as_slice() else {
        panic!("one budget is pooled");
    };
    assert_eq!(memorandum.host, "Northshire County Council");
    let paid: Vec<(&str, Pence)> = (memorandum.contributions.iter())
        .map(|one| {
            (
                one.organisation.as_str(),
                Pence::total(one.amounts.values().copied()).expect("a sum"),
            )
        })
        .collect();
    assert_eq!(
        paid,
        [
            ("Northshire County Council", Pence::pounds(6_000_000)),
            ("Northshire Police", Pence::pounds(3_000_000))
        ]
    );
    let (term, key, freedom) = content.freedoms().next().expect("a freedom");
    assert_eq!(
        (key.as_str(), freedom.departments.as_slice()),
        ("ringfence", &["dwp".to_owned()][..])
    );
    assert_eq!(
        content.term(term).expect("its term").subject.kind,
        TermKind::Freedom
    );
    assert_eq!(
        content.governance().expect("governance").board,
        "Six members."
    );
    assert_eq!(
        content.assessment().expect("assessment").reporting,
        "Quarterly."
    );
    let [measure] = content.measures.as_slice() else {
        panic!("one indicator");
    };
    assert_eq!(measure.id, MeasureId::new(&Key::new("visit"), 1));
    assert_eq!(measure.targets.len(), 3);
}

#[test]
fn it_says_in_words_what_the_values_hold() {
    let said = words(&first());
    for expected in [
        "One visit settles what took three.",
        "Northshire County Council",
        "Department for Work and Pensions",
        "£1,200,000",
        "2014-15",
        "Pooled: one fund, held by one body",
        "1 April 2013",
        "50%",
        "From the ledgers.",
    ] {
        assert!(said.contains(expected), "{expected} is missing in\n{said}");
    }
    assert!(!said.contains("Drafted"), "how far drafting had come");
}

#[test]
fn it_names_no_person_and_no_address_of_one() {
    let content = first();
    let sealed = content.seal().expect("it can be sealed");
    for part in &sealed.parts {
        assert!(!part.text.contains('@'), "{}", part.text);
    }
}

#[test]
fn the_same_content_gives_the_same_bytes_and_reads_back() {
    let (one, two) = (first(), first());
    let (sealed, again) = (one.seal().expect("sealed"), two.seal().expect("sealed"));
    assert_eq!(sealed, again);
    assert!(sealed.is_whole());
    let stored = domain::agreement::canonical(&one).expect("it has a form");
    let read: Content = serde_json::from_str(&stored).expect("it reads back");
    assert_eq!(read, one);
    assert_eq!(read.seal().expect("sealed"), sealed);
}

/// However often something was saved, and however a figure was typed: what says the same has the same digest.
#[test]
fn only_what_it_says_counts() {
    let mut offer = complete();
    type_into(
        &mut offer,
        "visit",
        &[("indicator-0-baseline", "20.00"), ("indicator-count", "1")],
    );
    type_into(&mut offer, "desks", &[("low-2014-15", "£1,200,000.00")]);
    let sealed = frozen(&offer).seal().expect("sealed");
    assert_eq!(sealed.digest, first().seal().expect("sealed").digest);
}

#[test]
fn a_changed_word_changes_the_parts_that_hold_it_and_no_other() {
    let (before, after) = (
        first().seal().expect("sealed"),
        other().seal().expect("sealed"),
    );
    assert_ne!(before.digest, after.digest);
    let budget = first().budgets().next().expect("a budget").0;
    assert_eq!(
        before.differing(&after),
        ["memorandum-fund".to_owned(), format!("term-{budget}")]
    );
}

#[test]
fn what_becomes_of_the_offer_changes_nothing() {
    let mut offer = complete();
    let content = frozen(&offer);
    let before = content.seal().expect("sealed");
    type_into(&mut offer, "scope", &[("title", "Something else")]);
    offer.kept.clear();
    assert_eq!(content.seal().expect("sealed"), before);
}

#[test]
fn an_open_term_keeps_it_from_being_issued() {
    let offer = complete();
    let mut terms = agreed(&offer);
    let last = opened(&offer).pop().expect("a term");
    terms.pop();
    terms.push(last);
    assert_eq!(
        with_terms(&offer, &terms, |to_freeze| to_freeze.freeze()),
        Err(Unfrozen::Open { number: 8 })
    );
}

#[test]
fn what_was_withdrawn_or_refused_is_no_part_of_it() {
    let mut offer = complete();
    add(
        &mut offer,
        "grant",
        MatterKind::Freedom,
        &[("title", "Keep the grant"), ("departments", "ho")],
    );
    let mut terms = agreed(&offer);
    let refused = (terms.iter_mut())
        .find(|term| term.subject.matter == Some(Key::new("grant")))
        .expect("its term");
    *refused = opened(&offer)
        .into_iter()
        .find(|term| term.number == refused.number)
        .expect("open");
    refused
        .refuse(&"ho".into(), "Not in this round")
        .expect("it may");
    assert_eq!(refused.state(), TermState::Refused);
    let number = refused.number;
    let content =
        with_terms(&offer, &terms, |to_freeze| to_freeze.freeze()).expect("all are closed");
    assert!(content.term(number).is_none());
    let numbers: Vec<u32> = content.terms.iter().map(|term| term.number).collect();
    assert!(
        !numbers.contains(&number) && numbers.last() == Some(&9),
        "numbers stay: {numbers:?}"
    );
    assert!(
        content
            .parties
            .iter()
            .all(|bound| bound.party != crate::department("ho"))
    );
    assert!(!words(&content).contains("Keep the grant"));
}

#[test]
fn what_cannot_be_frozen_says_why() {
    let refuse = |typed: &[(&str, &str, &str)]| {
        let mut offer = complete();
        for (key, field, text) in typed {
            type_into(&mut offer, key, &[(field, text)]);
        }
        let terms: Vec<Term> = agreed(&offer);
        with_terms(&offer, &terms, |to_freeze| to_freeze.freeze()).expect_err("it cannot be frozen")
    };
    assert_eq!(refuse(&[("scope", "start", "")]), Unfrozen::NoStart);
    assert_eq!(refuse(&[("scope", "start", "2010-11")]), Unfrozen::TooEarly);
    let unreadable = refuse(&[("desks", "low-2014-15", "about a million")]);
    assert_eq!(
        unreadable.to_string(),
        "Something in term 3 cannot be read: Shared desks."
    );
    assert_eq!(
        refuse(&[("desks", "low-2014-15", "")]),
        Unfrozen::NoFigures(NoFigures::Incomplete)
    );
    assert!(matches!(
        refuse(&[("desks", "required-2014-15", "")]),
        Unfrozen::NoFigures(NoFigures::NotComputable(
            NotComputableYet::RequirementNotKnown { .. }
        ))
    ));
}
