//! What an offer says, read from its rows.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::offer::{Kept, Key, Matter, MatterKind, Proposal};
use domain::process::{OfferKind, OrganisationId};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QuerySelect, RelationDef, Select,
    sea_query::{Alias, Expr, ExprTrait, Query},
};

use super::answers::Answers;
use super::head::Head;
use super::view::Edit;
use crate::Refusal;
use crate::store::{matter_versions, matters, people};

/// All that an offer says, with what its rows need to be saved again.
pub(crate) struct Content {
    pub proposal: Proposal,
    pub(super) answers: Answers,
    rows: BTreeMap<Key, Row>,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    slug: String,
    position: i32,
    content: String,
    version: i64,
    edited_at: DateTime<Utc>,
    editor: String,
}

impl Content {
    /// As it stands now.
    pub async fn now(db: &impl ConnectionTrait, head: &Head) -> Result<Self, Refusal> {
        let rows = standing(head).into_model::<Row>().all(db).await?;
        let answers = Answers::of(db, &head.row.id).await?;
        Self::new(head.kind, rows, answers)
    }

    /// What it says now, without what its partners have answered. One statement.
    pub async fn said(db: &impl ConnectionTrait, head: &Head) -> Result<Proposal, Refusal> {
        let rows = standing(head).into_model::<Row>().all(db).await?;
        Ok(Self::new(head.kind, rows, Answers::default())?.proposal)
    }

    /// As it stood when it was last submitted. What a place rewrites after a return is its own until it
    /// submits again. Every partner had confirmed by then.
    pub async fn as_submitted(db: &impl ConnectionTrait, head: &Head) -> Result<Self, Refusal> {
        let Some(at) = head.row.submitted_at else {
            return Err(Refusal::NotFound);
        };
        let rows = versions_at(at)
            .filter(matters::Column::OfferId.eq(head.row.id.as_str()))
            .filter(
                Condition::any()
                    .add(matters::Column::RemovedAt.is_null())
                    .add(matters::Column::RemovedAt.gt(at)),
            )
            .into_model::<Row>()
            .all(db)
            .await?;
        let answers = Answers::of(db, &head.row.id).await?;
        let mut content = Self::new(head.kind, rows, answers)?;
        content.answers.all_confirmed();
        content.proposal.answers = content.answers.by_key(&content.proposal);
        Ok(content)
    }

    fn new(kind: OfferKind, rows: Vec<Row>, answers: Answers) -> Result<Self, Refusal> {
        let mut kept = rows
            .iter()
            .map(|row| {
                Ok(Kept {
                    key: Key::new(row.slug.as_str()),
                    version: row.version,
                    matter: serde_json::from_str::<Matter>(&row.content)?,
                })
            })
            .collect::<Result<Vec<_>, Refusal>>()?;
        let rows: BTreeMap<_, _> = rows
            .into_iter()
            .map(|row| (Key::new(row.slug.as_str()), row))
            .collect();
        kept.sort_by_key(|one| {
            let position = rows.get(&one.key).map(|row| row.position);
            (one.matter.kind(), position, one.key.clone())
        });
        let mut proposal = Proposal {
            kind,
            kept,
            answers: BTreeMap::new(),
        };
        proposal.answers = answers.by_key(&proposal);
        Ok(Self {
            proposal,
            answers,
            rows,
        })
    }

    /// The matter of this key; not found where there is none.
    pub fn find(&self, key: &Key) -> Result<&Kept, Refusal> {
        self.proposal.find(key).ok_or(Refusal::NotFound)
    }

    /// The id of its row.
    pub fn row_id(&self, key: &Key) -> Result<&str, Refusal> {
        let row = self.rows.get(key).ok_or(Refusal::NotFound)?;
        Ok(&row.id)
    }

    /// Where it stands among its kind.
    pub fn position(&self, key: &Key) -> i32 {
        self.rows.get(key).map_or(0, |row| row.position)
    }

