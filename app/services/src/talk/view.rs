//! Threads and comments as somebody sees them.

use chrono::{DateTime, Utc};
use domain::offer::Key;
use domain::process::{Reference, Role, Room, Section};
use domain::talk::Subject;

use super::Tellable;
use crate::offers::Reached;

/// Which threads of an offer to list; all where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub room: Option<Room>,
    pub section: Option<Section>,
    pub key: Option<Key>,
    pub state: Option<State>,
}

/// Whether a thread waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Resolved,
}

/// One page of the threads that a viewer may know of, the latest written in first.
#[derive(Clone, Debug)]
pub struct Threads {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub reached: Reached,
    /// The rooms that this viewer reads.
    pub rooms: Vec<Room>,
    pub lines: Vec<ThreadLine>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// Whether the hat that is worn can start one.
    pub may_start: bool,
}

/// A thread in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadLine {
    pub slug: String,
    pub room: Room,
    pub subject: Subject,
    /// What it is about, in words.
    pub about: String,
    /// How its first comment begins, as typed.
    pub opening: String,
    pub author: Author,
    pub comments: u64,
    pub last_at: DateTime<Utc>,
    pub resolved: bool,
}

/// Who wrote something, under which hat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    pub organisation: String,
    pub role: Option<Role>,
}

/// One thread with a page of its comments, the oldest first.
#[derive(Clone, Debug)]
pub struct Thread {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub slug: String,
    pub room: Room,
    pub subject: Subject,
    pub about: String,
    /// Where the text stands that it is about, below the offer: none where this reader’s has it no more.
    pub text_at: Option<String>,
    pub quote: Option<Words>,
    pub comments: Vec<Comment>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// By whom and when, where it is.
    pub resolved: Option<(String, DateTime<Utc>)>,
    /// The joint thread with what was released of it, for those who read this one.
    pub released_into: Option<String>,
    /// Whether the hat that is worn can write here.
    pub may_write: bool,
    /// Who can be told of what is written here; nobody for who does not write.
    pub tellable: Vec<Tellable>,
    /// Whether something here calls who looks, and waits for them.
    pub calls_me: bool,
}

/// Words that a thread is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    pub words: String,
    /// Whether the text that this viewer reads still holds them.
    pub still_stand: bool,
    /// In which version of which term they stood when they were quoted; none where that was no term yet.
    pub said_in: Option<SaidIn>,
}

/// A version of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SaidIn {
    pub term: u32,
    pub version: u32,
}

/// One comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub slug: String,
    pub author: Author,
    /// As Markdown.
    pub body: String,
    /// The names of those whom it calls.
    pub told: Vec<String>,
    pub written_at: DateTime<Utc>,
    pub edited_at: Option<DateTime<Utc>>,
    /// What it said before, the oldest first.
    pub former: Vec<Former>,
    pub version: i64,
    /// On a copy that is joint: who released it.
    pub released_by: Option<String>,
    /// On what stays private: when a copy of it was released.
    pub released_at: Option<DateTime<Utc>>,
    /// Whether whoever wears this hat wrote it.
    pub is_own: bool,
    /// Whether the hat that is worn can change it now.
    pub may_edit: bool,
    /// Whether the hat that is worn can release it now.
    pub may_release: bool,
}

/// What a comment said until it was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    pub body: String,
    pub until: DateTime<Utc>,
}
