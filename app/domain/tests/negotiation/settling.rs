//! What blocks the deal, in sentences, and what a barrier does.

use chrono::NaiveDate;
use domain::form::{Entry, Posted};
use domain::negotiation::{
    Around, Barrier, BarrierStatus, Block, PartyId, Stance, Surroundings, Term, TermKind, blocks,
};
use domain::offer::Key;
use domain::process::department as find_department;

use crate::{agree_all, department, place, position, support, terms};

const NOTHING: Around = Around {
    verdicts: &[],
    requirement_known: true,
    to_confirm: &[],
};

fn titled(terms: Vec<Term>) -> Vec<(Term, String)> {
    let offer = support::complete();
    terms
        .into_iter()
        .map(|term| {
            let title = term.subject.title(&offer);
            (term, title)
        })
        .collect()
}

fn name(party: &PartyId) -> String {
    match party {
        PartyId::Place => "Kent".to_owned(),
        PartyId::Department(id) => find_department(id.as_str())
            .map_or_else(|| id.to_string(), |department| department.short.to_owned()),
    }
}

#[test]
fn an_offer_can_be_settled_when_every_term_is_closed() {
    let mut terms = titled(terms(&support::complete()));
    assert_eq!(blocks(&terms, &[], &NOTHING).len(), terms.len());
    for (term, _) in &mut terms {
        if term.subject.kind == TermKind::Freedom {
            term.withdraw("Every place has it now").expect("withdrawn");
        } else {
            agree_all(term);
        }
    }
    assert_eq!(blocks(&terms, &[], &NOTHING), vec![]);
}

#[test]
fn what_blocks_is_said_in_sentences() {
    let mut terms = titled(terms(&support::complete()));
    terms.retain(|(term, _)| term.subject.kind == TermKind::Sharing);
    let number = terms[0].0.number;
    let said = blocks(&terms, &[], &NOTHING)[0].words(name);
    assert_eq!(
        said,
        format!(
            "Term {number}, Sharing of savings: Kent has not said where it stands and Treasury has not said where it stands."
        )
    );
    let mut objection = position(department("hmt"), 1, Stance::Object);
    objection.said.red_line = true;
    terms[0].0.take_position(objection).expect("objects");
    terms[0]
        .0
        .take_position(position(place(), 1, Stance::Agree))
        .expect("agrees");
    let said = blocks(&terms, &[], &NOTHING)[0].words(name);
    assert_eq!(
        said,
        format!("Term {number}, Sharing of savings: Treasury objects, as a red line.")
    );
}

#[test]
fn the_rest_of_the_offer_blocks_too() {
    let to_confirm = ["Kent Police".to_owned()];
    let around = Around {
        verdicts: &[],
        requirement_known: false,
        to_confirm: &to_confirm,
    };
    let found = blocks(&[], &[], &around);
    assert_eq!(
        found,
        vec![
            Block::RequirementUnknown,
            Block::PartnerToConfirm {
                name: "Kent Police".to_owned()
            }
        ]
    );
    assert_eq!(
        found[1].words(name),
        "Kent Police has not confirmed again what changed for it."
    );
}

#[test]
fn a_barrier_blocks_agreed_terms_until_it_is_out_of_the_way() {
    let mut terms = titled(terms(&support::complete()));
    for (term, _) in &mut terms {
        agree_all(term);
    }
    let freedom = terms
        .iter()
        .position(|(term, _)| term.subject.kind == TermKind::Freedom)
        .expect("a freedom");
    let number = terms[freedom].0.number;
    let mut barrier = Barrier {
        what: "Records cannot be shared".to_owned(),
        blocks: vec![number.to_string()],
        ..Barrier::default()
    };
    let found = blocks(&terms, std::slice::from_ref(&barrier), &NOTHING);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0].words(name),
        format!("A barrier still blocks term {number}: Records cannot be shared")
    );
    for status in BarrierStatus::ALL {
        barrier.status = Some(*status);
        let blocked = !blocks(&terms, std::slice::from_ref(&barrier), &NOTHING).is_empty();
        assert_eq!(blocked, status.stands(), "{status}");
    }
    barrier.status = None;
    terms[freedom]
        .0
        .reopen("Not needed after all")
        .expect("open");
    terms[freedom].0.withdraw("Not needed").expect("withdrawn");
    assert_eq!(
        blocks(&terms, &[barrier], &NOTHING),
        vec![],
        "nothing is in the way of what was withdrawn"
    );
}

#[test]
fn a_barrier_is_filled_in_like_a_matter_and_late_by_its_date() {
    let offer = support::complete();
    let terms = terms(&offer);
    let around = Surroundings::of(
        &offer,
        terms.iter().map(|term| (term.number, &term.subject)),
    );
    let mut barrier = Barrier::default();
    let posted: Posted = [
        ("what", "Two systems that do not speak to each other"),
        ("owner", "dh"),
        ("due", "soon"),
        ("blocks", "1"),
        ("blocks", "99"),
        ("puts-at-risk", "desks"),
        ("status", "trial"),
        ("steps-count", "1"),
        ("steps-0-on", "1 February 2013"),
        ("steps-0-what", "Asked the supplier"),
    ]
    .into_iter()
    .collect();
    barrier.read(&posted, &around);
    assert_eq!(barrier.blocks, vec!["1"], "there is no term 99");
    assert!(barrier.blocks(1) && !barrier.blocks(2));
    assert!(barrier.puts_at_risk(&Key::new("desks")));
    assert_eq!(
        barrier.sheet(&around).problems().len(),
        1,
        "the date is kept as typed"
    );
    let day = |day| NaiveDate::from_ymd_opt(2013, 2, day).expect("a day");
    assert!(!barrier.is_late(day(28)), "no date, not late");
    barrier.due = Entry::Is(day(10));
    assert!(!barrier.is_late(day(10)));
    assert!(barrier.is_late(day(11)));
    barrier.status = Some(BarrierStatus::Removed);
    assert!(!barrier.is_late(day(11)) && !barrier.blocks(1));
    let again: Barrier =
        serde_json::from_str(&serde_json::to_string(&barrier).expect("JSON")).expect("read");
    assert_eq!(again, barrier);
}
