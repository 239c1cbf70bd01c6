//! A link of a navigation.

/// `NavItem::new("/offers", "Offers").active(path.starts_with("/offers"))`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NavItem {
    pub(super) href: String,
    pub(super) text: String,
    pub(super) place: NavPlace,
}

/// Where the reader is, seen from a link.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum NavPlace {
    #[default]
    Elsewhere,
    /// On a page that belongs to it.
    Below,
    /// On that very page.
    Here,
}

impl NavItem {
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
            place: NavPlace::Elsewhere,
        }
    }

    /// The reader is on this very page.
    pub fn current(mut self, current: bool) -> Self {
        if current {
            self.place = NavPlace::Here;
        }
        self
    }

    /// The reader is on this page or one that belongs to it.
    pub fn active(mut self, active: bool) -> Self {
        if active && self.place == NavPlace::Elsewhere {
            self.place = NavPlace::Below;
        }
        self
    }

    pub(super) fn aria_current(&self) -> Option<&'static str> {
        match self.place {
            NavPlace::Elsewhere => None,
            NavPlace::Below => Some("true"),
            NavPlace::Here => Some("page"),
        }
    }
}
