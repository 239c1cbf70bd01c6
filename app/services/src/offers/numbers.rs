//! The numbers in references: one row for each place and series, so that no number is given out twice.

use domain::process::{Reference, Series};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use crate::Refusal;
use crate::store::reference_series;

/// The next reference of a place. Its series stays locked until the act ends.
pub(super) async fn next_reference(
    db: &impl ConnectionTrait,
    prefix: &str,
    series: Series,
) -> Result<Reference, Refusal> {
    let code = match series {
        Series::Draft => "draft",
        Series::Submitted => "submitted",
    };
    reference_series::Entity::insert(reference_series::ActiveModel {
        prefix: Set(prefix.to_owned()),
        series: Set(code.to_owned()),
        last_number: Set(1),
    })
    .on_conflict(
        OnConflict::columns([
            reference_series::Column::Prefix,
            reference_series::Column::Series,
        ])
        .value(
            reference_series::Column::LastNumber,
            Expr::col((
                reference_series::Entity,
                reference_series::Column::LastNumber,
            ))
            .add(1),
        )
        .to_owned(),
    )
    .exec_without_returning(db)
    .await?;
    let row = reference_series::Entity::find()
        .filter(reference_series::Column::Prefix.eq(prefix))
        .filter(reference_series::Column::Series.eq(code))
        .one(db)
        .await?
        .ok_or_else(|| Refusal::broken("a series that was just written"))?;
    let number = u32::try_from(row.last_number).map_err(Refusal::broken)?;
    match series {
        Series::Draft => Reference::draft(prefix, number),
        Series::Submitted => Reference::submitted(prefix, number),
    }
    .map_err(Refusal::broken)
}
