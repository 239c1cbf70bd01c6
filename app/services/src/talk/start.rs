//! Somebody starts a thread.

use chrono::TimeDelta;
use domain::process::{Act, Event, Reference, Room, Talk as Said};
use domain::talk::{Body, Quote, Subject, rooms_to_write_in};
use sea_orm::{ColumnTrait, Condition, QueryFilter};

use super::mentions::Told;
use super::names::alone;
use super::open::Open;
use super::{Talk, letters};
use crate::act::Doer;
use crate::live::Stirred;
use crate::offers::matters_seen::matters_seen;
use crate::store::talk::{self, CommentColumn, CommentRow, ThreadColumn, ThreadRow};
use crate::{Fault, Refusal, chance};

/// Within this time the same words of the same author are the same comment, sent twice.
const ONE_PRESS: TimeDelta = TimeDelta::minutes(1);

/// A thread to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub subject: Subject,
    /// Words of the matter that it is about; may be empty.
    pub quote: String,
    /// Who will read it. Has to be chosen.
    pub room: Option<Room>,
    pub body: String,
}

impl Talk<'_> {
    /// Starts a thread in the room that was chosen, and tells those who lead on the sides that read it.
    /// Answers its address below the talk of the offer.
    ///
    /// # Errors
    /// Faults at `room`, `body`, `quote`, and at `about` where the matter is no longer in the text.
    pub async fn start(
        &self,
        doer: &Doer,
        reference: &Reference,
        opening: &Opening,
    ) -> Result<String, Refusal> {
        self.start_and_tell(doer, reference, opening, &[]).await
    }

    /// The same, telling those ticked as well as those whom the words call.
    ///
    /// # Errors
    /// Also faults at `tell`.
    pub async fn start_and_tell(
        &self,
        doer: &Doer,
        reference: &Reference,
        opening: &Opening,
        tell: &[String],
    ) -> Result<String, Refusal> {
        let mut open = self.open(doer, Act::Comment, reference).await?;
        let (room, body, quote, told) = open.read(opening, tell).await?;
        if let Some(same) = open.just_started(room, &body).await? {
            return Ok(same);
        }
        let (id, slug, comment) = (chance::new_id(), chance::slug()?, chance::new_id());
        let now = open.act.now();
        let thread = ThreadRow {
            id,
            offer_id: open.head.row.id.clone(),
            slug: slug.clone(),
            room: room.code().to_owned(),
            section: opening.subject.section().map(|one| one.code().to_owned()),
            matter_slug: opening.subject.key().map(ToString::to_string),
            quote_version: quote.as_ref().map(Quote::version),
            quote: quote.map(|quote| quote.words().to_owned()),
            opening_id: comment.clone(),
            comments: 1,
            started_at: now,
            last_at: now,
            resolved_at: None,
            resolved_by: None,
            released_into: None,
            version: 1,
        };
        talk::add_thread(open.act.db(), thread.clone()).await?;
        let row = open.comment_row(&thread, comment, &body)?;
        talk::add_comment(open.act.db(), row.clone()).await?;
        open.call(&row, &told).await?;
        open.act.record(
            &open.head.row.id,
            &Event::Talked {
                room,
                what: Said::Started,
                section: opening.subject.section(),
            },
        )?;
        open.stir(Stirred::Talk, &thread)?;
        letters::started(&mut open, &thread, room, &told).await?;
        open.act.commit().await?;
        Ok(slug)
    }
}

impl Open {
    /// A new comment of the doer in this thread, under the thread’s room.
    pub(super) fn comment_row(
        &self,
        thread: &ThreadRow,
        id: String,
        body: &Body,
    ) -> Result<CommentRow, Refusal> {
        Ok(CommentRow {
            id,
            thread_id: thread.id.clone(),
            slug: chance::slug()?,
            room: thread.room.clone(),
            body: body.as_str().to_owned(),
            author_id: self.hat.person.to_string(),
            organisation_id: self.hat.organisation.to_string(),
            role: self.hat.role.code().to_owned(),
            written_at: self.act.now(),
            edited_at: None,
            released_by: None,
            released_at: None,
            version: 1,
        })
    }

    /// The comment with the same words that this person has only just left in this room, if there is one.
    async fn just_said(&self, thread: &ThreadRow, body: &Body) -> Result<Option<String>, Refusal> {
        let same = talk::comments(&thread.id, self.rooms)
            .filter(self.is_the_same(body.as_str()))
            .one(self.act.db())
            .await?;
        Ok(same.map(|comment| comment.slug))
    }

    /// Whether a comment has these words, and this person has only just left it.
    pub(super) fn is_the_same(&self, body: &str) -> Condition {
        Condition::all()
            .add(CommentColumn::AuthorId.eq(self.hat.person.as_str()))
            .add(CommentColumn::WrittenAt.gt(self.act.now() - ONE_PRESS))
            .add(CommentColumn::Body.eq(body))
            .add(CommentColumn::ReleasedBy.is_null())
    }

    async fn just_started(&self, room: Room, body: &Body) -> Result<Option<String>, Refusal> {
        let recent = talk::threads(&self.head.row.id, self.rooms)
            .filter(ThreadColumn::Room.eq(room.code()))
            .filter(ThreadColumn::StartedAt.gt(self.act.now() - ONE_PRESS))
            .all(self.act.db())
            .await?;
        for thread in recent {
            if self.just_said(&thread, body).await?.is_some() {
                return Ok(Some(thread.slug));
            }
        }
        Ok(None)
    }

    /// What was typed, or everything that is wrong with it at once.
    async fn read(
        &self,
        opening: &Opening,
        tell: &[String],
    ) -> Result<(Room, Body, Option<Quote>, Told), Refusal> {
        let mut faults = Vec::new();
        let mut fault = |field: &str, words: String| {
            faults.push(Fault {
                field: field.to_owned(),
                words,
            });
        };
        let rooms = rooms_to_write_in(&self.hat, &self.facts);
        let room = opening.room.filter(|room| rooms.contains(room));
        if room.is_none() {
            fault("room", "Choose who will read this".to_owned());
        }
        let keys: Vec<_> = opening.subject.key().cloned().into_iter().collect();
        let db = self.act.db();
        let mut matters = matters_seen(db, &self.head, self.rooms, &keys).await?;
        matters.retain(|_, (matter, _)| Some(matter.kind().section()) == opening.subject.section());
        if matters.len() != keys.len() {
            let words =
                "This entry is no longer in the offer. Send again to talk about its section";
            fault("about", words.to_owned());
        }
        let around = alone(self.head.kind);
        let source = matters
            .values()
            .next()
            .map(|(matter, version)| (matter, &around, *version));
        let quote = Quote::read(&opening.quote, source);
        if let Err(wrong) = &quote {
            fault("quote", wrong.to_string());
        }
        let body = Body::read(&opening.body);
        if let Err(wrong) = &body {
            fault("body", wrong.to_string());
        }
        let told = match (room, &body) {
            (Some(room), Ok(body)) => match self.told(room, body, tell, None).await {
                Ok(told) => Some(told),
                Err(Refusal::Invalid(more)) => {
                    faults.extend(more);
                    None
                }
                Err(refusal) => return Err(refusal),
            },
            _ => None,
        };
        match (room, body, quote, told) {
            (Some(room), Ok(body), Ok(quote), Some(told)) if faults.is_empty() => {
                Ok((room, body, quote, told))
            }
            _ => Err(Refusal::Invalid(faults)),
        }
    }
}
