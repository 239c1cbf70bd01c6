//! The chain of history: each entry holds the hash of the one before, so that nothing can be changed,
//! taken out or moved without showing. Nothing but a command reads it; timelines read events.

mod chain;
mod entry;
mod verify;

pub(crate) use chain::append;
pub(crate) use entry::Entry;
pub use verify::{AuditError, Head, Verified};
