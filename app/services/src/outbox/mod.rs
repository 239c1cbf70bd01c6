//! Mail: put in with the act that causes it, sent later by a worker, at least once.

mod mail;

pub use mail::Mail;
pub(crate) use mail::put_in_outbox;
