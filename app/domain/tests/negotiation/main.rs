//! The bargain over terms: who has to agree, what each act does in each state, and that nothing is ever agreed
//! without everybody.

#[path = "../support/mod.rs"]
mod support;

mod any_sequence;
mod merging;
mod parties;
mod proposing;
mod redline;
mod rules;
mod settling;
mod table;

use chrono::{DateTime, TimeDelta, Utc};
use domain::negotiation::{
    PartyId, Position, Said, Stance, Subject, Term, TermKind, Version, subjects,
};
use domain::offer::Proposal;
use domain::process::{OrganisationId, PersonId, Room};

/// Noon of the first day of the negotiation.
pub fn day(number: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_360_000_000, 0).expect("a time") + TimeDelta::days(number)
}

pub fn place() -> PartyId {
    PartyId::Place
}

pub fn department(code: &str) -> PartyId {
    PartyId::department(code)
}

pub fn someone() -> PersonId {
    PersonId::new("someone")
}

/// The terms of an offer, as acceptance makes them, led by Communities and Local Government.
pub fn terms(proposal: &Proposal) -> Vec<Term> {
    subjects(proposal)
        .into_iter()
        .zip(1..)
        .map(|(subject, number)| {
            let matters = subject.matters(proposal).into_iter().cloned().collect();
            let first = Version {
                number: 1,
                matters,
                by: someone(),
                at: day(0),
                reason: String::new(),
            };
            Term::new(number, subject, OrganisationId::new("clg"), first)
        })
        .collect()
}

/// The first term of this kind in the complete offer.
pub fn term(kind: TermKind) -> Term {
    terms(&support::complete())
        .into_iter()
        .find(|term| term.subject.kind == kind)
        .expect("the offer has one")
}

pub fn position(party: PartyId, version: u32, stance: Stance) -> Position {
    Position {
        party,
        version,
        opening: 0,
        room: Room::Joint,
        said: Said::new(stance, "because"),
        by: someone(),
        at: day(1),
    }
}

/// Everybody agrees to the current version.
pub fn agree_all(term: &mut Term) {
    let version = term.current.number;
    for party in term.parties() {
        if term
            .standing(&party.id)
            .is_none_or(|position| position.said.stance != Stance::Agree)
        {
            term.take_position(position(party.id, version, Stance::Agree))
                .expect("it may agree");
        }
    }
}

/// The same matters with one word changed.
pub fn changed(term: &Term) -> Vec<domain::offer::Kept> {
    let around = support::complete().around();
    let mut matters = term.current.matters.clone();
    let word = format!("Changed after version {}", term.current.number);
    let field = match term.subject.kind {
        TermKind::Scope | TermKind::Savings | TermKind::Budget | TermKind::Freedom => "title",
        TermKind::Outcome => "statement",
        TermKind::Sharing => "identified",
        TermKind::Governance => "board",
        TermKind::Assessment => "reporting",
    };
    let posted: domain::form::Posted = [(field, word.as_str())].into_iter().collect();
    matters
        .first_mut()
        .expect("a term holds a matter")
        .matter
        .read(&posted, &around);
    matters
}

/// A subject by its title, for stories.
pub fn titles(proposal: &Proposal) -> Vec<String> {
    subjects(proposal)
        .iter()
        .map(|subject: &Subject| subject.title(proposal))
        .collect()
}
