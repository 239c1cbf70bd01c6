//! What happened to an offer, as a timeline. Each viewer sees the rooms that are theirs, without a gap.

mod choices;
mod filter;
mod whole;

use chrono::{DateTime, Utc};
use domain::process::{Act, Event, EventKind, Reference, Role, Room};
use sea_orm::{
    ConnectionTrait, FromQueryResult, JoinType, PaginatorTrait, QueryOrder, QuerySelect,
};

use super::head::known;
use super::sight::Seen;
use super::{Offers, Paging, Reached};
use crate::account::former;
use crate::store::{events, organisations, people};
use crate::{Refusal, Viewer};

pub use choices::Choices;
pub use filter::{By, HistoryFilter};
pub use whole::WholeHistory;

/// Who did what nobody did: the calendar, or the house at its start.
const HOUSE: &str = "The service";

/// One page of what happened, the newest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    /// The name the offer goes by now.
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub reached: Reached,
    pub entries: Vec<Entry>,
    pub page: u64,
    pub pages: u64,
    /// Of those that this viewer sees and asked for.
    pub total: u64,
    /// What can be asked for.
    pub choices: Choices,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub at: DateTime<Utc>,
    pub who: String,
    /// The hat they did it under.
    pub organisation: Option<String>,
    pub role: Option<Role>,
    /// Such as “Savings changed”.
    pub title: String,
    pub sentence: String,
    /// The reason that was given, or what changed.
    pub detail: Option<String>,
    pub room: Room,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    at: DateTime<Utc>,
    kind: String,
    room: String,
    role: Option<String>,
    payload: Option<String>,
    person_name: Option<String>,
    erased_at: Option<DateTime<Utc>>,
    organisation_name: Option<String>,
}

impl Offers<'_> {
    /// What happened to the offer, as far as this viewer may know.
    pub async fn history(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        filter: &HistoryFilter,
        paging: Paging,
    ) -> Result<Timeline, Refusal> {
        let seen = self.see(viewer, Act::ReadHistory, reference).await?;
        let db = self.services.read();
        let visible = visible(&seen);
        let choices = Choices::of(db, visible.clone()).await?;
        let wanted = filter.on(visible);
        let total = wanted.clone().count(db).await?;
        let newest = wanted.limit(paging.size()).offset(paging.offset());
        Ok(Timeline {
            entries: entries(db, newest).await?,
            page: paging.page(),
            pages: paging.pages(total),
            total,
            choices,
            reached: seen.head.reached(),
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }

    /// The same for a file to keep: all of it, to be read on in batches.
    pub async fn history_to_keep(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        filter: &HistoryFilter,
    ) -> Result<WholeHistory, Refusal> {
        let seen = self.see(viewer, Act::ReadHistory, reference).await?;
        let wanted = filter.on(visible(&seen));
        let reference = seen.head.reference;
        Ok(WholeHistory::new(self.services.clone(), reference, wanted))
    }
}

/// The events of the rooms that this viewer sees: all else is asked of these.
fn visible(seen: &Seen) -> events::SeenEvents {
    events::seen(&seen.head.row.id, seen.rooms())
}

/// The entries, the newest first.
async fn entries(
    db: &impl ConnectionTrait,
    wanted: events::SeenEvents,
) -> Result<Vec<Entry>, Refusal> {
    let rows = rows(db, wanted).await?;
    rows.into_iter().map(Entry::try_from).collect()
}

async fn rows(db: &impl ConnectionTrait, wanted: events::SeenEvents) -> Result<Vec<Row>, Refusal> {
    Ok(wanted
        .select_only()
        .columns([
            events::Column::Id,
            events::Column::At,
            events::Column::Kind,
            events::Column::Room,
            events::Column::Role,
            events::Column::Payload,
        ])
        .column_as(people::Column::Name, "person_name")
        .column(people::Column::ErasedAt)
        .column_as(organisations::Column::Name, "organisation_name")
        .join(JoinType::LeftJoin, events::person())
        .join(JoinType::LeftJoin, events::organisation())
        .order_by_desc(events::Column::At)
        .order_by_desc(events::Column::Id)
        .into_model()
        .all(db)
        .await?)
}

impl TryFrom<Row> for Entry {
    type Error = Refusal;

    fn try_from(row: Row) -> Result<Self, Refusal> {
        let kind = known(&row.kind, EventKind::from_code)?;
        // The texts of an event can be erased; that it happened cannot.
        let event = row
            .payload
            .as_deref()
            .map(serde_json::from_str::<Event>)
            .transpose()?;
        let role = row.role.as_deref().and_then(Role::from_code);
        let who = match (row.erased_at, role, &row.organisation_name) {
            (Some(_), Some(role), Some(organisation)) => former(role, organisation),
            _ => row.person_name.unwrap_or_else(|| HOUSE.to_owned()),
        };
        Ok(Self {
            at: row.at,
            organisation: row.organisation_name,
            role,
            title: event
                .as_ref()
                .map_or_else(|| kind.label().to_owned(), Event::words),
            sentence: event
                .as_ref()
                .map_or_else(|| kind.label().to_owned(), |event| event.sentence(&who)),
            detail: event.and_then(|event| event.detail()),
            room: known(&row.room, Room::from_code)?,
            who,
        })
    }
}
