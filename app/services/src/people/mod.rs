//! People, the organisations they belong to, and the hats they wear there.

mod address;
mod closing;
mod demo;
mod directory;
mod first_administrator;
mod handing_over;
mod inviting;
mod joining;
mod leaving;
mod members;
mod names;
mod organisations;
mod reference_data;
mod register;
mod viewer;

pub(crate) use address::read_address;
pub use demo::{DEMO_ABOUT, DemoPerson};
pub use directory::{OrganisationFilter, OrganisationList, OrganisationRow};
pub(crate) use directory::{find_known, known_to};
pub use handing_over::Successor;
pub use inviting::NewMember;
pub use members::{Member, OrganisationPeople, PendingInvitation};
pub(crate) use names::read_name;
pub use organisations::{NewOrganisation, Organisation};
pub use reference_data::PROGRAMME_OFFICE;
pub use register::Registration;
pub(crate) use viewer::{PersonWithHat, viewers, viewers_among, viewers_found, with_hats};
pub use viewer::{Viewer, WornHat};