    /// The organisation that answered for a partner, once somebody has come to.
    pub fn partner_organisation(&self, key: &Key) -> Option<OrganisationId> {
        let id = self.answers.get(key)?.row.organisation_id.as_deref()?;
        Some(id.into())
    }

    /// Where the last of a kind stands; -1 where there is none.
    pub fn last_position(&self, kind: MatterKind) -> i32 {
        self.proposal
            .kept
            .iter()
            .filter(|kept| kept.matter.kind() == kind)
            .map(|kept| self.position(&kept.key))
            .max()
            .unwrap_or(-1)
    }

    /// Puts another text in the place of what the matter says.
    pub fn put(&mut self, key: &Key, version: i64, matter: Matter) {
        if let Some(kept) = self.proposal.kept.iter_mut().find(|kept| kept.key == *key) {
            kept.version = version;
            kept.matter = matter;
        }
    }

    /// Who edited what last.
    pub fn edits(&self) -> BTreeMap<Key, Edit> {
        self.rows
            .iter()
            .map(|(key, row)| {
                let edit = Edit {
                    by: row.editor.clone(),
                    at: row.edited_at,
                };
                (key.clone(), edit)
            })
            .collect()
    }
}

/// The matters that stand, each with who edited it last.
fn standing(head: &Head) -> Select<matters::Entity> {
    matters::Entity::find()
        .select_only()
        .columns([
            matters::Column::Id,
            matters::Column::Slug,
            matters::Column::Position,
            matters::Column::Content,
            matters::Column::Version,
            matters::Column::EditedAt,
        ])
        .column_as(people::Column::Name, "editor")
        .join(JoinType::InnerJoin, editor())
        .filter(matters::Column::OfferId.eq(head.row.id.as_str()))
        .filter(matters::Column::RemovedAt.is_null())
}

/// A text as it was kept under one version.
pub(super) async fn version(
    db: &impl ConnectionTrait,
    matter_id: &str,
    version: i64,
) -> Result<Option<Matter>, Refusal> {
    let row = matter_versions::Entity::find_by_id((matter_id.to_owned(), version))
        .one(db)
        .await?;
    row.map(|row| Ok(serde_json::from_str(&row.content)?))
        .transpose()
}

/// The version of each matter that stood at a moment.
fn versions_at(at: DateTime<Utc>) -> Select<matter_versions::Entity> {
    let later = Alias::new("later");
    let latest = Query::select()
        .expr(Expr::col((later.clone(), matter_versions::Column::Version)).max())
        .from_as(matter_versions::Entity, later.clone())
        .and_where(
            Expr::col((later.clone(), matter_versions::Column::MatterId))
                .equals((matters::Entity, matters::Column::Id)),
        )
        .and_where(Expr::col((later, matter_versions::Column::EditedAt)).lte(at))
        .take();
    matter_versions::Entity::find()
        .select_only()
        .columns([
            matters::Column::Id,
            matters::Column::Slug,
            matters::Column::Position,
        ])
        .columns([
            matter_versions::Column::Content,
            matter_versions::Column::Version,
            matter_versions::Column::EditedAt,
        ])
        .column_as(people::Column::Name, "editor")
        .join(JoinType::InnerJoin, matter())
        .join(JoinType::InnerJoin, writer())
        .filter(
            Expr::col((matter_versions::Entity, matter_versions::Column::Version))
                .in_subquery(latest),
        )
}

fn editor() -> RelationDef {
    matters::Entity::belongs_to(people::Entity)
        .from(matters::Column::EditedBy)
        .to(people::Column::Id)
        .into()
}

fn matter() -> RelationDef {
    matter_versions::Entity::belongs_to(matters::Entity)
        .from(matter_versions::Column::MatterId)
        .to(matters::Column::Id)
        .into()
}

fn writer() -> RelationDef {
    matter_versions::Entity::belongs_to(people::Entity)
        .from(matter_versions::Column::EditedBy)
        .to(people::Column::Id)
        .into()
}
