//! The programme office moves the dates of a period. Whatever becomes of one, the others open on their own days.

use chrono::NaiveDate;
use domain::delivery::returns::{PeriodCode, PeriodProblem};
use domain::process::{Act, Event, Reference, Returning};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::Returns;
use super::kept::Kept;
use crate::Refusal;
use crate::act::{Doer, guarded};
use crate::store::returns::period;

impl Returns<'_> {
    /// Sets the day from which a return can be filled in, and the last day to send it in.
    ///
    /// # Errors
    /// A fault at `opens-on` or `due-on`; `AlreadyDone` where they are so; a conflict where somebody was first.
    pub async fn change_dates(
        &self,
        doer: &Doer,
        reference: &Reference,
        code: PeriodCode,
        version: i64,
        (opens_on, due_on): (NaiveDate, NaiveDate),
    ) -> Result<(), Refusal> {
        let offers = self.services.offers();
        let mut open = offers.open(doer, Act::ReviewReturn, reference).await?;
        let kept = Kept::of(open.act.db(), &open.head.row.id, code).await?;
        let moved = kept.period.moved(opens_on, due_on).map_err(|problem| {
            let field = match problem {
                PeriodProblem::OpensTooEarly => "opens-on",
                PeriodProblem::DueBeforeOpen => "due-on",
            };
            Refusal::fault(field, problem.to_string())
        })?;
        if moved == kept.period {
            return Err(Refusal::AlreadyDone);
        }
        let saved = period::Entity::update_many()
            .set(period::ActiveModel {
                opens_on: Set(moved.opens_on),
                due_on: Set(moved.due_on),
                // With more time, there is reason to remind once more.
                reminded: Set(if moved.due_on > kept.period.due_on {
                    0
                } else {
                    kept.row.reminded
                }),
                version: Set(version + 1),
                ..Default::default()
            })
            .filter(period::Column::Id.eq(kept.row.id.as_str()))
            .filter(period::Column::Version.eq(version))
            .exec(open.act.db())
            .await?;
        guarded(saved.rows_affected)?;
        let event = Event::Returning(Returning::PeriodChanged {
            period: code,
            opens_on,
            due_on,
        });
        open.act.record(&open.head.row.id, &event)?;
        open.act.commit().await
    }
}
