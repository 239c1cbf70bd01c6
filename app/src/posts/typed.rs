//! What somebody typed, given back to them.

use domain::form::Posted;
use services::{Conflict, Fault};

/// A form that comes back: refused, in conflict, recalculated, or kept over a sign-in.
#[derive(Debug, Default)]
pub struct Typed {
    pub posted: Posted,
    /// What is wrong, by field.
    pub faults: Vec<Fault>,
    /// Somebody else saved in between.
    pub conflict: Option<Box<Conflict>>,
    /// The session had ended: this was kept, and is not saved yet.
    pub kept: bool,
}

impl Typed {
    pub(crate) fn again(posted: Posted) -> Self {
        Self {
            posted,
            ..Self::default()
        }
    }

    /// What is wrong with something of which nothing can be given back, such as a file.
    pub(crate) fn with_faults(faults: Vec<Fault>) -> Self {
        Self {
            faults,
            ..Self::default()
        }
    }

    pub(super) fn faulty(posted: Posted, faults: Vec<Fault>) -> Self {
        Self {
            posted,
            faults,
            ..Self::default()
        }
    }

    pub(super) fn conflicting(posted: Posted, conflict: Box<Conflict>) -> Self {
        Self {
            posted,
            conflict: Some(conflict),
            ..Self::default()
        }
    }

    pub(super) fn kept(posted: Posted) -> Self {
        Self {
            posted,
            kept: true,
            ..Self::default()
        }
    }

    /// Whether it was not taken as it is, so that the page tells of errors.
    pub fn is_refused(&self) -> bool {
        !self.faults.is_empty() || self.conflict.is_some()
    }

    /// The text typed into a field.
    pub fn text(&self, field: &str) -> Option<&str> {
        self.posted.text(field)
    }

    /// What is wrong with a field.
    pub fn fault(&self, field: &str) -> Option<&str> {
        self.faults
            .iter()
            .find(|fault| fault.field == field)
            .map(|fault| fault.words.as_str())
    }
}
