//! The chain of history: each entry holds the hash of the one before, so that nothing can be changed,
//! taken out or moved without showing. Nothing but a command reads it; timelines read events. Its head is noted
//! after each act in a file outside the database, so that no end of it can be cut off either.

mod chain;
mod entry;
mod heads;
mod verify;

pub(crate) use chain::append;
pub(crate) use entry::Entry;
pub(crate) use heads::HeadsFile;
pub use verify::{AuditError, Head, Verified};
