//! What the programme office sets: its rounds with their parameters, and the names of organisations.
//! Each lists its fields once, as the matters of an offer do.

mod organisation;
mod round;
mod setting;

pub use organisation::OrganisationForm;
pub use round::{RoundForm, Settled};
pub use setting::Setting;
