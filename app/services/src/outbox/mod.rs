//! Mail: put in with the act that causes it, sent later by a worker, at least once.
//!
//! Whether a mail is still worth sending is judged when its turn comes, not when it was written: by then the
//! thing may be done, or the person gone. Who wants a kind once a day gets it gathered into one mail.

mod address;
mod choices;
mod claim;
mod digest;
mod judging;
mod mail;
mod page;
mod purging;
mod resend;
mod sending;
mod server;
mod transport;
mod worker;

pub use choices::MailChoices;
pub use mail::{About, Mail};
pub(crate) use mail::{Queued, put_in_outbox};
pub use page::{OutboxEntry, OutboxPage};
pub use server::SmtpServer;
pub use transport::{Transport, TransportError};
