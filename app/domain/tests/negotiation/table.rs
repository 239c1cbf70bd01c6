//! Every act on a term, in every state, by every party that it has.

use domain::negotiation::{PartyId, Refusal, Stance, Term, TermKind, TermState};
use domain::process::OrganisationId;

use crate::{agree_all, changed, day, position, someone, term};

/// A term of this kind in this state; none where the kind cannot come to it.
fn in_state(kind: TermKind, state: TermState) -> Option<Term> {
    let mut term = term(kind);
    match state {
        TermState::Open => {}
        TermState::Agreed => agree_all(&mut term),
        TermState::Withdrawn => term.withdraw("Not needed").ok()?,
        TermState::Refused => {
            let owner = departments(&term).into_iter().next()?;
            term.refuse(&owner, "Cannot be done").ok()?;
        }
    }
    assert_eq!(term.state(), state);
    Some(term)
}

fn departments(term: &Term) -> Vec<OrganisationId> {
    term.parties()
        .into_iter()
        .filter_map(|party| match party.id {
            PartyId::Place => None,
            PartyId::Department(id) => Some(id),
        })
        .collect()
}

/// Why a state lets nothing happen but reopening.
fn closed(state: TermState) -> Option<Refusal> {
    match state {
        TermState::Open => None,
        TermState::Agreed => Some(Refusal::Locked),
        TermState::Withdrawn => Some(Refusal::Withdrawn),
        TermState::Refused => Some(Refusal::Refused),
    }
}

#[test]
fn every_act_in_every_state() {
    let mut tried = 0;
    for kind in TermKind::ALL {
        for state in TermState::ALL {
            let Some(before) = in_state(*kind, *state) else {
                continue;
            };
            let version = before.current.number;
            let mut check = |act: &str, result: Result<(), Refusal>, open: Result<(), Refusal>| {
                tried += 1;
                let expected = closed(*state).map_or(open, Err);
                assert_eq!(result, expected, "{act} a term on {kind} that is {state}");
            };
            for party in before.parties() {
                for stance in Stance::ALL {
                    let mut term = before.clone();
                    let said = position(party.id.clone(), version, *stance);
                    let open = if *stance == Stance::NoInterest {
                        Err(Refusal::RequiredParty)
                    } else {
                        Ok(())
                    };
                    check("take a position on", term.take_position(said), open);
                }
            }
            let stranger = PartyId::department("decc");
            check(
                "speak as a stranger on",
                before
                    .clone()
                    .take_position(position(stranger, version, Stance::Agree)),
                Err(Refusal::NotAParty),
            );
            check(
                "put forward a version of",
                before
                    .clone()
                    .put_forward(version, changed(&before), someone(), day(2), "Better")
                    .map(|_| ()),
                Ok(()),
            );
            check(
                "withdraw",
                before.clone().withdraw("Not needed"),
                if kind.can_be_withdrawn() {
                    Ok(())
                } else {
                    Err(Refusal::CannotBeWithdrawn)
                },
            );
            for department in departments(&before) {
                check(
                    "refuse",
                    before.clone().refuse(&department, "Cannot be done"),
                    if kind.can_be_refused() {
                        Ok(())
                    } else {
                        Err(Refusal::CannotBeRefused)
                    },
                );
                check(
                    "add again to",
                    before.clone().add_party(&department, "Once more", day(2)),
                    Err(Refusal::AlreadyAParty),
                );
                check(
                    "let go from",
                    before.clone().release_party(&department),
                    Err(Refusal::RequiredParty),
                );
            }
            check(
                "add a department to",
                before
                    .clone()
                    .add_party(&OrganisationId::new("decc"), "It asked", day(2)),
                Ok(()),
            );
            tried += 1;
            let reopened = before.clone().reopen("Think again");
            let expected = match state {
                TermState::Open => Err(Refusal::StillOpen),
                TermState::Agreed | TermState::Withdrawn | TermState::Refused => Ok(()),
            };
            assert_eq!(
                reopened, expected,
                "reopen a term on {kind} that is {state}"
            );
        }
    }
    assert!(tried > 250, "{tried} cases");
}
