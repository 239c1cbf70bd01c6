//! Terms as the domain knows them, read from their rows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::negotiation::{PartyId, Position, Said, Stance, Subject, Term, TermKind, Version};
use domain::offer::{Key, Proposal};
use domain::process::{Room, Rooms};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, RelationDef, Select, sea_query::Expr,
};

use super::names::in_brief;
use crate::Refusal;
use crate::offers::head::known;
use crate::store::negotiation::{
    self, Around, OF_POSITION, PositionColumn, PositionRow, SeenPositions, term, version,
};
use crate::store::people;

/// A term with what its rows need to be saved again, and the names that people read.
#[derive(Clone, Debug)]
pub(crate) struct Tracked {
    pub id: String,
    pub row_version: i64,
    /// When it was last reopened.
    pub opened_at: Option<DateTime<Utc>>,
    /// Who put the current version forward.
    pub author: String,
    pub term: Term,
    /// The id of each position and the name of who took it, in the order of `term.positions`.
    pub taken: Vec<Taken>,
}

#[derive(Clone, Debug)]
pub(crate) struct Taken {
    pub id: String,
    pub name: String,
    /// The private position that this one was released from.
    pub released_from: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    term: term::Model,
    reason: String,
    by_id: String,
    at: DateTime<Utc>,
    author: String,
    /// What a closed term said: its matters are in the offer no more.
    closed_matters: Option<String>,
}

/// The terms of an offer by number, or the one of this number, as somebody with these rooms sees them: with the
/// positions on the current version since it was last opened, from which its state follows. Two statements.
pub(crate) async fn terms(
    db: &impl ConnectionTrait,
    offer_id: &str,
    proposal: &Proposal,
    rooms: Rooms,
    number: Option<u32>,
) -> Result<Vec<Tracked>, Refusal> {
    let rows = rows(db, offer_id, number).await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let positions = match (number, rows.first()) {
        (Some(_), Some(row)) => negotiation::positions([row.term.id.as_str()], rooms)
            .filter(PositionColumn::Version.eq(row.term.current))
            .filter(PositionColumn::Opening.eq(row.term.openings)),
        (_, _) => negotiation::standing_positions(offer_id, rooms),
    };
    let mut taken = taken(db, positions).await?;
    rows.into_iter()
        .map(|row| {
            let positions = taken.remove(&row.term.id).unwrap_or_default();
            row.tracked(proposal, positions)
        })
        .collect()
}

/// One term with the positions around the version that is shown, as somebody with these rooms sees them. One statement.
pub(crate) async fn term_around(
    db: &impl ConnectionTrait,
    proposal: &Proposal,
    rooms: Rooms,
    around: Around<'_>,
) -> Result<Option<Tracked>, Refusal> {
    let terms = select(around.offer_id).filter(term::Column::Number.eq(around.number));
    let found = negotiation::with_positions(terms, &around, rooms).into_query();
    let found = db.query_all(&found).await?;
    let Some(first) = found.first() else {
        return Ok(None);
    };
    let mut positions = Vec::new();
    for row in &found {
        let position = PositionRow::from_query_result_optional(row, OF_POSITION)?;
        if let Some(position) = position {
            let name = row.try_get(OF_POSITION, "name")?;
            positions.push(PositionAndName { position, name }.read()?);
        }
    }
    let row = Row::from_query_result(first, "")?;
    row.tracked(proposal, positions).map(Some)
}

/// One term without who says what of it. One statement.
pub(crate) async fn term_alone(
    db: &impl ConnectionTrait,
    offer_id: &str,
    proposal: &Proposal,
    number: u32,
) -> Result<Option<Tracked>, Refusal> {
    let row = rows(db, offer_id, Some(number)).await?.pop();
    row.map(|row| row.tracked(proposal, Vec::new())).transpose()
}

async fn rows(
    db: &impl ConnectionTrait,
    offer_id: &str,
    number: Option<u32>,
) -> Result<Vec<Row>, Refusal> {
    let mut query = select(offer_id);
    if let Some(number) = number {
        let number = i32::try_from(number).map_err(|_| Refusal::NotFound)?;
        query = query.filter(term::Column::Number.eq(number));
    }
    Ok(query.into_model::<Row>().all(db).await?)
}

