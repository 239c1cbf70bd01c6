//! A few matters of an offer, as somebody who sees these rooms reads them.

use std::collections::BTreeMap;

use domain::offer::{Key, Matter};
use domain::process::Rooms;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::content::Content;
use super::head::Head;
use super::sight::is_rewritten_in_private;
use crate::Refusal;
use crate::store::matters;

/// A matter with the number of the version that is read.
pub(crate) type Versioned = (Matter, i64);

/// Those of these keys that name a matter in the text they read. One statement, and none without a key.
pub(crate) async fn matters_seen(
    db: &impl ConnectionTrait,
    head: &Head,
    rooms: Rooms,
    keys: &[Key],
) -> Result<BTreeMap<Key, Versioned>, Refusal> {
    if keys.is_empty() {
        return Ok(BTreeMap::new());
    }
    if is_rewritten_in_private(head, rooms) {
        let kept = Content::as_submitted(db, head).await?.proposal.kept;
        return Ok(kept
            .into_iter()
            .filter(|kept| keys.contains(&kept.key))
            .map(|kept| (kept.key, (kept.matter, kept.version)))
            .collect());
    }
    matters::Entity::find()
        .filter(matters::Column::OfferId.eq(head.row.id.as_str()))
        .filter(matters::Column::Slug.is_in(keys.iter().map(Key::as_str)))
        .filter(matters::Column::RemovedAt.is_null())
        .all(db)
        .await?
        .into_iter()
        .map(|row| {
            let matter = serde_json::from_str(&row.content)?;
            Ok((Key::new(row.slug), (matter, row.version)))
        })
        .collect()
}
