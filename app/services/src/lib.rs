//! What people do here: read, and act.
//!
//! Every act is one transaction over the private store, and leaves its event, its link in the chain of
//! history and its mail behind (`act`). Every refusal is a `Refusal`. This crate alone knows the database.

mod act;
mod audit;
mod chance;
mod clock;
mod counting;
mod digest;
mod outbox;
mod refusal;
mod services;
mod settings;
mod store;

pub use act::{ActTx, Doer};
pub use audit::{AuditError, Head, Verified};
pub use clock::{Clock, SystemClock};
pub use counting::counting;
pub use outbox::Mail;
pub use refusal::{Conflict, Fault, Refusal};
pub use services::{Services, Settings, StartError};
