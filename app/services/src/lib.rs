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
mod kept_posts;
pub mod measuring;
pub mod offers;
mod outbox;
mod parameters;
mod people;
mod refusal;
mod services;
mod sessions;
mod settings;
mod sign_in;
mod store;

pub use act::{ActTx, Doer};
pub use audit::{AuditError, Head, Verified};
pub use clock::{Clock, SystemClock};
pub use counting::counting;
pub use kept_posts::LONGEST_POST;
pub use outbox::{Mail, OutboxEntry, OutboxPage, OutboxState, Transport, TransportError};
pub use parameters::{Round, RoundChange};
pub use people::{
    DEMO_ABOUT, DemoPerson, NewOrganisation, Organisation, PROGRAMME_OFFICE, Viewer, WornHat,
};
pub use refusal::{Conflict, Fault, Refusal};
pub use services::{Services, Settings, StartError};
pub use sessions::{PERSON_IN_SESSION, SessionRows};
pub use sign_in::{Claimed, Invitation, LinkRefusal, OpenLink, local_path};
