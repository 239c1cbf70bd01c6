//! Sessions in the store, for tower-sessions. Ids are stored as digests: who reads the table opens no session.
//!
//! How long a session lives is decided here, by the clock of the house, and not by the session layer: every
//! server reads the same row and comes to the same answer at its next request.

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::process::PersonId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};
use time::OffsetDateTime;
use tower_sessions_core::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

use super::{IDLE, LONGEST_SESSION, NOT_YET_SIGNED_IN, PERSON_IN_SESSION, SEEN_EVERY};
use crate::digest::digest;
use crate::refusal::in_words;
use crate::store::sessions;
use crate::{Refusal, Services};

/// The sessions of the house, for the session layer.
#[derive(Clone)]
pub struct SessionRows(Services);

impl Services {
    pub fn session_store(&self) -> SessionRows {
        SessionRows(self.clone())
    }

    /// Ends every session of a person, on every server, at its next request.
    pub async fn sign_out_everywhere(&self, person: &PersonId) -> std::result::Result<(), Refusal> {
        Ok(end_all(self.write(), person).await?)
    }

    /// Whether this session of this person is open. To ask is not to use it.
    pub(crate) async fn session_stands(
        &self,
        session: &Id,
        person: &PersonId,
    ) -> std::result::Result<bool, Refusal> {
        let row = sessions::Entity::find_by_id(digest_of(session))
            .filter(sessions::Column::PersonId.eq(person.as_str()))
            .filter(sessions::Column::ExpiresAt.gt(self.real_now()))
            .one(self.read())
            .await?;
        Ok(row.is_some())
    }

    /// Takes away what has run out, and answers how many those were.
    pub async fn purge_sessions(&self) -> std::result::Result<u64, Refusal> {
        let purged = sessions::Entity::delete_many()
            .filter(sessions::Column::ExpiresAt.lte(self.real_now()))
            .exec(self.write())
            .await?;
        Ok(purged.rows_affected)
    }
}

/// Ends every session of a person.
pub async fn end_all(
    db: &impl ConnectionTrait,
    person: &PersonId,
) -> std::result::Result<(), DbErr> {
    sessions::Entity::delete_many()
        .filter(sessions::Column::PersonId.eq(person.as_str()))
        .exec(db)
        .await?;
    Ok(())
}

#[async_trait]
impl SessionStore for SessionRows {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let now = self.0.real_now();
        let person = person_of(record);
        let ends = now + LONGEST_SESSION;
        // 128 random bits do not meet twice; were they to, the database refuses the second.
        sessions::Entity::insert(sessions::ActiveModel {
            id: Set(digest_of(&record.id)),
            expires_at: Set(runs_out(now, person.is_some(), ends)),
            person_id: Set(person),
            data: Set(data_of(record)?),
            created_at: Set(now),
            seen_at: Set(Some(now)),
            ends_at: Set(Some(ends)),
        })
        .exec_without_returning(self.0.write())
        .await
        .map_err(backend)?;
        Ok(())
    }

    /// Saves what is still open. A session that was ended meanwhile stays ended.
    async fn save(&self, record: &Record) -> Result<()> {
        sessions::Entity::update_many()
            .col_expr(sessions::Column::PersonId, Expr::value(person_of(record)))
            .col_expr(sessions::Column::Data, Expr::value(data_of(record)?))
            .filter(sessions::Column::Id.eq(digest_of(&record.id)))
            .filter(sessions::Column::ExpiresAt.gt(self.0.real_now()))
            .exec(self.0.write())
            .await
            .map_err(backend)?;
        Ok(())
    }

    /// Reads what is still open. To read it is to use it, so that it idles from now.
    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.0.real_now();
        let row = sessions::Entity::find_by_id(digest_of(id))
            .filter(sessions::Column::ExpiresAt.gt(now))
            .one(self.0.read())
            .await
            .map_err(backend)?;
        let Some(row) = row else {
            return Ok(None);
        };
        if row.person_id.is_some() {
            let used = Used {
                id: &row.id,
                created_at: row.created_at,
                seen_at: row.seen_at,
                ends_at: row.ends_at,
            };
            self.see(used, now).await.map_err(backend)?;
        }
        Ok(Some(Record {
            id: *id,
            data: serde_json::from_str(&row.data)
                .map_err(|error| Error::Decode(error.to_string()))?,
            expiry_date: OffsetDateTime::from_unix_timestamp(row.expires_at.timestamp())
                .map_err(|error| Error::Decode(error.to_string()))?,
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        sessions::Entity::delete_by_id(digest_of(id))
            .exec(self.0.write())
            .await
            .map_err(backend)?;
        Ok(())
    }
}

/// An open session of somebody who is signed in, as it is used.
pub(super) struct Used<'a> {
    pub id: &'a str,
    pub created_at: DateTime<Utc>,
    pub seen_at: Option<DateTime<Utc>>,
    pub ends_at: Option<DateTime<Utc>>,
}

impl SessionRows {
    /// Notes that it is used, where that was not noted lately.
    pub(super) async fn see(
        &self,
        session: Used<'_>,
        now: DateTime<Utc>,
    ) -> std::result::Result<(), DbErr> {
        if session.seen_at.is_some_and(|seen| now < seen + SEEN_EVERY) {
            return Ok(());
        }
        let ends = session
            .ends_at
            .unwrap_or(session.created_at + LONGEST_SESSION);
        sessions::Entity::update_many()
            .col_expr(sessions::Column::SeenAt, Expr::value(now))
            .col_expr(
                sessions::Column::ExpiresAt,
                Expr::value(runs_out(now, true, ends)),
            )
            .filter(sessions::Column::Id.eq(session.id))
            .filter(sessions::Column::ExpiresAt.gt(now))
            .exec(self.0.write())
            .await?;
        Ok(())
    }
}

impl fmt::Debug for SessionRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionRows")
    }
}

/// When a session that is used now has idled for too long, or has come to its end.
fn runs_out(now: DateTime<Utc>, signed_in: bool, ends: DateTime<Utc>) -> DateTime<Utc> {
    let idle = if signed_in { IDLE } else { NOT_YET_SIGNED_IN };
    (now + idle).min(ends)
}

/// By which the store knows the session of a cookie.
pub fn digest_of(id: &Id) -> String {
    digest(&["session", &id.to_string()])
}

fn person_of(record: &Record) -> Option<String> {
    let person = record.data.get(PERSON_IN_SESSION)?;
    person.as_str().map(str::to_owned)
}

fn data_of(record: &Record) -> Result<String> {
    serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))
}

fn backend(error: DbErr) -> Error {
    Error::Backend(in_words(&error))
}
