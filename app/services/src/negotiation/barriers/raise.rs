//! Somebody says what stands in the way.

use domain::form::Posted;
use domain::negotiation::Barrier;
use domain::process::{Act, Bargain, Event, Reference};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::super::Negotiation;
use super::{columns, letters, must_be_said, surroundings};
use crate::act::Doer;
use crate::offers::content::Content;
use crate::store::negotiation::{barrier, barrier_version};
use crate::{Refusal, chance};

/// The most that one offer holds: beyond that nobody reads them.
const MOST: u64 = 200;

impl Negotiation<'_> {
    /// Raises a barrier for both sides to read, and tells whoever can remove it. Answers its name in addresses.
    /// The same words sent twice raise one.
    ///
    /// # Errors
    /// A fault at each field that is missing or was not understood; `NotAllowed` beyond 200 of them.
    pub async fn raise_barrier(
        &self,
        doer: &Doer,
        reference: &Reference,
        posted: &Posted,
    ) -> Result<String, Refusal> {
        let open = self
            .services
            .offers()
            .open(doer, Act::RaiseBarrier, reference)
            .await?;
        let (mut act, head) = (open.act, open.head);
        let hat = doer.hat().cloned().ok_or(Refusal::SignIn)?;
        let content = Content::now(act.db(), &head).await?;
        let around = surroundings(act.db(), &head.row.id, &content.proposal).await?;
        let mut barrier = Barrier::default();
        barrier.read(posted, &around);
        must_be_said(&barrier.sheet(&around))?;
        let text = serde_json::to_string(&barrier)?;
        let all = barrier::Entity::find().filter(barrier::Column::OfferId.eq(head.row.id.as_str()));
        let same = all
            .clone()
            .filter(barrier::Column::Content.eq(text.as_str()))
            .filter(barrier::Column::ById.eq(hat.person.as_str()))
            .one(act.db())
            .await?;
        if let Some(same) = same {
            return Ok(same.slug);
        }
        if all.count(act.db()).await? >= MOST {
            return Err(Refusal::NotAllowed(format!(
                "An offer cannot hold more than {MOST} barriers."
            )));
        }
        let (id, slug) = (chance::new_id(), chance::slug()?);
        barrier::Entity::insert(barrier::ActiveModel {
            id: Set(id.clone()),
            offer_id: Set(head.row.id.clone()),
            slug: Set(slug.clone()),
            edited_by: Set(hat.person.to_string()),
            edited_at: Set(act.now()),
            version: Set(1),
            by_id: Set(hat.person.to_string()),
            organisation_id: Set(hat.organisation.to_string()),
            role: Set(hat.role.code().to_owned()),
            at: Set(act.now()),
            ..columns(&barrier)?
        })
        .exec_without_returning(act.db())
        .await?;
        barrier_version::Entity::insert(barrier_version::ActiveModel {
            barrier_id: Set(id),
            version: Set(1),
            content: Set(text),
            edited_by: Set(hat.person.to_string()),
            edited_at: Set(act.now()),
        })
        .exec_without_returning(act.db())
        .await?;
        act.record(
            &head.row.id,
            &Event::Bargain(Bargain::BarrierRaised {
                what: barrier.what.clone(),
            }),
        )?;
        letters::raised(&mut act, &head, &content, &slug, &barrier).await?;
        act.commit().await?;
        Ok(slug)
    }
}
