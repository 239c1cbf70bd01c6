//! Returns: what is reported of an agreement, quarter by quarter.
//!
//! The calendar lays the periods of an agreement when it comes into force. While a return is being filled in it is the
//! place’s own, part by part; what is submitted goes into the ledger and is for both sides to read.

mod dates;
mod kept;
mod lay;
mod letters;
mod list;
mod one;
mod part_form;
mod review;
mod save;
mod submit;

use crate::Services;

pub(crate) use kept::{Agreed, Owners};
pub(crate) use lay::{keep, lay_now};
pub(crate) use letters::to_verify as letter_to_verify;
pub use list::{ReturnList, ReturnRow};
pub use one::{PartView, ReturnView};
pub use part_form::PartForm;
pub use save::SavedPart;
pub use submit::ToSubmit;

/// What people do with returns.
#[derive(Clone, Copy)]
pub struct Returns<'a> {
    services: &'a Services,
}

impl Services {
    /// What people do with returns.
    pub const fn returns(&self) -> Returns<'_> {
        Returns { services: self }
    }
}
