//! Which milestones somebody wants to see.

use domain::delivery::Standing;
use domain::process::Side;

use super::row::MilestoneRow;

/// The default is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeliveryFilter {
    pub standing: Option<Standing>,
    pub side: Option<Side>,
    /// By code.
    pub owner: Option<String>,
    /// The number of the term that it serves.
    pub term: Option<u32>,
}

impl DeliveryFilter {
    pub fn takes(&self, row: &MilestoneRow) -> bool {
        self.standing
            .is_none_or(|standing| row.standing == standing)
            && self.side.is_none_or(|side| row.side == side)
            && self.owner.as_ref().is_none_or(|owner| row.owner == *owner)
            && (self.term.is_none() || row.term == self.term)
    }

    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}
