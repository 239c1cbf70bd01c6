//! Mail: put in with the act that causes it, sent later by a worker, at least once.

mod mail;
mod page;
mod sending;
mod transport;
mod worker;

pub use mail::Mail;
pub(crate) use mail::put_in_outbox;
pub use page::{OutboxEntry, OutboxPage, OutboxState};
pub use transport::{Transport, TransportError};
