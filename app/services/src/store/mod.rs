//! The tables as rows. Nothing of this module leaves the crate: what services hand out are domain values.

mod connect;

pub mod agreement;
pub mod chain_head;
pub mod delivery;
pub mod events;
pub mod files;
pub mod history;
pub mod kept_posts;
pub mod mail_choices;
pub mod matter_versions;
pub mod matters;
pub mod memberships;
pub mod negotiation;
pub mod offer_parties;
pub mod offers;
pub mod organisations;
pub mod outbox;
pub mod partner_answers;
pub mod people;
pub mod programme;
pub mod provider_identities;
pub mod reference_series;
pub mod returns;
pub mod reviewer_assignments;
pub mod rounds;
pub mod sessions;
pub mod settings;
pub mod sign_in_attempts;
pub mod sign_in_links;
pub mod talk;

pub use connect::{PATIENCE, Store};
