//! The documents read back: their words, their structure, their bytes.

#[path = "../../../domain/tests/support/mod.rs"]
#[expect(dead_code, reason = "the tests of `domain` take things out as well")]
mod support;

mod agreement;
mod brief;
mod hostile;
mod reading;
mod redline;
mod word;

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use documents::Issued;
use domain::agreement::{Capacity, Content, Digest, Named, Signatory, SigningParty, ToFreeze};
use domain::money::Parameters;
use domain::negotiation::{Position, Said, Stance, Term, Version, subjects};
use domain::offer::{Kept, Matter, MatterKind, Proposal};
use domain::process::{OrganisationId, PersonId, Reference, Room};

const VERIFY_AT: &str = "https://single-offer.example/agreements/NOR-1/verify";

/// A quarter past nine on 4 February 2013, and so many days later.
pub fn moment(days: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_359_969_300, 0).expect("a time") + TimeDelta::days(days)
}

/// The agreement of a whole offer.
pub fn agreement() -> Content {
    frozen(&support::complete())
}

/// One of sixty terms.
pub fn sixty() -> Content {
    let mut offer = support::complete();
    for number in 0..53 {
        let key = format!("freedom{number}");
        let title = format!("Lift the ringfence of grant {number}");
        support::add(
            &mut offer,
            &key,
            MatterKind::Freedom,
            &[
                ("title", title.as_str()),
                ("kind", "ringfence-removed"),
                ("category", "collaboration"),
                ("departments", "dwp"),
                (
                    "barrier",
                    "The grant pays for one office only, and each office keeps its own desk, its own lease and \
                             its own manager, whoever comes to it. Two thirds of the people who come have been to \
                             another one before.",
                ),
                ("available", "not-yet"),
                ("from", "1 April 2013"),
                ("outcomes", "visit"),
                ("lines", "desks"),
            ],
        );
    }
    frozen(&offer)
}

pub fn frozen(proposal: &Proposal) -> Content {
    let at = moment(-30);
    let terms: Vec<Term> = (subjects(proposal).into_iter().zip(1..))
        .map(|(subject, number)| {
            let first = Version {
                number: 1,
                matters: subject.matters(proposal).into_iter().cloned().collect(),
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
    let partners: Vec<Kept> = (proposal.kept.iter())
        .filter(|kept| matches!(kept.matter, Matter::Partner(_)))
        .cloned()
        .collect();
    let reference: Reference = "NOR-1".parse().expect("a reference");
    ToFreeze {
        reference: &reference,
        kind: proposal.kind,
        place: &OrganisationId::new("north"),
        place_name: "Northshire County Council",
        partners: &partners,
        terms: &terms,
        parameters: &Parameters::default(),
    }
    .freeze()
    .expect("everything is agreed")
}

pub fn digest(content: &Content) -> Digest {
    content.seal().expect("it can be sealed").digest
}

/// Who is asked to sign; the approver comes first, wherever they stand.
pub static ASKED: LazyLock<Vec<Signatory>> = LazyLock::new(|| {
    let one = |party: SigningParty, capacity, name: &str, office: &str| {
        Signatory::new(party, "anybody", capacity, Named::new(name, name, office))
    };
    let treasury = SigningParty::treasury();
    vec![
        one(
            SigningParty::Place,
            Capacity::Signer,
            "Áine <Leader>",
            "Leader of the council & mayor",
        ),
        one(
            treasury.clone(),
            Capacity::Signer,
            "Theo",
            "Chief Secretary",
        )
        .at_step(2),
        one(
            treasury,
            Capacity::Approver,
            "Dora",
            "Director of public spending",
        ),
    ]
});

/// As it was issued on the first day.
pub fn issued(content: &Content) -> Issued<'_> {
    Issued {
        content,
        digest: digest(content),
        signatories: &ASKED,
        verify_at: VERIFY_AT,
        issued_at: moment(0),
    }
}

/// The letters without the gaps between them, nor the places where a word may break.
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '\u{200B}')
        .collect()
}

/// All that an agreement says, chapter by chapter, with their numbers.
pub fn said(content: &Content) -> String {
    let chapters = content.chapters();
    let all = chapters.iter().zip(1..).flat_map(|(laid, number)| {
        [format!("{number}. {}", laid.chapter.label())]
            .into_iter()
            .chain(laid.texts().into_iter().map(str::to_owned))
    });
    letters(&all.collect::<String>())
}
