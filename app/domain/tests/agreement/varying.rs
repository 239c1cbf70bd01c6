//! A variation: some terms again, the rest word for word as it was signed.

use domain::agreement::{
    Content, MeasureId, Refusal, SigningParty, ToFreeze, Unfrozen, Variation, concerned, reopened,
};
use domain::negotiation::Term;
use domain::offer::{Key, Proposal};
use domain::process::{Act, OfferFacts, PersonId, Role, Stage, Transition, permit};

use crate::support::{complete, type_into};
use crate::{agree, agreed, date, department, first, hat, moment, opened, with_terms};

const FREEDOM: u32 = 6;
const OUTCOME: u32 = 2;

fn open(terms: &[u32], existing: &[Variation]) -> Result<Variation, Refusal> {
    let by = PersonId::new("margaret");
    Variation::open(
        &first(),
        terms,
        "The grant has ended",
        existing,
        &by,
        moment(400).at,
    )
}

/// Version 2, after these terms were bargained over again in this offer.
fn vary(offer: &Proposal, named: &[u32], earlier: &[Content]) -> Result<Content, Unfrozen> {
    let terms = agreed(offer);
    with_terms(offer, &terms, |to_freeze: &ToFreeze<'_>| {
        to_freeze.vary(earlier, named, "The grant has ended")
    })
}

#[test]
fn the_numbers_of_the_terms_are_as_this_file_has_them() {
    let content = first();
    assert_eq!(content.freedoms().next().expect("a freedom").0, FREEDOM);
    let outcome = content.measures.first().expect("an indicator");
    let of_outcome = content
        .matters()
        .find(|(_, kept)| kept.key == outcome.outcome);
    assert_eq!(of_outcome.expect("its term").0, OUTCOME);
}

#[test]
fn it_names_terms_of_the_agreement_with_a_reason_and_none_that_is_open_already() {
    let one = open(&[FREEDOM, OUTCOME, FREEDOM], &[]).expect("it opens");
    assert_eq!(
        (one.number, one.base, one.terms.as_slice()),
        (1, 1, &[OUTCOME, FREEDOM][..])
    );
    assert_eq!(one.stage, Stage::Negotiating);
    assert_eq!(open(&[], &[]), Err(Refusal::NoTerms));
    assert_eq!(open(&[99], &[]), Err(Refusal::NoSuchTerm(99)));
    let existing = [one];
    assert_eq!(
        open(&[1, FREEDOM], &existing),
        Err(Refusal::OpenAlready {
            term: FREEDOM,
            variation: 1
        })
    );
    assert_eq!(open(&[1], &existing).expect("another term").number, 2);
    let by = PersonId::new("margaret");
    assert_eq!(
        Variation::open(&first(), &[1], " ", &[], &by, moment(0).at),
        Err(Refusal::ReasonNeeded)
    );
    // One that has come to nothing leaves its terms free, and its number taken.
    let mut ended = existing;
    ended[0].step(Transition::End).expect("it ends");
    assert!(reopened(&ended, FREEDOM).is_none());
    assert_eq!(open(&[FREEDOM], &ended).expect("free again").number, 2);
}

/// A line for each move, a column for each stage of a variation; a dot where it is refused.
const DIAGRAM: &str = "
                   negotiating settled     signing     signed   in-force ended withdrawn
    settle         settled     .           .           .        .        .     .
    reopen         .           negotiating .           .        .        .     .
    issue          .           signing     .           .        .        .     .
    refuse         .           .           negotiating .        .        .     .
    expire         .           .           negotiating .        .        .     .
    recall         .           .           negotiating .        .        .     .
    last-signature .           .           signed      .        .        .     .
    start          .           .           .           in-force .        .     .
    withdraw       withdrawn   withdrawn   withdrawn   .        .        .     .
    end            ended       .           .           .        .        .     .
";

#[test]
fn its_stages_are_those_of_an_offer_from_the_negotiation_on() {
    let mut lines = DIAGRAM.lines().filter(|line| !line.trim().is_empty());
    let stages: Vec<Stage> = (lines.next().expect("a heading").split_whitespace())
        .map(|code| Stage::from_code(code).expect(code))
        .collect();
    let mut drawn: Vec<(Transition, Vec<Option<Stage>>)> = Vec::new();
    for line in lines {
        let mut cells = line.split_whitespace();
        let code = cells.next().expect("a move");
        let follows = cells.map(Stage::from_code).collect();
        drawn.push((Transition::from_code(code).expect(code), follows));
    }
    for transition in Transition::ALL {
        let line = drawn.iter().find(|(drawn, _)| drawn == transition);
        for (at, stage) in stages.iter().enumerate() {
            let mut one = open(&[FREEDOM], &[]).expect("it opens");
            one.stage = *stage;
            let expected = line.and_then(|(_, cells)| cells[at]);
            let moved = one.step(*transition).map(|()| one.stage);
            assert_eq!(
                moved.as_ref().ok(),
                expected.as_ref(),
                "{transition} at {stage}"
            );
            if let Err(wrong) = moved {
                assert_eq!(one.stage, *stage, "nothing half done");
                assert!(wrong.to_string().ends_with('.'));
            }
        }
    }
}

