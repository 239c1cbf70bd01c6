//! What a form sent.

use std::collections::BTreeMap;

/// Names and texts as a browser sent them. A name can come several times (check boxes).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Posted(BTreeMap<String, Vec<String>>);

impl Posted {
    /// The only text, or the last of several; `None` where the name was not sent.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .and_then(|all| all.last())
            .map(String::as_str)
    }

    /// Every text sent under the name, in order.
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether the name was sent at all.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// The button that was pressed (`name="act"`), `save` where none is named.
    pub fn act(&self) -> &str {
        self.text("act").unwrap_or("save")
    }

    /// Adds one more text under the name.
    pub fn push(&mut self, name: impl Into<String>, text: impl Into<String>) {
        self.0.entry(name.into()).or_default().push(text.into());
    }

    /// Puts these texts in the place of whatever stood under the name.
    pub fn put(&mut self, name: impl Into<String>, texts: Vec<String>) {
        self.0.insert(name.into(), texts);
    }

    /// All names with their texts, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0
            .iter()
            .map(|(name, texts)| (name.as_str(), texts.as_slice()))
    }
}

impl<N: Into<String>, T: Into<String>> FromIterator<(N, T)> for Posted {
    fn from_iter<I: IntoIterator<Item = (N, T)>>(pairs: I) -> Self {
        let mut posted = Self::default();
        for (name, text) in pairs {
            posted.push(name, text);
        }
        posted
    }
}
