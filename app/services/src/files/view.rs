//! Files as somebody sees them.

use chrono::{DateTime, Utc};
use domain::file::{FileKind, FileState, Place};
use domain::process::{Reference, Role, Room};

use crate::offers::Reached;
use crate::talk::Author;

/// A file in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLine {
    pub slug: String,
    pub name: String,
    pub kind: FileKind,
    pub bytes: u64,
    /// SHA-256 of the content, in hex.
    pub sha256: String,
    pub room: Room,
    /// Whether the other side reads it from the next submission on only.
    pub held_back: bool,
    pub place: Place,
    /// What it belongs to, in words.
    pub about: String,
    pub by: Author,
    pub at: DateTime<Utc>,
    pub state: FileState,
    pub removed: Option<Removed>,
    /// Whether the hat that is worn can take it away now.
    pub may_remove: bool,
}

/// How a file was taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removed {
    pub by: String,
    pub at: DateTime<Utc>,
    pub reason: String,
}

impl FileLine {
    pub const fn can_be_opened(&self) -> bool {
        self.removed.is_none() && self.state.can_be_opened()
    }
}

/// One page of the files of an offer that a viewer may know of, the latest first.
#[derive(Clone, Debug)]
pub struct FileList {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub reached: Reached,
    pub lines: Vec<FileLine>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// Whether the hat that is worn can attach one.
    pub may_attach: bool,
}

/// The files that belong to one page of the offer: a section, an entry of it, or a term.
#[derive(Clone, Debug)]
pub struct OnePage {
    pub reference: Reference,
    pub place: Place,
    pub lines: Vec<FileLine>,
    /// Whether there are more than these.
    pub more: bool,
    pub may_attach: bool,
}

pub(super) fn author(name: String, organisation: String, role: &str) -> Author {
    Author {
        name,
        organisation,
        role: Role::from_code(role),
    }
}
