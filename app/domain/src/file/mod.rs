//! Letters, memoranda and evidence: which files there may be, what they are called, where they belong, and who
//! reads them.
//!
//! A file stands in one room for ever, as a comment does. What a place attaches to its draft for both sides is read
//! by the other side from the next submission on, like the draft itself. A file that is taken away leaves its name,
//! its digest and the reason.

mod kind;
mod limits;
mod name;
mod place;
mod rooms;
mod state;

pub use kind::FileKind;
pub use limits::{MOST_BYTES, MOST_BYTES_IN_ROOM, MOST_FILES_IN_ROOM, RoomUse, TooMuch, in_words};
pub use name::{FileName, LONGEST_NAME, NameFault};
pub use place::{NoPlace, Place};
pub use rooms::{is_held_back, may_attach_at, may_remove, reads_it, rooms_to_attach};
pub use state::FileState;
