//! Reading an amount as people type it.

use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Pence, TooLarge};

/// Why what was typed is not an amount, in words for whoever typed it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotMoney {
    #[error("Enter an amount")]
    Empty,
    #[error("Enter an amount in pounds, like £1,234.50 or 1.2m")]
    NotAnAmount,
    #[error("Put commas between thousands, like 1,234,500, or leave them out")]
    CommasOutOfPlace,
    #[error("Enter an amount in whole pence, like 1,234.50")]
    MoreExactThanAPenny,
    #[error("Enter an amount of zero or more")]
    BelowZero,
    #[error("Enter an amount of less than £1 trillion")]
    TooLarge,
}

impl From<TooLarge> for NotMoney {
    fn from(TooLarge: TooLarge) -> Self {
        Self::TooLarge
    }
}

/// No amount that people mean is longer; the rest is not looked at.
const LONGEST: usize = 64;

impl Pence {
    /// Reads `£1,234.50`, `1234.5`, `1.2m`, `250k`, `£2.2 million`, `-£5`.
    ///
    /// The minus may be a hyphen or U+2212 and stands first. Commas stand
    /// between thousands or not at all. What a penny cannot express is refused
    /// rather than rounded: `1.234` is, `1.2345m` is exact and is not.
    pub fn parse(typed: &str) -> Result<Self, NotMoney> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(NotMoney::Empty);
        }
        if typed.len() > LONGEST {
            return Err(NotMoney::NotAnAmount);
        }
        let (negative, unsigned) = match typed.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, typed),
        };
        let number = match unsigned.strip_prefix('£') {
            Some(rest) => rest.trim_start(),
            None => unsigned,
        };
        let end = number
            .find(|c: char| !matches!(c, '0'..='9' | ',' | '.'))
            .unwrap_or(number.len());
        let (number, unit) = number.split_at(end);
        let size = pence(number, Unit::parse(unit.trim_start())?)?;
        let amount = Self::from_wide(if negative { -size } else { size })?;
        Ok(amount)
    }

    /// Reads an amount where one below zero has no meaning.
    pub fn parse_not_negative(typed: &str) -> Result<Self, NotMoney> {
        match Self::parse(typed)? {
            amount if amount.is_negative() => Err(NotMoney::BelowZero),
            amount => Ok(amount),
        }
    }
}

impl FromStr for Pence {
    type Err = NotMoney;

    fn from_str(typed: &str) -> Result<Self, NotMoney> {
        Self::parse(typed)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Unit {
    Pounds,
    Thousands,
    Millions,
    Billions,
}

impl Unit {
    fn parse(word: &str) -> Result<Self, NotMoney> {
        match word.to_ascii_lowercase().as_str() {
            "" => Ok(Self::Pounds),
            "k" | "thousand" => Ok(Self::Thousands),
            "m" | "million" => Ok(Self::Millions),
            "bn" | "billion" => Ok(Self::Billions),
            _ => Err(NotMoney::NotAnAmount),
        }
    }

    /// How many places after the point a penny is in this unit.
    const fn places(self) -> usize {
        match self {
            Self::Pounds => 2,
            Self::Thousands => 5,
            Self::Millions => 8,
            Self::Billions => 11,
        }
    }
}

/// Digits, commas and a point as pence: both sides of the point are joined and
/// filled up with noughts to a penny, so nothing is ever rounded.
fn pence(number: &str, unit: Unit) -> Result<i128, NotMoney> {
    let (whole, fraction) = match number.split_once('.') {
        Some((_, fraction)) if fraction.is_empty() || fraction.contains([',', '.']) => {
            return Err(NotMoney::NotAnAmount);
        }
        Some(parts) => parts,
        None if number.is_empty() => return Err(NotMoney::NotAnAmount),
        None => (number, ""),
    };
    // `1.500` pounds may well have been meant as thousands, so noughts beyond
    // the pence are dropped only where a unit says what the point means.
    let fraction = match unit {
        Unit::Pounds => fraction,
        Unit::Thousands | Unit::Millions | Unit::Billions => fraction.trim_end_matches('0'),
    };
    if fraction.len() > unit.places() {
        return Err(NotMoney::MoreExactThanAPenny);
    }
    let whole = without_commas(whole)?;
    let digits = format!("{whole}{fraction:0<width$}", width = unit.places());
    // Only digits are left, so all that can fail is their number.
    digits.parse().map_err(|_| NotMoney::TooLarge)
}

fn without_commas(whole: &str) -> Result<String, NotMoney> {
    let Some((first, groups)) = whole.split_once(',') else {
        return Ok(whole.to_owned());
    };
    let first_fits = matches!(first.len(), 1..=3) && !first.starts_with('0');
    if first_fits && groups.split(',').all(|group| group.len() == 3) {
        Ok(whole.replace(',', ""))
    } else {
        Err(NotMoney::CommasOutOfPlace)
    }
}
