//! What stands in one field.

use super::read::Read;
use serde::{Deserialize, Serialize};

/// Nothing, something understood, or something not understood and kept as it was typed.
///
/// In JSON: `null`, the value itself, or `{"unread": "the text"}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Entry<T> {
    /// Understood, and exact.
    Is(T),
    /// Not understood; the text as typed.
    Unread {
        /// As it was typed.
        unread: String,
    },
    /// Nothing was typed.
    #[default]
    Blank,
}

impl<T> Entry<T> {
    /// The value, where it was understood.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::Unread { .. } | Self::Blank => None,
        }
    }

    /// Whether nothing was typed.
    pub fn is_blank(&self) -> bool {
        matches!(self, Self::Blank)
    }
}

impl<T: Read> Entry<T> {
    /// What was typed, without blanks at its ends.
    pub(super) fn typed(text: String) -> Self {
        if text.is_empty() {
            Self::Blank
        } else {
            T::read(&text).map_or(Self::Unread { unread: text }, Self::Is)
        }
    }
}

impl<T> From<T> for Entry<T> {
    fn from(value: T) -> Self {
        Self::Is(value)
    }
}
