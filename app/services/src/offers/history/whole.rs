//! All of a history, a batch at a time, so that none is too long for the memory or for one answer of the database.

use chrono::{DateTime, Utc};
use domain::process::Reference;
use sea_orm::{ColumnTrait, Condition, QueryFilter, QuerySelect};

use super::{Entry, rows};
use crate::store::events;
use crate::{Refusal, Services};

/// Entries read at a time.
const BATCH: u64 = 500;

/// What one viewer may know of an offer, the newest first. What happens while it is read on stands before its
/// beginning, so that nothing of it comes twice and nothing is left out.
pub struct WholeHistory {
    /// The name the offer goes by now.
    pub reference: Reference,
    services: Services,
    wanted: events::SeenEvents,
    /// The last entry that was read; none before the first.
    last: Option<(DateTime<Utc>, String)>,
    ended: bool,
}

impl WholeHistory {
    pub(super) fn new(
        services: Services,
        reference: Reference,
        wanted: events::SeenEvents,
    ) -> Self {
        Self {
            reference,
            services,
            wanted,
            last: None,
            ended: false,
        }
    }

    /// The next entries; none after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<Entry>>, Refusal> {
        if self.ended {
            return Ok(None);
        }
        let mut wanted = self.wanted.clone().limit(BATCH);
        if let Some((at, id)) = &self.last {
            wanted = wanted.filter(
                Condition::any().add(events::Column::At.lt(*at)).add(
                    Condition::all()
                        .add(events::Column::At.eq(*at))
                        .add(events::Column::Id.lt(id.as_str())),
                ),
            );
        }
        let batch = rows(self.services.read(), wanted).await?;
        self.ended = u64::try_from(batch.len()).is_ok_and(|read| read < BATCH);
        self.last = batch.last().map(|row| (row.at, row.id.clone()));
        batch
            .into_iter()
            .map(Entry::try_from)
            .collect::<Result<_, _>>()
            .map(Some)
    }
}
