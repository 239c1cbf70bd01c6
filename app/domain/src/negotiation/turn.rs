//! Whose turn it is on a term, so that at every moment one sees who holds up the deal.

use chrono::{DateTime, Utc};

use super::party::PartyId;
use super::position::Stance;
use super::term::{Term, TermState};

/// What a term waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn {
    /// A party has not said where it stands on the current version.
    Position {
        party: PartyId,
        since: DateTime<Utc>,
    },
    /// A party objects, or agrees only with other wording: the other side answers.
    Answer {
        to: PartyId,
        stance: Stance,
        red_line: bool,
        since: DateTime<Utc>,
    },
}

impl Turn {
    /// From when on it waits.
    pub const fn since(&self) -> DateTime<Utc> {
        match self {
            Self::Position { since, .. } | Self::Answer { since, .. } => *since,
        }
    }

    /// Whether the place has to act: for itself, or in answer to a department. Else Whitehall has.
    pub fn is_the_places(&self) -> bool {
        match self {
            Self::Position { party, .. } => *party == PartyId::Place,
            Self::Answer { to, .. } => *to != PartyId::Place,
        }
    }
}

/// Everything that keeps a term open, longest waiting first; nothing for one that is closed.
///
/// `opened` is when it was last reopened; nobody can have waited for longer, nor a department since before it was added.
pub fn turns(term: &Term, opened: Option<DateTime<Utc>>) -> Vec<Turn> {
    if term.state() != TermState::Open {
        return Vec::new();
    }
    let asked = opened.map_or(term.current.at, |opened| opened.max(term.current.at));
    let mut found: Vec<Turn> = term
        .parties()
        .into_iter()
        .filter_map(|party| {
            let Some(position) = term.standing(&party.id) else {
                let since = party.asked_since().map_or(asked, |added| added.max(asked));
                return Some(Turn::Position {
                    party: party.id,
                    since,
                });
            };
            match position.said.stance {
                Stance::Agree | Stance::NoInterest => None,
                stance @ (Stance::AgreeIf | Stance::Object) => Some(Turn::Answer {
                    to: party.id,
                    stance,
                    red_line: position.said.red_line,
                    since: position.at,
                }),
            }
        })
        .collect();
    found.sort_by_key(Turn::since);
    found
}
