//! How much the evidence behind a figure can bear: the confidence grade.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// 1 is the best evidence, 6 the weakest (1.9, 3.12). The grade picks the
/// optimism bias by which an estimate is adjusted.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(try_from = "u8", into = "u8")]
pub enum Grade {
    One,
    Two,
    Three,
    Four,
    Five,
    /// What a figure is worth while nobody has said better.
    #[default]
    Six,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[error("Choose a confidence grade from 1 to 6")]
pub struct NotAGrade;

impl Grade {
    pub const ALL: [Self; 6] = [
        Self::One,
        Self::Two,
        Self::Three,
        Self::Four,
        Self::Five,
        Self::Six,
    ];

    pub const fn new(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::One),
            2 => Some(Self::Two),
            3 => Some(Self::Three),
            4 => Some(Self::Four),
            5 => Some(Self::Five),
            6 => Some(Self::Six),
            _ => None,
        }
    }

    /// The number people write.
    pub const fn get(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
            Self::Five => 5,
            Self::Six => 6,
        }
    }

    /// What kind of evidence earns this grade.
    pub const fn words(self) -> &'static str {
        match self {
            Self::One => "audited figures or a controlled trial",
            Self::Two => "the accounts of the service, or a trial elsewhere",
            Self::Three => "local statistics, independently evaluated",
            Self::Four => "figures kept by those who run the service",
            Self::Five => "figures from a similar service",
            Self::Six => "expert judgement alone",
        }
    }

    /// Reads a digit from 1 to 6.
    pub fn parse(typed: &str) -> Result<Self, NotAGrade> {
        match typed.trim().as_bytes() {
            [digit @ b'0'..=b'9'] => Self::new(digit - b'0').ok_or(NotAGrade),
            _ => Err(NotAGrade),
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}

impl FromStr for Grade {
    type Err = NotAGrade;

    fn from_str(typed: &str) -> Result<Self, NotAGrade> {
        Self::parse(typed)
    }
}

impl TryFrom<u8> for Grade {
    type Error = NotAGrade;

    fn try_from(number: u8) -> Result<Self, NotAGrade> {
        Self::new(number).ok_or(NotAGrade)
    }
}

impl From<Grade> for u8 {
    fn from(grade: Grade) -> Self {
        grade.get()
    }
}
