//! Words that may be absent: what an optional prop of a component takes.

use std::borrow::Cow;

use crate::markup::{Escaping, Words};

/// Optional words. A page may pass `"words"`, a `String`, an `Option` of either, or leave the prop out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MaybeText(Option<String>);

impl MaybeText {
    pub fn is_some(&self) -> bool {
        self.0.is_some()
    }

    pub fn as_deref(&self) -> Option<&str> {
        self.0.as_deref()
    }

    /// The words, or `default` where there are none.
    pub fn or(self, default: &str) -> String {
        self.0.unwrap_or_else(|| default.to_owned())
    }

    pub fn into_option(self) -> Option<String> {
        self.0
    }
}

impl From<&str> for MaybeText {
    fn from(words: &str) -> Self {
        Self(Some(words.to_owned()))
    }
}

impl From<&String> for MaybeText {
    fn from(words: &String) -> Self {
        Self(Some(words.clone()))
    }
}

impl From<String> for MaybeText {
    fn from(words: String) -> Self {
        Self(Some(words))
    }
}

impl From<Cow<'_, str>> for MaybeText {
    fn from(words: Cow<'_, str>) -> Self {
        Self(Some(words.into_owned()))
    }
}

impl<T: Into<String>> From<Option<T>> for MaybeText {
    fn from(words: Option<T>) -> Self {
        Self(words.map(Into::into))
    }
}

impl Words for MaybeText {
    fn write(&self, to: &mut Escaping<'_>) {
        self.0.write(to);
    }

    fn is_there(&self) -> bool {
        self.is_some()
    }
}
