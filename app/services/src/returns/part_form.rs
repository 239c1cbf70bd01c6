//! One part of a return, for whoever fills it in.

use domain::delivery::returns::{Before, Filled, Part, Period};
use domain::form::{Posted, Sheet};
use domain::process::Reference;

/// A part with what stands in it.
#[derive(Clone, Debug)]
pub struct PartForm {
    pub reference: Reference,
    pub title: String,
    pub period: Period,
    pub part: Part,
    pub filled: Filled,
    /// The version that a save starts from; nought for the first.
    pub version: i64,
    /// Why it was queried.
    pub reason: String,
    pub before: Before,
}

impl PartForm {
    /// As it is to be filled in, with what was typed in the place of what is kept.
    pub fn sheet(&self, typed: Option<&Posted>) -> Sheet {
        let mut filled = self.filled.clone();
        if let Some(posted) = typed {
            filled.read(posted, &self.part, &self.period, &self.before);
        }
        self.of(&filled)
    }

    /// Another text of the same part, laid out alike.
    pub fn of(&self, filled: &Filled) -> Sheet {
        filled.sheet(&self.part, &self.period, &self.before)
    }
}
