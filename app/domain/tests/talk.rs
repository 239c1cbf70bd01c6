//! Talk: what a comment may hold, which words can be quoted, and who writes in which room.

use chrono::{DateTime, TimeDelta, Utc};
use domain::money::FinancialYear;
use domain::offer::{Around, Key, Matter, Outcome};
use domain::process::{Hat, OfferFacts, OfferKind, Role, Room, Rooms, Section, Stage};
use domain::talk::{
    Body, BodyFault, LONGEST_COMMENT, LONGEST_QUOTE, Quote, QuoteFault, Subject, legible,
    may_still_edit, rooms_to_write_in,
};

#[test]
fn a_comment_is_between_one_letter_and_ten_thousand() {
    assert_eq!(Body::read("  Yes \r\n").expect("fits").as_str(), "Yes");
    for nothing in [
        "",
        "   ",
        "\n\n",
        "\u{200B}\u{FEFF}",
        "\u{200D}",
        "\u{202E}",
        "\u{3000}",
    ] {
        assert_eq!(Body::read(nothing), Err(BodyFault::Empty), "{nothing:?}");
    }
    assert!(Body::read(&"é".repeat(LONGEST_COMMENT)).is_ok());
    let long = Body::read(&"é".repeat(12_345)).expect_err("is too long");
    assert_eq!(
        long.to_string(),
        "Shorten your comment to 10,000 characters: it has 12,345"
    );
    let huge = Body::read(&"a".repeat(1_048_576)).expect_err("is too long");
    assert!(huge.to_string().ends_with("1,048,576"));
}

#[test]
fn letters_that_deceive_the_eye_are_not_kept() {
    assert_eq!(legible("£1\u{202E}000\u{202C},5"), "£1000,5");
    assert_eq!(legible("ag\u{200B}ree\u{2060}d\u{FEFF}\u{AD}"), "agreed");
    assert_eq!(legible("a\u{2066}b\u{2069}c\u{E0041}\u{0}\u{1B}"), "abc");
    assert_eq!(
        legible("one\u{2028}two\u{85}three\rfour"),
        "one\ntwo\nthree\nfour"
    );
    let family = "👩\u{200D}👧 नमस्\u{200D}ते ما می\u{200C}خواهیم";
    assert_eq!(legible(family), family, "what joins letters stays");
}

#[test]
fn only_words_that_stand_in_the_text_can_be_quoted() {
    let matter = Matter::Outcome(Outcome {
        statement: "Fewer  families\nin crisis".to_owned(),
        ..Outcome::default()
    });
    let around = around();
    let source = Some((&matter, &around, 7));
    let quote = Quote::read(" families in  crisis ", source).expect("stands there");
    let quote = quote.expect("some words");
    assert_eq!((quote.words(), quote.version()), ("families in  crisis", 7));
    assert_eq!(Quote::read(" \u{200B}", source), Ok(None));
    assert_eq!(
        Quote::read("more crisis", source),
        Err(QuoteFault::NotThere)
    );
    assert_eq!(Quote::read("families", None), Err(QuoteFault::NoText));
    let long = "a".repeat(LONGEST_QUOTE + 1);
    assert_eq!(
        Quote::read(&long, source),
        Err(QuoteFault::TooLong(LONGEST_QUOTE + 1))
    );
    let rewritten = Matter::Outcome(Outcome {
        statement: "Fewer children in care".to_owned(),
        ..Outcome::default()
    });
    assert!(quote.stands_in(&matter, &around));
    assert!(!quote.stands_in(&rewritten, &around));
}

#[test]
fn an_author_has_fifteen_minutes() {
    let written: DateTime<Utc> = "2013-02-04T09:00:00Z".parse().expect("a moment");
    let after = |seconds| written + TimeDelta::seconds(seconds);
    assert!(may_still_edit(written, written));
    assert!(may_still_edit(written, after(899)));
    assert!(!may_still_edit(written, after(900)));
}

