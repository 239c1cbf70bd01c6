//! What the programme office sets: its rounds with their parameters, and the names of organisations.
//! Each lists its fields once, as the matters of an offer do.

mod asked;
mod organisation;
mod region;
mod round;
mod setting;

pub use asked::AskState;
pub use organisation::OrganisationForm;
pub use region::Region;
pub use round::{RoundForm, Settled};
pub use setting::Setting;

use crate::money::Pence;

/// What 2 per cent more on locally controlled spend would have come to in 2013-14 (3.12): a line to look at beside
/// savings, and never one to pass.
pub const BESIDE: Pence = Pence::pounds(1_200_000_000);
