//! An act with files: the offer’s row locked, the doer allowed, and only what the hat they wear sees within reach.

use chrono::{DateTime, Utc};
use domain::process::{Act, Event, Filed, Filing, Hat, OfferFacts, Reference, Room, Rooms};
use sea_orm::{ColumnTrait, QueryFilter};

use super::Files;
use crate::Refusal;
use crate::act::{ActTx, Doer};
use crate::offers::head::{Head, known};
use crate::store::files::{self, FileColumn, FileRow};

pub(super) struct Open {
    pub act: ActTx,
    pub head: Head,
    pub facts: OfferFacts,
    pub hat: Hat,
    pub rooms: Rooms,
}

impl Files<'_> {
    pub(super) async fn begin(
        self,
        doer: &Doer,
        act: Act,
        reference: &Reference,
    ) -> Result<Open, Refusal> {
        let offers = self.services.offers();
        let (open, facts) = offers.open_knowing(doer, act, reference, None).await?;
        let hat = doer.hat().cloned().ok_or(Refusal::SignIn)?;
        Ok(Open {
            rooms: Rooms::of(&hat, &facts),
            act: open.act,
            head: open.head,
            facts,
            hat,
        })
    }
}

impl Open {
    /// The file at this address. In a room that this hat does not see, there is none.
    pub async fn file(&self, slug: &str) -> Result<FileRow, Refusal> {
        files::seen(&self.head.row.id, self.rooms, self.head.row.submitted_at)
            .filter(FileColumn::Slug.eq(slug))
            .one(self.act.db())
            .await?
            .ok_or(Refusal::NotFound)
    }

    pub fn record(&mut self, step: Filing) -> Result<(), Refusal> {
        let event = Event::Filing(step);
        self.act.record(&self.head.row.id, &event).map(drop)
    }
}

/// The file as an event names it. What the other side does not read yet is told to the place alone.
pub(super) fn filed(row: &FileRow, submitted_at: Option<DateTime<Utc>>) -> Result<Filed, Refusal> {
    let room = if is_held_back(row, submitted_at) {
        Room::Place
    } else {
        known(&row.room, Room::from_code)?
    };
    Ok(Filed {
        room,
        place: row.place.parse().map_err(Refusal::broken)?,
        name: row.name.clone(),
        sha256: row.sha256.clone(),
    })
}

/// Whether it is part of a draft that was not submitted since.
pub(super) fn is_held_back(row: &FileRow, submitted_at: Option<DateTime<Utc>>) -> bool {
    row.drafted && submitted_at.is_none_or(|submitted| row.attached_at > submitted)
}
