//! What history records of returns: prepared, submitted, reviewed, and what was verified or put right.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::EventKind;
use super::room::Room;
use crate::delivery::returns::PeriodCode;

/// One step of reporting. As JSON it is an object whose `kind` is the code of its `EventKind`, like any event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Returning {
    /// While a return is prepared it is the place’s own.
    ReturnPartSaved {
        period: PeriodCode,
        part: String,
    },
    ReturnSubmitted {
        period: PeriodCode,
    },
    ReturnQueried {
        period: PeriodCode,
        /// Each part with its reason.
        parts: Vec<(String, String)>,
    },
    ReturnAccepted {
        period: PeriodCode,
    },
    /// The calendar reminded the place of it.
    ReturnReminded {
        period: PeriodCode,
        late: bool,
    },
    PeriodChanged {
        period: PeriodCode,
        opens_on: NaiveDate,
        due_on: NaiveDate,
    },
    VerifierNamed {
        /// The organisation that claims.
        claims: String,
        verifies: String,
    },
    SavingsVerified {
        period: PeriodCode,
        line: String,
        amount: String,
    },
    SavingsCorrected {
        period: PeriodCode,
        line: String,
        amount: String,
        reason: String,
    },
}

impl Returning {
    pub(super) const fn kind(&self) -> EventKind {
        match self {
            Self::ReturnPartSaved { .. } => EventKind::ReturnPartSaved,
            Self::ReturnSubmitted { .. } => EventKind::ReturnSubmitted,
            Self::ReturnQueried { .. } => EventKind::ReturnQueried,
            Self::ReturnAccepted { .. } => EventKind::ReturnAccepted,
            Self::ReturnReminded { .. } => EventKind::ReturnReminded,
            Self::PeriodChanged { .. } => EventKind::PeriodChanged,
            Self::VerifierNamed { .. } => EventKind::VerifierNamed,
            Self::SavingsVerified { .. } => EventKind::SavingsVerified,
            Self::SavingsCorrected { .. } => EventKind::SavingsCorrected,
        }
    }

    pub(super) const fn room(&self) -> Room {
        match self {
            Self::ReturnPartSaved { .. } => Room::Place,
            Self::ReturnSubmitted { .. }
            | Self::ReturnQueried { .. }
            | Self::ReturnAccepted { .. }
            | Self::ReturnReminded { .. }
            | Self::PeriodChanged { .. }
            | Self::VerifierNamed { .. }
            | Self::SavingsVerified { .. }
            | Self::SavingsCorrected { .. } => Room::Joint,
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::ReturnPartSaved { period, part } => format!("Return {period}: {part} changed"),
            Self::ReturnSubmitted { period } => format!("Return {period} submitted"),
            Self::ReturnQueried { period, .. } => format!("Return {period} queried"),
            Self::ReturnAccepted { period } => format!("Return {period} accepted"),
            Self::ReturnReminded { period, late: true } => format!("Return {period} late"),
            Self::ReturnReminded {
                period,
                late: false,
            } => format!("Return {period} due soon"),
            Self::PeriodChanged { period, .. } => format!("Return {period}: dates changed"),
            Self::VerifierNamed { claims, .. } => format!("Savings of {claims}: verifier named"),
            Self::SavingsVerified { line, .. } => format!("“{line}”: savings verified"),
            Self::SavingsCorrected { line, .. } => format!("“{line}”: savings corrected"),
        }
    }

    pub(super) fn sentence(&self, who: &str) -> String {
        let day = |day: &NaiveDate| day.format("%-d %B %Y").to_string();
        match self {
            Self::ReturnPartSaved { period, part } => {
                format!("{who} changed “{part}” in the return {period}.")
            }
            Self::ReturnSubmitted { period } => format!("{who} submitted the return {period}."),
            Self::ReturnQueried { period, .. } => {
                format!("{who} queried parts of the return {period}.")
            }
            Self::ReturnAccepted { period } => format!("{who} accepted the return {period}."),
            Self::ReturnReminded { period, late: true } => {
                format!("The return {period} is late. The place was reminded of it.")
            }
            Self::ReturnReminded {
                period,
                late: false,
            } => format!("The return {period} is due soon. The place was reminded of it."),
            Self::PeriodChanged {
                period,
                opens_on,
                due_on,
            } => format!(
                "{who} changed the dates of the return {period}: it opens on {} and is due on {}.",
                day(opens_on),
                day(due_on)
            ),
            Self::VerifierNamed { claims, verifies } => {
                format!("{who} named {verifies} to verify the savings that {claims} claims.")
            }
            Self::SavingsVerified {
                period,
                line,
                amount,
            } => format!("{who} verified {amount} of “{line}” for {period}."),
            Self::SavingsCorrected {
                period,
                line,
                amount,
                ..
            } => format!("{who} corrected the claim of “{line}” for {period} to {amount}."),
        }
    }

    /// The reasons that were given, or nothing.
    pub(super) fn detail(&self) -> String {
        match self {
            Self::ReturnQueried { parts, .. } => {
                let each = parts
                    .iter()
                    .map(|(part, reason)| format!("{part}: {reason}"));
                each.collect::<Vec<_>>().join("\n")
            }
            Self::SavingsCorrected { reason, .. } => reason.clone(),
            Self::ReturnPartSaved { .. }
            | Self::ReturnSubmitted { .. }
            | Self::ReturnAccepted { .. }
            | Self::ReturnReminded { .. }
            | Self::PeriodChanged { .. }
            | Self::VerifierNamed { .. }
            | Self::SavingsVerified { .. } => String::new(),
        }
    }
}
