//! From text to value and back, for each kind of value a field can hold.

use crate::money::{BasisPoints, FinancialYear, Grade, InvestmentKind, Pence, SavingsKind};
use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::sheet::Pick;

/// How a field is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Widget {
    /// One line of text.
    Line,
    /// Several lines, with the most words allowed.
    Prose {
        /// The most words, where there is a limit.
        words: Option<u32>,
    },
    /// Pounds and pence.
    Money,
    /// A percentage.
    Percent,
    /// Any number.
    Number,
    /// A day.
    Date,
    /// A financial year.
    Year,
    /// An address for mail.
    Email,
    /// One of a few, all seen at once.
    Radios(Vec<Pick>),
    /// One of many.
    Select(Vec<Pick>),
    /// Any of these.
    Checks(Vec<Pick>),
}

/// A value that people type.
pub trait Read: Sized {
    /// How its field is drawn.
    const WIDGET: Widget;

    /// Understands what was typed (trimmed, never empty).
    ///
    /// # Errors
    /// The words to show beside the field.
    fn read(text: &str) -> Result<Self, String>;

    /// As people write it; reading this again gives the same value.
    fn show(&self) -> String;
}

impl Read for Pence {
    const WIDGET: Widget = Widget::Money;

    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|problem| problem.to_string())
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Read for BasisPoints {
    const WIDGET: Widget = Widget::Percent;

    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|problem| problem.to_string())
    }

    fn show(&self) -> String {
        self.to_string().trim_end_matches('%').to_owned()
    }
}

impl Read for FinancialYear {
    const WIDGET: Widget = Widget::Year;

