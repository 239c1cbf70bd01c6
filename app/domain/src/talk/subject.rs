//! What a thread is about.

use crate::offer::Key;
use crate::process::Section;

/// The whole offer, a section of it, or one matter under the key that its term will have too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    Offer,
    Section(Section),
    Matter { section: Section, key: Key },
}

impl Subject {
    /// From what is kept of it, or stands in an address.
    pub fn of(section: Option<Section>, key: Option<Key>) -> Self {
        match (section, key) {
            (Some(section), Some(key)) => Self::Matter { section, key },
            (Some(section), None) => Self::Section(section),
            (None, _) => Self::Offer,
        }
    }

    pub const fn section(&self) -> Option<Section> {
        match self {
            Self::Offer => None,
            Self::Section(section) | Self::Matter { section, .. } => Some(*section),
        }
    }

    pub const fn key(&self) -> Option<&Key> {
        match self {
            Self::Offer | Self::Section(_) => None,
            Self::Matter { key, .. } => Some(key),
        }
    }

    /// What people call it. `title` is that of the matter, where this reader sees it.
    pub fn words(&self, title: Option<&str>) -> String {
        match (self, title) {
            (Self::Offer, _) => "The whole offer".to_owned(),
            (Self::Section(section), _) => section.title().to_owned(),
            (Self::Matter { section, .. }, Some(title)) if title == section.title() => {
                title.to_owned()
            }
            (Self::Matter { section, .. }, Some(title)) => {
                format!("{}: {title}", section.title())
            }
            (Self::Matter { section, .. }, None) => {
                format!(
                    "{}: an entry that the text you read no longer has",
                    section.title()
                )
            }
        }
    }
}
