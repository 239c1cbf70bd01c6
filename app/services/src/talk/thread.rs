//! One thread with its comments.

use chrono::{DateTime, Utc};
use domain::process::{Act, Hat, OfferFacts, Reference, Role, Room, permit};
use domain::talk::may_still_edit;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect};

use super::Talk;
use super::audience::Audience;
use super::calls::Calls;
use super::names::{about, alone, count, quote, room, subject, text_at};
use super::of_term::said_in;
use super::open::{leave, may_write};
use super::view::{Author, Comment, Former, Thread, Words};
use crate::offers::Paging;
use crate::offers::matters_seen::matters_seen;
use crate::offers::sight::Seen;
use crate::store::people;
use crate::store::talk::{self, CommentColumn, CommentRow, FormerText, ThreadColumn, ThreadRow};
use crate::{Refusal, Viewer};

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    comment: CommentRow,
    author_name: String,
    organisation_name: String,
    releaser_name: Option<String>,
}

/// Who looks, under the hat that is worn, and when.
struct Looking<'a> {
    hat: Option<&'a Hat>,
    facts: &'a OfferFacts,
    room: Room,
    now: DateTime<Utc>,
}

impl Talk<'_> {
    /// The thread at this address, if it stands in one of the viewer’s rooms. `hat` is the one they wear.
    ///
    /// # Errors
    /// Not found in any other room, as where there is no thread.
    pub async fn thread(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        slug: &str,
        paging: Paging,
    ) -> Result<Thread, Refusal> {
        let seen = self.see(viewer, reference).await?;
        let row = self.row(&seen, slug).await?;
        let comments = talk::comments(&row.id, seen.rooms())
            .limit(paging.size())
            .offset(paging.offset());
        let thread = self.view(seen, row, comments, hat).await?;
        Ok(Thread {
            page: paging.page(),
            pages: paging.pages(thread.total),
            ..thread
        })
    }

    /// The same with one comment alone, for somebody who wants to do this with it under the hat that is worn.
    ///
    /// # Errors
    /// What the table says of the act; not found where there is no such comment in the viewer’s rooms.
    pub async fn comment(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        (slug, comment): (&str, &str),
        act: Act,
    ) -> Result<(Thread, Comment), Refusal> {
        let seen = self.see(viewer, reference).await?;
        leave(viewer, hat, act, &seen.facts)?;
        let row = self.row(&seen, slug).await?;
        let one = talk::comments(&row.id, seen.rooms()).filter(CommentColumn::Slug.eq(comment));
        let mut thread = self.view(seen, row, one, hat).await?;
        let comment = thread.comments.pop().ok_or(Refusal::NotFound)?;
        Ok((thread, comment))
    }

    async fn see(&self, viewer: &Viewer, reference: &Reference) -> Result<Seen, Refusal> {
        let offers = self.services.offers();
        offers.see(viewer, Act::ReadTalk, reference).await
    }

    async fn row(&self, seen: &Seen, slug: &str) -> Result<ThreadRow, Refusal> {
        talk::threads(&seen.head.row.id, seen.rooms())
            .filter(ThreadColumn::Slug.eq(slug))
            .one(self.services.read())
            .await?
            .ok_or(Refusal::NotFound)
    }

    async fn view(
        &self,
        seen: Seen,
        row: ThreadRow,
        comments: talk::SeenComments,
        hat: Option<&Hat>,
    ) -> Result<Thread, Refusal> {
        let (db, rooms) = (self.services.read(), seen.rooms());
        let rows = talk::with_names(comments)
            .order_by_asc(CommentColumn::WrittenAt)
            .order_by_asc(CommentColumn::Id)
            .into_model::<Row>()
            .all(db)
            .await?;
        let read: Vec<CommentRow> = rows.iter().map(|row| row.comment.clone()).collect();
        let former = talk::former_texts(db, &read).await?;
        let calls = Calls::of(db, &row, rooms, &read, hat).await?;
        let subject = subject(&row)?;
        let keys: Vec<_> = subject.key().cloned().into_iter().collect();
        let matters = matters_seen(db, &seen.head, rooms, &keys).await?;
        let around = alone(seen.head.kind);
        let said_in = match quote(&row) {
            Some(_) => said_in(db, &row, &matters).await?,
            None => None,
        };
        let quote = quote(&row).map(|quote| Words {
            said_in,
            still_stand: matters
                .values()
                .any(|(matter, _)| quote.stands_in(matter, &around)),
            words: quote.words().to_owned(),
        });
        let looking = Looking {
            hat,
            facts: &seen.facts,
            room: room(&row.room)?,
            now: self.services.now(),
        };
        let writer = hat.filter(|hat| may_write(hat, &seen.facts, Some(looking.room)));
        let tellable = match writer {
            Some(writer) if row.resolved_at.is_none() => {
                let spoke: Vec<String> = read.iter().map(|one| one.author_id.clone()).collect();
                let offer = &seen.head.row.id;
                let audience = Audience::of(db, offer, &seen.facts, writer, &spoke).await?;
                let mut listed = audience.listed();
                listed.retain(|one| one.rooms.contains(&looking.room));
                listed
            }
            _ => Vec::new(),
        };
        Ok(Thread {
            comments: rows
                .into_iter()
                .map(|row| looking.comment(row, &former, &calls))
                .collect(),
            may_write: writer.is_some(),
            tellable,
            calls_me: calls.calls_me,
            room: looking.room,
            about: about(&subject, &matters),
            text_at: text_at(&subject, &matters),
            subject,
            quote,
            resolved: match (row.resolved_at, row.resolved_by) {
                (Some(at), Some(by)) => Some((self.name_of(&by).await?, at)),
                _ => None,
            },
            released_into: match row.released_into {
                Some(id) => talk::threads(&seen.head.row.id, rooms)
                    .filter(ThreadColumn::Id.eq(id))
                    .one(db)
                    .await?
                    .map(|joint| joint.slug),
                None => None,
            },
            slug: row.slug,
            page: 1,
            pages: 1,
            total: count(row.comments),
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
        })
    }

    async fn name_of(&self, person: &str) -> Result<String, Refusal> {
        let row = people::Entity::find_by_id(person)
            .one(self.services.read())
            .await?;
        Ok(row.map(|row| row.name).unwrap_or_default())
    }
}

