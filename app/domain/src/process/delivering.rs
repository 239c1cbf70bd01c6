//! What history records of delivery: milestones laid, added, forecast and achieved.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::EventKind;

/// A milestone, as an event names it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct MilestoneName {
    /// The number of the term that it serves.
    pub term: Option<u32>,
    pub title: String,
}

impl MilestoneName {
    pub fn new(term: Option<u32>, title: impl Into<String>) -> Self {
        Self {
            term,
            title: title.into(),
        }
    }

    fn quoted(&self) -> String {
        format!("“{}”", self.title.trim())
    }
}

/// One step of delivery. As JSON it is an object whose `kind` is the code of its `EventKind`, like any event. All of it
/// is for both sides to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Delivering {
    /// The obligations of a version of the agreement were laid as milestones.
    MilestonesLaid {
        version: u32,
        new: u64,
        changed: u64,
        gone: u64,
    },
    MilestoneAdded {
        #[serde(flatten)]
        about: MilestoneName,
        due: NaiveDate,
    },
    MilestoneForecast {
        #[serde(flatten)]
        about: MilestoneName,
        from: NaiveDate,
        to: NaiveDate,
        why: String,
    },
    MilestoneAchieved {
        #[serde(flatten)]
        about: MilestoneName,
        on: NaiveDate,
    },
    MilestoneChanged {
        #[serde(flatten)]
        about: MilestoneName,
        /// The labels of the fields.
        fields: Vec<String>,
    },
    /// Their owners were told that these are due soon.
    MilestonesDue { count: u64 },
    /// Their owners were told that these are late.
    MilestonesLate { count: u64 },
}

impl Delivering {
    pub(super) const fn kind(&self) -> EventKind {
        match self {
            Self::MilestonesLaid { .. } => EventKind::MilestonesLaid,
            Self::MilestoneAdded { .. } => EventKind::MilestoneAdded,
            Self::MilestoneForecast { .. } => EventKind::MilestoneForecast,
            Self::MilestoneAchieved { .. } => EventKind::MilestoneAchieved,
            Self::MilestoneChanged { .. } => EventKind::MilestoneChanged,
            Self::MilestonesDue { .. } => EventKind::MilestonesDue,
            Self::MilestonesLate { .. } => EventKind::MilestonesLate,
        }
    }

    pub(super) const fn term(&self) -> Option<u32> {
        match self {
            Self::MilestoneAdded { about, .. }
            | Self::MilestoneForecast { about, .. }
            | Self::MilestoneAchieved { about, .. }
            | Self::MilestoneChanged { about, .. } => about.term,
            Self::MilestonesLaid { .. }
            | Self::MilestonesDue { .. }
            | Self::MilestonesLate { .. } => None,
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::MilestonesLaid { version, .. } => format!("Milestones of version {version} laid"),
            Self::MilestoneAdded { about, .. } => format!("Milestone {} added", about.quoted()),
            Self::MilestoneForecast { about, .. } => {
                format!("Milestone {}: new forecast", about.quoted())
            }
            Self::MilestoneAchieved { about, .. } => {
                format!("Milestone {} achieved", about.quoted())
            }
            Self::MilestoneChanged { about, .. } => format!("Milestone {} changed", about.quoted()),
            Self::MilestonesDue { count } => format!("{} due soon", milestones(*count)),
            Self::MilestonesLate { count } => format!("{} late", milestones(*count)),
        }
    }

    pub(super) fn sentence(&self, who: &str) -> String {
        match self {
            Self::MilestonesLaid { version, .. } => {
                format!("What version {version} of the agreement obliges to became milestones.")
            }
            Self::MilestoneAdded { about, due } => format!(
                "{who} added the milestone {}, due {}.",
                about.quoted(),
                written(*due)
            ),
            Self::MilestoneForecast {
                about, from, to, ..
            } => format!(
                "{who} forecast the milestone {} for {} instead of {}.",
                about.quoted(),
                written(*to),
                written(*from)
            ),
            Self::MilestoneAchieved { about, on } => format!(
                "{who} recorded that the milestone {} was achieved on {}.",
                about.quoted(),
                written(*on)
            ),
            Self::MilestoneChanged { about, .. } => {
                format!("{who} changed the milestone {}.", about.quoted())
            }
            Self::MilestonesDue { count } => {
                format!(
                    "Whoever owns them was told of {} due soon.",
                    milestones(*count)
                )
            }
            Self::MilestonesLate { count } => {
                format!(
                    "Whoever owns them was told of {} now late.",
                    milestones(*count)
                )
            }
        }
    }

    /// The reason that was given, or what changed; or nothing.
    pub(super) fn detail(&self) -> String {
        match self {
            Self::MilestonesLaid {
                new, changed, gone, ..
            } => format!("{new} new, {changed} changed, {gone} no longer agreed"),
            Self::MilestoneForecast { why, .. } => why.clone(),
            Self::MilestoneChanged { fields, .. } => fields.join(", "),
            Self::MilestoneAdded { .. }
            | Self::MilestoneAchieved { .. }
            | Self::MilestonesDue { .. }
            | Self::MilestonesLate { .. } => String::new(),
        }
    }
}

fn milestones(count: u64) -> String {
    match count {
        1 => "1 milestone".to_owned(),
        several => format!("{several} milestones"),
    }
}

fn written(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
