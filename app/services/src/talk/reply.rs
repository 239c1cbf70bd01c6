//! Somebody replies. A reply stands in the room of its thread.

use domain::process::{Act, Event, Reference, Talk as Said};
use domain::talk::Body;
use sea_orm::ActiveValue::Set;

use super::names::{count, room, subject};
use super::{Saying, Talk, letters};
use crate::act::{Doer, guarded};
use crate::live::Stirred;
use crate::store::talk::{self, ThreadChange};
use crate::{Refusal, chance};

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
        let thread = open.thread(thread).await?;
        let body = Body::read(&body).map_err(|wrong| Refusal::fault("body", wrong.to_string()))?;
        if let Some(slug) = open.just_said(&thread, &body).await? {
            let total = count(thread.comments);
            return Ok(Replied { slug, total });
        }
        if thread.resolved_at.is_some() {
            let words = "This thread was resolved meanwhile. Reopen it to send your reply";
            return Err(Refusal::fault("body", words));
        }
        let room = room(&thread.room)?;
        let told = open.told(room, &body, &tell, Some(&thread)).await?;
        open.heard(&thread).await?;
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
