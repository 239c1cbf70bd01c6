//! What somebody writes in a thread, and how long they can still put it right.

use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;

use crate::legible::legible;

/// The most characters of a comment.
pub const LONGEST_COMMENT: usize = 10_000;

/// For how many minutes an author can change what they wrote. What it said before is kept.
pub const EDIT_MINUTES: i64 = 15;

/// The words of a comment, as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body(String);

/// Why something is no comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BodyFault {
    #[error("Write your comment")]
    Empty,
    #[error("Shorten your comment to 10,000 characters: it has {}", thousands(*.0))]
    TooLong(usize),
}

impl Body {
    /// Reads what was typed.
    ///
    /// # Errors
    /// Nothing that can be seen, or more than a comment holds.
    pub fn read(typed: &str) -> Result<Self, BodyFault> {
        let text = legible(typed);
        let length = text.chars().count();
        if text.is_empty() {
            Err(BodyFault::Empty)
        } else if length > LONGEST_COMMENT {
            Err(BodyFault::TooLong(length))
        } else {
            Ok(Self(text))
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether its author can still change a comment.
pub fn may_still_edit(written: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now.signed_duration_since(written) < TimeDelta::minutes(EDIT_MINUTES)
}

/// `12,345`.
fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
