//! Proposals and versions as the domain knows them, read from their rows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::negotiation::{ChangeKind, ProposalState, Wording};
use domain::offer::{Kept, Key};
use domain::process::Room;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Refusal;
use crate::negotiation::load::count;
use crate::negotiation::open::OpenTerm;
use crate::offers::head::known;
use crate::store::negotiation::{self, ProposalColumn, ProposalRow, version};

/// A proposal with what its row needs to be answered.
pub(in crate::negotiation) struct Held {
    pub row: ProposalRow,
    pub room: Room,
    pub state: ProposalState,
    pub wording: Wording,
}

/// What a row says.
pub(in crate::negotiation) fn held(row: ProposalRow) -> Result<Held, Refusal> {
    Ok(Held {
        room: known(&row.room, Room::from_code)?,
        state: known(&row.state, ProposalState::from_code)?,
        wording: Wording {
            base: count(row.base)?,
            change: known(&row.change, ChangeKind::from_code)?,
            key: Key::new(row.matter_slug.as_str()),
            matter: serde_json::from_str(&row.content)?,
        },
        row,
    })
}

/// What these versions of a term said, by number. One statement.
pub(super) async fn versions(
    db: &impl ConnectionTrait,
    term_id: &str,
    numbers: impl IntoIterator<Item = u32>,
) -> Result<BTreeMap<u32, Vec<Kept>>, Refusal> {
    let rows: Vec<(i32, String)> = version::Entity::find()
        .select_only()
        .columns([version::Column::Number, version::Column::Matters])
        .filter(version::Column::TermId.eq(term_id))
        .filter(version::Column::Number.is_in(numbers))
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(number, matters)| Ok((count(number)?, serde_json::from_str(&matters)?)))
        .collect()
}

impl OpenTerm {
    /// The proposal for this term at this address. In a room that this hat does not see, there is none.
    pub(in crate::negotiation) async fn proposal(&self, slug: &str) -> Result<Held, Refusal> {
        let row = negotiation::proposals(&self.head.row.id, self.rooms)
            .filter(ProposalColumn::TermId.eq(self.tracked.id.as_str()))
            .filter(ProposalColumn::Slug.eq(slug))
            .one(self.act.db())
            .await?
            .ok_or(Refusal::NotFound)?;
        held(row)
    }

    /// What one version of the term said.
    pub(in crate::negotiation) async fn version_of(
        &self,
        number: u32,
    ) -> Result<Option<Vec<Kept>>, Refusal> {
        let term = &self.tracked.term;
        if number == term.current.number {
            return Ok(Some(term.current.matters.clone()));
        }
        let mut found = versions(self.act.db(), &self.tracked.id, [number]).await?;
        Ok(found.remove(&number))
    }
}

/// The version of a term that was put forward at this moment.
pub(super) async fn version_at(
    db: &impl ConnectionTrait,
    term_id: &str,
    moment: DateTime<Utc>,
) -> Result<Option<u32>, Refusal> {
    let number: Option<i32> = version::Entity::find()
        .select_only()
        .column(version::Column::Number)
        .filter(version::Column::TermId.eq(term_id))
        .filter(version::Column::At.eq(moment))
        .order_by_desc(version::Column::Number)
        .into_tuple()
        .one(db)
        .await?;
    number.map(count).transpose()
}
