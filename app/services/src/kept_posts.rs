//! What people typed and sent when their session had ended: kept for a day, and given back to the same person
//! on the same page.

use chrono::TimeDelta;
use domain::process::PersonId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::digest::digest;
use crate::store::kept_posts;
use crate::{Refusal, Services, chance};

/// Longest body that is kept, in bytes.
pub const LONGEST_POST: usize = 1 << 20;
/// How many are kept for one person; beyond that the oldest goes.
const MOST_POSTS: u64 = 20;
const KEPT_FOR: TimeDelta = TimeDelta::days(1);

impl Services {
    /// Keeps the body of a post to `path` and answers the token that gives it back.
    pub async fn keep_post(
        &self,
        person: &PersonId,
        path: &str,
        body: &str,
    ) -> Result<String, Refusal> {
        if body.len() > LONGEST_POST {
            return Err(Refusal::fault("", "This is too long to be kept"));
        }
        let token = chance::token()?;
        let transaction = self.house.store.begin().await?;
        let beyond: Vec<String> = kept_posts::Entity::find()
            .select_only()
            .column(kept_posts::Column::TokenDigest)
            .filter(kept_posts::Column::PersonId.eq(person.as_str()))
            .order_by_desc(kept_posts::Column::CreatedAt)
            .offset(MOST_POSTS - 1)
            .limit(MOST_POSTS)
            .into_tuple()
            .all(&transaction)
            .await?;
        if !beyond.is_empty() {
            kept_posts::Entity::delete_many()
                .filter(kept_posts::Column::TokenDigest.is_in(beyond))
                .exec(&transaction)
                .await?;
        }
        kept_posts::Entity::insert(kept_posts::ActiveModel {
            token_digest: Set(digest_of(&token)),
            person_id: Set(person.to_string()),
            path: Set(path.to_owned()),
            body: Set(body.to_owned()),
            created_at: Set(self.real_now()),
        })
        .exec_without_returning(&transaction)
        .await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// The body of a kept post, for the person whose it is and on the page it was meant for. Looking at the page
    /// again finds it again; it goes after a day.
    pub async fn kept_post(
        &self,
        token: &str,
        person: &PersonId,
        path: &str,
    ) -> Result<Option<String>, Refusal> {
        let post = kept_posts::Entity::find_by_id(digest_of(token))
            .filter(kept_posts::Column::PersonId.eq(person.as_str()))
            .filter(kept_posts::Column::Path.eq(path))
            .filter(kept_posts::Column::CreatedAt.gt(self.real_now() - KEPT_FOR))
            .one(self.read())
            .await?;
        Ok(post.map(|post| post.body))
    }

    /// Takes away what nobody came back for within a day.
    pub(crate) async fn purge_kept_posts(&self) -> Result<(), Refusal> {
        kept_posts::Entity::delete_many()
            .filter(kept_posts::Column::CreatedAt.lt(self.real_now() - KEPT_FOR))
            .exec(self.write())
            .await?;
        Ok(())
    }
}

fn digest_of(token: &str) -> String {
    digest(&["post", token])
}
