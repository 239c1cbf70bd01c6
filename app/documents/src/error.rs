//! Why there is no document.

use thiserror::Error;

#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DocumentError {
    /// What the typesetter says; our template or a letter in the text is at fault, never the reader.
    #[error("the document could not be set: {0}")]
    NotSet(String),
    #[error("the document could not be packed: {0}")]
    NotPacked(String),
    #[error("the brief does not fit on four pages")]
    TooLong,
}

impl DocumentError {
    pub(crate) fn packing(error: impl std::fmt::Display) -> Self {
        Self::NotPacked(error.to_string())
    }
}