impl Looking<'_> {
    fn comment(&self, row: Row, former: &[FormerText], calls: &Calls) -> Comment {
        let comment = row.comment;
        Comment {
            is_own: self.is_own(&comment),
            may_edit: self.may_edit(&comment),
            may_release: self.may_release(&comment),
            former: former
                .iter()
                .filter(|text| text.comment_id == comment.id)
                .map(|text| Former {
                    body: text.body.clone(),
                    until: text.until,
                })
                .collect(),
            told: calls.of_comment(&comment.id),
            author: Author {
                name: row.author_name,
                organisation: row.organisation_name,
                role: Role::from_code(&comment.role),
            },
            slug: comment.slug,
            body: comment.body,
            written_at: comment.written_at,
            edited_at: comment.edited_at,
            version: comment.version,
            released_by: row.releaser_name,
            released_at: comment.released_at,
        }
    }

    fn is_own(&self, comment: &CommentRow) -> bool {
        let author = comment.author_id.as_str();
        self.hat.is_some_and(|hat| hat.person.as_str() == author)
    }

    fn may_edit(&self, comment: &CommentRow) -> bool {
        let hat = self.hat.filter(|_| self.is_own(comment));
        hat.is_some_and(|hat| may_write(hat, self.facts, Some(self.room)))
            && comment.released_by.is_none()
            && comment.released_at.is_none()
            && may_still_edit(comment.written_at, self.now)
    }

    fn may_release(&self, comment: &CommentRow) -> bool {
        self.room != Room::Joint
            && comment.released_at.is_none()
            && self.hat.is_some_and(|hat| {
                may_write(hat, self.facts, Some(self.room))
                    && permit(Some(hat), Act::ReleaseToJoint, Some(self.facts)).is_allowed()
            })
    }
}
