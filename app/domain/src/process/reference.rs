//! How people name an offer: `KEN-1`, and `KEN-D1` until it is first submitted.
//!
//! Drafts have a series of their own. With one series, the number of the first offer that Whitehall sees
//! would tell it how many drafts the place has never sent.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Shortest and longest code of a place, in letters.
const PLACE_LETTERS: std::ops::RangeInclusive<usize> = 2..=5;

/// The name of one offer. It reads in any case and writes in capitals.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference {
    place: String,
    series: Series,
    number: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Series {
    /// Not submitted yet: only the place knows of it.
    Draft,
    /// Submitted at least once, and numbered in that order.
    Submitted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum ReferenceError {
    #[error("Enter the reference of an offer, such as KEN-1")]
    Empty,
    #[error("A reference has a dash between the place and the number, such as KEN-1")]
    NoDash,
    #[error("A reference starts with the place’s two to five letters, such as KEN")]
    Place,
    #[error(
        "A reference ends with a number from 1 up, such as KEN-1, or D and a number for a draft, such as KEN-D1"
    )]
    Number,
}

impl Reference {
    /// The nth offer that this place has submitted, from 1. `place` is its code of two to five letters.
    pub fn submitted(place: &str, number: u32) -> Result<Self, ReferenceError> {
        Self::new(place, Series::Submitted, number)
    }

    /// The nth draft that this place has started, from 1.
    pub fn draft(place: &str, number: u32) -> Result<Self, ReferenceError> {
        Self::new(place, Series::Draft, number)
    }

    fn new(place: &str, series: Series, number: u32) -> Result<Self, ReferenceError> {
        if !PLACE_LETTERS.contains(&place.len())
            || !place.bytes().all(|letter| letter.is_ascii_alphabetic())
        {
            return Err(ReferenceError::Place);
        }
        if number == 0 {
            return Err(ReferenceError::Number);
        }
        Ok(Self {
            place: place.to_ascii_uppercase(),
            series,
            number,
        })
    }

    /// The place’s code, in capitals.
    pub fn place(&self) -> &str {
        &self.place
    }

    pub const fn series(&self) -> Series {
        self.series
    }

    pub const fn number(&self) -> u32 {
        self.number
    }

    pub const fn is_draft(&self) -> bool {
        matches!(self.series, Series::Draft)
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let draft = match self.series {
            Series::Draft => "D",
            Series::Submitted => "",
        };
        write!(f, "{}-{draft}{}", self.place, self.number)
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Reads `KEN-1`, `ken-d1` and the like. Leading zeros are refused, so that one offer has one name.
    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ReferenceError::Empty);
        }
        let (place, rest) = text.split_once('-').ok_or(ReferenceError::NoDash)?;
        let (series, digits) = match rest.strip_prefix(['d', 'D']) {
            Some(digits) => (Series::Draft, digits),
            None => (Series::Submitted, rest),
        };
        if digits.starts_with('0') || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(ReferenceError::Number);
        }
        let number = digits.parse().map_err(|_| ReferenceError::Number)?;
        Self::new(place, series, number)
    }
}

impl TryFrom<String> for Reference {
    type Error = ReferenceError;

    fn try_from(text: String) -> Result<Self, ReferenceError> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.to_string()
    }
}
