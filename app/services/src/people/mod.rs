//! People, the organisations they belong to, and the hats they wear there.

mod address;
mod demo;
mod joining;
mod organisations;
mod reference_data;
mod viewer;

pub(crate) use address::read_address;
pub use demo::{DEMO_ABOUT, DemoPerson};
pub use organisations::{NewOrganisation, Organisation};
pub use reference_data::PROGRAMME_OFFICE;
pub use viewer::{Viewer, WornHat};
