//! What people do here: read, and act.
//!
//! Every act is one transaction over the private store, and leaves its event, its link in the chain of
//! history and its mail behind (`act`). Every refusal is a `Refusal`. This crate alone knows the database.

mod account;
mod act;
pub mod agreements;
mod audit;
mod chance;
mod clock;
mod counting;
pub mod delivery;
mod digest;
pub mod files;
mod kept_posts;
pub mod ledger;
pub mod live;
pub mod london;
pub mod measuring;
pub mod negotiation;
pub mod offers;
mod outbox;
mod parameters;
mod people;
pub mod programme;
mod refusal;
pub mod returns;
pub mod search;
mod services;
mod sessions;
mod settings;
mod sign_in;
mod store;
pub mod talk;

pub use account::{
    AccountExport, HeldAct, HeldFile, HeldHandover, HeldMail, HeldPosition, HeldProposal, HeldRole,
    HeldSession, HeldSignature, HeldText, HeldVersion,
};
pub use act::{ActTx, Doer};
pub use audit::{AuditError, Head, Verified};
pub use clock::{Clock, SystemClock};
pub use counting::counting;
pub use kept_posts::LONGEST_POST;
pub use outbox::{
    About, Mail, MailChoices, OutboxEntry, OutboxPage, SmtpServer, Transport, TransportError,
};
pub use parameters::{Round, RoundChange};
pub use people::{
    DEMO_ABOUT, DemoPerson, Member, NewMember, NewOrganisation, Organisation, OrganisationFilter,
    OrganisationList, OrganisationPeople, OrganisationRow, PROGRAMME_OFFICE, PendingInvitation,
    Registration, Successor, Viewer, WornHat,
};
pub use refusal::{Conflict, Fault, Refusal};
pub use services::{Services, Settings, StartError};
pub use sessions::{
    BROWSER_IN_SESSION, IDLE, LONGEST_SESSION, OpenSession, OpenSessions, PERSON_IN_SESSION,
    SessionRows, SignedIn, is_handle_of,
};
pub use sign_in::{
    Begun, Claimed, Invitation, LinkRefusal, OpenLink, ProviderRefusal, ProviderSettings, Returned,
    local_path,
};
