//! The order in which a place puts what comes several times.

use domain::offer::Key;
use domain::process::{Act, Event, Reference};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::Refusal;
use crate::act::Doer;
use crate::offers::Offers;
use crate::offers::content::Content;
use crate::offers::sight::Open;
use crate::store::matters;

/// Which way a matter moves, by one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

impl Offers<'_> {
    /// Moves a matter among those of its kind. At the end already, it stays and nothing is recorded.
    pub async fn reorder(
        &self,
        doer: &Doer,
        reference: &Reference,
        key: &Key,
        direction: Direction,
    ) -> Result<(), Refusal> {
        let Open { mut act, head } = self.open(doer, Act::ReorderMatters, reference).await?;
        let content = Content::now(act.db(), &head).await?;
        let kind = content.find(key)?.matter.kind();
        let mut order: Vec<&Key> = content
            .proposal
            .kept
            .iter()
            .filter(|kept| kept.matter.kind() == kind)
            .map(|kept| &kept.key)
            .collect();
        let at = order.iter().position(|other| *other == key);
        let other = at.and_then(|at| match direction {
            Direction::Up => at.checked_sub(1),
            Direction::Down => Some(at + 1),
        });
        let (Some(at), Some(other)) = (at, other.filter(|other| *other < order.len())) else {
            return Ok(());
        };
        order.swap(at, other);
        for (position, key) in (0..).zip(order) {
            if content.position(key) == position {
                continue;
            }
            matters::Entity::update_many()
                .set(matters::ActiveModel {
                    position: Set(position),
                    ..Default::default()
                })
                .filter(matters::Column::Id.eq(content.row_id(key)?))
                .exec(act.db())
                .await?;
        }
        act.record(
            &head.row.id,
            &Event::MattersReordered {
                section: kind.section(),
            },
        )?;
        act.commit().await
    }
}
