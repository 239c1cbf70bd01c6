//! The daily mail: what somebody wants once a day, at eight in London, in one.
//!
//! What it lists is judged when it is sent, like every mail: with nothing left to say there is none.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::London;
use domain::mail::{MailKind, MailPace, MailState};
use domain::process::PersonId;
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use super::judging::Addressee;
use super::mail::{About, Mail, row};
use crate::london;
use crate::offers::head::known;
use crate::store::{outbox, people};
use crate::{Refusal, Services, chance};

/// When it goes out, in London.
const HOUR: NaiveTime = NaiveTime::from_hms_opt(8, 0, 0).expect("an hour of the day");
/// People looked after at a time.
const BATCH: u64 = 100;

/// The next eight o’clock in London after this moment.
pub(super) fn next_delivery(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = now.with_timezone(&London).date_naive();
    match delivery_on(today) {
        Some(at) if at > now => at,
        Some(_) | None => today
            .succ_opt()
            .and_then(delivery_on)
            .unwrap_or(DateTime::<Utc>::MAX_UTC),
    }
}

fn delivery_on(day: NaiveDate) -> Option<DateTime<Utc>> {
    // Clocks change at night: eight in the morning is there once every day.
    let at = London.from_local_datetime(&day.and_time(HOUR)).earliest()?;
    Some(at.with_timezone(&Utc))
}

impl Services {
    /// Gathers what was held until now into one mail for each person, and answers how many that makes.
    pub async fn gather_mail(&self) -> Result<usize, Refusal> {
        let people: Vec<Option<String>> = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::ToPerson)
            .distinct()
            .filter(outbox::Column::State.eq(MailState::Held.code()))
            .filter(outbox::Column::DueAt.lte(self.real_now()))
            .limit(BATCH)
            .into_tuple()
            .all(self.read())
            .await?;
        let mut gathered = 0;
        for person in people.into_iter().flatten() {
            if self.gather_for(&person).await? {
                gathered += 1;
            }
        }
        Ok(gathered)
    }

    async fn gather_for(&self, person: &str) -> Result<bool, Refusal> {
        let now = self.real_now();
        let transaction = self.house.store.begin().await?;
        // The person’s row is the turnstile: of two workers at eight o’clock the second finds nothing held.
        let Some(addressee) = people::Entity::find_by_id(person)
            .lock_exclusive()
            .one(&transaction)
            .await?
        else {
            return Ok(false);
        };
        let id = chance::new_id();
        let digest = row(
            self,
            id.clone(),
            Mail {
                kind: MailKind::Digest,
                to_person: Some(PersonId::from(person)),
                to_address: addressee.email,
                subject: format!("Single Offer: your mail of {}", london::day(now)),
                body: String::new(),
                link: self.url("/work"),
                about: About::Oneself,
            },
            None,
        );
        let held = outbox::Entity::update_many()
            .col_expr(
                outbox::Column::State,
                Expr::value(MailState::Gathered.code()),
            )
            .col_expr(outbox::Column::DigestId, Expr::value(id))
            .filter(outbox::Column::ToPerson.eq(person))
            .filter(outbox::Column::State.eq(MailState::Held.code()))
            .filter(outbox::Column::DueAt.lte(now))
            .exec(&transaction)
            .await?;
        if held.rows_affected == 0 {
            return Ok(false);
        }
        outbox::Entity::insert(digest)
            .exec_without_returning(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// The text of a daily mail as of now; none where nothing in it stands any more. What does not is taken
    /// out of it for good.
    pub(super) async fn compose_digest(
        &self,
        digest: &outbox::Model,
    ) -> Result<Option<String>, Refusal> {
        let Addressee::Known(viewer) = self.addressee(digest).await? else {
            return Ok(None);
        };
        let parts = outbox::Entity::find()
            .filter(outbox::Column::DigestId.eq(digest.id.as_str()))
            .filter(outbox::Column::State.eq(MailState::Gathered.code()))
            .order_by_asc(outbox::Column::CreatedAt)
            .order_by_asc(outbox::Column::Id)
            .all(self.read())
            .await?;
        let mut lines: Vec<String> = Vec::new();
        for part in parts {
            let kind = known(&part.kind, MailKind::from_code)?;
            let mut against = self.reason_against(&part, kind, Some(&viewer)).await?;
            if against.is_none() && self.pace_of(&viewer.person, kind).await? == MailPace::Never {
                against = Some("They want no mail of this kind".to_owned());
            }
            match against {
                Some(reason) => self.take_out(&part, &reason).await?,
                None => {
                    let link = part.link.as_deref().unwrap_or_default();
                    let line = format!("{}\n{link}\n", part.subject);
                    // Said once, however often it came.
                    if !lines.contains(&line) {
                        lines.push(line);
                    }
                }
            }
        }
        if lines.is_empty() {
            return Ok(None);
        }
        let body = format!(
            "What has come for you since your last daily mail, and still stands:\n\n{}\n\
             All that waits for you:\n{}\n\n\
             You get this once a day, at 8am. You can change that:\n{}\n",
            lines.join("\n"),
            self.url("/work"),
            self.url("/account/mail"),
        );
        if self.settings().demo {
            self.keep_body(digest, &body).await?;
        }
        Ok(Some(body))
    }

    async fn take_out(&self, part: &outbox::Model, reason: &str) -> Result<(), Refusal> {
        outbox::Entity::update_many()
            .col_expr(
                outbox::Column::State,
                Expr::value(MailState::NotNeeded.code()),
            )
            .col_expr(outbox::Column::Reason, Expr::value(reason))
            .filter(outbox::Column::Id.eq(part.id.as_str()))
            .exec(self.write())
            .await?;
        Ok(())
    }

    /// The demo shows what went out.
    async fn keep_body(&self, digest: &outbox::Model, body: &str) -> Result<(), Refusal> {
        outbox::Entity::update_many()
            .col_expr(outbox::Column::Body, Expr::value(body))
            .filter(Expr::col(outbox::Column::Id).eq(digest.id.as_str()))
            .exec(self.write())
            .await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(moment: &str) -> DateTime<Utc> {
        moment.parse().expect("a moment")
    }

    #[test]
    fn it_goes_out_at_eight_in_london_winter_and_summer() {
        for (now, then) in [
            ("2013-01-14T07:59:59Z", "2013-01-14T08:00:00Z"),
            ("2013-01-14T08:00:00Z", "2013-01-15T08:00:00Z"),
            ("2013-07-01T06:59:59Z", "2013-07-01T07:00:00Z"),
            ("2013-07-01T23:30:00Z", "2013-07-02T07:00:00Z"),
            // The clocks go forward on 31 March 2013, and back on 27 October.
            ("2013-03-30T12:00:00Z", "2013-03-31T07:00:00Z"),
            ("2013-10-26T12:00:00Z", "2013-10-27T08:00:00Z"),
        ] {
            assert_eq!(next_delivery(at(now)), at(then), "{now}");
        }
    }
}
