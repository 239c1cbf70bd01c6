//! Having a mail sent again: by hand, and on record.

use domain::mail::MailState;
use domain::process::Act;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, sea_query::Expr};

use super::claim::is_free;
use super::page::looked_after_by;
use crate::act::Doer;
use crate::store::outbox;
use crate::{Refusal, Services};

impl Services {
    /// Has a mail tried at once that was given up or waits for its next attempt. It keeps its Message-ID, and
    /// is judged like any other.
    ///
    /// # Errors
    /// `NotFound` where it is not the doer’s to look after; `AlreadyDone` where it is sent, being sent, or not
    /// needed.
    pub async fn send_again(&self, doer: &Doer, id: &str) -> Result<(), Refusal> {
        doer.may(Act::ResendMail, None)?;
        let mut act = self.begin(doer).await?;
        let hats: Vec<_> = doer.hat().cloned().into_iter().collect();
        let mine = match self.settings().demo {
            true => Condition::all(),
            false => looked_after_by(&hats, Act::ResendMail),
        };
        let mail = outbox::Entity::find_by_id(id)
            .filter(mine)
            .one(act.db())
            .await?
            .ok_or(Refusal::NotFound)?;
        let can_be_resent = MailState::ALL
            .iter()
            .filter(|state| state.can_be_resent())
            .map(|state| state.code());
        let again = outbox::Entity::update_many()
            .col_expr(outbox::Column::Attempts, Expr::value(0))
            .col_expr(outbox::Column::DueAt, Expr::value(self.real_now()))
            .col_expr(
                outbox::Column::State,
                Expr::value(MailState::Waiting.code()),
            )
            .filter(outbox::Column::Id.eq(mail.id.as_str()))
            .filter(outbox::Column::State.is_in(can_be_resent))
            .filter(is_free(self.real_now()))
            .exec(act.db())
            .await?;
        if again.rows_affected == 0 {
            return Err(Refusal::AlreadyDone);
        }
        act.record_beside("mail-resent", &serde_json::json!({ "mail": mail.id }))?;
        act.commit().await?;
        self.house.mail_waits.notify_one();
        Ok(())
    }
}
