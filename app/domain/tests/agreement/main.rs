//! The agreement: frozen, signed, in force, varied and ended.

#[path = "../support/mod.rs"]
mod support;

mod any_sequence;
mod canonical;
mod chapters;
mod content;
mod ending;
mod force;
mod issuing;
mod parties;
mod sheet_table;
mod signing;
mod varying;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::agreement::{
    Bound, Capacity, Content, Moment, Named, Signatory, SigningParty, ToFreeze, ToSign,
};
use domain::money::Parameters;
use domain::negotiation::{Position, Said, Stance, Term, Version, subjects};
use domain::offer::{Kept, Matter, Proposal};
use domain::process::{Hat, OrganisationId, PersonId, Reference, Role, Room};

/// Noon in London on the first day of signing, 4 February 2013, and so many days later.
pub fn moment(days: i64) -> Moment {
    let at = DateTime::from_timestamp(1_359_979_200, 0).expect("a time") + TimeDelta::days(days);
    Moment {
        at,
        today: at.date_naive(),
    }
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().expect(text)
}

pub fn reference() -> Reference {
    "NOR-1".parse().expect("a reference")
}

/// The terms of an offer as acceptance makes them, each agreed by everybody.
pub fn agreed(proposal: &Proposal) -> Vec<Term> {
    let mut terms = opened(proposal);
    for term in &mut terms {
        agree(term);
    }
    terms
}

pub fn opened(proposal: &Proposal) -> Vec<Term> {
    let at = Utc::now_in_the_story();
    (subjects(proposal).into_iter().zip(1..))
        .map(|(subject, number)| {
            let first = Version {
                number: 1,
                matters: subject.matters(proposal).into_iter().cloned().collect(),
                by: PersonId::new("someone"),
                at,
                reason: String::new(),
            };
            Term::new(number, subject, OrganisationId::new("clg"), first)
        })
        .collect()
}

/// Everybody agrees to what a term says now.
pub fn agree(term: &mut Term) {
    for party in term.parties() {
        term.take_position(Position {
            party: party.id,
            version: term.current.number,
            opening: term.openings,
            room: Room::Joint,
            said: Said::new(Stance::Agree, ""),
            by: PersonId::new("someone"),
            at: Utc::now_in_the_story(),
        })
        .expect("it may agree");
    }
}

/// The story has a time of its own.
trait InTheStory {
    fn now_in_the_story() -> DateTime<Utc>;
}

impl InTheStory for Utc {
    fn now_in_the_story() -> DateTime<Utc> {
        moment(-30).at
    }
}

pub fn partners(proposal: &Proposal) -> Vec<Kept> {
    let all = proposal.kept.iter();
    all.filter(|kept| matches!(kept.matter, Matter::Partner(_)))
        .cloned()
        .collect()
}

/// Asks a question of what is to be frozen.
pub fn with_terms<T>(
    proposal: &Proposal,
    terms: &[Term],
    ask: impl FnOnce(&ToFreeze<'_>) -> T,
) -> T {
    ask(&ToFreeze {
        reference: &reference(),
        kind: proposal.kind,
        place: &OrganisationId::new("north"),
        place_name: "Northshire County Council",
        partners: &partners(proposal),
        terms,
        parameters: &Parameters::default(),
    })
}

/// The agreement of this offer, everything in it agreed.
pub fn frozen(proposal: &Proposal) -> Content {
    let terms = agreed(proposal);
    with_terms(proposal, &terms, |to_freeze| to_freeze.freeze()).expect("everything is agreed")
}

/// The first version of Northshire’s agreement.
pub fn first() -> Content {
    frozen(&support::complete())
}

/// The same with other words in the pooled budget, and so another memorandum.
pub fn other() -> Content {
    let mut offer = support::complete();
    support::type_into(&mut offer, "fund", &[("leaving", "A year's notice.")]);
    frozen(&offer)
}

/// Who would sign for a party: its role, its organisation, and a person.
pub fn somebody(party: &SigningParty) -> (Role, String, Named) {
    match party {
        SigningParty::Place => (
            Role::PlaceLeader,
            "north".to_owned(),
            Named::new("margaret", "Margaret", "Leader of the council"),
        ),
        SigningParty::Partner(key) => (
            Role::Partner,
            format!("north-{key}"),
            Named::new(key.as_str(), "Pat", "Chief constable"),
        ),
        SigningParty::Department(id) => (
            Role::DepartmentReviewer,
            id.to_string(),
            Named::new(
                id.as_str(),
                format!("Minister of {id}"),
                "Minister of State",
            ),
        ),
    }
}

pub fn signatory(party: &SigningParty) -> Signatory {
    let (_, organisation, named) = somebody(party);
    Signatory::new(party.clone(), organisation, Capacity::Signer, named)
}

/// The hat under which they sign.
pub fn hat(party: &SigningParty) -> Hat {
    let (role, organisation, named) = somebody(party);
    Hat::new(named.person, organisation, role)
}

/// One signer for each party, thirty days to sign.
pub fn everybody(parties: &[Bound]) -> ToSign {
    ToSign {
        signatories: parties
            .iter()
            .map(|bound| signatory(&bound.party))
            .collect(),
        last_day: moment(30).today,
    }
}

pub fn department(code: &str) -> SigningParty {
    SigningParty::Department(OrganisationId::new(code))
}
