//! An author puts their comment right, for a few minutes. What it said before is kept.

use domain::process::{Act, Event, Reference, Talk as Said};
use domain::talk::{Body, EDIT_MINUTES, may_still_edit};
use sea_orm::ActiveValue::Set;

use super::names::{room, subject};
use super::{Talk, letters};
use crate::act::{Doer, guarded};
use crate::live::Stirred;
use crate::store::talk::{self, CommentChange, FormerText};
use crate::{Conflict, Refusal};

impl Talk<'_> {
    /// Changes what a comment says, and tells whom it calls that it did not call before. `version` is the one that
    /// the author started from.
    ///
    /// # Errors
    /// Not allowed for anybody but its author; a fault at `body` where it is too late; a conflict with both
    /// texts where it was changed in between.
    pub async fn edit(
        &self,
        doer: &Doer,
        reference: &Reference,
        (thread, comment): (&str, &str),
        version: i64,
        body: &str,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::Comment, reference).await?;
        let thread = open.thread(thread).await?;
        let comment = open.comment(&thread, comment).await?;
        if comment.author_id != open.hat.person.as_str() {
            let words = "Only its author can change a comment.";
            return Err(Refusal::NotAllowed(words.to_owned()));
        }
        let body = Body::read(body).map_err(|wrong| Refusal::fault("body", wrong.to_string()))?;
        if body.as_str() == comment.body {
            return Ok(());
        }
        if comment.released_at.is_some() || comment.released_by.is_some() {
            let words = "This comment was released to both sides, so it stays as it is. Write a reply instead";
            return Err(Refusal::fault("body", words));
        }
        let room = room(&thread.room)?;
        let told = open.told(room, &body, &[], Some(&thread)).await?;
        let told = open.not_told_yet(&comment, told).await?;
        let now = open.act.now();
        if !may_still_edit(comment.written_at, now) {
            let words = format!(
                "A comment can be changed for {EDIT_MINUTES} minutes, and these are over. Write a reply instead"
            );
            return Err(Refusal::fault("body", words));
        }
        if comment.version != version {
            return Err(Refusal::Conflict(Box::new(Conflict {
                version: comment.version,
                theirs: comment.body,
                yours: body.as_str().to_owned(),
                saved_at: comment.edited_at,
                ..Conflict::default()
            })));
        }
        let former = FormerText {
            comment_id: comment.id.clone(),
            version: comment.version,
            body: comment.body.clone(),
            until: now,
        };
        talk::keep_former(open.act.db(), former).await?;
        let changed = talk::change_comment(&comment)
            .set(CommentChange {
                body: Set(body.as_str().to_owned()),
                edited_at: Set(Some(now)),
                version: Set(comment.version + 1),
                ..Default::default()
            })
            .exec(open.act.db())
            .await?;
        guarded(changed.rows_affected)?;
        open.call(&comment, &told).await?;
        open.act.record(
            &open.head.row.id,
            &Event::Talked {
                room,
                what: Said::Changed,
                section: subject(&thread)?.section(),
            },
        )?;
        open.stir(Stirred::Thread, &thread)?;
        let below = format!("#{}", comment.slug);
        letters::mentioned(&mut open, &thread, room, &below, &told);
        open.act.commit().await
    }
}
