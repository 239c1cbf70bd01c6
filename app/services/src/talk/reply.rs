//! Somebody replies. A reply stands in the room of its thread.

use domain::process::{Act, Event, Reference, Talk as Said};
use domain::talk::Body;
use sea_orm::{ActiveValue::Set, ColumnTrait, FromQueryResult, QueryFilter};

use super::calls::calls;
use super::names::{count, room, subject};
use super::open::Open;
use super::{Saying, Talk, letters};
use crate::act::{Doer, guarded};
use crate::live::Stirred;
use crate::store::talk::{self, ThreadChange, ThreadColumn, ThreadRow};
use crate::{Refusal, chance};

/// A thread before somebody replies.
#[derive(FromQueryResult)]
struct Before {
    #[sea_orm(nested)]
    thread: ThreadRow,
    /// The comment with the same words that this person has only just left there.
    same: Option<String>,
    /// Something in it that calls this person or their organisation, and waits.
    calls: Option<String>,
}

/// A reply as it stands in its thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replied {
    /// Its name in the thread.
    pub slug: String,
    /// How many comments the thread holds with it.
    pub total: u64,
}

impl Talk<'_> {
    /// Adds a comment to an open thread, and tells those whom it calls and those who wrote there before.
    ///
    /// # Errors
    /// Faults at `body` and `tell`. Not found where the hat that is worn does not read the thread.
    pub async fn reply(
        &self,
        doer: &Doer,
        reference: &Reference,
        thread: &str,
        saying: impl Into<Saying> + Send,
    ) -> Result<Replied, Refusal> {
        let Saying { body, tell } = saying.into();
        let mut open = self.open(doer, Act::Comment, reference).await?;
        let body = Body::read(&body);
        let Before {
            thread,
            same,
            calls,
        } = open.before(thread, body.as_ref().ok()).await?;
        let body = body.map_err(|wrong| Refusal::fault("body", wrong.to_string()))?;
        if let Some(slug) = same {
            let total = count(thread.comments);
            return Ok(Replied { slug, total });
        }
        if thread.resolved_at.is_some() {
            let words = "This thread was resolved meanwhile. Reopen it to send your reply";
            return Err(Refusal::fault("body", words));
        }
        let room = room(&thread.room)?;
        let told = open.told(room, &body, &tell, Some(&thread)).await?;
        if calls.is_some() {
            open.heard(&thread).await?;
        }
        let row = open.comment_row(&thread, chance::new_id(), &body)?;
        let slug = row.slug.clone();
        talk::add_comment(open.act.db(), row.clone()).await?;
        open.call(&row, &told).await?;
        let added = talk::change_thread(&thread)
            .set(ThreadChange {
                comments: Set(thread.comments + 1),
                last_at: Set(open.act.now()),
                version: Set(thread.version + 1),
                ..Default::default()
            })
            .exec(open.act.db())
            .await?;
        guarded(added.rows_affected)?;
        open.act.record(
            &open.head.row.id,
            &Event::Talked {
                room,
                what: Said::Replied,
                section: subject(&thread)?.section(),
            },
        )?;
        open.stir(Stirred::Talk, &thread)?;
        letters::replied(&mut open, &thread, &slug, &told).await?;
        open.act.commit().await?;
        Ok(Replied {
            slug,
            total: count(thread.comments + 1),
        })
    }
}

impl Open {
    /// The thread at this address, with what a reply to it has to know. One statement.
    async fn before(&self, slug: &str, body: Option<&Body>) -> Result<Before, Refusal> {
        let threads = talk::threads(&self.head.row.id, self.rooms);
        let same = self.is_the_same(body.map_or("", Body::as_str));
        talk::with_same_and_calls(threads, same, calls(&self.hat))
            .filter(ThreadColumn::Slug.eq(slug))
            .into_model::<Before>()
            .one(self.act.db())
            .await?
            .ok_or(Refusal::NotFound)
    }
}