    fn read(text: &str) -> Result<Self, String> {
        Self::parse(text).map_err(|problem| problem.to_string())
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

impl Choice for Grade {
    fn all() -> Vec<(String, String)> {
        Self::ALL
            .iter()
            .map(|grade| (grade.code(), Choice::words(grade)))
            .collect()
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::parse(code).ok()
    }

    fn code(&self) -> String {
        self.to_string()
    }

    fn words(&self) -> String {
        format!("{self} – {}", Self::words(*self))
    }
}

/// The kinds of saving and investment carry their words themselves.
macro_rules! keyed {
    ($($name:ty),+) => { $(
        impl Choice for $name {
            fn all() -> Vec<(String, String)> {
                Self::ALL.iter().map(|one| (one.key().to_owned(), one.words().to_owned())).collect()
            }

            fn from_code(code: &str) -> Option<Self> {
                Self::from_key(code)
            }

            fn code(&self) -> String {
                self.key().to_owned()
            }

            fn words(&self) -> String {
                Self::words(*self).to_owned()
            }
        }
    )+ };
}
keyed!(SavingsKind, InvestmentKind);

/// A figure of an indicator: any exact decimal number, such as 12,400 or 4.5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Figure(#[serde(with = "rust_decimal::serde::str")] pub Decimal);

impl Read for Figure {
    const WIDGET: Widget = Widget::Number;

    fn read(text: &str) -> Result<Self, String> {
        const WORDS: &str = "Enter a number in digits, like 12,400 or 4.5";
        let plain = text
            .trim_end_matches('%')
            .trim_end()
            .replace('\u{2212}', "-");
        let digits = plain.strip_prefix('-').unwrap_or(&plain);
        let (whole, part) = digits
            .split_once('.')
            .map_or((digits, None), |(w, p)| (w, Some(p)));
        let grouped = whole.split(',').enumerate().all(|(at, group)| {
            group.bytes().all(|b| b.is_ascii_digit())
                && if at == 0 {
                    !group.is_empty()
                } else {
                    group.len() == 3
                }
        }) && (!whole.contains(',') || whole.find(',').is_some_and(|at| at <= 3));
        let part_fine = part
            .is_none_or(|p| !p.is_empty() && p.len() <= 6 && p.bytes().all(|b| b.is_ascii_digit()));
        if !grouped || !part_fine || whole.len() > 19 {
            return Err(WORDS.to_owned());
        }
        plain
            .replace(',', "")
            .parse::<Decimal>()
            .map(Figure)
            .map_err(|_| WORDS.to_owned())
    }

    fn show(&self) -> String {
        let plain = self.0.normalize().to_string();
        let (sign, digits) = plain
            .strip_prefix('-')
            .map_or(("", plain.as_str()), |d| ("-", d));
        let (whole, part) = digits
            .split_once('.')
            .map_or((digits, None), |(w, p)| (w, Some(p)));
        let mut grouped = String::new();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        part.map_or_else(
            || format!("{sign}{grouped}"),
            |p| format!("{sign}{grouped}.{p}"),
        )
    }
}

impl Read for u32 {
    const WIDGET: Widget = Widget::Number;

    fn read(text: &str) -> Result<Self, String> {
        let words = "Enter a whole number in digits, like 1,431,000";
        let figure = Figure::read(text).map_err(|_| words.to_owned())?;
        Self::try_from(figure.0.normalize())
            .ok()
            .filter(|_| figure.0.fract().is_zero())
            .ok_or_else(|| words.to_owned())
    }

    fn show(&self) -> String {
        Figure(Decimal::from(*self)).show()
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Read for NaiveDate {
    const WIDGET: Widget = Widget::Date;

    /// Reads `1 April 2013`, `1/4/2013` (day first) and `2013-04-01`, from 1900 to 2100.
    fn read(text: &str) -> Result<Self, String> {
        const WORDS: &str = "Enter a date, like 1 April 2013 or 1/4/2013";
        let parts: Vec<&str> = text
            .split(['/', '-', '.', ' '])
            .filter(|part| !part.is_empty())
            .collect();
        let [a, b, c] = parts.as_slice() else {
            return Err(WORDS.to_owned());
        };
        let number = |s: &str| {
            (s.len() <= 4 && s.bytes().all(|x| x.is_ascii_digit()))
                .then(|| s.parse::<u32>().ok())
                .flatten()
        };
        let month = |s: &str| {
            number(s).or_else(|| {
                let s = s.to_lowercase();
                let at = MONTHS
                    .iter()
                    .position(|m| s.len() >= 3 && m.to_lowercase().starts_with(&s))?;
                u32::try_from(at + 1).ok()
            })
        };
        let (day, month, year) = if a.len() == 4 {
            (number(c), month(b), number(a))
        } else {
            (number(a), month(b), number(c))
        };
        let year = year
            .filter(|y| (1900..=2100).contains(y))
            .and_then(|y| i32::try_from(y).ok());
        match (day, month, year) {
            (Some(day), Some(month), Some(year)) => Self::from_ymd_opt(year, month, day)
                .ok_or_else(|| "Enter a day that exists, like 1 April 2013".to_owned()),
            _ => Err(WORDS.to_owned()),
        }
    }

    fn show(&self) -> String {
        let month = MONTHS
            .get(self.month0() as usize)
            .copied()
            .unwrap_or_default();
        format!("{} {month} {}", self.day(), self.year())
    }
}

/// One of a fixed list.
pub trait Choice: Sized {
    /// Code and words of each, in the order people read them.
    fn all() -> Vec<(String, String)>;
    /// The one with this code.
    fn from_code(code: &str) -> Option<Self>;
    /// Its code in forms.
    fn code(&self) -> String;
    /// Its words.
    fn words(&self) -> String;

    /// Itself as a thing to pick.
    fn pick(&self) -> Pick {
        Pick::new(self.code(), self.words())
    }
}

/// The whole list as things to pick from.
pub fn picks<T: Choice>() -> Vec<Pick> {
    T::all()
        .into_iter()
        .map(|(code, label)| Pick {
            code,
            label,
            hint: None,
        })
        .collect()
}

/// Lets people choose from lists declared with `process::choice!`.
macro_rules! readable {
    ($($name:ty),+ $(,)?) => { $(
        impl $crate::form::Choice for $name {
            fn all() -> Vec<(String, String)> {
                Self::ALL.iter().map(|one| (one.code().to_owned(), one.label().to_owned())).collect()
            }

            fn from_code(code: &str) -> Option<Self> {
                Self::from_code(code)
            }

            fn code(&self) -> String {
                (*self).code().to_owned()
            }

            fn words(&self) -> String {
                self.label().to_owned()
            }
        }
    )+ };
}
pub(crate) use readable;
