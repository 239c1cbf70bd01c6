//! Who has to agree to which term.

use domain::negotiation::{TermKind, Why, subjects};
use domain::offer::Matter;
use domain::process::{Hat, OrganisationId, Role};

use crate::{department, place, support, term, terms, titles};

#[test]
fn an_offer_turns_into_numbered_terms_in_the_order_people_read() {
    let offer = support::complete();
    let kinds: Vec<TermKind> = subjects(&offer)
        .iter()
        .map(|subject| subject.kind)
        .collect();
    let mut sorted = kinds.clone();
    sorted.sort_unstable();
    assert_eq!(kinds, sorted);
    for kind in TermKind::ALL {
        assert!(
            kinds.contains(kind),
            "the complete offer has a term on {kind}"
        );
    }
    let numbers: Vec<u32> = terms(&offer).iter().map(|term| term.number).collect();
    assert_eq!(
        numbers,
        (1..=u32::try_from(kinds.len()).expect("few")).collect::<Vec<_>>()
    );
    assert!(titles(&offer).iter().all(|title| !title.is_empty()));
    // Every negotiable matter is in exactly one term, and savings are one commitment.
    let held: usize = terms(&offer)
        .iter()
        .map(|term| term.current.matters.len())
        .sum();
    let negotiable = offer
        .kept
        .iter()
        .filter(|kept| TermKind::of(kept.matter.kind()).is_some())
        .count();
    assert_eq!(held, negotiable);
    assert_eq!(
        term(TermKind::Savings).current.matters.len(),
        offer.lines().count() + offer.investments().count()
    );
}

#[test]
fn each_kind_of_term_asks_those_that_the_rules_name() {
    for term in terms(&support::complete()) {
        let parties = term.parties();
        assert_eq!(parties[0].id, place(), "{:?}", term.subject);
        let departments: Vec<_> = parties[1..].iter().collect();
        assert!(!departments.is_empty(), "{:?}", term.subject);
        let owners = |codes: &[String], why: Why| {
            if codes.is_empty() {
                vec![(department("clg"), Why::Leads)]
            } else {
                codes
                    .iter()
                    .map(|code| (department(code), why.clone()))
                    .collect()
            }
        };
        let expected = match (term.subject.kind, &term.current.matters[0].matter) {
            (TermKind::Freedom, Matter::Freedom(freedom)) => {
                owners(&freedom.departments, Why::OwnsFreedom)
            }
            (TermKind::Budget, Matter::Budget(budget)) => {
                owners(&budget.funding_departments, Why::Funds)
            }
            (TermKind::Outcome, Matter::Outcome(outcome)) => {
                owners(&outcome.departments, Why::OwnsPolicy)
            }
            (TermKind::Savings | TermKind::Sharing, _) => {
                vec![(department("hmt"), Why::GuardsMoney)]
            }
            _ => vec![(department("clg"), Why::Leads)],
        };
        let found: Vec<_> = departments
            .iter()
            .map(|party| (party.id.clone(), party.why.clone()))
            .collect();
        assert_eq!(found, expected, "{:?}", term.subject);
    }
}

#[test]
fn what_no_department_owns_the_lead_department_answers_for() {
    let mut freedom = term(TermKind::Freedom);
    if let Matter::Freedom(freedom) = &mut freedom.current.matters[0].matter {
        freedom.departments.clear();
    }
    let parties = freedom.parties();
    assert_eq!(parties.len(), 2);
    assert_eq!(parties[1].id, department("clg"));
    assert_eq!(parties[1].why, Why::Leads);
}

#[test]
fn new_owners_in_a_new_version_become_parties_by_themselves() {
    let mut freedom = term(TermKind::Freedom);
    let mut matters = freedom.current.matters.clone();
    if let Matter::Freedom(freedom) = &mut matters[0].matter {
        freedom.departments = vec!["dh".to_owned(), "ho".to_owned(), "dh".to_owned()];
    }
    freedom
        .put_forward(
            1,
            matters,
            crate::someone(),
            crate::day(2),
            "Health owns it too",
        )
        .expect("put forward");
    let ids: Vec<_> = freedom
        .parties()
        .into_iter()
        .map(|party| party.id)
        .collect();
    assert_eq!(ids, vec![place(), department("dh"), department("ho")]);
}

#[test]
fn nobody_speaks_for_another() {
    let kent = OrganisationId::new("kent");
    let hat = |organisation: &str, role| Hat::new("somebody", organisation, role);
    for role in Role::ALL {
        assert_eq!(
            place().is_spoken_for_by(&hat("kent", *role), &kent),
            *role == Role::PlaceLeader
        );
        assert!(!place().is_spoken_for_by(&hat("leicester", *role), &kent));
        assert_eq!(
            department("hmt").is_spoken_for_by(&hat("hmt", *role), &kent),
            *role == Role::DepartmentReviewer
        );
        assert!(
            !department("hmt").is_spoken_for_by(&hat("dh", *role), &kent),
            "Health does not agree for the Treasury"
        );
    }
}

#[test]
fn savings_and_sharing_are_bargained_over_even_where_nothing_stands_there_yet() {
    let mut offer = support::complete();
    for key in ["desks", "fit-out"] {
        support::remove(&mut offer, key);
    }
    let savings = terms(&offer)
        .into_iter()
        .find(|term| term.subject.kind == TermKind::Savings)
        .expect("a term on savings");
    assert_eq!(savings.current.matters, vec![]);
    assert_eq!(savings.parties()[1].id, department("hmt"));
}
