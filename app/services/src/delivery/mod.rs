//! Delivery: the milestones of an agreement in force, on both sides, and how they stand.
//!
//! What is agreed is laid by the calendar in the same act in which a version comes into force. People say how a
//! milestone comes on, and add further ones; what was agreed changes by a variation and by nothing else.

mod add;
mod agreed;
mod ended;
mod feed;
mod filter;
mod home;
mod lay;
mod letters;
mod one;
mod portfolio;
mod remind;
mod row;
mod update;

use crate::Services;

pub(crate) use ended::{close_all, still_open};
pub use feed::CalendarEntry;
pub use filter::DeliveryFilter;
pub use home::DeliveryHome;
pub(crate) use lay::lay;
pub use one::{Forecasted, Linked, MilestoneDesk, MilestoneView};
pub use portfolio::{Portfolio, PortfolioCounts, PortfolioFilter, PortfolioRow, Trouble};
pub use row::MilestoneRow;

/// What people do to deliver.
#[derive(Clone, Copy)]
pub struct Delivery<'a> {
    services: &'a Services,
}

impl Services {
    /// What people do to deliver.
    pub const fn delivery(&self) -> Delivery<'_> {
        Delivery { services: self }
    }
}
