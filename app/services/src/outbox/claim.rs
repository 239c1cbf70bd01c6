//! Taking a mail for one worker alone, and noting what became of it.
//!
//! One at a time: a worker that dies leaves one mail in doubt, and all others as they were.

use chrono::{DateTime, TimeDelta, Utc};
use domain::mail::MailState;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, UpdateMany,
    sea_query::{Expr, LockBehavior, LockType},
};

use super::transport::{PATIENCE, TransportError};
use crate::store::outbox;
use crate::{Refusal, Services};

/// After so many attempts, some three days, a mail waits for somebody to send it again by hand.
const MOST_ATTEMPTS: i32 = 20;
/// Longest error that is kept, in letters.
const LONGEST_ERROR: usize = 500;

impl Services {
    /// Takes the mail that has been due longest. The attempt counts from now on: a worker that dies over it
    /// has made it. Its number is also what shows later that nobody else has taken it meanwhile.
    pub(super) async fn claim_mail(&self) -> Result<Option<outbox::Model>, Refusal> {
        // What was never tried first: what keeps failing holds up nothing.
        for state in [MailState::Waiting, MailState::Retrying] {
            if let Some(mail) = self.claim_in(state).await? {
                return Ok(Some(mail));
            }
        }
        Ok(None)
    }

    /// One state at a time, so that the index gives the first of them without sorting the rest.
    async fn claim_in(&self, state: MailState) -> Result<Option<outbox::Model>, Refusal> {
        let now = self.real_now();
        let due = outbox::Entity::find()
            .filter(outbox::Column::State.eq(state.code()))
            .filter(outbox::Column::DueAt.lte(now))
            .filter(is_free(now))
            .order_by_asc(outbox::Column::DueAt)
            .order_by_asc(outbox::Column::Id)
            .limit(1);
        // Most looks find nothing, and looking takes no lock.
        if due.clone().one(self.read()).await?.is_none() {
            return Ok(None);
        }
        let transaction = self.house.store.begin().await?;
        let mail = due
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .one(&transaction)
            .await?;
        let Some(mut mail) = mail else {
            return Ok(None);
        };
        mail.attempts += 1;
        outbox::Entity::update_many()
            .col_expr(outbox::Column::ClaimedUntil, Expr::value(now + lease()))
            .col_expr(outbox::Column::Attempts, Expr::value(mail.attempts))
            .filter(outbox::Column::Id.eq(mail.id.as_str()))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(Some(mail))
    }

    /// The server has it: whoever noted what meanwhile.
    pub(super) async fn note_sent(&self, mail: &outbox::Model) -> Result<(), Refusal> {
        let sent = outbox::Entity::update_many()
            .set(outbox::ActiveModel {
                body: self.body_to_keep(),
                ..Default::default()
            })
            .col_expr(outbox::Column::ClaimedUntil, nothing())
            .col_expr(outbox::Column::SentAt, Expr::value(self.real_now()))
            .col_expr(outbox::Column::LastError, Expr::value(None::<String>))
            .col_expr(outbox::Column::State, Expr::value(MailState::Sent.code()))
            .filter(outbox::Column::Id.eq(mail.id.as_str()));
        sent.exec(self.write()).await?;
        Ok(())
    }

    /// It did not go: it is tried again later, ever more slowly.
    pub(super) async fn note_error(
        &self,
        mail: &outbox::Model,
        error: &TransportError,
    ) -> Result<(), Refusal> {
        let words: String = error.whole().chars().take(LONGEST_ERROR).collect();
        let state = if error.is_final() || mail.attempts >= MOST_ATTEMPTS {
            MailState::Failed
        } else {
            MailState::Retrying
        };
        let due = self.real_now() + pause(mail.attempts);
        still_mine(mail)
            .col_expr(outbox::Column::ClaimedUntil, nothing())
            .col_expr(outbox::Column::DueAt, Expr::value(due))
            .col_expr(outbox::Column::LastError, Expr::value(words))
            .col_expr(outbox::Column::State, Expr::value(state.code()))
            .exec(self.write())
            .await?;
        Ok(())
    }

    /// It does not go, and will not.
    pub(super) async fn note_end(
        &self,
        mail: &outbox::Model,
        state: MailState,
        reason: &str,
    ) -> Result<(), Refusal> {
        still_mine(mail)
            .set(outbox::ActiveModel {
                body: self.body_to_keep(),
                ..Default::default()
            })
            .col_expr(outbox::Column::ClaimedUntil, nothing())
            .col_expr(outbox::Column::Reason, Expr::value(reason))
            .col_expr(outbox::Column::State, Expr::value(state.code()))
            .exec(self.write())
            .await?;
        Ok(())
    }

    /// It goes with the daily mail of this person.
    pub(super) async fn note_held(
        &self,
        mail: &outbox::Model,
        person: &str,
        until: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        still_mine(mail)
            .col_expr(outbox::Column::ClaimedUntil, nothing())
            .col_expr(outbox::Column::Attempts, Expr::value(0))
            .col_expr(outbox::Column::ToPerson, Expr::value(person))
            .col_expr(outbox::Column::DueAt, Expr::value(until))
            .col_expr(outbox::Column::State, Expr::value(MailState::Held.code()))
            .exec(self.write())
            .await?;
        Ok(())
    }

    /// Texts stay only where they were sent to: they hold links that open doors, and what rooms keep to
    /// themselves. The demo shows them.
    fn body_to_keep(&self) -> sea_orm::ActiveValue<String> {
        if self.settings().demo {
            sea_orm::ActiveValue::NotSet
        } else {
            sea_orm::ActiveValue::Set(String::new())
        }
    }
}

/// The row, unless another worker has taken it since: then it is theirs to note.
fn still_mine(mail: &outbox::Model) -> UpdateMany<outbox::Entity> {
    outbox::Entity::update_many()
        .filter(outbox::Column::Id.eq(mail.id.as_str()))
        .filter(outbox::Column::Attempts.eq(mail.attempts))
        .filter(outbox::Column::SentAt.is_null())
}

/// Nobody is at it just now.
pub(super) fn is_free(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(outbox::Column::ClaimedUntil.is_null())
        .add(outbox::Column::ClaimedUntil.lt(now))
}

fn nothing() -> sea_orm::sea_query::SimpleExpr {
    Expr::value(None::<DateTime<Utc>>)
}

/// Longer than one mail takes at its slowest.
fn lease() -> TimeDelta {
    TimeDelta::seconds((2 * PATIENCE.as_secs() + 60).cast_signed())
}

/// How long to wait after the nth attempt failed: a minute, then twice as long each time, at most six hours.
fn pause(attempts: i32) -> TimeDelta {
    let doublings = attempts.clamp(1, 10) - 1;
    TimeDelta::minutes(1_i64 << doublings).min(TimeDelta::hours(6))
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::pause;

    #[test]
    fn pauses_grow_and_stay_within_six_hours() {
        assert_eq!(pause(1), TimeDelta::minutes(1));
        assert_eq!(pause(2), TimeDelta::minutes(2));
        assert_eq!(pause(9), TimeDelta::minutes(256));
        assert_eq!(pause(10), TimeDelta::hours(6));
        assert_eq!(pause(i32::MAX), TimeDelta::hours(6));
    }
}
