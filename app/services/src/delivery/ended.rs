//! What of the milestones is still open when an agreement ends.

use domain::agreement::Obligation;
use domain::delivery::ObligationKind;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::Refusal;
use crate::store::delivery::milestone;

/// The milestones that still are to be done, the earliest due first. A freedom that is to be in place is told by
/// itself, as long as it can be.
pub(crate) async fn still_open(
    db: &impl ConnectionTrait,
    offer_id: &str,
) -> Result<Vec<Obligation>, Refusal> {
    let rows: Vec<(String, String, String)> = milestone::Entity::find()
        .select_only()
        .columns([
            milestone::Column::Slug,
            milestone::Column::Title,
            milestone::Column::OwnerName,
        ])
        .filter(milestone::Column::OfferId.eq(offer_id))
        .filter(milestone::Column::Stands.eq(true))
        .filter(
            Condition::any()
                .add(milestone::Column::Kind.is_null())
                .add(milestone::Column::Kind.ne(ObligationKind::Freedom.code())),
        )
        .order_by_asc(milestone::Column::Due)
        .order_by_asc(milestone::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let open = rows.into_iter().map(|(slug, title, owner)| Obligation {
        id: format!("milestone-{slug}"),
        title: format!("{} ({owner})", title.trim()),
    });
    Ok(open.collect())
}

/// Under an agreement that has ended nothing is to be done any more, whatever became of it.
pub(crate) async fn close_all(db: &impl ConnectionTrait, offer_id: &str) -> Result<(), Refusal> {
    milestone::Entity::update_many()
        .set(milestone::ActiveModel {
            stands: Set(false),
            ..Default::default()
        })
        .filter(milestone::Column::OfferId.eq(offer_id))
        .filter(milestone::Column::Stands.eq(true))
        .exec(db)
        .await?;
    Ok(())
}
