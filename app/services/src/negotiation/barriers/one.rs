//! One barrier as somebody sees it, and what they need to know before they raise one.

use chrono::{DateTime, Utc};
use domain::negotiation::{Barrier, Surroundings};
use domain::process::{Act, Hat, Reference, permit};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationDef, sea_query::Expr,
};

use super::super::Negotiation;
use super::surroundings;
use crate::offers::content::Content;
use crate::store::negotiation::barrier;
use crate::store::people;
use crate::{Refusal, Viewer};

/// Where a barrier is raised.
#[derive(Clone, Debug)]
pub struct BarrierDesk {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub around: Surroundings,
}

/// One barrier.
#[derive(Clone, Debug)]
pub struct BarrierView {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub slug: String,
    pub barrier: Barrier,
    pub around: Surroundings,
    /// A save names the version that it started from.
    pub version: i64,
    pub raised_by: String,
    pub raised_at: DateTime<Utc>,
    pub edited_by: String,
    pub edited_at: DateTime<Utc>,
    pub is_late: bool,
    /// Whether the hat that is worn can record what was done about it now.
    pub may_update: bool,
}

#[derive(FromQueryResult)]
pub(super) struct Row {
    #[sea_orm(nested)]
    pub barrier: barrier::Model,
    pub raiser: String,
    pub editor: String,
}

/// The barrier with this name in addresses; not found where the offer has none.
pub(super) async fn row(
    db: &impl ConnectionTrait,
    offer_id: &str,
    slug: &str,
) -> Result<Row, Refusal> {
    let raiser: RelationDef = barrier::Entity::belongs_to(people::Entity)
        .from(barrier::Column::ById)
        .to(people::Column::Id)
        .into();
    let editor: RelationDef = barrier::Entity::belongs_to(people::Entity)
        .from(barrier::Column::EditedBy)
        .to(people::Column::Id)
        .into();
    barrier::Entity::find()
        .column_as(Expr::col(("raiser", people::Column::Name)), "raiser")
        .column_as(Expr::col(("editor", people::Column::Name)), "editor")
        .join_as(JoinType::InnerJoin, raiser, "raiser")
        .join_as(JoinType::InnerJoin, editor, "editor")
        .filter(barrier::Column::OfferId.eq(offer_id))
        .filter(barrier::Column::Slug.eq(slug))
        .into_model::<Row>()
        .one(db)
        .await?
        .ok_or(Refusal::NotFound)
}

impl Negotiation<'_> {
    /// For somebody who wants to raise a barrier.
    ///
    /// # Errors
    /// What the table says of raising one, under the hat that is worn.
    pub async fn barrier_desk(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
    ) -> Result<BarrierDesk, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadOffer, reference)
            .await?;
        hat.and_then(|hat| viewer.acting_as(hat))
            .ok_or(Refusal::NotFound)?
            .may(Act::RaiseBarrier, Some(&seen.facts))?;
        let content = Content::now(db, &seen.head).await?;
        Ok(BarrierDesk {
            around: surroundings(db, &seen.head.row.id, &content.proposal).await?,
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }

    /// One barrier, for whoever reads the terms.
    ///
    /// # Errors
    /// What the table says of reading terms; not found where there is no such barrier.
    pub async fn barrier(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        slug: &str,
    ) -> Result<BarrierView, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadTerms, reference)
            .await?;
        let Row {
            barrier: row,
            raiser,
            editor,
        } = row(db, &seen.head.row.id, slug).await?;
        let content = Content::now(db, &seen.head).await?;
        let barrier: Barrier = serde_json::from_str(&row.content)?;
        Ok(BarrierView {
            around: surroundings(db, &seen.head.row.id, &content.proposal).await?,
            may_update: permit(hat, Act::UpdateBarrier, Some(&seen.facts)).is_allowed(),
            is_late: barrier.is_late(self.services.today()),
            barrier,
            slug: row.slug,
            version: row.version,
            raised_by: raiser,
            raised_at: row.at,
            edited_by: editor,
            edited_at: row.edited_at,
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }
}
