//! Returns: when they are due, what they ask for, and what they add up to.

#[expect(dead_code, reason = "nothing is taken out of an offer here")]
#[path = "../support/mod.rs"]
mod support;

mod accounts;
mod any_ledger;
mod filling;
mod outcomes;
mod periods;
mod reviewing;
mod twice;

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::agreement::{Content, Force, ToFreeze};
use domain::delivery::returns::{
    Amount, EntryKind, Ledger, Part, PartCode, Period, Post, parts, periods,
};
use domain::money::{FinancialYear, Parameters, Pence};
use domain::negotiation::{Position, Said, Stance, Term, Version, subjects};
use domain::offer::{Kept, Matter, Proposal};
use domain::process::{OrganisationId, PersonId, Room};

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

/// Noon on the first day of the agreement, and so many days later.
pub fn at(days: i64) -> DateTime<Utc> {
    day("2013-04-01")
        .and_hms_opt(12, 0, 0)
        .expect("noon")
        .and_utc()
        + TimeDelta::days(days)
}

pub fn year(text: &str) -> FinancialYear {
    text.parse().expect(text)
}

/// Northshire’s agreement, everything in it agreed by everybody.
pub fn agreement() -> Content {
    frozen(&support::complete())
}

pub fn frozen(proposal: &Proposal) -> Content {
    let someone = || PersonId::new("someone");
    let terms: Vec<Term> = (subjects(proposal).into_iter().zip(1..))
        .map(|(subject, number)| {
            let first = Version {
                number: 1,
                matters: subject.matters(proposal).into_iter().cloned().collect(),
                by: someone(),
                at: at(-30),
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
                    by: someone(),
                    at: at(-30),
                })
                .expect("it may agree");
            }
            term
        })
        .collect();
    let partners: Vec<Kept> = (proposal.kept.iter())
        .filter(|kept| matches!(kept.matter, Matter::Partner(_)))
        .cloned()
        .collect();
    let to_freeze = ToFreeze {
        reference: &"NOR-1".parse().expect("a reference"),
        kind: proposal.kind,
        place: &OrganisationId::new("north"),
        place_name: "Northshire County Council",
        partners: &partners,
        terms: &terms,
        parameters: &Parameters::default(),
    };
    to_freeze.freeze().expect("everything is agreed")
}

pub fn force(content: &Content) -> Force {
    Force::of(&content.head, day("2013-03-01"))
}

pub fn first_period(content: &Content) -> Period {
    periods(&content.head, force(content))[0]
}

pub fn part(content: &Content, code: &str) -> Part {
    let code: PartCode = code.parse().expect(code);
    let mut all = parts(content, &first_period(content)).into_iter();
    all.find(|part| part.code == code).expect("the part")
}

/// A ledger with these amounts in it, as if said on the first day.
pub fn ledger(said: &[(EntryKind, &str, &str, &str, i32)]) -> Ledger {
    let mut ledger = Ledger::default();
    let mut funds = BTreeMap::new();
    funds.insert("police", "Advice grant");
    funds.insert("council", "General fund");
    for (kind, of, line, organisation, pounds) in said {
        let fund = match kind {
            EntryKind::PaidIn => funds[organisation].to_owned(),
            _ => String::new(),
        };
        let post = Post {
            kind: *kind,
            year: year(of),
            period: None,
            line: (*line).to_owned(),
            organisation: (*organisation).to_owned(),
            fund,
        };
        let amount = Pence::pounds(*pounds);
        ledger.record(vec![Amount { post, amount }], "", at(0));
    }
    ledger
}
