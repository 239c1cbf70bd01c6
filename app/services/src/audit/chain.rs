//! Adding to the chain, as the last thing an act does before it is committed.

use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
    sea_query::Expr,
};

use super::entry::{Entry, hash};
use super::verify::Head;
use crate::Refusal;
use crate::store::{chain_head, history};

/// The one row of `chain_head`.
pub const HEAD: i32 = 1;

/// Entries that stand in the chain now.
pub struct Linked {
    pub head: Head,
    entries: usize,
}

impl Linked {
    /// The place of each, in their order.
    pub fn places(&self) -> impl Iterator<Item = i64> + use<> {
        let count = i64::try_from(self.entries).unwrap_or(i64::MAX);
        self.head.entries - count + 1..=self.head.entries
    }
}

/// Links entries to the end of the chain, and answers its new head. Whoever comes next waits at the head until
/// this act has ended.
pub async fn append(db: &DatabaseTransaction, entries: &[Entry]) -> Result<Linked, Refusal> {
    let mut head = chain_head::Entity::find_by_id(HEAD)
        .lock_exclusive()
        .one(db)
        .await?
        .ok_or_else(|| Refusal::broken("the chain of history has no head"))?;
    let mut links = Vec::with_capacity(entries.len());
    for entry in entries {
        let content = serde_json::to_string(entry)?;
        let seq = head.seq + 1;
        let hash = hash(&head.hash, seq, &content);
        let at: DateTime<Utc> = entry.at.parse().map_err(Refusal::broken)?;
        links.push(history::ActiveModel {
            seq: Set(seq),
            event_id: Set(entry.event.clone()),
            at: Set(at),
            content: Set(content),
            previous_hash: Set(head.hash),
            hash: Set(hash.clone()),
        });
        head = chain_head::Model { seq, hash, ..head };
    }
    history::Entity::insert_many(links)
        .exec_without_returning(db)
        .await?;
    chain_head::Entity::update_many()
        .col_expr(chain_head::Column::Seq, Expr::value(head.seq))
        .col_expr(chain_head::Column::Hash, Expr::value(head.hash.as_str()))
        .filter(chain_head::Column::Id.eq(HEAD))
        .exec(db)
        .await?;
    Ok(Linked {
        head: Head {
            entries: head.seq,
            hash: head.hash,
        },
        entries: entries.len(),
    })
}
