//! Words quoted from one version of a matter, and whether they still stand in the text.

use thiserror::Error;

use crate::legible::legible;
use crate::offer::{Around, Matter};

/// The most characters of a quote.
pub const LONGEST_QUOTE: usize = 1_000;

/// Words of one version of a matter that a thread is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    words: String,
    version: i64,
}

/// Why words are no quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum QuoteFault {
    #[error("These words are not in the text as it reads now: copy them from it")]
    NotThere,
    #[error("Quote at most 1,000 characters: this has {0}")]
    TooLong(usize),
    #[error("Words can be quoted from one entry of the offer, not from a whole section")]
    NoText,
}

impl Quote {
    /// Reads the words typed, as quoted from this version of the matter. None where nothing was typed.
    ///
    /// # Errors
    /// Words that do not stand there, or too many of them.
    pub fn read(
        typed: &str,
        source: Option<(&Matter, &Around, i64)>,
    ) -> Result<Option<Self>, QuoteFault> {
        let words = legible(typed);
        let length = words.chars().count();
        if words.is_empty() {
            return Ok(None);
        }
        if length > LONGEST_QUOTE {
            return Err(QuoteFault::TooLong(length));
        }
        let (matter, around, version) = source.ok_or(QuoteFault::NoText)?;
        let quote = Self { words, version };
        if quote.stands_in(matter, around) {
            Ok(Some(quote))
        } else {
            Err(QuoteFault::NotThere)
        }
    }

    /// As it was kept.
    pub const fn kept(words: String, version: i64) -> Self {
        Self { words, version }
    }

    pub fn words(&self) -> &str {
        &self.words
    }

    /// The version of the matter that said so.
    pub const fn version(&self) -> i64 {
        self.version
    }

    /// Whether one of the matter’s texts holds these words; how they are broken into lines does not matter.
    pub fn stands_in(&self, matter: &Matter, around: &Around) -> bool {
        let words = one_line(&self.words);
        matter
            .sheet(around)
            .fields()
            .into_iter()
            .flat_map(|field| field.texts())
            .any(|text| one_line(&legible(&text)).contains(&words))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
