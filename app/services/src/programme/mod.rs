//! The programme over all its offers: where they stand, what they promise, what waits on whom, what was asked for and
//! what was granted. Drafts that were never submitted are counted nowhere.

mod added_up;
mod asks;
mod cut;
mod delivery;
mod figures;
mod keep;
mod kept;
mod precedents;

pub use asks::{Ask, AskCount, AskFilter, AskList};
pub use cut::Cut;
pub use delivery::{MilestoneList, MilestoneRow, ReturnList, ReturnRow, ReturnTrouble};
pub use figures::{
    Decision, Delivered, Group, Portfolio, Promised, Reported, StageCount, Waits, WaitsOn,
};
pub(crate) use keep::{came_into_force, followed, submitted};
pub(crate) use kept::Kept;
pub use precedents::{Precedent, PrecedentFilter, PrecedentList};

use crate::Services;

/// What is read over the whole programme.
#[derive(Clone, Copy)]
pub struct Programme<'a> {
    services: &'a Services,
}

impl Services {
    /// What is read over the whole programme.
    pub const fn programme(&self) -> Programme<'_> {
        Programme { services: self }
    }
}
