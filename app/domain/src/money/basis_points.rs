//! A percentage to two places, held as whole basis points.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Hundredths of a per cent: 1,250 is 12.5 %. Stored and sent as that number.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct BasisPoints(i32);

/// Why what was typed is not a percentage, in words for whoever typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotAPercentage {
    #[error("Enter a percentage")]
    Empty,
    #[error("Enter a percentage, like 12.5%")]
    NotANumber,
    #[error("Enter a percentage with at most two places after the point, like 12.25%")]
    TooExact,
    #[error("Enter a percentage from 0 to 100")]
    NotAShare,
    #[error("Enter a percentage of at most 10,000%")]
    TooLarge,
}

/// No percentage that people mean is longer; the rest is not looked at.
const LONGEST: usize = 40;

impl BasisPoints {
    pub const ZERO: Self = Self(0);
    /// 100 %.
    pub const WHOLE: Self = Self(10_000);
    /// The largest percentage that can be typed: 10,000 %.
    const MOST: i32 = 1_000_000;

    pub const fn new(basis_points: i32) -> Self {
        Self(basis_points)
    }

    /// In basis points, as it is stored.
    pub const fn get(self) -> i32 {
        self.0
    }

    /// Whether this can be somebody's part of a whole: 0 % to 100 %.
    pub const fn is_share(self) -> bool {
        0 <= self.0 && self.0 <= Self::WHOLE.0
    }

    /// What is left of the whole: 70 % leaves 30 %.
    pub const fn rest(self) -> Self {
        Self(Self::WHOLE.0.saturating_sub(self.0))
    }

    /// The whole and this on top: 15 % gives 115 %.
    pub const fn on_top(self) -> Self {
        Self(Self::WHOLE.0.saturating_add(self.0))
    }

    /// Reads `12.5`, `12.5%`, `12.5 per cent`, `-3.25%`.
    pub fn parse(typed: &str) -> Result<Self, NotAPercentage> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(NotAPercentage::Empty);
        }
        if typed.len() > LONGEST {
            return Err(NotAPercentage::NotANumber);
        }
        let lower = typed.to_ascii_lowercase();
        let number = ["%", "per cent", "percent"]
            .iter()
            .find_map(|word| lower.strip_suffix(word))
            .unwrap_or(&lower)
            .trim_end();
        let (negative, number) = match number.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, number),
        };
        let size = hundredths(number)?;
        if size > Self::MOST {
            return Err(NotAPercentage::TooLarge);
        }
        Ok(Self(if negative { -size } else { size }))
    }

    /// Reads somebody's part of a whole: 0 % to 100 %.
    pub fn parse_share(typed: &str) -> Result<Self, NotAPercentage> {
        match Self::parse(typed) {
            Ok(share) if share.is_share() => Ok(share),
            Ok(_) | Err(NotAPercentage::TooLarge) => Err(NotAPercentage::NotAShare),
            Err(other) => Err(other),
        }
    }
}

fn hundredths(number: &str) -> Result<i32, NotAPercentage> {
    let (whole, fraction) = match number.split_once('.') {
        Some((_, "")) => return Err(NotAPercentage::NotANumber),
        Some(parts) => parts,
        None if number.is_empty() => return Err(NotAPercentage::NotANumber),
        None => (number, ""),
    };
    if !(whole.bytes().chain(fraction.bytes())).all(|digit| digit.is_ascii_digit()) {
        return Err(NotAPercentage::NotANumber);
    }
    let fraction = fraction.trim_end_matches('0');
    if fraction.len() > 2 {
        return Err(NotAPercentage::TooExact);
    }
    // Only digits are left, so all that can fail is their number.
    format!("{whole}{fraction:0<2}")
        .parse()
        .map_err(|_| NotAPercentage::TooLarge)
}

/// `12.5%`, `50%`, `−3.25%`.
impl fmt::Display for BasisPoints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "\u{2212}" } else { "" };
        let size = self.0.unsigned_abs();
        let whole = size / 100;
        let text = match size % 100 {
            0 => format!("{sign}{whole}%"),
            tenths if tenths.is_multiple_of(10) => format!("{sign}{whole}.{}%", tenths / 10),
            hundredths => format!("{sign}{whole}.{hundredths:02}%"),
        };
        f.pad(&text)
    }
}

impl FromStr for BasisPoints {
    type Err = NotAPercentage;

    fn from_str(typed: &str) -> Result<Self, NotAPercentage> {
        Self::parse(typed)
    }
}
