//! A negotiation read whole: what the offer says now, its terms, its barriers. Three statements, however long it is.

use std::collections::BTreeMap;

use domain::negotiation::Barrier;
use domain::offer::{Answer, AnswerState, Kept, Key, Matter, Proposal};
use domain::process::Rooms;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, QueryTrait, RelationDef,
    sea_query::{Expr, SelectStatement, UnionType},
};

use super::load::{Tracked, terms};
use crate::Refusal;
use crate::offers::head::{Head, known};
use crate::offers::sight::Seen;
use crate::store::negotiation::barrier;
use crate::store::{matters, partner_answers};

/// Everything that bears on whether an offer can be settled.
pub(crate) struct Whole {
    /// What the offer says now, with its partners’ answers.
    pub proposal: Proposal,
    /// By number, with the positions on what each says now.
    pub terms: Vec<Tracked>,
    /// Each with its name in addresses, by what stands in the way.
    pub barriers: Vec<(String, Barrier)>,
}

/// What marks a matter among the rows, and a barrier.
const MATTER: &str = "matter";
const BARRIER: &str = "barrier";

/// A text of the offer: a matter with what its partner answered, or a barrier.
#[derive(FromQueryResult)]
struct Text {
    sort: String,
    slug: String,
    position: i32,
    content: String,
    version: i64,
    state: Option<String>,
    reason: Option<String>,
}

impl Seen {
    /// The negotiation of this offer, once it was accepted. What a place rewrites before that can be its own.
    pub async fn whole(&self, db: &impl ConnectionTrait) -> Result<Option<Whole>, Refusal> {
        if !self.head.was_accepted() {
            return Ok(None);
        }
        Whole::of(db, &self.head, self.rooms()).await.map(Some)
    }
}

impl Whole {
    /// As somebody with these rooms sees it.
    pub async fn of(db: &impl ConnectionTrait, head: &Head, rooms: Rooms) -> Result<Self, Refusal> {
        let (proposal, barriers) = said(db, head).await?;
        let terms = terms(db, &head.row.id, &proposal, rooms, None).await?;
        Ok(Self {
            proposal,
            terms,
            barriers,
        })
    }
}

/// What an offer says now, with its partners’ answers, and its barriers. One statement.
pub(super) async fn said(
    db: &impl ConnectionTrait,
    head: &Head,
) -> Result<(Proposal, Vec<(String, Barrier)>), Refusal> {
    let mut texts = says(&head.row.id);
    let texts = texts.union(UnionType::All, barriers(&head.row.id)).take();
    let texts = db
        .query_all(&texts)
        .await?
        .iter()
        .map(|row| Text::from_query_result(row, ""))
        .collect::<Result<Vec<_>, _>>()?;
    let (matters, barriers): (Vec<Text>, Vec<Text>) =
        texts.into_iter().partition(|text| text.sort == MATTER);
    let proposal = proposal(head, matters)?;
    let mut barriers = barriers
        .into_iter()
        .map(|text| Ok((text.slug, serde_json::from_str(&text.content)?)))
        .collect::<Result<Vec<(String, Barrier)>, Refusal>>()?;
    barriers.sort_by(|(_, one), (_, other)| one.what.cmp(&other.what));
    Ok((proposal, barriers))
}

/// The barriers of an offer that still stand, each with its name in addresses. One statement.
pub(crate) async fn standing_barriers(
    db: &impl ConnectionTrait,
    offer_id: &str,
) -> Result<Vec<(String, Barrier)>, Refusal> {
    barrier::Entity::find()
        .filter(barrier::Column::OfferId.eq(offer_id))
        .filter(barrier::Column::Stands.eq(true))
        .all(db)
        .await?
        .into_iter()
        .map(|row| Ok((row.slug, serde_json::from_str(&row.content)?)))
        .collect()
}

fn says(offer_id: &str) -> SelectStatement {
    let answer: RelationDef = matters::Entity::belongs_to(partner_answers::Entity)
        .from((matters::Column::OfferId, matters::Column::Slug))
        .to((
            partner_answers::Column::OfferId,
            partner_answers::Column::MatterSlug,
        ))
        .into();
    matters::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("'{MATTER}'")), "sort")
        .columns([
            matters::Column::Slug,
            matters::Column::Position,
            matters::Column::Content,
            matters::Column::Version,
        ])
        .columns([
            partner_answers::Column::State,
            partner_answers::Column::Reason,
        ])
        .join(JoinType::LeftJoin, answer)
        .filter(
            Condition::all()
                .add(matters::Column::OfferId.eq(offer_id))
                .add(matters::Column::RemovedAt.is_null()),
        )
        .into_query()
}

fn barriers(offer_id: &str) -> SelectStatement {
    barrier::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("'{BARRIER}'")), "sort")
        .column(barrier::Column::Slug)
        .expr_as(Expr::cust("0"), "position")
        .columns([barrier::Column::Content, barrier::Column::Version])
        .expr_as(Expr::cust("NULL"), "state")
        .expr_as(Expr::cust("NULL"), "reason")
        .filter(barrier::Column::OfferId.eq(offer_id))
        .into_query()
}

fn proposal(head: &Head, texts: Vec<Text>) -> Result<Proposal, Refusal> {
    let mut answers = BTreeMap::new();
    let mut kept = Vec::with_capacity(texts.len());
    for text in texts {
        let matter = serde_json::from_str::<Matter>(&text.content)?;
        let key = Key::new(text.slug);
        if let (Matter::Partner(_), Some(state)) = (&matter, text.state) {
            let answer = Answer {
                state: known(&state, AnswerState::from_code)?,
                reason: text.reason,
            };
            answers.insert(key.clone(), answer);
        }
        let version = text.version;
        kept.push((
            text.position,
            Kept {
                key,
                version,
                matter,
            },
        ));
    }
    kept.sort_by_cached_key(|(position, one)| (one.matter.kind(), *position, one.key.clone()));
    Ok(Proposal {
        kind: head.kind,
        kept: kept.into_iter().map(|(_, kept)| kept).collect(),
        answers,
    })
}
