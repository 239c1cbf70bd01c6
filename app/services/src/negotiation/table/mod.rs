//! The champion’s table: every term with where its parties stand, whose turn it is, and what blocks the offer.
//! Four statements, however many terms and parties there are.

mod filter;
mod row;

use std::collections::BTreeMap;

use domain::negotiation::{PartyId, TermState};
use domain::process::{Act, Hat, Reference, Stage};

use super::Negotiation;
use super::blocks::Blocking;
use super::names::PartyName;
use super::staffed::has_nobody;
use super::whole::Whole;
use crate::offers::sight::Seen;
use crate::offers::{Entered, Paging};
use crate::{Refusal, Viewer};

pub use filter::{Show, Sort, TermFilter};
pub use row::{Seat, Stand, TermRow, Turns};

use row::Eye;

/// The terms of an offer, as somebody sees them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermTable {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub stage: Stage,
    /// Whether it was accepted, and so has terms.
    pub negotiated: bool,
    pub champion: Option<String>,
    /// Those that the filter lets through, a page of them.
    pub rows: Vec<TermRow>,
    pub page: u64,
    pub pages: u64,
    /// How many terms each choice of the filter shows.
    pub counts: Counts,
    /// What blocks the offer, while it is negotiated.
    pub blocking: Vec<Blocking>,
    /// Departments that have to agree to a term, and for which nobody could.
    pub nobody_yet: Vec<PartyName>,
    /// Everybody who has to agree to something, the place first.
    pub parties: Vec<PartyName>,
    /// The party that the worn hat speaks for.
    pub own: Option<PartyId>,
    /// Whether anything can wait for the worn hat.
    pub takes_part: bool,
    /// What this viewer may do with the offer now, under one of their hats.
    pub may: Vec<Act>,
}

/// Of how many terms what is true.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub all: usize,
    pub ours: usize,
    pub open: usize,
    pub objected: usize,
    pub agreed: usize,
}

impl Counts {
    fn of(rows: &[TermRow]) -> Self {
        let count = |show: Show| rows.iter().filter(|row| show.has(row)).count();
        Self {
            all: count(Show::All),
            ours: count(Show::Ours),
            open: count(Show::Open),
            objected: count(Show::Objected),
            agreed: count(Show::Agreed),
        }
    }

    /// How many terms this choice shows.
    pub const fn shown_by(&self, show: Show) -> usize {
        match show {
            Show::All => self.all,
            Show::Ours => self.ours,
            Show::Open => self.open,
            Show::Objected => self.objected,
            Show::Agreed => self.agreed,
        }
    }
}

impl TermTable {
    /// Whether this viewer may do this now.
    pub fn may(&self, act: Act) -> bool {
        self.may.contains(&act)
    }
}

impl Negotiation<'_> {
    /// The table of terms. `hat` is the one that is worn: it says whose turn is “ours”.
    ///
    /// # Errors
    /// Not found where none of the viewer’s hats sees the offer; `WrongStage` before there are terms.
    pub async fn table(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        filter: &TermFilter,
        paging: Paging,
    ) -> Result<TermTable, Refusal> {
        let offers = self.services.offers();
        let entered = offers.enter(viewer, Act::ReadTerms, reference).await?;
        self.table_of(entered, hat, filter, paging).await
    }

    /// The same of an offer that was entered to read its terms. Three statements.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn table_of(
        &self,
        entered: Entered,
        hat: Option<&Hat>,
        filter: &TermFilter,
        paging: Paging,
    ) -> Result<TermTable, Refusal> {
        let Entered { seen, staffed, .. } = entered;
        let may = seen.may();
        let whole = seen.whole(self.services.read()).await?;
        let Seen { head, facts, .. } = seen;
        let eye = Eye::of(hat, &facts, &head.place_name, &staffed);
        let rows = rows(&eye, whole.as_ref());
        let blocking = match (&whole, head.stage) {
            (Some(whole), Stage::Negotiating) => whole.blocking(&head, self.services.today())?,
            _ => Vec::new(),
        };
        let counts = Counts::of(&rows);
        let parties = everybody(&rows);
        let nobody_yet = parties
            .iter()
            .filter(|party| has_nobody(&party.id, &staffed))
            .filter(|party| is_asked(&rows, &party.id))
            .cloned()
            .collect();
        let rows = filter.of(rows);
        let total = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        Ok(TermTable {
            rows: rows
                .into_iter()
                .skip(usize::try_from(paging.offset()).unwrap_or(usize::MAX))
                .take(usize::try_from(paging.size()).unwrap_or(usize::MAX))
                .collect(),
            page: paging.page(),
            pages: paging.pages(total),
            counts,
            blocking,
            nobody_yet,
            parties,
            own: eye.own.clone(),
            takes_part: eye.takes_part(),
            may,
            negotiated: whole.is_some(),
            reference: head.reference,
            title: head.row.title,
            place_name: head.place_name,
            stage: head.stage,
            champion: head.champion,
        })
    }
}

fn rows(eye: &Eye<'_>, whole: Option<&Whole>) -> Vec<TermRow> {
    let Some(whole) = whole else {
        return Vec::new();
    };
    whole
        .terms
        .iter()
        .map(|tracked| {
            let mut row = eye.row(tracked);
            row.barriers = whole
                .barriers
                .iter()
                .filter(|(_, barrier)| barrier.blocks(row.number))
                .map(|(slug, barrier)| (barrier.what.clone(), slug.clone()))
                .collect();
            row
        })
        .collect()
}

/// Each party once, the place first, the others by what people call them.
fn everybody(rows: &[TermRow]) -> Vec<PartyName> {
    let parties: BTreeMap<(bool, &str), &PartyName> = rows
        .iter()
        .flat_map(|row| &row.seats)
        .map(|seat| {
            let party = &seat.party;
            ((party.id != PartyId::Place, party.short.as_str()), party)
        })
        .collect();
    parties.into_values().cloned().collect()
}

/// Whether an open term asks this party.
fn is_asked(rows: &[TermRow], party: &PartyId) -> bool {
    rows.iter()
        .filter(|row| row.state == TermState::Open)
        .flat_map(|row| &row.seats)
        .any(|seat| seat.party.id == *party)
}
