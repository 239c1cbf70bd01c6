//! What is said in open threads, every comment of it: to stand in the margin of a text.

use chrono::{DateTime, Utc};
use domain::offer::Key;
use domain::process::{Act, Room, Rooms, Section, permit_any};
use domain::talk::Subject;
use sea_orm::{FromQueryResult, QuerySelect};

use super::Talk;
use super::names::room;
use crate::Refusal;
use crate::offers::head::known;
use crate::offers::sight::Seen;
use crate::store::talk::{self, CommentRow};

/// So many are told at most: nobody reads more in a margin.
const MOST: u64 = 500;

/// One comment of an open thread.
pub(crate) struct InMargin {
    pub subject: Subject,
    pub room: Room,
    /// With the organisation under whose hat it was written.
    pub author: String,
    pub at: DateTime<Utc>,
    pub words: String,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    comment: CommentRow,
    section: Option<String>,
    matter_slug: Option<String>,
    author_name: String,
    organisation_name: String,
}

impl Talk<'_> {
    /// In the rooms of these hats; nothing for who may not read the talk. One statement.
    pub(crate) async fn in_margin(&self, seen: &Seen) -> Result<Vec<InMargin>, Refusal> {
        let verdict = permit_any(&seen.hats, Act::ReadTalk, Some(&seen.facts)).verdict;
        if !verdict.is_allowed() {
            return Ok(Vec::new());
        }
        let rooms = Rooms::of_any(&seen.hats, &seen.facts);
        let comments = talk::in_open_threads(&seen.head.row.id, rooms).limit(MOST);
        let rows = talk::with_names(comments)
            .into_model::<Row>()
            .all(self.services.read())
            .await?;
        rows.into_iter().map(Row::read).collect()
    }
}

impl Row {
    fn read(self) -> Result<InMargin, Refusal> {
        let section = self.section.as_deref();
        let section = section
            .map(|code| known(code, Section::from_code))
            .transpose()?;
        Ok(InMargin {
            subject: Subject::of(section, self.matter_slug.map(Key::new)),
            room: room(&self.comment.room)?,
            author: format!("{}, {}", self.author_name, self.organisation_name),
            at: self.comment.written_at,
            words: self.comment.body,
        })
    }
}