#[test]
fn acts_in_it_are_permitted_by_its_own_stage_and_the_agreement_keeps_its() {
    let one = open(&[FREEDOM], &[]).expect("it opens");
    let agreement = OfferFacts {
        reference: crate::reference(),
        place: "north".into(),
        stage: Stage::InForce,
        submitted_before: true,
        champion: Some("champion".into()),
        partners: vec!["north-police".into()],
        departments: vec!["dwp".into(), "hmt".into()],
        embargoed: false,
    };
    let leader = hat(&SigningParty::Place);
    let may = |act, facts: &OfferFacts| permit(Some(&leader), act, Some(facts)).is_allowed();
    assert!(
        !may(Act::TakePosition, &agreement),
        "the agreement is not on the table"
    );
    assert!(may(Act::TakePosition, &one.facts(&agreement)));
    assert!(may(Act::Vary, &agreement) && !may(Act::Vary, &one.facts(&agreement)));
    assert!(!may(Act::Sign, &one.facts(&agreement)));
    let mut signing = one;
    signing.stage = Stage::Signing;
    assert!(may(Act::Sign, &signing.facts(&agreement)));
    let stranger = domain::process::Hat::new("elsewhere", "south", Role::PlaceLeader);
    let facts = signing.facts(&agreement);
    assert!(!permit(Some(&stranger), Act::Sign, Some(&facts)).is_allowed());
}

#[test]
fn two_texts_that_change_the_same_version_are_never_out_at_once() {
    let mut one = open(&[FREEDOM], &[]).expect("it opens");
    let mut two = open(&[OUTCOME], std::slice::from_ref(&one)).expect("it opens");
    one.settle(1).expect("settled");
    two.settle(1).expect("settled");
    assert_eq!(two.may_issue(&[one.clone(), two.clone()], 1), Ok(()));
    one.step(Transition::Issue).expect("issued");
    assert_eq!(
        two.may_issue(std::slice::from_ref(&one), 1),
        Err(Refusal::AnotherOut(1))
    );
    one.step(Transition::LastSignature).expect("signed");
    assert_eq!(
        two.may_issue(std::slice::from_ref(&one), 1),
        Err(Refusal::AnotherOut(1))
    );
    one.step(Transition::Start).expect("in force");
    // Version 2 is in force now; the second was settled on version 1.
    assert_eq!(
        two.may_issue(std::slice::from_ref(&one), 2),
        Err(Refusal::OtherBase)
    );
    two.step(Transition::Reopen).expect("open again");
    two.settle(2).expect("settled again");
    assert_eq!(two.may_issue(&[one], 2), Ok(()));
}

#[test]
fn version_two_holds_the_named_terms_anew_and_the_rest_word_for_word() {
    let before = first();
    let mut offer = complete();
    type_into(
        &mut offer,
        "ringfence",
        &[("conditions", "A yearly report.")],
    );
    // Somebody changed another term as well; that is not what was reopened.
    type_into(&mut offer, "governance", &[("board", "Nine members.")]);
    let after = vary(&offer, &[FREEDOM], std::slice::from_ref(&before)).expect("it is frozen");
    assert_eq!(after.head.version, 2);
    assert_eq!(after.head.reason, "The grant has ended");
    assert_eq!(
        after.governance().expect("governance").board,
        "Six members."
    );
    let (one, two) = (
        before.seal().expect("sealed"),
        after.seal().expect("sealed"),
    );
    assert_eq!(
        one.differing(&two),
        ["head".to_owned(), format!("term-{FREEDOM}")]
    );
    // Version 1 is what it was.
    assert_eq!(first().seal().expect("sealed"), one);
}

#[test]
fn what_it_takes_out_is_gone_and_what_it_leaves_open_keeps_it_from_being_issued() {
    let before = first();
    let offer = complete();
    let mut terms: Vec<Term> = agreed(&offer);
    let at = terms
        .iter()
        .position(|term| term.number == FREEDOM)
        .expect("its term");
    terms[at] = opened(&offer).swap_remove(at);
    let freeze = |terms: &[Term]| {
        with_terms(&offer, terms, |to_freeze: &ToFreeze<'_>| {
            to_freeze.vary(std::slice::from_ref(&before), &[FREEDOM], "Why")
        })
    };
    assert_eq!(freeze(&terms), Err(Unfrozen::Open { number: FREEDOM }));
    terms[at].withdraw("Not needed any more").expect("it may");
    let after = freeze(&terms).expect("it is frozen");
    assert!(after.term(FREEDOM).is_none() && after.freedoms().next().is_none());
    assert_eq!(
        vary(&offer, &[99], std::slice::from_ref(&before)),
        Err(Unfrozen::NoSuchTerm { number: 99 })
    );
}

