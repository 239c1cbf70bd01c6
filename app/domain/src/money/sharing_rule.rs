//! The rule by which additional savings are shared (7.15): who gets money back
//! first, the steps between local and central, and the weights on each side.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{BasisPoints, Pence};

/// A sharing mechanism, retention included.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SharingRule {
    /// Whether investors recover what they put in before anything is shared.
    pub recovery: bool,
    /// In order of the cumulative amount shared; the last has no upper end.
    pub tiers: Vec<Tier>,
    /// Between whom the local part is split.
    pub partners: Vec<Share>,
    /// Between whom the central part is split.
    pub departments: Vec<Share>,
}

/// A step of the cumulative amount shared since the start.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tier {
    /// Up to and including this cumulative amount; `None` has no end.
    pub up_to: Option<Pence>,
    /// The local part; the rest is central.
    pub local: BasisPoints,
}

/// Somebody's weight in a split. Only the ratio of weights counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// Key of an organisation.
    pub who: String,
    pub weight: u32,
}

impl Share {
    pub fn new(who: impl Into<String>, weight: u32) -> Self {
        let who = who.into();
        Self { who, weight }
    }
}

/// What keeps a rule from sharing anything. Tiers count from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharingProblem {
    #[error("Say what part of the savings stays local")]
    NoTiers,
    #[error("Step {tier}: the local part must be from 0% to 100%")]
    LocalPartOutOfRange { tier: usize },
    #[error("Step {tier}: the upper end must be more than the one before")]
    TierOutOfOrder { tier: usize },
    #[error("Step {tier}: only the last step can be without an upper end")]
    TierWithoutEnd { tier: usize },
    #[error("The last step must have no upper end, so that every pound is shared")]
    LastTierEnds,
    #[error("Name at least one partner with a share of the local part")]
    NoPartners,
    #[error("Name at least one department with a share of the central part")]
    NoDepartments,
    #[error("Give somebody a share")]
    Nobody,
}

impl SharingRule {
    /// Everything that keeps the rule from being used; none when it can be.
    pub fn problems(&self) -> Vec<SharingProblem> {
        let mut problems = Vec::new();
        let mut below = Pence::ZERO;
        for (place, tier) in self.tiers.iter().enumerate() {
            let number = place + 1;
            let is_last = number == self.tiers.len();
            if !tier.local.is_share() {
                problems.push(SharingProblem::LocalPartOutOfRange { tier: number });
            }
            match tier.up_to {
                Some(_) if is_last => problems.push(SharingProblem::LastTierEnds),
                Some(end) if end <= below => {
                    problems.push(SharingProblem::TierOutOfOrder { tier: number });
                }
                Some(end) => below = end,
                None if is_last => {}
                None => problems.push(SharingProblem::TierWithoutEnd { tier: number }),
            }
        }
        if self.tiers.is_empty() {
            problems.push(SharingProblem::NoTiers);
        }
        let some_local = self.tiers.iter().any(|tier| tier.local > BasisPoints::ZERO);
        if some_local && weightless(&self.partners) {
            problems.push(SharingProblem::NoPartners);
        }
        let some_central = self
            .tiers
            .iter()
            .any(|tier| tier.local < BasisPoints::WHOLE);
        if some_central && weightless(&self.departments) {
            problems.push(SharingProblem::NoDepartments);
        }
        problems
    }
}

fn weightless(shares: &[Share]) -> bool {
    shares.iter().all(|share| share.weight == 0)
}