/// The terms of an offer with their current versions, as [`Row`] reads them.
fn select(offer_id: &str) -> Select<term::Entity> {
    let current: RelationDef = RelationDef::from(
        term::Entity::belongs_to(version::Entity)
            .from((term::Column::Id, term::Column::Current))
            .to((version::Column::TermId, version::Column::Number)),
    );
    let author: RelationDef = version::Entity::belongs_to(people::Entity)
        .from(version::Column::ById)
        .to(people::Column::Id)
        .into();
    term::Entity::find()
        .columns([
            version::Column::Reason,
            version::Column::ById,
            version::Column::At,
        ])
        .column_as(people::Column::Name, "author")
        .column_as(
            Expr::cust("CASE WHEN terms.closing IS NULL THEN NULL ELSE term_versions.matters END"),
            "closed_matters",
        )
        .join(JoinType::InnerJoin, current)
        .join(JoinType::InnerJoin, author)
        .filter(term::Column::OfferId.eq(offer_id))
        .order_by_asc(term::Column::Number)
}

#[derive(FromQueryResult)]
struct PositionAndName {
    #[sea_orm(nested)]
    position: PositionRow,
    name: String,
}

async fn taken(
    db: &impl ConnectionTrait,
    positions: SeenPositions,
) -> Result<BTreeMap<String, Vec<(Taken, Position)>>, Refusal> {
    let rows = negotiation::with_speaker(positions)
        .order_by_asc(PositionColumn::At)
        .order_by_asc(PositionColumn::Id)
        .into_model::<PositionAndName>()
        .all(db)
        .await?;
    let mut found: BTreeMap<String, Vec<(Taken, Position)>> = BTreeMap::new();
    for row in rows {
        let of_term = found.entry(row.position.term_id.clone()).or_default();
        of_term.push(row.read()?);
    }
    Ok(found)
}

impl PositionAndName {
    fn read(self) -> Result<(Taken, Position), Refusal> {
        let Self { position, name } = self;
        let taken = Taken {
            id: position.id.clone(),
            name,
            released_from: position.released_from.clone(),
        };
        Ok((taken, said(position)?))
    }
}

fn said(row: PositionRow) -> Result<Position, Refusal> {
    Ok(Position {
        party: PartyId::from_code(&row.party),
        version: count(row.version)?,
        opening: count(row.opening)?,
        room: known(&row.room, Room::from_code)?,
        said: Said {
            stance: known(&row.stance, Stance::from_code)?,
            words: row.words,
            red_line: row.red_line,
            authority: row.authority,
            reply_by: row.reply_by,
        },
        by: row.by_id.into(),
        at: row.at,
    })
}

impl Row {
    fn tracked(
        self,
        proposal: &Proposal,
        positions: Vec<(Taken, Position)>,
    ) -> Result<Tracked, Refusal> {
        let row = self.term;
        let subject = Subject {
            kind: known(&row.kind, TermKind::from_code)?,
            matter: row.matter_slug.map(Key::new),
        };
        let matters = match self.closed_matters {
            Some(matters) => serde_json::from_str(&matters)?,
            None => subject.matters(proposal).into_iter().cloned().collect(),
        };
        let (taken, positions) = positions.into_iter().unzip();
        Ok(Tracked {
            id: row.id,
            row_version: row.version,
            opened_at: row.opened_at,
            author: self.author,
            taken,
            term: Term {
                number: count(row.number)?,
                subject,
                lead: row.lead_id.into(),
                current: Version {
                    number: count(row.current)?,
                    matters,
                    by: self.by_id.into(),
                    at: self.at,
                    reason: self.reason,
                },
                added: serde_json::from_str(&row.added)?,
                positions,
                openings: count(row.openings)?,
                closing: row
                    .closing
                    .map(|closing| serde_json::from_str(&closing))
                    .transpose()?,
            },
        })
    }
}

impl Tracked {
    /// What people call it.
    pub fn title(&self) -> String {
        title(&self.term)
    }

    /// The same, short enough for a list or a sentence.
    pub fn brief(&self) -> String {
        in_brief(&self.title())
    }
}

/// What people call a term: the title of its matter as the current version has it, or its kind.
pub(crate) fn title(term: &Term) -> String {
    match (&term.subject.matter, term.current.matters.first()) {
        (Some(_), Some(kept)) => kept.matter.title(),
        _ => term.subject.kind.label().to_owned(),
    }
}

pub(crate) fn count(number: i32) -> Result<u32, Refusal> {
    u32::try_from(number).map_err(Refusal::broken)
}
