//! The moves of an offer between its stages, each by the domain’s table: who, from where, under which guards.
//!
//! A move happens once: the row is locked, and updated only where its version is still the one that was read.
//! Whoever comes second finds the offer moved, and is told that it is done.

mod accept;
mod decline;
mod end;
mod reopen;
mod send_back;
mod settle;
mod submit;
mod withdraw;

use domain::process::{Event, Guard, Transition, next};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::sight::Open;
use super::words;
use crate::Refusal;
use crate::act::guarded;
use crate::store::offers;

/// Makes the move, with what else it writes on the offer’s row, and records it.
pub(crate) async fn make(
    open: &mut Open,
    transition: Transition,
    writes: offers::ActiveModel,
    event: &Event,
) -> Result<(), Refusal> {
    let (head, now) = (&open.head, open.act.now());
    let to = next(head.stage, transition)
        .map_err(|wrong| Refusal::WrongStage(wrong.words(&head.reference)))?;
    let moved = offers::Entity::update_many()
        .set(offers::ActiveModel {
            stage: Set(to.code().to_owned()),
            stage_since: Set(now),
            updated_at: Set(now),
            version: Set(head.row.version + 1),
            ..writes
        })
        .filter(offers::Column::Id.eq(head.row.id.as_str()))
        .filter(offers::Column::Version.eq(head.row.version))
        .exec(open.act.db())
        .await?;
    guarded(moved.rows_affected)?;
    open.act.record(&open.head.row.id, event)?;
    Ok(())
}

/// The reason, which the guard of the move asks for.
pub(crate) fn given_reason(typed: &str) -> Result<String, Refusal> {
    words::reason(typed, Guard::ReasonGiven.words())
}
