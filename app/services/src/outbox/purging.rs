//! Mail does not stay for ever: what is over goes, with the name and address that stand in it.

use chrono::TimeDelta;
use domain::mail::MailState;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter};

use crate::store::outbox;
use crate::{Refusal, Services};

/// How long mail stays in the outbox after it is over. Until then those who look after it can answer somebody who
/// says that they were not told, and a round takes about a year. That something was done, and by whom, stands in
/// the history, which keeps it for ever and needs no mail to be checked.
const KEPT: TimeDelta = TimeDelta::days(400);

impl Services {
    /// Takes away mail that is over and old, and answers how much that was.
    pub async fn purge_mail(&self) -> Result<u64, Refusal> {
        let since = self.real_now() - KEPT;
        let unsent = MailState::ALL
            .iter()
            .filter(|state| is_over(**state) && **state != MailState::Sent)
            .map(|state| state.code());
        let old = Condition::any().add(outbox::Column::SentAt.lt(since)).add(
            Condition::all()
                .add(outbox::Column::State.is_in(unsent))
                .add(outbox::Column::CreatedAt.lt(since)),
        );
        let purged = outbox::Entity::delete_many()
            .filter(old)
            .exec(self.write())
            .await?;
        Ok(purged.rows_affected)
    }
}

/// Whether nothing more will become of it by itself.
const fn is_over(state: MailState) -> bool {
    match state {
        MailState::Sent
        | MailState::Failed
        | MailState::Gathered
        | MailState::NotNeeded
        | MailState::MadeUp => true,
        MailState::Waiting | MailState::Retrying | MailState::Held => false,
    }
}
