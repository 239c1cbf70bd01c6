//! Sending what is due: claimed first, so that two workers never send the same at once, then sent one by one.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, LockBehavior, LockType},
};

use super::transport::{PATIENCE, Transport, TransportError};
use crate::store::outbox;
use crate::{Refusal, Services};

/// Mails claimed at a time.
const BATCH: u64 = 8;
/// After so many attempts a mail waits for somebody to send it again by hand.
pub const MOST_ATTEMPTS: i32 = 12;
/// Longest error that is kept, in letters.
const LONGEST_ERROR: usize = 500;

impl Services {
    /// Sends one batch of what is due and answers how many mails were tried. One that fails does not hold up
    /// the others: it is tried again later, ever more slowly.
    pub async fn send_due(&self, transport: &Transport) -> Result<usize, Refusal> {
        let claimed = self.claim_mail().await?;
        let tried = claimed.len();
        for mail in claimed {
            let sent = transport.send(&mail).await;
            self.note_attempt(&mail, sent).await?;
        }
        Ok(tried)
    }

    /// Sends a mail again that was given up, or at once one that waits.
    pub async fn send_again(&self, id: &str) -> Result<(), Refusal> {
        let again = outbox::Entity::update_many()
            .col_expr(outbox::Column::Attempts, Expr::value(0))
            .col_expr(outbox::Column::DueAt, Expr::value(self.real_now()))
            .filter(outbox::Column::Id.eq(id))
            .filter(outbox::Column::SentAt.is_null())
            .exec(self.write())
            .await?;
        if again.rows_affected == 0 {
            return Err(Refusal::AlreadyDone);
        }
        self.house.mail_waits.notify_one();
        Ok(())
    }

    /// Takes mails for this worker alone, for longer than sending them all can take. The attempt counts from
    /// now on: a worker that dies over it has made it.
    async fn claim_mail(&self) -> Result<Vec<outbox::Model>, Refusal> {
        let now = self.real_now();
        let due = outbox::Entity::find().filter(is_due(now));
        // Most looks find nothing, and looking takes no lock.
        if due.clone().one(self.read()).await?.is_none() {
            return Ok(Vec::new());
        }
        let transaction = self.house.store.begin().await?;
        let mails = due
            .order_by_asc(outbox::Column::DueAt)
            .limit(BATCH)
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&transaction)
            .await?;
        outbox::Entity::update_many()
            .col_expr(outbox::Column::ClaimedUntil, Expr::value(now + lease()))
            .col_expr(
                outbox::Column::Attempts,
                Expr::col(outbox::Column::Attempts).add(1),
            )
            .filter(outbox::Column::Id.is_in(mails.iter().map(|mail| mail.id.as_str())))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(mails)
    }

    async fn note_attempt(
        &self,
        mail: &outbox::Model,
        sent: Result<(), TransportError>,
    ) -> Result<(), Refusal> {
        let now = self.real_now();
        let never: Option<DateTime<Utc>> = None;
        let update = outbox::Entity::update_many()
            .col_expr(outbox::Column::ClaimedUntil, Expr::value(never))
            .filter(outbox::Column::Id.eq(mail.id.as_str()));
        let update = match sent {
            Ok(()) => {
                let update = update
                    .col_expr(outbox::Column::SentAt, Expr::value(now))
                    .col_expr(outbox::Column::LastError, Expr::value(None::<String>));
                // Links that open doors stay only where they were sent to.
                if self.settings().demo {
                    update
                } else {
                    update.col_expr(outbox::Column::Body, Expr::value(""))
                }
            }
            Err(error) => {
                tracing::warn!(mail = mail.id, kind = mail.kind, %error, "a mail was not sent");
                let error: String = error.to_string().chars().take(LONGEST_ERROR).collect();
                update
                    .col_expr(
                        outbox::Column::DueAt,
                        Expr::value(now + pause(mail.attempts + 1)),
                    )
                    .col_expr(outbox::Column::LastError, Expr::value(error))
            }
        };
        update.exec(self.write()).await?;
        Ok(())
    }
}

fn is_due(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(outbox::Column::SentAt.is_null())
        .add(outbox::Column::DueAt.lte(now))
        .add(outbox::Column::Attempts.lt(MOST_ATTEMPTS))
        .add(
            Condition::any()
                .add(outbox::Column::ClaimedUntil.is_null())
                .add(outbox::Column::ClaimedUntil.lt(now)),
        )
}

/// Longer than a whole batch takes at its slowest.
fn lease() -> TimeDelta {
    TimeDelta::seconds((BATCH * PATIENCE.as_secs() + 60).cast_signed())
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