#[test]
fn each_side_writes_in_its_own_room_and_in_the_joint_one_once_the_offer_was_submitted() {
    use Room::{Joint, Place, Whitehall};
    for (role, drafting, later) in [
        (Role::PlaceLeader, &[Place][..], &[Place, Joint][..]),
        (Role::Drafter, &[Place], &[Place, Joint]),
        (Role::Partner, &[Place], &[Place, Joint]),
        (Role::Champion, &[], &[Whitehall, Joint]),
        (Role::DepartmentReviewer, &[], &[Whitehall, Joint]),
        (Role::ProgrammeOffice, &[], &[Whitehall, Joint]),
        (Role::Auditor, &[], &[]),
        (Role::Administrator, &[], &[]),
    ] {
        let hat = Hat::new("p", organisation(role), role);
        assert_eq!(rooms_to_write_in(&hat, &kent(false)), drafting, "{role}");
        assert_eq!(rooms_to_write_in(&hat, &kent(true)), later, "{role}");
        let stranger = Hat::new("q", "leicester", role);
        let leaves = rooms_to_write_in(&stranger, &kent(true));
        let everywhere = matches!(role, Role::ProgrammeOffice);
        assert_eq!(leaves.is_empty(), !everywhere, "{role} of Leicester");
    }
}

#[test]
fn somebody_with_two_hats_sees_what_either_sees_and_nobody_sees_by_a_hat_of_elsewhere() {
    let leader = Hat::new("p", "kent", Role::PlaceLeader);
    let reviewer = Hat::new("p", "ho", Role::DepartmentReviewer);
    let elsewhere = Hat::new("p", "dft", Role::DepartmentReviewer);
    let seen = |hats: &[Hat]| Rooms::of_any(hats, &kent(true)).list();
    assert_eq!(seen(&[]), []);
    assert_eq!(
        seen(&[leader.clone(), elsewhere]),
        [Room::Place, Room::Joint]
    );
    assert_eq!(seen(&[leader, reviewer]), Room::ALL);
}

#[test]
fn a_subject_is_called_by_what_the_reader_sees_of_it() {
    let key = Key::new("k3v9tq2m");
    let matter = Subject::of(Some(Section::Savings), Some(key.clone()));
    assert_eq!(matter.key(), Some(&key));
    assert_eq!(
        matter.words(Some("One front door")),
        "Savings: One front door"
    );
    assert!(!matter.words(None).contains("front door"));
    assert_eq!(Subject::of(None, None).words(None), "The whole offer");
    assert_eq!(Subject::Section(Section::Freedoms).words(None), "Freedoms");
    let scope = Subject::of(Some(Section::Governance), Some(key));
    assert_eq!(scope.words(Some("Governance")), "Governance");
}

fn organisation(role: Role) -> &'static str {
    match role {
        Role::PlaceLeader | Role::Drafter => "kent",
        Role::Partner => "police",
        Role::Champion => "co",
        Role::DepartmentReviewer => "ho",
        Role::ProgrammeOffice => "programme-office",
        Role::Auditor | Role::Administrator => "nao",
    }
}

fn kent(submitted: bool) -> OfferFacts {
    OfferFacts {
        reference: "KEN-1".parse().expect("a reference"),
        place: "kent".into(),
        stage: if submitted {
            Stage::Negotiating
        } else {
            Stage::Draft
        },
        submitted_before: submitted,
        champion: submitted.then(|| "p".into()),
        partners: vec!["police".into()],
        departments: vec!["ho".into()],
        embargoed: false,
    }
}

fn around() -> Around {
    Around {
        kind: OfferKind::SingleOffer,
        years: Vec::<FinancialYear>::new(),
        partners: Vec::new(),
        departments: Vec::new(),
        outcomes: Vec::new(),
        freedoms: Vec::new(),
        lines: Vec::new(),
    }
}
