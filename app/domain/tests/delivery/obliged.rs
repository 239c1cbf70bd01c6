//! What the agreement of Northshire obliges to, and what a variation makes of it.

use std::collections::BTreeSet;

use domain::agreement::{Content, Force, ToFreeze};
use domain::delivery::{Laid, Obligation, ObligationKind, PLACE, obligations, reconcile};
use domain::money::Parameters;
use domain::negotiation::{Position, Said, Stance, Term, Version, subjects};
use domain::offer::{Kept, Matter, Proposal};
use domain::process::{OrganisationId, PersonId, Room, Side};

use crate::date;
use crate::support::{complete, type_into};

fn frozen(offer: &Proposal, earlier: &[Content], varied: &[u32]) -> Content {
    let at = chrono::DateTime::from_timestamp(1_359_979_200, 0).expect("a time");
    let terms: Vec<Term> = (subjects(offer).into_iter().zip(1..))
        .map(|(subject, number)| {
            let first = Version {
                number: 1,
                matters: subject.matters(offer).into_iter().cloned().collect(),
                by: PersonId::new("someone"),
                at,
                reason: String::new(),
            };
            let mut term = Term::new(number, subject, OrganisationId::new("clg"), first);
            for party in term.parties() {
                term.take_position(Position {
                    party: party.id,
                    version: term.current.number,
                    opening: term.openings,
                    room: Room::Joint,
                    said: Said::new(Stance::Agree, ""),
                    by: PersonId::new("someone"),
                    at,
                })
                .expect("it may agree");
            }
            term
        })
        .collect();
    let partners: Vec<Kept> = (offer.kept.iter())
        .filter(|kept| matches!(kept.matter, Matter::Partner(_)))
        .cloned()
        .collect();
    let to_freeze = ToFreeze {
        reference: &"NOR-1".parse().expect("a reference"),
        kind: offer.kind,
        place: &OrganisationId::new("north"),
        place_name: "Northshire County Council",
        partners: &partners,
        terms: &terms,
        parameters: &Parameters::default(),
    };
    match earlier {
        [] => to_freeze.freeze().expect("is frozen"),
        earlier => to_freeze
            .vary(earlier, varied, "The grant has ended")
            .expect("is varied"),
    }
}

fn force(content: &Content) -> Force {
    Force::of(&content.head, date("2013-02-04"))
}

fn owed(content: &Content) -> Vec<Obligation> {
    obligations(content, force(content))
}

fn one<'a>(all: &'a [Obligation], id: &str) -> &'a Obligation {
    let ids: Vec<&str> = all.iter().map(|one| one.id.as_str()).collect();
    all.iter()
        .find(|one| one.id == id)
        .unwrap_or_else(|| panic!("{id} is not in {ids:?}"))
}

#[test]
fn everything_that_is_promised_by_a_day_and_nothing_twice() {
    let content = frozen(&complete(), &[], &[]);
    let all = owed(&content);
    let count = |kind: ObligationKind| all.iter().filter(|one| one.kind == kind).count();
    assert_eq!(count(ObligationKind::Target), 3);
    assert_eq!(count(ObligationKind::Saving), 3);
    assert_eq!(count(ObligationKind::Contribution), 6);
    assert_eq!(count(ObligationKind::Freedom), 1);
    assert_eq!(count(ObligationKind::Report), 2);
    let ids: BTreeSet<&str> = all.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), all.len());
    assert!(all.is_sorted_by_key(|one| one.due));
    assert!(all.iter().all(|one| one.due <= content.head.ends_on));
}

