//! Who a request comes from: the session of its cookie and its person with all their hats, in one statement.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationDef,
};
use serde_json::Value;
use tower_sessions_core::session::Id;

use super::rows::{Used, digest_of};
use crate::people::{PersonWithHat, viewers, with_hats};
use crate::store::{people, sessions};
use crate::{Refusal, Services, Viewer};

/// Somebody who is signed in, and what their session holds.
#[derive(Clone, Debug)]
pub struct SignedIn {
    pub viewer: Viewer,
    held: HashMap<String, Value>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    person: PersonWithHat,
    data: String,
    created_at: DateTime<Utc>,
    seen_at: Option<DateTime<Utc>>,
    ends_at: Option<DateTime<Utc>>,
}

impl Services {
    /// The person whose session this is, while it is open. To ask is to use it, so that it idles from now.
    pub async fn signed_in(&self, session: &Id) -> Result<Option<SignedIn>, Refusal> {
        let now = self.real_now();
        let id = digest_of(session);
        let of_person: RelationDef = people::Entity::belongs_to(sessions::Entity)
            .from(people::Column::Id)
            .to(sessions::Column::PersonId)
            .into();
        let rows = with_hats()
            .columns([
                sessions::Column::Data,
                sessions::Column::CreatedAt,
                sessions::Column::SeenAt,
                sessions::Column::EndsAt,
            ])
            .join(JoinType::InnerJoin, of_person)
            .filter(sessions::Column::Id.eq(id.as_str()))
            .filter(sessions::Column::ExpiresAt.gt(now))
            .into_model::<Row>()
            .all(self.read())
            .await?;
        let Some(first) = rows.first() else {
            return Ok(None);
        };
        let held = serde_json::from_str(&first.data)?;
        let used = Used {
            id: &id,
            created_at: first.created_at,
            seen_at: first.seen_at,
            ends_at: first.ends_at,
        };
        self.session_store().see(used, now).await?;
        let people = rows.into_iter().map(|row| row.person).collect();
        let viewer = viewers(people).pop();
        Ok(viewer.map(|viewer| SignedIn { viewer, held }))
    }
}

impl SignedIn {
    /// What the session holds under this key, where that is a text.
    pub fn held(&self, key: &str) -> Option<&str> {
        self.held.get(key)?.as_str()
    }
}
