//! Reminding somebody to sign: once a day at most, whoever asks.

use chrono::NaiveDate;
use domain::process::{Accord, Event, PersonId, Reference};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait, sea_query::OnConflict};

use super::sheet::OnSheet;
use super::{Agreements, letters};
use crate::act::Doer;
use crate::store::agreement::reminder;
use crate::{Refusal, london};

impl Agreements<'_> {
    /// Reminds somebody whose turn it is.
    ///
    /// # Errors
    /// `AlreadyDone` where they were reminded today (the day in London); `WrongStage` where it is not their turn.
    pub async fn remind_to_sign(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
        person: &PersonId,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open_sheet(doer, OnSheet::REMIND, reference, slug)
            .await?;
        let due = open.kept.due();
        let Some(one) = due.into_iter().find(|one| one.holder().person == *person) else {
            let words = "It does not wait for their signature any more.";
            return Err(Refusal::WrongStage(words.to_owned()));
        };
        let party = open.name_of(&one.party.clone()).await?;
        let today = london::local_date(open.open.act.now());
        if !note(open.open.act.db(), &open.kept.id, person, today).await? {
            return Err(Refusal::AlreadyDone);
        }
        let id = open.open.head.row.id.clone();
        let step = Accord::SignatureReminded { party };
        open.open.act.record(&id, &Event::Accord(step))?;
        letters::reminded(
            &mut open.open.act,
            &open.open.head,
            &open.kept,
            std::slice::from_ref(person),
        )
        .await?;
        open.open.act.commit().await
    }
}

/// Notes a reminder; whether it is the first of the day.
pub(super) async fn note(
    db: &impl ConnectionTrait,
    sheet_id: &str,
    person: &PersonId,
    day: NaiveDate,
) -> Result<bool, Refusal> {
    let noted = reminder::Entity::insert(reminder::ActiveModel {
        sheet_id: Set(sheet_id.to_owned()),
        person_id: Set(person.to_string()),
        day: Set(day),
    })
    .on_conflict(
        OnConflict::columns([
            reminder::Column::SheetId,
            reminder::Column::PersonId,
            reminder::Column::Day,
        ])
        .do_nothing()
        .to_owned(),
    )
    .exec_without_returning(db)
    .await?;
    Ok(noted > 0)
}
