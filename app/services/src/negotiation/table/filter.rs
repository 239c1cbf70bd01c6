//! Which terms the table shows, and in which order.

use std::cmp::Reverse;

use domain::negotiation::{PartyId, Stance, TermState};

use super::row::{TermRow, Turns};

/// Which terms to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    /// Those on which the viewer’s own side or department has to act.
    Ours,
    Open,
    /// Those that somebody objects to.
    Objected,
    Agreed,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    #[default]
    Number,
    /// The longest waiting first; what waits for nobody last.
    Longest,
    /// By who has to act, and among theirs the longest waiting first.
    Turn,
}

/// What the table shows; the default is all, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermFilter {
    pub show: Show,
    pub sort: Sort,
    /// Only those on which this party has not said where it stands.
    pub waiting_for: Option<PartyId>,
}

impl Show {
    pub const ALL: &'static [Self] = &[
        Self::All,
        Self::Ours,
        Self::Objected,
        Self::Agreed,
        Self::Open,
    ];

    /// What stands in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Ours => "ours",
            Self::Open => "open",
            Self::Objected => "objected",
            Self::Agreed => "agreed",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Ours => "Waiting for us",
            Self::Open => "Open",
            Self::Objected => "Objected to",
            Self::Agreed => "Agreed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    pub(super) fn has(self, row: &TermRow) -> bool {
        match self {
            Self::All => true,
            Self::Ours => row.waits_for_us(),
            Self::Open => row.state == TermState::Open,
            Self::Objected => row
                .seats
                .iter()
                .filter_map(|seat| seat.stands.as_ref())
                .any(|stand| row.state == TermState::Open && stand.stance == Stance::Object),
            Self::Agreed => row.state == TermState::Agreed,
        }
    }
}

impl Sort {
    pub const ALL: &'static [Self] = &[Self::Number, Self::Longest, Self::Turn];

    /// What stands in an address.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Longest => "longest",
            Self::Turn => "turn",
        }
    }

    /// What people read.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Number => "Number",
            Self::Longest => "Longest waiting",
            Self::Turn => "Whose turn",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.code() == code)
    }

    fn put_in_order(self, rows: &mut [TermRow]) {
        let waits = |row: &TermRow| (row.since().is_none(), row.since(), row.number);
        match self {
            Self::Number => rows.sort_by_key(|row| row.number),
            Self::Longest => rows.sort_by_key(waits),
            Self::Turn => rows.sort_by_cached_key(|row| {
                let who = row.turns.first().map(Turns::who);
                (Reverse(who.is_some()), who, waits(row))
            }),
        }
    }
}

impl TermFilter {
    /// The rows that it lets through, in its order.
    pub(super) fn of(&self, rows: Vec<TermRow>) -> Vec<TermRow> {
        let awaited = |row: &TermRow| match &self.waiting_for {
            None => true,
            Some(party) => row
                .seats
                .iter()
                .any(|seat| seat.party.id == *party && seat.awaited.is_some()),
        };
        let mut rows: Vec<TermRow> = rows
            .into_iter()
            .filter(|row| self.show.has(row) && awaited(row))
            .collect();
        self.sort.put_in_order(&mut rows);
        rows
    }
}
