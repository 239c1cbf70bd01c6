//! The barriers of an offer: those that stand first, the earliest due before the others.

use chrono::NaiveDate;
use domain::negotiation::{Barrier, BarrierStatus};
use domain::process::{Act, Hat, Reference, permit};
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::NullOrdering,
};

use super::super::Negotiation;
use crate::offers::content::Content;
use crate::offers::{Paging, Reached};
use crate::store::negotiation::barrier;
use crate::{Refusal, Viewer};

/// One page of them.
#[derive(Clone, Debug)]
pub struct Barriers {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub rows: Vec<BarrierRow>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// Whether the hat that is worn can raise one now.
    pub may_raise: bool,
    pub reached: Reached,
}

/// A barrier in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarrierRow {
    pub slug: String,
    pub what: String,
    /// Who can remove it, by name.
    pub owner: String,
    pub due: Option<NaiveDate>,
    /// By the calendar of London, while it stands.
    pub is_late: bool,
    pub status: BarrierStatus,
    pub stands: bool,
    /// The numbers of the terms that it blocks.
    pub blocks: Vec<String>,
    /// The outcomes and savings that wait for it.
    pub at_risk: Vec<String>,
    /// The step taken last.
    pub last_step: Option<String>,
    pub trial: String,
}

impl Negotiation<'_> {
    /// A page of the barriers of an offer.
    ///
    /// # Errors
    /// What the table says of reading terms.
    pub async fn barriers(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        paging: Paging,
    ) -> Result<Barriers, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadTerms, reference)
            .await?;
        let content = Content::now(db, &seen.head).await?;
        let around = content.proposal.around();
        let all =
            barrier::Entity::find().filter(barrier::Column::OfferId.eq(seen.head.row.id.as_str()));
        let total = all.clone().count(db).await?;
        let today = self.services.today();
        let rows = all
            .order_by_desc(barrier::Column::Stands)
            .order_by_with_nulls(
                barrier::Column::Due,
                sea_orm::Order::Asc,
                NullOrdering::Last,
            )
            .order_by_asc(barrier::Column::Slug)
            .limit(paging.size())
            .offset(paging.offset())
            .all(db)
            .await?
            .into_iter()
            .map(|row| {
                let barrier: Barrier = serde_json::from_str(&row.content)?;
                let name = |code: &String| around.name(code).to_owned();
                Ok(BarrierRow {
                    slug: row.slug,
                    owner: name(&barrier.owner),
                    due: row.due,
                    is_late: barrier.is_late(today),
                    status: barrier.status.unwrap_or(BarrierStatus::Open),
                    stands: barrier.stands(),
                    at_risk: barrier.puts_at_risk.iter().map(name).collect(),
                    last_step: barrier
                        .steps
                        .iter()
                        .rev()
                        .map(|step| step.what.trim())
                        .find(|what| !what.is_empty())
                        .map(str::to_owned),
                    what: barrier.what,
                    blocks: barrier.blocks,
                    trial: barrier.trial,
                })
            })
            .collect::<Result<_, Refusal>>()?;
        Ok(Barriers {
            may_raise: permit(hat, Act::RaiseBarrier, Some(&seen.facts)).is_allowed(),
            reached: seen.head.reached(),
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
            rows,
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }
}
