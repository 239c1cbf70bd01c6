//! An offer at a glance, for its brief: how far each term has come, who is waited for, and which red lines this viewer
//! may know of.

use domain::negotiation::TermState;
use domain::process::{Act, Hat, Reference, Room, Rooms};

use super::load::terms;
use super::{Negotiation, PartyName, Progress, TermFilter, TermRow};
use crate::offers::{OfferView, Paging};
use crate::{Refusal, Viewer};

/// What a brief is made of.
#[derive(Clone, Debug)]
pub struct Glance {
    pub offer: OfferView,
    /// Nothing for an offer that was never accepted.
    pub bargain: Option<Bargained>,
}

/// How far the bargain has come.
#[derive(Clone, Debug)]
pub struct Bargained {
    pub progress: Progress,
    /// By number.
    pub rows: Vec<TermRow>,
    pub red_lines: Vec<RedLine>,
}

/// What a party will not move on, in a room that the viewer reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedLine {
    pub term: u32,
    pub party: PartyName,
    pub words: String,
    pub room: Room,
}

/// As many terms as are read at once.
const A_PAGE: u64 = 100;

impl Negotiation<'_> {
    /// The offer with how far its terms have come. `hat` is the one that is worn.
    ///
    /// # Errors
    /// Not found where none of the viewer’s hats sees the offer.
    pub async fn at_a_glance(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
    ) -> Result<Glance, Refusal> {
        let offer = self.services.offers().read(viewer, reference).await?;
        let bargain = match self.progress(viewer, &offer).await? {
            Some(progress) if offer.may(Act::ReadTerms) => {
                let rows = self.every_row(viewer, hat, &offer).await?;
                Some(Bargained {
                    progress,
                    red_lines: self.red_lines(viewer, &offer, &rows).await?,
                    rows,
                })
            }
            _ => None,
        };
        Ok(Glance { offer, bargain })
    }

    async fn every_row(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        offer: &OfferView,
    ) -> Result<Vec<TermRow>, Refusal> {
        let mut rows = Vec::new();
        for page in 1.. {
            let filter = TermFilter::default();
            let paging = Paging::of(page, A_PAGE);
            let table = self
                .table(viewer, hat, &offer.reference, &filter, paging)
                .await?;
            rows.extend(table.rows);
            if page >= table.pages {
                break;
            }
        }
        rows.sort_by_key(|row| row.number);
        Ok(rows)
    }

    /// Red lines on what is still open, with their words. Two statements.
    async fn red_lines(
        &self,
        viewer: &Viewer,
        offer: &OfferView,
        rows: &[TermRow],
    ) -> Result<Vec<RedLine>, Refusal> {
        let rooms = Rooms::of_any(&viewer.hats(), &offer.facts);
        let db = self.services.read();
        let terms = terms(db, &offer.id, &offer.proposal, rooms, None).await?;
        let mut found = Vec::new();
        for row in rows.iter().filter(|row| row.state == TermState::Open) {
            let term = terms.iter().find(|one| one.term.number == row.number);
            let positions = term.map_or(&[][..], |one| &one.term.positions);
            for seat in &row.seats {
                let joint = seat.stands.iter().map(|stand| (Room::Joint, stand));
                let private = seat.private.iter().map(|(room, stand)| (*room, stand));
                for (room, stand) in joint.chain(private).filter(|(_, stand)| stand.red_line) {
                    let said = positions.iter().find(|one| {
                        one.room == room && one.party == seat.party.id && one.at == stand.at
                    });
                    found.push(RedLine {
                        term: row.number,
                        party: seat.party.clone(),
                        words: said.map(|one| one.said.words.clone()).unwrap_or_default(),
                        room,
                    });
                }
            }
        }
        Ok(found)
    }
}
