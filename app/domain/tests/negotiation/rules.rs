//! What each act does, told as short stories.

use domain::negotiation::{Closing, Refusal, Stance, TermKind, TermState, Turn, turns};
use domain::process::{OrganisationId, Room};

use crate::{agree_all, changed, day, department, place, position, someone, term};

#[test]
fn a_term_is_agreed_when_everybody_agrees_to_the_current_version() {
    let mut sharing = term(TermKind::Sharing);
    assert_eq!(sharing.state(), TermState::Open);
    sharing
        .take_position(position(place(), 1, Stance::Agree))
        .expect("the place agrees");
    assert_eq!(sharing.state(), TermState::Open);
    sharing
        .take_position(position(department("hmt"), 1, Stance::Agree))
        .expect("the Treasury agrees");
    assert_eq!(sharing.state(), TermState::Agreed);
    // Locked: not even the same party can go back on it without reopening.
    assert_eq!(
        sharing.take_position(position(place(), 1, Stance::Object)),
        Err(Refusal::Locked)
    );
}

#[test]
fn a_new_version_asks_everybody_again_and_keeps_what_they_said() {
    let mut outcome = term(TermKind::Outcome);
    outcome
        .take_position(position(place(), 1, Stance::Agree))
        .expect("agrees");
    let matters = changed(&outcome);
    assert_eq!(
        outcome.put_forward(1, matters, someone(), day(3), "Clearer"),
        Ok(2)
    );
    assert_eq!(outcome.standing(&place()), None, "asked again");
    assert_eq!(outcome.last_agreed(&place()), Some(1));
    assert_eq!(outcome.positions.len(), 1, "still in sight");
    assert_eq!(
        outcome.take_position(position(place(), 1, Stance::Agree)),
        Err(Refusal::NotCurrent { current: 2 })
    );
    let again = outcome.current.matters.clone();
    assert_eq!(
        outcome.put_forward(1, again.clone(), someone(), day(3), "Late"),
        Err(Refusal::NotCurrent { current: 2 })
    );
    assert_eq!(
        outcome.put_forward(2, again, someone(), day(3), "The same"),
        Err(Refusal::NothingChanged)
    );
}

#[test]
fn a_condition_asks_for_wording_and_an_objection_for_a_reason() {
    let mut sharing = term(TermKind::Sharing);
    for stance in [Stance::AgreeIf, Stance::Object] {
        let mut silent = position(place(), 1, stance);
        silent.said.words = " \n".to_owned();
        assert!(matches!(
            sharing.take_position(silent),
            Err(Refusal::WordsNeeded(_))
        ));
        sharing
            .take_position(position(place(), 1, stance))
            .expect("with words it may");
        assert_eq!(sharing.state(), TermState::Open);
    }
}

#[test]
fn no_interest_frees_only_whom_the_champion_added() {
    let mut budget = term(TermKind::Governance);
    let health = OrganisationId::new("dh");
    assert_eq!(
        budget.add_party(&health, " ", day(1)),
        Err(Refusal::ReasonNeeded)
    );
    budget
        .add_party(&health, "Its inspectors are named", day(1))
        .expect("added");
    assert_eq!(
        budget.add_party(&health, "Again", day(1)),
        Err(Refusal::AlreadyAParty)
    );
    assert_eq!(
        budget.take_position(position(department("clg"), 1, Stance::NoInterest)),
        Err(Refusal::RequiredParty)
    );
    budget
        .take_position(position(department("dh"), 1, Stance::NoInterest))
        .expect("it was only added");
    agree_all_but(&mut budget, &department("dh"));
    assert_eq!(budget.state(), TermState::Agreed);
}

fn agree_all_but(term: &mut domain::negotiation::Term, but: &domain::negotiation::PartyId) {
    let version = term.current.number;
    for party in term.parties() {
        if party.id != *but {
            term.take_position(position(party.id, version, Stance::Agree))
                .expect("agrees");
        }
    }
}

