//! Sessions in the store, for tower-sessions. Ids are stored as digests: who reads the table opens no session.
//!
//! A session that has ended stays for a day without its contents, so that a post which comes too late can be
//! kept for the person whose session it was (`kept_posts`).

use std::fmt;

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use domain::process::PersonId;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DbErr, EntityTrait, QueryFilter, UpdateMany, sea_query::Expr,
};
use time::OffsetDateTime;
use tower_sessions_core::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

use crate::digest::digest;
use crate::store::sessions;
use crate::{Refusal, Services};

/// The key under which a session names its person, by id.
pub const PERSON_IN_SESSION: &str = "person";
/// How long an ended session is still known to have been somebody's.
const KNOWN_AFTER_END: TimeDelta = TimeDelta::days(1);

/// The sessions of the house, for the session layer.
#[derive(Clone)]
pub struct SessionRows(Services);

impl Services {
    pub fn session_store(&self) -> SessionRows {
        SessionRows(self.clone())
    }

    /// Ends every session of a person, on every server, at its next request.
    pub async fn sign_out_everywhere(&self, person: &PersonId) -> std::result::Result<(), Refusal> {
        ending(self.real_now())
            .filter(sessions::Column::PersonId.eq(person.as_str()))
            .exec(self.write())
            .await?;
        Ok(())
    }

    /// Whose session this was, if it ended within a day. No reason to let anybody in.
    pub async fn person_of_ended_session(
        &self,
        id: &Id,
    ) -> std::result::Result<Option<PersonId>, Refusal> {
        let now = self.real_now();
        let row = sessions::Entity::find_by_id(digest_of(id))
            .filter(sessions::Column::ExpiresAt.gt(now - KNOWN_AFTER_END))
            .filter(sessions::Column::ExpiresAt.lte(now))
            .one(self.read())
            .await?;
        Ok(row.and_then(|row| row.person_id).map(Into::into))
    }

    /// Takes away what ended more than a day ago, and answers how many those were.
    pub async fn purge_sessions(&self) -> std::result::Result<u64, Refusal> {
        let purged = sessions::Entity::delete_many()
            .filter(sessions::Column::ExpiresAt.lt(self.real_now() - KNOWN_AFTER_END))
            .exec(self.write())
            .await?;
        Ok(purged.rows_affected)
    }
}

#[async_trait]
impl SessionStore for SessionRows {
    async fn create(&self, record: &mut Record) -> Result<()> {
        // 128 random bits do not meet twice; were they to, the database refuses the second.
        sessions::Entity::insert(sessions::ActiveModel {
            id: Set(digest_of(&record.id)),
            person_id: Set(person_of(record)),
            data: Set(data_of(record)?),
            created_at: Set(self.0.real_now()),
            expires_at: Set(expiry_of(record)?),
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
            .col_expr(sessions::Column::ExpiresAt, Expr::value(expiry_of(record)?))
            .filter(sessions::Column::Id.eq(digest_of(&record.id)))
            .filter(sessions::Column::ExpiresAt.gt(self.0.real_now()))
            .exec(self.0.write())
            .await
            .map_err(backend)?;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let row = sessions::Entity::find_by_id(digest_of(id))
            .filter(sessions::Column::ExpiresAt.gt(self.0.real_now()))
            .one(self.0.read())
            .await
            .map_err(backend)?;
        row.map(|row| {
            Ok(Record {
                id: *id,
                data: serde_json::from_str(&row.data)
                    .map_err(|error| Error::Decode(error.to_string()))?,
                expiry_date: OffsetDateTime::from_unix_timestamp(row.expires_at.timestamp())
                    .map_err(|error| Error::Decode(error.to_string()))?,
            })
        })
        .transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        ending(self.0.real_now())
            .filter(sessions::Column::Id.eq(digest_of(id)))
            .exec(self.0.write())
            .await
            .map_err(backend)?;
        Ok(())
    }
}

impl fmt::Debug for SessionRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionRows")
    }
}

/// Ends the open ones among the sessions it is narrowed to, and empties them.
fn ending(now: DateTime<Utc>) -> UpdateMany<sessions::Entity> {
    sessions::Entity::update_many()
        .col_expr(sessions::Column::ExpiresAt, Expr::value(now))
        .col_expr(sessions::Column::Data, Expr::value("{}"))
        .filter(sessions::Column::ExpiresAt.gt(now))
}

fn digest_of(id: &Id) -> String {
    digest(&["session", &id.to_string()])
}

fn person_of(record: &Record) -> Option<String> {
    let person = record.data.get(PERSON_IN_SESSION)?;
    person.as_str().map(str::to_owned)
}

fn data_of(record: &Record) -> Result<String> {
    serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))
}

fn expiry_of(record: &Record) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp(record.expiry_date.unix_timestamp(), 0)
        .ok_or_else(|| Error::Encode("an expiry outside the calendar".to_owned()))
}

fn backend(error: DbErr) -> Error {
    Error::Backend(error.to_string())
}