#[test]
fn each_with_its_owner_its_day_and_where_it_comes_from() {
    let content = frozen(&complete(), &[], &[]);
    let all = owed(&content);
    let measure = content.measures[0].id.as_str();

    let target = one(&all, &format!("target:{measure}:2014-15"));
    assert_eq!(target.title, "Claims in one visit, 2014-15");
    assert_eq!(target.promised, "45 % of claims");
    assert_eq!(target.due, date("2015-03-31"));
    assert_eq!(target.owner.name, "Northshire County Council");
    assert_eq!(
        target.outcome.as_ref().expect("an outcome").as_str(),
        "visit"
    );

    let saving = one(&all, "saving:desks:2014-15");
    assert_eq!(saving.promised, "£1,200,000 to £1,600,000");
    assert_eq!(one(&all, "saving:desks:2013-14").promised, "£500,000");

    let put_in = one(&all, "contribution:fund:police:advice-grant:2013-14");
    assert_eq!(
        put_in.title,
        "Contribution to Hub fund from Advice grant, 2013-14"
    );
    assert_eq!(put_in.promised, "£1,000,000");
    assert_eq!(
        (put_in.owner.name.as_str(), put_in.owner.side),
        ("Northshire Police", Side::Place)
    );

    let freedom = one(&all, "freedom:ringfence:dwp");
    assert_eq!(freedom.due, date("2013-04-01"));
    assert_eq!(freedom.owner.side, Side::Whitehall);
    assert_eq!(freedom.owner.department().expect("one").as_str(), "dwp");

    let interim = one(&all, "report:interim");
    assert_eq!(
        (interim.due, interim.owner.code.as_str()),
        (date("2014-04-01"), PLACE)
    );
    assert_eq!(one(&all, "report:final").due, date("2016-03-31"));
    // Each leads back to a term of the agreement.
    for obligation in &all {
        let term = obligation.term.expect("a term");
        assert!(content.term(term).is_some(), "{}", obligation.id);
    }
}

#[test]
fn signed_late_a_freedom_is_owed_from_the_day_it_can_be() {
    let content = frozen(&complete(), &[], &[]);
    let late = Force::of(&content.head, date("2013-05-17"));
    let all = obligations(&content, late);
    assert_eq!(one(&all, "freedom:ringfence:dwp").due, date("2013-05-17"));
    assert_eq!(one(&all, "report:interim").due, date("2014-05-17"));
    let on_a_leap_day = Force {
        since: date("2012-02-29"),
        ..late
    };
    let all = obligations(&content, on_a_leap_day);
    assert_eq!(one(&all, "report:interim").due, date("2013-02-28"));
    // Of an agreement that is over within the year there is the final report alone.
    let short = Force {
        until: date("2014-03-31"),
        ..late
    };
    let all = obligations(&content, short);
    assert!(all.iter().all(|one| one.id != "report:interim"));
}

#[test]
fn a_variation_leaves_ids_alone_and_says_what_it_changed() {
    let mut offer = complete();
    let first = frozen(&offer, &[], &[]);
    let before = owed(&first);
    let laid = |is_agreed: bool| {
        before.iter().map(move |obligation| Laid {
            obligation,
            is_agreed,
        })
    };
    assert!(reconcile(laid(true), owed(&first)).is_nothing());

    let of_savings = one(&before, "saving:desks:2013-14").term.expect("a term");
    type_into(
        &mut offer,
        "desks",
        &[
            ("title", "Desks, shared"),
            ("low-2013-14", "0.4m"),
            ("high-2013-14", "0.4m"),
            ("low-2015-16", "0"),
            ("high-2015-16", "0"),
        ],
    );
    let second = frozen(&offer, std::slice::from_ref(&first), &[of_savings]);
    let found = reconcile(laid(true), owed(&second));
    let ids = |all: &[Obligation]| all.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    assert_eq!(found.new, []);
    assert_eq!(
        ids(&found.changed),
        ["saving:desks:2013-14", "saving:desks:2014-15"]
    );
    assert_eq!(found.gone, ["saving:desks:2015-16"]);
    assert_eq!(found.changed[0].promised, "£400,000");

    // What had not been agreed for a while is again: a change of what was laid, and nothing new.
    let back = reconcile(laid(false), owed(&first));
    assert_eq!(
        (back.new.len(), back.changed.len(), back.gone.len()),
        (0, before.len(), 0)
    );
    let fresh = reconcile([], owed(&first));
    assert_eq!((fresh.new.len(), fresh.changed.len()), (before.len(), 0));
}