#[test]
fn only_whom_the_champion_added_can_be_let_go() {
    let mut scope = term(TermKind::Scope);
    let health = OrganisationId::new("dh");
    assert_eq!(scope.release_party(&health), Err(Refusal::NotAParty));
    assert_eq!(
        scope.release_party(&OrganisationId::new("clg")),
        Err(Refusal::RequiredParty)
    );
    scope.add_party(&health, "It asked", day(1)).expect("added");
    assert_eq!(scope.parties().len(), 3);
    scope.release_party(&health).expect("let go");
    assert_eq!(scope.parties().len(), 2);
}

#[test]
fn a_position_in_a_private_room_counts_once_it_is_released() {
    let mut savings = term(TermKind::Savings);
    savings
        .take_position(position(place(), 1, Stance::Agree))
        .expect("agrees");
    let mut private = position(department("hmt"), 1, Stance::Agree);
    private.room = Room::Whitehall;
    savings.take_position(private).expect("noted");
    assert_eq!(savings.state(), TermState::Open);
    assert_eq!(savings.standing(&department("hmt")), None);
    savings.release_position(1).expect("released");
    assert_eq!(savings.state(), TermState::Agreed);
    assert_eq!(
        savings.positions[1].room,
        Room::Whitehall,
        "the trace stays"
    );
}

#[test]
fn a_private_position_on_a_former_version_cannot_be_released() {
    let mut savings = term(TermKind::Savings);
    let mut private = position(department("hmt"), 1, Stance::Agree);
    private.room = Room::Whitehall;
    savings.take_position(private).expect("noted");
    let matters = changed(&savings);
    savings
        .put_forward(1, matters, someone(), day(2), "Lower")
        .expect("put forward");
    assert_eq!(
        savings.release_position(0),
        Err(Refusal::NotCurrent { current: 2 })
    );
}

#[test]
fn reopening_asks_everybody_again_on_the_same_version() {
    let mut scope = term(TermKind::Scope);
    assert_eq!(scope.reopen("Why not"), Err(Refusal::StillOpen));
    agree_all(&mut scope);
    assert_eq!(scope.reopen(""), Err(Refusal::ReasonNeeded));
    scope.reopen("The area has changed").expect("reopened");
    assert_eq!(scope.state(), TermState::Open);
    assert_eq!(scope.current.number, 1);
    assert_eq!(scope.standing(&place()), None);
    agree_all(&mut scope);
    assert_eq!(scope.state(), TermState::Agreed);
}

#[test]
fn what_stands_as_it_was_signed_is_locked_until_it_is_reopened() {
    let mut scope = term(TermKind::Scope);
    agree_all(&mut scope);
    let agreed = scope.clone();
    scope.stand_as_signed();
    assert_eq!(scope, agreed, "what everybody agreed to needs nothing more");
    scope.reopen("A variation names it").expect("reopened");
    scope.stand_as_signed();
    assert_eq!(scope.state(), TermState::Agreed);
    assert_eq!(scope.closing, Some(Closing::Signed));
    assert!(turns(&scope, None).is_empty());
    assert_eq!(scope.withdraw("No"), Err(Refusal::Locked));
    scope
        .reopen("Another variation names it")
        .expect("reopened");
    assert_eq!(scope.closing, None);
    assert_eq!(scope.state(), TermState::Open);
}

#[test]
fn without_scope_savings_and_sharing_there_is_no_deal() {
    for kind in TermKind::ALL {
        let mut term = term(*kind);
        let withdrawn = term.withdraw("We can do without");
        match kind {
            TermKind::Scope | TermKind::Savings | TermKind::Sharing => {
                assert_eq!(withdrawn, Err(Refusal::CannotBeWithdrawn));
            }
            TermKind::Outcome
            | TermKind::Budget
            | TermKind::Freedom
            | TermKind::Governance
            | TermKind::Assessment => {
                assert_eq!(withdrawn, Ok(()));
                assert_eq!(term.state(), TermState::Withdrawn);
                assert_eq!(turns(&term, None), vec![], "nobody has to act any more");
            }
        }
    }
}

