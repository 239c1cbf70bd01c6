//! Words of a private room are released to both sides: a copy of one comment goes into a joint thread.
//!
//! The private thread stays private, with its replies and all that is written there later. The copy says who
//! wrote the words and who released them, and is dated from the release: when they were written, and among
//! what, stays with the side whose room it was.

use domain::process::{Act, Event, Reference, Room};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::names::{room, subject};
use super::open::Open;
use super::{Talk, letters};
use crate::act::{Doer, guarded};
use crate::live::Stirred;
use crate::store::people;
use crate::store::talk::{self, CommentChange, CommentRow, ThreadChange, ThreadColumn, ThreadRow};
use crate::{Refusal, chance};

impl Talk<'_> {
    /// Releases one comment. Answers the address of the joint thread that holds it.
    ///
    /// # Errors
    /// Not found where the hat that is worn does not read it; already done where it is released or joint.
    pub async fn release(
        &self,
        doer: &Doer,
        reference: &Reference,
        (thread, comment): (&str, &str),
    ) -> Result<String, Refusal> {
        let mut open = self.open(doer, Act::ReleaseToJoint, reference).await?;
        let thread = open.thread(thread).await?;
        let comment = open.comment(&thread, comment).await?;
        let from = room(&thread.room)?;
        if from == Room::Joint || comment.released_at.is_some() {
            return Err(Refusal::AlreadyDone);
        }
        let copy = open.copy_of(&comment)?;
        let joint = match open.joint(&thread).await? {
            Some(joint) => open.add(joint, copy).await?,
            None => open.begin(&thread, copy).await?,
        };
        let now = open.act.now();
        let marked = talk::change_comment(&comment)
            .set(CommentChange {
                released_at: Set(Some(now)),
                version: Set(comment.version + 1),
                ..Default::default()
            })
            .exec(open.act.db())
            .await?;
        guarded(marked.rows_affected)?;
        open.act.record(
            &open.head.row.id,
            &Event::CommentReleased {
                from,
                section: subject(&thread)?.section(),
                author: open.author(&comment).await?,
            },
        )?;
        open.stir(Stirred::Thread, &thread)?;
        open.stir(Stirred::Talk, &joint)?;
        letters::released(&mut open, &joint).await?;
        open.act.commit().await?;
        Ok(joint.slug)
    }
}

impl Open {
    fn copy_of(&self, comment: &CommentRow) -> Result<CommentRow, Refusal> {
        Ok(CommentRow {
            id: chance::new_id(),
            thread_id: String::new(),
            slug: chance::slug()?,
            room: Room::Joint.code().to_owned(),
            body: comment.body.clone(),
            author_id: comment.author_id.clone(),
            organisation_id: comment.organisation_id.clone(),
            role: comment.role.clone(),
            written_at: self.act.now(),
            edited_at: None,
            released_by: Some(self.hat.person.to_string()),
            released_at: None,
            version: 1,
        })
    }

    /// The joint thread that an earlier release from this one has made.
    async fn joint(&self, thread: &ThreadRow) -> Result<Option<ThreadRow>, Refusal> {
        let Some(id) = &thread.released_into else {
            return Ok(None);
        };
        Ok(talk::threads(&self.head.row.id, self.rooms)
            .filter(ThreadColumn::Id.eq(id.as_str()))
            .one(self.act.db())
            .await?)
    }

    /// Goes on in the joint thread, and takes it up again where it was resolved.
    async fn add(&self, joint: ThreadRow, copy: CommentRow) -> Result<ThreadRow, Refusal> {
        let copy = CommentRow {
            thread_id: joint.id.clone(),
            ..copy
        };
        talk::add_comment(self.act.db(), copy).await?;
        let added = talk::change_thread(&joint)
            .set(ThreadChange {
                comments: Set(joint.comments + 1),
                last_at: Set(self.act.now()),
                resolved_at: Set(None),
                resolved_by: Set(None),
                version: Set(joint.version + 1),
                ..Default::default()
            })
            .exec(self.act.db())
            .await?;
        guarded(added.rows_affected)?;
        Ok(joint)
    }

    async fn begin(&self, private: &ThreadRow, copy: CommentRow) -> Result<ThreadRow, Refusal> {
        let now = self.act.now();
        let joint = ThreadRow {
            id: chance::new_id(),
            slug: chance::slug()?,
            room: Room::Joint.code().to_owned(),
            opening_id: copy.id.clone(),
            comments: 1,
            started_at: now,
            last_at: now,
            resolved_at: None,
            resolved_by: None,
            released_into: None,
            version: 1,
            ..private.clone()
        };
        talk::add_thread(self.act.db(), joint.clone()).await?;
        let copy = CommentRow {
            thread_id: joint.id.clone(),
            ..copy
        };
        talk::add_comment(self.act.db(), copy).await?;
        let linked = talk::change_thread(private)
            .set(ThreadChange {
                released_into: Set(Some(joint.id.clone())),
                version: Set(private.version + 1),
                ..Default::default()
            })
            .exec(self.act.db())
            .await?;
        guarded(linked.rows_affected)?;
        Ok(joint)
    }

    async fn author(&self, comment: &CommentRow) -> Result<String, Refusal> {
        let row = people::Entity::find_by_id(comment.author_id.as_str())
            .one(self.act.db())
            .await?;
        Ok(row.map(|row| row.name).unwrap_or_default())
    }
}
