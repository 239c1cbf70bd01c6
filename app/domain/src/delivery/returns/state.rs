//! A return: how it goes from open to accepted, and what a review does to its parts.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::part::PartCode;
use super::period::Period;
use crate::process::choice::choice;

choice! {
    /// How far a return has come.
    pub enum ReturnState {
        Open = "open", "Open";
        Submitted = "submitted", "Submitted";
        Queried = "queried", "Queried";
        Accepted = "accepted", "Accepted";
    }
}

choice! {
    /// What moves a return.
    pub enum ReturnStep {
        Submit = "submit", "submit it";
        Query = "query", "query it";
        Accept = "accept", "accept it";
    }
}

choice! {
    /// How far one part of a return has come.
    pub enum PartState {
        Open = "open", "To fill in";
        Submitted = "submitted", "Submitted";
        Queried = "queried", "Queried";
        Accepted = "accepted", "Accepted";
    }
}

choice! {
    /// How a period stands on a day.
    pub enum Standing {
        NotYet = "not-yet", "Not open yet";
        Open = "open", "Open";
        Late = "late", "Late";
        Submitted = "submitted", "Submitted";
        Queried = "queried", "Queried";
        Accepted = "accepted", "Accepted";
    }
}

/// Every step that can be made, from where to where. What is not here cannot be done.
const STEPS: &[(ReturnState, ReturnStep, ReturnState)] = &[
    (
        ReturnState::Open,
        ReturnStep::Submit,
        ReturnState::Submitted,
    ),
    (
        ReturnState::Queried,
        ReturnStep::Submit,
        ReturnState::Submitted,
    ),
    (
        ReturnState::Submitted,
        ReturnStep::Query,
        ReturnState::Queried,
    ),
    (
        ReturnState::Submitted,
        ReturnStep::Accept,
        ReturnState::Accepted,
    ),
];

/// Why a return cannot be moved so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("This return is {}. You cannot {} now.", state.label().to_lowercase(), step.label())]
pub struct NotNow {
    pub state: ReturnState,
    pub step: ReturnStep,
}

/// What a reviewer says of one part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    Accept,
    /// The part is open again, for this reason.
    Query {
        reason: String,
    },
}

/// A review that is not whole.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReviewFault {
    #[error("Say whether you accept this part")]
    Undecided(PartCode),
    #[error("Say what is wrong or missing. The place and its partners read it")]
    NoReason(PartCode),
}

impl ReviewFault {
    pub const fn part(&self) -> &PartCode {
        match self {
            Self::Undecided(part) | Self::NoReason(part) => part,
        }
    }
}

impl ReturnState {
    /// Where a step leads from here.
    ///
    /// # Errors
    /// A step that is not in the table.
    pub fn after(self, step: ReturnStep) -> Result<Self, NotNow> {
        STEPS
            .iter()
            .find(|(from, by, _)| *from == self && *by == step)
            .map(|(_, _, to)| *to)
            .ok_or(NotNow { state: self, step })
    }

    /// How it stands on a day.
    pub fn on(self, period: &Period, today: NaiveDate) -> Standing {
        match self {
            Self::Open if !period.is_open_on(today) => Standing::NotYet,
            Self::Open if period.is_late_on(today) => Standing::Late,
            Self::Open => Standing::Open,
            Self::Submitted => Standing::Submitted,
            Self::Queried => Standing::Queried,
            Self::Accepted => Standing::Accepted,
        }
    }
}

impl PartState {
    /// Whether whoever owns it can fill it in.
    pub const fn is_editable(self) -> bool {
        match self {
            Self::Open | Self::Queried => true,
            Self::Submitted | Self::Accepted => false,
        }
    }
}

/// What a review makes of a return: the step, and each part that was decided on with its reason.
pub type Reviewed = (ReturnStep, Vec<(PartCode, PartState, String)>);

/// What becomes of a return and of its parts by a review: only what is queried opens again.
///
/// # Errors
/// Every part that waits for a decision and got none, and every query without a reason.
pub fn reviewed(
    parts: &[(PartCode, PartState)],
    decide: impl Fn(&PartCode) -> Option<Decision>,
) -> Result<Reviewed, Vec<ReviewFault>> {
    let (mut faults, mut after) = (Vec::new(), Vec::new());
    let waiting = parts
        .iter()
        .filter(|(_, state)| *state == PartState::Submitted);
    for (part, _) in waiting {
        match decide(part) {
            None => faults.push(ReviewFault::Undecided(part.clone())),
            Some(Decision::Accept) => {
                after.push((part.clone(), PartState::Accepted, String::new()));
            }
            Some(Decision::Query { reason }) if reason.trim().is_empty() => {
                faults.push(ReviewFault::NoReason(part.clone()));
            }
            Some(Decision::Query { reason }) => {
                after.push((part.clone(), PartState::Queried, reason.trim().to_owned()));
            }
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let any_queried = after
        .iter()
        .any(|(_, state, _)| *state == PartState::Queried);
    let step = if any_queried {
        ReturnStep::Query
    } else {
        ReturnStep::Accept
    };
    Ok((step, after))
}
