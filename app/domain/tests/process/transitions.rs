//! Every stage × every transition, against the diagram drawn again by hand.

use domain::process::{By, EventKind, Guard, Role, Stage, TRANSITIONS, Transition, next};

use crate::kent::reference;

/// A line for each transition, a column for each stage; the word is the stage that follows, a dot a refusal.
const DIAGRAM: &str = "
                  draft subm nego sett sign sgnd forc comp term decl ended wdrn
    submit         subm  .    .    .    .    .    .    .    .    .    .     .
    accept         .     nego .    .    .    .    .    .    .    .    .     .
    return         .     draft .   .    .    .    .    .    .    .    .     .
    decline        .     decl .    .    .    .    .    .    .    .    .     .
    settle         .     .    sett .    .    .    .    .    .    .    .     .
    reopen         .     .    .    nego .    .    .    .    .    .    .     .
    issue          .     .    .    sign .    .    .    .    .    .    .     .
    refuse         .     .    .    .    nego .    .    .    .    .    .     .
    expire         .     .    .    .    nego .    .    .    .    .    .     .
    recall         .     .    .    .    nego .    .    .    .    .    .     .
    last-signature .     .    .    .    sgnd .    .    .    .    .    .     .
    start          .     .    .    .    .    forc .    .    .    .    .     .
    close          .     .    .    .    .    .    comp .    .    .    .     .
    terminate      .     .    .    .    .    .    term .    .    .    .     .
    vary           .     .    .    .    .    .    forc .    .    .    .     .
    withdraw       wdrn  wdrn wdrn wdrn wdrn .    .    .    .    .    .     .
    end            .     .    ended .   .    .    .    .    .    .    .     .
";

fn stage(short: &str) -> Stage {
    match short {
        "draft" => Stage::Draft,
        "subm" => Stage::Submitted,
        "nego" => Stage::Negotiating,
        "sett" => Stage::Settled,
        "sign" => Stage::Signing,
        "sgnd" => Stage::Signed,
        "forc" => Stage::InForce,
        "comp" => Stage::Completed,
        "term" => Stage::Terminated,
        "decl" => Stage::Declined,
        "ended" => Stage::Ended,
        "wdrn" => Stage::Withdrawn,
        other => panic!("no stage {other}"),
    }
}

fn refusal(stage: Stage, transition: Transition) -> String {
    next(stage, transition)
        .expect_err("this transition is refused")
        .words(&reference("KEN-1"))
}

#[test]
fn every_stage_and_transition_is_as_drawn() {
    let mut lines = DIAGRAM.lines().filter(|line| !line.trim().is_empty());
    let stages: Vec<Stage> = lines
        .next()
        .expect("a heading")
        .split_whitespace()
        .map(stage)
        .collect();
    assert_eq!(stages, Stage::ALL);
    let mut pairs = 0;
    let mut drawn = Vec::new();
    for line in lines {
        let mut cells = line.split_whitespace();
        let code = cells.next().expect("a transition");
        let transition = Transition::from_code(code).expect(code);
        drawn.push(transition);
        for (from, cell) in stages.iter().zip(cells) {
            let expected = (cell != ".").then(|| stage(cell));
            assert_eq!(next(*from, transition).ok(), expected, "{code} at {from}");
            pairs += 1;
        }
    }
    assert_eq!(drawn, Transition::ALL);
    assert_eq!(pairs, Stage::ALL.len() * Transition::ALL.len());
    println!("{pairs} pairs of stage and transition");
}

#[test]
fn every_transition_has_one_row() {
    assert_eq!(TRANSITIONS.len(), Transition::ALL.len());
    for transition in Transition::ALL {
        assert_eq!(transition.row().transition, *transition);
        assert!(!transition.row().from.is_empty());
    }
}

#[test]
fn who_makes_it_is_as_the_report_and_the_place_expect() {
    use Role::{Champion, DepartmentReviewer, Partner, PlaceLeader, ProgrammeOffice};
    let signatories = [PlaceLeader, Partner, Champion, DepartmentReviewer];
    for transition in Transition::ALL {
        let expected: &[Role] = match transition {
            Transition::Submit | Transition::Withdraw => &[PlaceLeader],
            Transition::Accept
            | Transition::Return
            | Transition::Decline
            | Transition::End
            | Transition::Close
            | Transition::Issue
            | Transition::Recall
            | Transition::Terminate => &[ProgrammeOffice],
            Transition::Settle => &[Champion],
            Transition::Reopen | Transition::Vary => &[PlaceLeader, Champion],
            Transition::Refuse | Transition::LastSignature => &signatories,
            Transition::Expire | Transition::Start => &[],
        };
        assert_eq!(transition.row().roles(), expected, "{transition}");
        assert_eq!(
            transition.row().by == By::Date,
            expected.is_empty(),
            "{transition}"
        );
    }
}