#[test]
fn only_an_owner_refuses_a_freedom() {
    let mut freedom = term(TermKind::Freedom);
    let owner = freedom
        .parties()
        .into_iter()
        .find_map(|party| match party.id {
            domain::negotiation::PartyId::Department(id) => Some(id),
            domain::negotiation::PartyId::Place => None,
        })
        .expect("somebody owns it");
    let stranger = OrganisationId::new("defra");
    assert_eq!(freedom.refuse(&stranger, "No"), Err(Refusal::NotItsOwner));
    freedom
        .add_party(&stranger, "Asked for its view", day(1))
        .expect("added");
    assert_eq!(
        freedom.refuse(&stranger, "No"),
        Err(Refusal::NotItsOwner),
        "being asked is not owning"
    );
    assert_eq!(freedom.refuse(&owner, " "), Err(Refusal::ReasonNeeded));
    freedom
        .refuse(&owner, "The law has no room for it")
        .expect("refused");
    assert_eq!(freedom.state(), TermState::Refused);
    assert!(matches!(&freedom.closing, Some(Closing::Refused { by, .. }) if *by == owner));
    assert_eq!(
        freedom.take_position(position(place(), 1, Stance::Agree)),
        Err(Refusal::Refused)
    );
    freedom.reopen("The law is changing").expect("reopened");
    assert_eq!(freedom.state(), TermState::Open);
}

#[test]
fn at_every_moment_one_sees_whose_turn_it_is() {
    let mut sharing = term(TermKind::Sharing);
    let waiting = turns(&sharing, None);
    assert_eq!(
        waiting,
        vec![
            Turn::Position {
                party: place(),
                since: day(0)
            },
            Turn::Position {
                party: department("hmt"),
                since: day(0)
            },
        ]
    );
    let mut objection = position(department("hmt"), 1, Stance::Object);
    objection.said.red_line = true;
    objection.at = day(5);
    sharing.take_position(objection).expect("objects");
    let waiting = turns(&sharing, None);
    assert_eq!(waiting.len(), 2);
    assert_eq!(
        waiting[0],
        Turn::Position {
            party: place(),
            since: day(0)
        }
    );
    assert_eq!(
        waiting[1],
        Turn::Answer {
            to: department("hmt"),
            stance: Stance::Object,
            red_line: true,
            since: day(5)
        }
    );
    assert!(waiting.iter().all(Turn::is_the_places));
    agree_all(&mut sharing);
    assert_eq!(turns(&sharing, None), vec![]);
    sharing.reopen("Once more").expect("reopened");
    assert!(
        turns(&sharing, Some(day(9)))
            .iter()
            .all(|turn| turn.since() == day(9))
    );
}

/// The moment from which the department that was added waits: when the version was put forward, the term reopened
/// and the department added, each on a day of its own.
#[test]
fn a_department_that_was_added_waits_since_then() {
    // Put forward, reopened, added, and so waiting since.
    let table = [
        (0, None, Some(3), 3),
        (0, None, None, 0),
        (5, None, Some(3), 5),
        (0, Some(4), Some(3), 4),
        (0, Some(2), Some(3), 3),
        (5, Some(4), None, 5),
    ];
    for (put_forward, reopened, added, since) in table {
        let mut scope = term(TermKind::Scope);
        let health = OrganisationId::new("dh");
        scope.current.at = day(put_forward);
        scope
            .add_party(&health, "It asked", day(added.unwrap_or(9)))
            .expect("added");
        if added.is_none() {
            forget_when(&mut scope);
        }
        let case = format!("{put_forward} {reopened:?} {added:?}");
        let opened = reopened.map(day);
        let waiting = turns(&scope, opened);
        let of = |id| waiting.iter().find(|turn| is_asked(turn, &id));
        let theirs = of(department("dh")).expect("it is asked");
        assert_eq!(theirs.since(), day(since), "{case}");
        let others = reopened.map_or(put_forward, |day| put_forward.max(day));
        let places = of(place()).expect("the place is asked");
        assert_eq!(places.since(), day(others), "{case}");
    }
}

/// As the department was kept before anybody noted when it was added.
fn forget_when(term: &mut domain::negotiation::Term) {
    let kept = r#"[{"id":{"department":"dh"},"why":{"added":{"reason":"It asked"}}}]"#;
    term.added = serde_json::from_str(kept).expect("what was kept is read");
}

fn is_asked(turn: &Turn, id: &domain::negotiation::PartyId) -> bool {
    matches!(turn, Turn::Position { party, .. } if party == id)
}
