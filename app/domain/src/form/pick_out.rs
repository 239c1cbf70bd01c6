//! Single answers picked out of a form, for whoever needs a few of them and none of the words around.
//!
//! [`super::Form`] reads, shows and judges every field of a matter; the page that follows the typing has to be
//! small, and reads only figures. Both understand a name and a text alike.

use super::entry::Entry;
use super::posted::Posted;
use super::read::{Choice, Read};
use super::walk::ROWS;
use crate::legible::legible;

/// A form, or one row of a group in it, to pick answers from.
pub(crate) struct PickOut<'a> {
    posted: &'a Posted,
    prefix: String,
}

impl<'a> PickOut<'a> {
    pub const fn from(posted: &'a Posted) -> Self {
        let prefix = String::new();
        Self { posted, prefix }
    }

    /// What was typed under the name; empty where it was not sent.
    pub fn text(&self, name: &str) -> String {
        let full = format!("{}{name}", self.prefix);
        self.posted.text(&full).map(legible).unwrap_or_default()
    }

    pub fn entry<T: Read>(&self, name: &str) -> Entry<T> {
        Entry::typed(self.text(name))
    }

    pub fn choice<T: Choice>(&self, name: &str) -> Option<T> {
        T::from_code(&self.text(name))
    }

    /// The rows of a group, without the one that the button takes away.
    pub fn rows<R>(&self, name: &str, each: impl Fn(&PickOut<'_>) -> R) -> Vec<R> {
        let count = self.text(&format!("{name}-count")).parse().unwrap_or(0);
        let gone = format!("remove-{name}-");
        let gone = self.posted.act().strip_prefix(&gone);
        let gone: Option<usize> = gone.and_then(|index| index.parse().ok());
        (0..ROWS.min(count))
            .filter(|index| Some(*index) != gone)
            .map(|index| {
                let prefix = format!("{}{name}-{index}-", self.prefix);
                let posted = self.posted;
                each(&PickOut { posted, prefix })
            })
            .collect()
    }
}
