//! How soon a person wants mail of each kind.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::mail::{MailKind, MailPace, MailState};
use domain::process::{Act, Hat, PersonId, permit_any};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

use crate::act::Doer;
use crate::refusal::allowed;
use crate::store::{mail_choices, outbox};
use crate::{Refusal, Services, Viewer};

/// The pace of every kind that people choose.
pub type MailChoices = BTreeMap<MailKind, MailPace>;

impl Services {
    /// What this person has chosen; at once where they have not.
    pub async fn mail_choices(&self, person: &PersonId) -> Result<MailChoices, Refusal> {
        let rows = mail_choices::Entity::find()
            .filter(mail_choices::Column::PersonId.eq(person.as_str()))
            .all(self.read())
            .await?;
        let mut choices: MailChoices = MailKind::ALL
            .iter()
            .filter(|kind| kind.is_chosen())
            .map(|kind| (*kind, MailPace::AtOnce))
            .collect();
        for row in rows {
            if let (Some(kind), Some(pace)) = (
                MailKind::from_code(&row.kind),
                MailPace::from_code(&row.pace),
            ) && let Some(chosen) = choices.get_mut(&kind)
            {
                *chosen = pace;
            }
        }
        Ok(choices)
    }

    /// Keeps what the viewer chooses. What is held for their daily mail is judged anew at once. Nobody
    /// switches off what lets them in: such kinds are not looked at.
    ///
    /// # Errors
    /// What `Act::ManageOwnAccount` is refused with.
    pub async fn choose_mail(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        choices: &MailChoices,
    ) -> Result<(), Refusal> {
        allowed(permit_any(&viewer.hats(), Act::ManageOwnAccount, None).verdict)?;
        // Somebody who takes part in nothing any more has choices too.
        let doer = hat
            .and_then(|hat| viewer.acting_as(hat))
            .unwrap_or_else(Doer::house);
        let chosen = choices.iter().filter(|(kind, _)| kind.is_chosen());
        let rows: Vec<_> = chosen
            .map(|(kind, pace)| mail_choices::ActiveModel {
                person_id: Set(viewer.person.to_string()),
                kind: Set(kind.code().to_owned()),
                pace: Set(pace.code().to_owned()),
            })
            .collect();
        if rows.is_empty() {
            return Ok(());
        }
        let mut act = self.begin(&doer).await?;
        mail_choices::Entity::insert_many(rows)
            .on_conflict(
                OnConflict::columns([mail_choices::Column::PersonId, mail_choices::Column::Kind])
                    .update_column(mail_choices::Column::Pace)
                    .to_owned(),
            )
            .exec_without_returning(act.db())
            .await?;
        let now: DateTime<Utc> = self.real_now();
        outbox::Entity::update_many()
            .col_expr(
                outbox::Column::State,
                Expr::value(MailState::Waiting.code()),
            )
            .col_expr(outbox::Column::DueAt, Expr::value(now))
            .filter(outbox::Column::ToPerson.eq(viewer.person.as_str()))
            .filter(outbox::Column::State.eq(MailState::Held.code()))
            .exec(act.db())
            .await?;
        act.record_beside(
            "mail-chosen",
            &serde_json::json!({ "person": viewer.person, "choices": choices }),
        )?;
        act.commit().await?;
        self.house.mail_waits.notify_one();
        Ok(())
    }
}