#[test]
fn those_sign_again_whom_it_concerns_before_or_after() {
    let before = first();
    let mut offer = complete();
    // The freedom goes from Work and Pensions to the Home Office.
    type_into(&mut offer, "ringfence", &[("departments", "ho")]);
    let after = vary(&offer, &[FREEDOM], std::slice::from_ref(&before)).expect("it is frozen");
    let parties = |terms: &[u32]| -> Vec<SigningParty> {
        let bound = concerned(&before, &after, terms);
        bound.into_iter().map(|one| one.party).collect()
    };
    assert_eq!(
        parties(&[FREEDOM]),
        [
            SigningParty::Place,
            department("ho"),
            department("dwp"),
            SigningParty::treasury()
        ]
    );
    assert_eq!(
        parties(&[1]),
        [SigningParty::Place, SigningParty::treasury()]
    );
}

#[test]
fn an_indicator_keeps_its_id_as_long_as_it_is_the_same() {
    let id = |number| MeasureId::new(&Key::new("visit"), number);
    let ids = |content: &Content| -> Vec<(MeasureId, String)> {
        let all = content.measures.iter();
        all.map(|one| (one.id.clone(), one.name.clone())).collect()
    };
    let mut offer = complete();
    let one = first();
    // One more, put before it; and its own words put right.
    let second: &[(&str, &str)] = &[
        ("indicator-count", "2"),
        ("indicator-0-name", "People seen"),
        ("indicator-0-unit", "a year"),
        ("indicator-0-baseline", "5,000"),
        ("indicator-1-name", "Claims settled in one visit"),
        ("indicator-1-unit", "% of claims"),
        ("indicator-1-direction", "up"),
        ("indicator-1-baseline", "20"),
        ("indicator-1-baseline-on", "31 March 2012"),
    ];
    type_into(&mut offer, "visit", second);
    let two = vary(&offer, &[OUTCOME], std::slice::from_ref(&one)).expect("version 2");
    assert_eq!(
        ids(&two),
        [
            (id(2), "People seen".to_owned()),
            (id(1), "Claims settled in one visit".to_owned())
        ]
    );
    // The first is dropped, and a third gets a number of its own.
    type_into(
        &mut offer,
        "visit",
        &[
            ("indicator-count", "2"),
            ("indicator-0-name", "Waiting time"),
            ("indicator-0-unit", "days"),
            ("indicator-0-baseline", "12"),
        ],
    );
    let three = vary(&offer, &[OUTCOME], &[one, two]).expect("version 3");
    assert_eq!(three.head.version, 3);
    assert_eq!(
        ids(&three),
        [
            (id(3), "Waiting time".to_owned()),
            (id(1), "Claims settled in one visit".to_owned())
        ]
    );
}

#[test]
fn it_takes_effect_on_the_later_of_its_day_and_its_last_signature() {
    let day = Variation::takes_effect;
    assert_eq!(day(date("2014-05-01"), None), date("2014-05-01"));
    assert_eq!(
        day(date("2014-05-01"), Some(date("2014-06-01"))),
        date("2014-06-01")
    );
    assert_eq!(
        day(date("2014-07-01"), Some(date("2014-06-01"))),
        date("2014-07-01")
    );
}

#[test]
fn a_term_agreed_again_is_the_one_that_counts() {
    let before = first();
    let mut offer = complete();
    let mut terms = agreed(&offer);
    let at = terms
        .iter()
        .position(|term| term.number == FREEDOM)
        .expect("its term");
    terms[at].reopen("The grant has ended").expect("it may");
    type_into(&mut offer, "ringfence", &[("conditions", "None.")]);
    let matters = terms[at]
        .subject
        .matters(&offer)
        .into_iter()
        .cloned()
        .collect();
    (terms[at].put_forward(1, matters, PersonId::new("ann"), moment(401).at, "Simpler"))
        .expect("it may be put forward");
    agree(&mut terms[at]);
    let after = with_terms(&offer, &terms, |to_freeze: &ToFreeze<'_>| {
        to_freeze.vary(std::slice::from_ref(&before), &[FREEDOM], "Why")
    })
    .expect("it is frozen");
    assert_eq!(after.term(FREEDOM).expect("the term").version, 2);
}
