//! How one thing is asked: its name in the form, and the words around it.

/// One question. Built with [`ask`], then refined.
#[derive(Clone, Debug, Default)]
pub struct Ask {
    pub(super) name: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) needed: Option<String>,
    pub(super) words: Option<u32>,
}

/// Asks for `name` (as it stands in the form) under the words `label`.
pub fn ask(name: impl Into<String>, label: impl Into<String>) -> Ask {
    Ask {
        name: name.into(),
        label: label.into(),
        ..Ask::default()
    }
}

impl Ask {
    /// The same question under another name in the form.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// Words below the label that help to answer.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The section is not complete without an answer; `words` say what to do ("Enter a title").
    #[must_use]
    pub fn needed(mut self, words: impl Into<String>) -> Self {
        self.needed = Some(words.into());
        self
    }

    /// The same, only where `condition` holds.
    #[must_use]
    pub fn needed_if(self, condition: bool, words: impl Into<String>) -> Self {
        if condition { self.needed(words) } else { self }
    }

    /// At most this many words of prose.
    #[must_use]
    pub fn words(mut self, most: u32) -> Self {
        self.words = Some(most);
        self
    }
}
