//! How far each section has come, and what is missing in it: what the task list says.

use super::completeness::{Finding, Verdict};
use super::proposal::Proposal;
use crate::process::Section;
use serde::{Deserialize, Serialize};

/// How far a section has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionState {
    /// Nothing has been filled in.
    NotStarted,
    /// Something has, and something is missing.
    InProgress,
    /// Nothing that blocks submission is missing.
    Complete,
}

impl SectionState {
    /// As people read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::InProgress => "In progress",
            Self::Complete => "Complete",
        }
    }
}

/// A section on the task list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionStatus {
    /// Which.
    pub section: Section,
    /// How far it has come.
    pub state: SectionState,
    /// What is missing for it to be complete, with where to put it right.
    pub missing: Vec<Finding>,
}

/// The state of each of the ten sections.
pub fn section_states(proposal: &Proposal, verdicts: &[Verdict]) -> Vec<SectionStatus> {
    Section::ALL
        .iter()
        .map(|&section| {
            let missing: Vec<Finding> = verdicts
                .iter()
                .filter(|verdict| verdict.blocks())
                .flat_map(|verdict| &verdict.findings)
                .filter(|finding| finding.section == section)
                .cloned()
                .collect();
            let state = if is_untouched(proposal, section) {
                SectionState::NotStarted
            } else if missing.is_empty() {
                SectionState::Complete
            } else {
                SectionState::InProgress
            };
            SectionStatus {
                section,
                state,
                missing,
            }
        })
        .collect()
}

/// What stands in a section from the start does not count: the title, the theme and the lead council.
fn is_untouched(proposal: &Proposal, section: Section) -> bool {
    match section {
        Section::Partners => proposal.partners().all(|(_, partner)| partner.leads()),
        // What is there from the start has been looked at once it was saved; what is not, once it was added.
        _ => proposal
            .of_section(section)
            .all(|kept| kept.version <= 1 && !kept.matter.kind().is_several()),
    }
}
