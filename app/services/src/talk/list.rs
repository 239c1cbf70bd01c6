//! The threads of an offer, as far as somebody may know of them.

use domain::offer::Key;
use domain::process::{Act, Hat, Reference, Role};
use sea_orm::{ColumnTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::names::{about, count, room, subject};
use super::view::{Author, Filter, State, ThreadLine, Threads};
use super::{Talk, open::may_write};
use crate::offers::Paging;
use crate::offers::matters_seen::matters_seen;
use crate::store::talk::{self, ThreadColumn, ThreadRow};
use crate::{Refusal, Viewer};

/// A thread with how it begins.
#[derive(FromQueryResult)]
pub(super) struct Row {
    #[sea_orm(nested)]
    pub thread: ThreadRow,
    opening: String,
    role: String,
    author_name: String,
    organisation_name: String,
}

impl Talk<'_> {
    /// The threads in the viewer’s rooms, under any of their hats. `hat` is the one they wear.
    ///
    /// # Errors
    /// Not found where none of the hats sees the offer.
    pub async fn threads(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        filter: &Filter,
        paging: Paging,
    ) -> Result<Threads, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadTalk, reference)
            .await?;
        let rooms = seen.rooms();
        let mut wanted = talk::threads(&seen.head.row.id, rooms);
        if let Some(room) = filter.room {
            wanted = wanted.filter(ThreadColumn::Room.eq(room.code()));
        }
        if let Some(section) = filter.section {
            wanted = wanted.filter(ThreadColumn::Section.eq(section.code()));
        }
        if let Some(key) = &filter.key {
            wanted = wanted.filter(ThreadColumn::MatterSlug.eq(key.as_str()));
        }
        wanted = match filter.state {
            Some(State::Open) => wanted.filter(ThreadColumn::ResolvedAt.is_null()),
            Some(State::Resolved) => wanted.filter(ThreadColumn::ResolvedAt.is_not_null()),
            None => wanted,
        };
        let total = wanted.clone().count(db).await?;
        let rows = talk::with_opening(wanted)
            .order_by_desc(ThreadColumn::LastAt)
            .order_by_desc(ThreadColumn::Slug)
            .limit(paging.size())
            .offset(paging.offset())
            .into_model::<Row>()
            .all(db)
            .await?;
        let keys: Vec<Key> = rows
            .iter()
            .filter_map(|row| row.thread.matter_slug.clone().map(Key::new))
            .collect();
        let matters = matters_seen(db, &seen.head, rooms, &keys).await?;
        let lines = rows
            .into_iter()
            .map(|row| {
                let subject = subject(&row.thread)?;
                let about = about(&subject, &matters);
                row.line(about)
            })
            .collect::<Result<_, Refusal>>()?;
        Ok(Threads {
            may_start: hat.is_some_and(|hat| may_write(hat, &seen.facts, None)),
            reached: seen.head.reached(),
            reference: seen.head.reference,
            title: seen.head.row.title,
            place_name: seen.head.place_name,
            rooms: rooms.list(),
            lines,
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }
}

impl Row {
    /// The thread in a list, under what it is about in words.
    pub fn line(self, about: String) -> Result<ThreadLine, Refusal> {
        Ok(ThreadLine {
            room: room(&self.thread.room)?,
            about,
            subject: subject(&self.thread)?,
            slug: self.thread.slug,
            opening: self.opening,
            author: Author {
                name: self.author_name,
                organisation: self.organisation_name,
                role: Role::from_code(&self.role),
            },
            comments: count(self.thread.comments),
            last_at: self.thread.last_at,
            resolved: self.thread.resolved_at.is_some(),
        })
    }
}
