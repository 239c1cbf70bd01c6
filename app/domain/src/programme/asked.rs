//! What became of a freedom that was asked for.

use crate::negotiation::TermState;
use crate::process::Stage;
use crate::process::choice::choice;

choice! {
    /// How far a freedom has come with a department that can grant it.
    pub enum AskState {
        Waiting = "waiting", "Waiting";
        /// Everybody who has a say agreed to it.
        Granted = "granted", "Granted";
        Refused = "refused", "Refused";
        /// By the place, which had asked for it.
        Withdrawn = "withdrawn", "Withdrawn";
        /// The offer ended before there was an answer.
        Lapsed = "lapsed", "Lapsed with its offer";
    }
}

impl AskState {
    /// What the state of its term makes of it.
    pub const fn of(term: TermState) -> Self {
        match term {
            TermState::Open => Self::Waiting,
            TermState::Agreed => Self::Granted,
            TermState::Withdrawn => Self::Withdrawn,
            TermState::Refused => Self::Refused,
        }
    }

    /// Whether an offer at this stage waits for no answer any more.
    pub const fn lapses_at(stage: Stage) -> bool {
        match stage {
            Stage::Declined | Stage::Ended | Stage::Withdrawn | Stage::Terminated => true,
            Stage::Draft
            | Stage::Submitted
            | Stage::Negotiating
            | Stage::Settled
            | Stage::Signing
            | Stage::Signed
            | Stage::InForce
            | Stage::Completed => false,
        }
    }
}