#[test]
fn whoever_stops_something_says_why() {
    let with_reason: Vec<_> = TRANSITIONS
        .iter()
        .filter(|row| row.needs_reason())
        .map(|row| row.transition.code())
        .collect();
    assert_eq!(
        with_reason,
        [
            "return",
            "decline",
            "reopen",
            "refuse",
            "recall",
            "close",
            "terminate",
            "vary",
            "end"
        ]
    );
}

#[test]
fn settling_and_signing_wait_for_what_the_rules_name() {
    let settle = Transition::Settle.row();
    for guard in [
        Guard::TermsAllClosed,
        Guard::RequirementKnown,
        Guard::CompletenessMustsHold,
        Guard::PartnersConfirmedAgain,
        Guard::NoBlockingBarrier,
    ] {
        assert!(settle.guards.contains(&guard), "{guard}");
    }
    assert_eq!(
        settle.unmet(|guard| guard != Guard::RequirementKnown),
        [Guard::RequirementKnown]
    );
    assert!(settle.unmet(|_| true).is_empty());
    let last = Transition::LastSignature.row();
    assert!(last.guards.contains(&Guard::MemorandaSigned));
    assert_eq!(
        Transition::Submit.row().guards,
        [
            Guard::CompletenessMustsHold,
            Guard::MemberAuthoritiesAccepted
        ]
    );
}

#[test]
fn every_guard_is_used_and_every_transition_writes_an_event_of_its_own() {
    for guard in Guard::ALL {
        assert!(
            TRANSITIONS.iter().any(|row| row.guards.contains(guard)),
            "{} guards nothing",
            guard.code()
        );
    }
    let mut written: Vec<EventKind> = TRANSITIONS.iter().map(|row| row.writes).collect();
    written.sort();
    written.dedup();
    assert_eq!(written.len(), TRANSITIONS.len());
}

#[test]
fn an_offer_that_has_ended_never_moves_again() {
    for stage in Stage::ALL.iter().filter(|stage| !stage.is_open()) {
        for transition in Transition::ALL {
            assert!(
                next(*stage, *transition).is_err(),
                "{transition} at {stage}"
            );
        }
    }
}

#[test]
fn a_refused_transition_says_why() {
    for (stage, transition, words) in [
        (
            Stage::Submitted,
            Transition::Submit,
            "KEN-1 has already been submitted.",
        ),
        (
            Stage::Negotiating,
            Transition::Return,
            "KEN-1 is being negotiated, so it can no longer be returned.",
        ),
        (
            Stage::Draft,
            Transition::Accept,
            "KEN-1 is a draft, so it cannot be accepted yet.",
        ),
        (
            Stage::Declined,
            Transition::Submit,
            "KEN-1 was declined, so it can no longer be submitted.",
        ),
        (
            Stage::Withdrawn,
            Transition::Withdraw,
            "KEN-1 has already been withdrawn.",
        ),
        (
            Stage::Signed,
            Transition::Withdraw,
            "KEN-1 has been signed, so it can no longer be withdrawn.",
        ),
        (
            Stage::Signed,
            Transition::Close,
            "KEN-1 has been signed, so it cannot be closed yet.",
        ),
        (
            Stage::InForce,
            Transition::Start,
            "KEN-1 is already in force.",
        ),
    ] {
        assert_eq!(refusal(stage, transition), words);
    }
    let here = next(Stage::Submitted, Transition::Settle).expect_err("too early");
    assert_eq!(
        here.to_string(),
        "This offer has been submitted, so it cannot be settled yet."
    );
}

#[test]
fn every_refusal_is_a_sentence() {
    let mut refused = 0;
    for stage in Stage::ALL {
        for transition in Transition::ALL {
            if next(*stage, *transition).is_ok() {
                continue;
            }
            let words = refusal(*stage, *transition);
            assert!(words.starts_with("KEN-1 "), "{words}");
            assert!(words.ends_with('.'), "{words}");
            assert!(!words.contains("  ") && !words.contains('{'), "{words}");
            refused += 1;
        }
    }
    println!("{refused} refusals in words");
}
