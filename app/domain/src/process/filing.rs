//! What history records of files. Each names the digest of the content, so that the chain holds the file to it.

use serde::{Deserialize, Serialize};

use super::event::EventKind;
use super::room::Room;
use crate::file::Place;

/// A file, as an event names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filed {
    /// Who knows of it.
    pub room: Room,
    pub place: Place,
    pub name: String,
    /// SHA-256 of the content, in hex.
    pub sha256: String,
}

/// Something that was done with a file. As JSON it is an object whose `kind` is the code of its `EventKind`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Filing {
    FileAttached {
        #[serde(flatten)]
        file: Filed,
        bytes: u64,
    },
    FileRemoved {
        #[serde(flatten)]
        file: Filed,
        reason: String,
    },
    /// A file that had waited for the virus check has passed it.
    FileCleared {
        #[serde(flatten)]
        file: Filed,
    },
    FileRefused {
        #[serde(flatten)]
        file: Filed,
        /// What the scanner calls it.
        found: String,
    },
}

impl Filing {
    pub(super) const fn kind(&self) -> EventKind {
        match self {
            Self::FileAttached { .. } => EventKind::FileAttached,
            Self::FileRemoved { .. } => EventKind::FileRemoved,
            Self::FileCleared { .. } => EventKind::FileCleared,
            Self::FileRefused { .. } => EventKind::FileRefused,
        }
    }

    const fn file(&self) -> &Filed {
        match self {
            Self::FileAttached { file, .. }
            | Self::FileRemoved { file, .. }
            | Self::FileCleared { file }
            | Self::FileRefused { file, .. } => file,
        }
    }

    pub(super) const fn room(&self) -> Room {
        self.file().room
    }

    pub(super) const fn term(&self) -> Option<u32> {
        self.file().place.term()
    }

    pub(super) fn words(&self) -> String {
        let about = self.file().place.shown_at().words(None);
        let what = match self {
            Self::FileAttached { .. } => "file attached",
            Self::FileRemoved { .. } => "file removed",
            Self::FileCleared { .. } => "file checked for viruses",
            Self::FileRefused { .. } => "file refused, a virus was found",
        };
        format!("{about}: {what}")
    }

    pub(super) fn sentence(&self, who: &str) -> String {
        let Filed { place, name, .. } = self.file();
        let place = place.running();
        match self {
            Self::FileAttached { .. } => format!("{who} attached “{name}” to {place}."),
            Self::FileRemoved { .. } => format!("{who} removed “{name}” from {place}."),
            Self::FileCleared { .. } => {
                format!("“{name}” at {place} has passed the virus check.")
            }
            Self::FileRefused { .. } => {
                format!("A virus was found in “{name}” at {place}. The file is gone.")
            }
        }
    }

    /// The reason that was given, or the digest by which the file can be known again.
    pub(super) fn detail(&self) -> String {
        let Filed { name, sha256, .. } = self.file();
        match self {
            Self::FileAttached { .. } | Self::FileCleared { .. } => {
                format!("{name}, SHA-256 {sha256}")
            }
            Self::FileRemoved { reason, .. } => format!("{name}: {reason}"),
            Self::FileRefused { found, .. } => format!("{name}: {found}"),
        }
    }
}
