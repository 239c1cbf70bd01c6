//! What blocks the deal: everything that has to happen before the champion can settle the terms.

use super::barrier::Barrier;
use super::party::PartyId;
use super::position::Stance;
use super::term::{Term, TermState};
use super::turn::{Turn, turns};
use crate::offer::{Finding, Verdict, findings};

/// One thing that stands between the offer and its settlement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A term is open, and waits for these.
    Term {
        number: u32,
        title: String,
        waits_for: Vec<Turn>,
    },
    /// A barrier stands in the way of terms.
    Barrier { what: String, terms: Vec<u32> },
    /// Something that every offer must have is missing in the current versions.
    Missing(Finding),
    /// The saving required of all areas is not known, so nobody can say what is additional (7.15).
    RequirementUnknown,
    /// A member authority, or a partner whose money changed, has not confirmed again.
    PartnerToConfirm { name: String },
}

/// What the rest of the offer says about settling.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub verdicts: &'a [Verdict],
    pub requirement_known: bool,
    /// Names of those that have to confirm again.
    pub to_confirm: &'a [String],
}

/// Everything that blocks settling: open terms by number, then barriers, then the rest. Nothing where the
/// champion can settle.
pub fn blocks(terms: &[(Term, String)], barriers: &[Barrier], around: &Around<'_>) -> Vec<Block> {
    let open = terms
        .iter()
        .filter(|(term, _)| term.state() == TermState::Open)
        .map(|(term, title)| Block::Term {
            number: term.number,
            title: title.clone(),
            waits_for: turns(term, None),
        });
    let standing = barriers.iter().filter_map(|barrier| {
        let blocked: Vec<u32> = terms
            .iter()
            .map(|(term, _)| term)
            // What was withdrawn or refused needs nothing out of its way.
            .filter(|term| matches!(term.state(), TermState::Open | TermState::Agreed))
            .map(|term| term.number)
            .filter(|number| barrier.blocks(*number))
            .collect();
        (!blocked.is_empty()).then(|| Block::Barrier {
            what: barrier.what.clone(),
            terms: blocked,
        })
    });
    let missing = findings(around.verdicts)
        .into_iter()
        .cloned()
        .map(Block::Missing);
    let unknown = (!around.requirement_known).then_some(Block::RequirementUnknown);
    let partners = around
        .to_confirm
        .iter()
        .map(|name| Block::PartnerToConfirm { name: name.clone() });
    open.chain(standing)
        .chain(missing)
        .chain(unknown)
        .chain(partners)
        .collect()
}

impl Block {
    /// What blocks, in a sentence. `name` names a department.
    pub fn words(&self, name: impl Fn(&PartyId) -> String) -> String {
        match self {
            Self::Term {
                number,
                title,
                waits_for,
            } => {
                let who: Vec<String> = waits_for.iter().map(|turn| wait(turn, &name)).collect();
                format!("Term {number}, {title}: {}.", list(&who))
            }
            Self::Barrier { what, terms } => {
                let terms: Vec<String> = terms.iter().map(ToString::to_string).collect();
                let noun = if terms.len() == 1 { "term" } else { "terms" };
                format!("A barrier still blocks {noun} {}: {what}", list(&terms))
            }
            Self::Missing(finding) => finding.words.clone(),
            Self::RequirementUnknown => {
                "The saving required of all areas is not known yet, so nobody can say what is additional."
                    .to_owned()
            }
            Self::PartnerToConfirm { name } => {
                format!("{name} has not confirmed again what changed for it.")
            }
        }
    }
}

fn wait(turn: &Turn, name: impl Fn(&PartyId) -> String) -> String {
    match turn {
        Turn::Position { party, .. } => format!("{} has not said where it stands", name(party)),
        Turn::Answer {
            to,
            stance,
            red_line,
            ..
        } => {
            let name = name(to);
            let said = match stance {
                Stance::AgreeIf => format!("{name} agrees only with other wording"),
                Stance::Object => format!("{name} objects"),
                Stance::Agree | Stance::NoInterest => format!("{name} has answered"),
            };
            if *red_line {
                format!("{said}, as a red line")
            } else {
                said
            }
        }
    }
}

/// `one, two and three`.
fn list(parts: &[String]) -> String {
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
    }
}
