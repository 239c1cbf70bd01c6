//! Recording what was done about a barrier: nobody’s newer text is overwritten.

use domain::form::{Posted, compare};
use domain::negotiation::{Barrier, Surroundings};
use domain::process::{Act, Bargain, Event, Reference};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::super::Negotiation;
use super::one::{Row, row};
use super::{columns, letters, must_be_said, surroundings};
use crate::act::{ActTx, Doer, guarded};
use crate::offers::content::Content;
use crate::store::negotiation::{barrier, barrier_version};
use crate::{Conflict, Refusal};

impl Negotiation<'_> {
    /// Takes over what was posted, if `base` is still the newest version. Whoever can remove it is told where that
    /// changes. Saving what stands already changes nothing.
    ///
    /// # Errors
    /// `Conflict` with all three texts where somebody saved since; a fault at each field that is missing or was not
    /// understood.
    pub async fn update_barrier(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
        base: i64,
        posted: &Posted,
    ) -> Result<(), Refusal> {
        let open = self
            .services
            .offers()
            .open(doer, Act::UpdateBarrier, reference)
            .await?;
        let (mut act, head) = (open.act, open.head);
        let writer = doer.person().cloned().ok_or(Refusal::SignIn)?;
        let found = row(act.db(), &head.row.id, slug).await?;
        let before: Barrier = serde_json::from_str(&found.barrier.content)?;
        let content = Content::now(act.db(), &head).await?;
        let around = surroundings(act.db(), &head.row.id, &content.proposal).await?;
        if found.barrier.version != base {
            return newer(&act, &found, &before, &around, base, posted).await;
        }
        let mut after = before.clone();
        after.read(posted, &around);
        if after == before {
            return Ok(());
        }
        must_be_said(&after.sheet(&around))?;
        let version = base + 1;
        let text = serde_json::to_string(&after)?;
        let saved = barrier::Entity::update_many()
            .set(barrier::ActiveModel {
                edited_by: Set(writer.to_string()),
                edited_at: Set(act.now()),
                version: Set(version),
                ..columns(&after)?
            })
            .filter(barrier::Column::Id.eq(found.barrier.id.as_str()))
            .filter(barrier::Column::Version.eq(base))
            .exec(act.db())
            .await?;
        guarded(saved.rows_affected)?;
        barrier_version::Entity::insert(barrier_version::ActiveModel {
            barrier_id: Set(found.barrier.id.clone()),
            version: Set(version),
            content: Set(text),
            edited_by: Set(writer.to_string()),
            edited_at: Set(act.now()),
        })
        .exec_without_returning(act.db())
        .await?;
        act.record(
            &head.row.id,
            &Event::Bargain(Bargain::BarrierChanged {
                what: after.what.clone(),
                fields: changed(&before, &after, &around),
            }),
        )?;
        if after.owner != before.owner {
            letters::raised(&mut act, &head, &content, slug, &after).await?;
        }
        act.commit().await
    }
}

/// What becomes of a save that began at an older version than the one that stands.
async fn newer(
    act: &ActTx,
    found: &Row,
    theirs: &Barrier,
    around: &Surroundings,
    base: i64,
    posted: &Posted,
) -> Result<(), Refusal> {
    let id = (found.barrier.id.clone(), base);
    let started = barrier_version::Entity::find_by_id(id)
        .one(act.db())
        .await?
        .map(|row| serde_json::from_str::<Barrier>(&row.content))
        .transpose()?
        .unwrap_or_else(|| theirs.clone());
    let mut yours = started.clone();
    yours.read(posted, around);
    // Nobody loses anything where both say the same, or where this one changed nothing.
    if yours == *theirs || yours == started {
        return Ok(());
    }
    Err(Refusal::Conflict(Box::new(Conflict {
        version: found.barrier.version,
        saved_by: found.editor.clone(),
        saved_at: Some(found.barrier.edited_at),
        base: serde_json::to_string(&started)?,
        theirs: serde_json::to_string(theirs)?,
        yours: serde_json::to_string(&yours)?,
    })))
}

/// The labels of the fields that changed.
fn changed(before: &Barrier, after: &Barrier, around: &Surroundings) -> Vec<String> {
    let (old, new) = (before.sheet(around), after.sheet(around));
    let mut labels: Vec<String> = compare(&old, &old, &new)
        .into_iter()
        .map(|difference| difference.label)
        .collect();
    labels.dedup();
    labels
}
