//! The rows of matters: a text is written over the one before it and beside all that there were, and what is taken
//! out stays among the versions.

use domain::offer::{Kept, Key, Matter};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::act::{ActTx, guarded};
use crate::store::{matter_versions, matters};
use crate::{Refusal, chance};

/// Writes a text over the one before it, and beside all that there were.
pub(crate) async fn write_matter(
    act: &ActTx,
    id: &str,
    version: i64,
    matter: &Matter,
) -> Result<(), Refusal> {
    let writer = act.doer().person().ok_or(Refusal::SignIn)?;
    let content = serde_json::to_string(matter)?;
    let saved = matters::Entity::update_many()
        .set(matters::ActiveModel {
            content: Set(content.clone()),
            version: Set(version),
            edited_by: Set(writer.to_string()),
            edited_at: Set(act.now()),
            ..Default::default()
        })
        .filter(matters::Column::Id.eq(id))
        .filter(matters::Column::Version.eq(version - 1))
        .exec(act.db())
        .await?;
    guarded(saved.rows_affected)?;
    matter_versions::Entity::insert(matter_versions::ActiveModel {
        matter_id: Set(id.to_owned()),
        version: Set(version),
        content: Set(content),
        edited_by: Set(writer.to_string()),
        edited_at: Set(act.now()),
    })
    .exec_without_returning(act.db())
    .await?;
    Ok(())
}

/// Writes the row of a matter that is new in its offer, and the version it begins with.
pub(crate) async fn add_matter_row(
    act: &ActTx,
    offer_id: &str,
    position: i32,
    kept: &Kept,
) -> Result<(), Refusal> {
    let writer = act.doer().person().ok_or(Refusal::SignIn)?;
    let (id, content) = (chance::new_id(), serde_json::to_string(&kept.matter)?);
    matters::Entity::insert(matters::ActiveModel {
        id: Set(id.clone()),
        offer_id: Set(offer_id.to_owned()),
        slug: Set(kept.key.to_string()),
        kind: Set(kept.matter.kind().code().to_owned()),
        position: Set(position),
        content: Set(content.clone()),
        edited_by: Set(writer.to_string()),
        edited_at: Set(act.now()),
        removed_at: Set(None),
        version: Set(kept.version),
    })
    .exec_without_returning(act.db())
    .await?;
    matter_versions::Entity::insert(matter_versions::ActiveModel {
        matter_id: Set(id),
        version: Set(kept.version),
        content: Set(content),
        edited_by: Set(writer.to_string()),
        edited_at: Set(act.now()),
    })
    .exec_without_returning(act.db())
    .await?;
    Ok(())
}

/// Takes a matter out of its offer.
pub(crate) async fn remove_matter_row(act: &ActTx, id: &str) -> Result<(), Refusal> {
    let removed = matters::Entity::update_many()
        .set(matters::ActiveModel {
            removed_at: Set(Some(act.now())),
            ..Default::default()
        })
        .filter(matters::Column::Id.eq(id))
        .filter(matters::Column::RemovedAt.is_null())
        .exec(act.db())
        .await?;
    guarded(removed.rows_affected)
}

/// Puts a matter that was taken out back, as it stood.
pub(crate) async fn restore_matter_row(
    act: &ActTx,
    offer_id: &str,
    key: &Key,
) -> Result<(), Refusal> {
    let restored = matters::Entity::update_many()
        .set(matters::ActiveModel {
            removed_at: Set(None),
            ..Default::default()
        })
        .filter(matters::Column::OfferId.eq(offer_id))
        .filter(matters::Column::Slug.eq(key.as_str()))
        .exec(act.db())
        .await?;
    guarded(restored.rows_affected)
}
