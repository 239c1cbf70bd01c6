//! What one party says of one version.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::party::PartyId;
use crate::process::choice::choice;
use crate::process::{PersonId, Room};

choice! {
    /// Where a party stands.
    pub enum Stance {
        Agree = "agree", "Agree";
        /// With wording, which becomes a proposal.
        AgreeIf = "agree-if", "Agree if the wording changes";
        Object = "object", "Object";
        NoInterest = "no-interest", "No interest";
    }
}

impl Stance {
    /// What has to be said with it; none where the stance says all.
    pub const fn asks_for(self) -> Option<&'static str> {
        match self {
            Self::Agree | Self::NoInterest => None,
            Self::AgreeIf => Some("Write the wording that you would agree to"),
            Self::Object => Some("Say why you object"),
        }
    }
}

/// What somebody says when they take a position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub stance: Stance,
    /// The wording asked for, or the reason; may be empty where the stance says all.
    pub words: String,
    /// Whether the party will not move on this.
    pub red_line: bool,
    /// On whose authority, such as ministerial clearance; empty where none is named.
    pub authority: String,
    /// By when it asks for an answer.
    pub reply_by: Option<NaiveDate>,
}

impl Said {
    pub fn new(stance: Stance, words: impl Into<String>) -> Self {
        Self {
            stance,
            words: words.into(),
            red_line: false,
            authority: String::new(),
            reply_by: None,
        }
    }
}

/// A position, with whose it is and to which version it belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    pub party: PartyId,
    /// The number of the version it was taken on.
    pub version: u32,
    /// How often the term had been reopened by then.
    pub opening: u32,
    /// A position counts once it stands in the joint room.
    pub room: Room,
    pub said: Said,
    pub by: PersonId,
    pub at: DateTime<Utc>,
}
