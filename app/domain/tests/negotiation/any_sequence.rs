//! Whatever people do, in whatever order: a term is agreed only when every required party agrees to what it says now.

use std::collections::BTreeMap;

use domain::negotiation::{PartyId, Stance, Term, TermKind, TermState};
use domain::process::{OrganisationId, Room};
use proptest::prelude::*;

use crate::{changed, day, department, place, position, someone, term};

#[derive(Clone, Debug)]
enum Act {
    Position {
        party: usize,
        stance: Stance,
        late: bool,
        room: Room,
    },
    Release {
        at: usize,
    },
    PutForward {
        late: bool,
    },
    Reopen,
    Withdraw,
    Refuse {
        party: usize,
    },
    Add {
        party: usize,
    },
    LetGo {
        party: usize,
    },
}

const CODES: [&str; 5] = ["hmt", "clg", "dh", "ho", "dwp"];

fn who(number: usize) -> PartyId {
    number
        .checked_sub(1)
        .map_or_else(place, |at| department(CODES[at % CODES.len()]))
}

fn act() -> impl Strategy<Value = Act> {
    let party = 0..=CODES.len();
    let stance = prop::sample::select(Stance::ALL.to_vec());
    let room = prop::sample::select(Room::ALL.to_vec());
    prop_oneof![
        8 => (party.clone(), stance, prop::bool::weighted(0.1), room)
            .prop_map(|(party, stance, late, room)| Act::Position { party, stance, late, room }),
        8 => party.clone().prop_map(|party| Act::Position {
            party, stance: Stance::Agree, late: false, room: Room::Joint,
        }),
        2 => (0_usize..12).prop_map(|at| Act::Release { at }),
        1 => prop::bool::weighted(0.2).prop_map(|late| Act::PutForward { late }),
        1 => Just(Act::Reopen),
        1 => Just(Act::Withdraw),
        1 => party.clone().prop_map(|party| Act::Refuse { party }),
        1 => party.clone().prop_map(|party| Act::Add { party }),
        1 => party.prop_map(|party| Act::LetGo { party }),
    ]
}

/// What each party last said aloud of what the term says now, kept by a bookkeeper that knows no rules of terms.
#[derive(Default)]
struct Heard(BTreeMap<PartyId, Stance>);

fn apply(term: &mut Term, heard: &mut Heard, act: &Act) {
    let version = term.current.number;
    match act {
        Act::Position {
            party,
            stance,
            late,
            room,
        } => {
            let at = if *late {
                version.saturating_sub(1)
            } else {
                version
            };
            let mut said = position(who(*party), at, *stance);
            said.room = *room;
            if term.take_position(said).is_ok() && *room == Room::Joint {
                heard.0.insert(who(*party), *stance);
            }
        }
        Act::Release { at } => {
            let told = term
                .positions
                .get(*at)
                .map(|position| (position.party.clone(), position.said.stance));
            if term.release_position(*at).is_ok()
                && let Some((party, stance)) = told
            {
                heard.0.insert(party, stance);
            }
        }
        Act::PutForward { late } => {
            let base = if *late { version + 1 } else { version };
            let matters = changed(term);
            if term
                .put_forward(base, matters, someone(), day(2), "Other words")
                .is_ok()
            {
                heard.0.clear();
            }
        }
        Act::Reopen => {
            if term.reopen("Think again").is_ok() {
                heard.0.clear();
            }
        }
        Act::Withdraw => drop(term.withdraw("Not needed")),
        Act::Refuse { party } => drop(term.refuse(&code(*party), "Cannot be done")),
        Act::Add { party } => drop(term.add_party(&code(*party), "It asked", day(2))),
        Act::LetGo { party } => drop(term.release_party(&code(*party))),
    }
}

fn code(number: usize) -> OrganisationId {
    OrganisationId::new(CODES[number % CODES.len()])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_is_agreed_without_everybody(
        kind in prop::sample::select(TermKind::ALL.to_vec()),
        acts in prop::collection::vec(act(), 1..60),
    ) {
        let mut term = term(kind);
        let mut heard = Heard::default();
        for act in &acts {
            let (state, said, before) = (term.state(), term.positions.len(), term.current.number);
            apply(&mut term, &mut heard, act);
            prop_assert!(term.positions.len() >= said, "what was said stays");
            prop_assert!(term.current.number == before || term.current.number == before + 1);
            if state == TermState::Agreed && !matches!(act, Act::Reopen) {
                prop_assert_eq!(term.state(), TermState::Agreed, "locked until reopened");
                prop_assert_eq!(term.current.number, before);
            }
            if term.state() == TermState::Agreed {
                for party in term.parties() {
                    let stance = heard.0.get(&party.id).copied();
                    let content = stance == Some(Stance::Agree)
                        || (stance == Some(Stance::NoInterest) && !party.is_required());
                    prop_assert!(content, "{:?} said {:?}", party, stance);
                }
            }
        }
    }
}
