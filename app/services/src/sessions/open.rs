//! The sessions of one person, for their own eyes, and ending them.

use chrono::{DateTime, Utc};
use domain::process::PersonId;
use sea_orm::{
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};
use tower_sessions_core::session::Id;

use super::BROWSER_IN_SESSION;
use super::rows::digest_of;
use crate::offers::Paging;
use crate::store::sessions;
use crate::{Refusal, Services};

/// A session that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// By which it is ended. Opens nothing: what the cookie holds cannot be told from it.
    pub handle: String,
    pub started: DateTime<Utc>,
    /// To within some minutes.
    pub last_seen: DateTime<Utc>,
    /// Such as “Firefox on Windows”.
    pub browser: Option<String>,
    /// Whether it is the one that asks.
    pub is_this_one: bool,
}

/// One page of them, the one last used first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSessions {
    pub sessions: Vec<OpenSession>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
}

impl Services {
    /// The open sessions of a person. `here` is the one that asks.
    pub async fn open_sessions(
        &self,
        person: &PersonId,
        here: Option<Id>,
        paging: Paging,
    ) -> Result<OpenSessions, Refusal> {
        let open = self.open(person);
        let total = open.clone().count(self.read()).await?;
        let rows = open
            .order_by_desc(sessions::Column::SeenAt)
            .order_by_desc(sessions::Column::Id)
            .limit(paging.size())
            .offset(paging.offset())
            .all(self.read())
            .await?;
        let here = here.map(|id| digest_of(&id));
        Ok(OpenSessions {
            sessions: rows
                .into_iter()
                .map(|row| shown(row, here.as_deref()))
                .collect::<Result<_, _>>()?,
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }

    /// Ends one session of this person, on every server at its next request.
    ///
    /// # Errors
    /// `AlreadyDone` where this person has no such session, or has it no more.
    pub async fn end_session(&self, person: &PersonId, handle: &str) -> Result<(), Refusal> {
        let ended = sessions::Entity::delete_many()
            .filter(sessions::Column::Id.eq(handle))
            .filter(sessions::Column::PersonId.eq(person.as_str()))
            .exec(self.write())
            .await?;
        match ended.rows_affected {
            0 => Err(Refusal::AlreadyDone),
            _ => Ok(()),
        }
    }

    /// Ends every session of this person but the one that asks.
    pub async fn end_other_sessions(&self, person: &PersonId, here: Id) -> Result<u64, Refusal> {
        let ended = sessions::Entity::delete_many()
            .filter(sessions::Column::PersonId.eq(person.as_str()))
            .filter(sessions::Column::Id.ne(digest_of(&here)))
            .exec(self.write())
            .await?;
        Ok(ended.rows_affected)
    }

    fn open(&self, person: &PersonId) -> Select<sessions::Entity> {
        sessions::Entity::find()
            .filter(sessions::Column::PersonId.eq(person.as_str()))
            .filter(sessions::Column::ExpiresAt.gt(self.real_now()))
    }
}

/// Whether a handle names this very session.
pub fn is_handle_of(handle: &str, id: &Id) -> bool {
    handle == digest_of(id)
}

fn shown(row: sessions::Model, here: Option<&str>) -> Result<OpenSession, Refusal> {
    let data: serde_json::Value = serde_json::from_str(&row.data)?;
    Ok(OpenSession {
        is_this_one: here == Some(row.id.as_str()),
        started: row.created_at,
        last_seen: row.seen_at.unwrap_or(row.created_at),
        browser: data
            .get(BROWSER_IN_SESSION)
            .and_then(serde_json::Value::as_str)
            .map(str::to_owned),
        handle: row.id,
    })
}
