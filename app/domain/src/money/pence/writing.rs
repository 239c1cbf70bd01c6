//! Writing an amount as people read it.

use std::fmt;

use super::Pence;
use crate::money::rounding::half_away_from_zero;

const POUND: i128 = 100;
const THOUSAND: i128 = 1_000 * POUND;
const MILLION: i128 = 1_000 * THOUSAND;
const BILLION: i128 = 1_000 * MILLION;

/// Exact: `£1,200,000`, `£7,162,740.67`, `−£200,000`. Pence are shown where
/// there are any.
impl fmt::Display for Pence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.wide().abs();
        let pounds = grouped(size / POUND);
        let text = match size % POUND {
            0 => format!("{}£{pounds}", self.sign()),
            pence => format!("{}£{pounds}.{pence:02}", self.sign()),
        };
        f.pad(&text)
    }
}

impl Pence {
    /// Exact, and in words where they are shorter: `£2.2 million`,
    /// `£1.25 billion`, otherwise in full: `£375,000`, `£2,255,001`.
    pub fn short(self) -> String {
        let size = self.wide().abs();
        for (unit, word) in [(BILLION, "billion"), (MILLION, "million")] {
            let hundredth = unit / 100;
            if size >= unit && size % hundredth == 0 {
                let number = with_places(size / hundredth, 2);
                return format!("{}£{number} {word}", self.sign());
            }
        }
        self.to_string()
    }

    /// For headlines only, and not exact: `£5.6m`, `£375k`, `£1.2bn`.
    /// Rounded half away from zero; the exact amount stands nearby.
    pub fn rounded(self) -> String {
        let size = self.wide().abs();
        for (unit, places, letter) in [
            (POUND, 0, ""),
            (THOUSAND, 0, "k"),
            (MILLION, 1, "m"),
            (BILLION, 1, "bn"),
        ] {
            let step = unit / 10_i128.pow(places);
            let steps = half_away_from_zero(size, step);
            // £999,950 is £1m, not £1000k: the unit is chosen after rounding.
            if steps * step < 1_000 * unit || unit == BILLION {
                let sign = if steps == 0 { "" } else { self.sign() };
                return format!("{sign}£{}{letter}", with_places(steps, places));
            }
        }
        self.to_string()
    }

    const fn sign(self) -> &'static str {
        if self.is_negative() { "\u{2212}" } else { "" }
    }
}

/// A number of tenths or hundredths without the noughts that say nothing.
fn with_places(steps: i128, places: u32) -> String {
    let one = 10_i128.pow(places);
    let whole = grouped(steps / one);
    let width = places as usize;
    match steps % one {
        0 => whole,
        rest => format!("{whole}.{rest:0width$}")
            .trim_end_matches('0')
            .to_owned(),
    }
}

fn grouped(number: i128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
