//! Markup written as text, for what the browser draws again with every key pressed. Views of leptos would be
//! compiled three times over (built, woken, changed), and double the code that a browser loads.

use std::fmt::{self, Display, Write};

/// Markup in which every tag is closed and everything that people wrote is escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

/// Names with what they are set to.
pub type Attributes<'a> = &'a [(&'static str, &'a dyn Display)];

impl Markup {
    /// What `write` writes.
    pub fn of(write: impl FnOnce(&mut Self)) -> Self {
        let mut markup = Self::default();
        write(&mut markup);
        markup
    }

    /// Words alone, for the few elements whose text leptos writes as it is.
    pub fn escaped(words: &str) -> String {
        Self::of(|markup| markup.text(&words)).into_string()
    }

    /// An element around whatever `inner` writes.
    pub fn element(
        &mut self,
        tag: &'static str,
        attributes: Attributes<'_>,
        inner: impl FnOnce(&mut Self),
    ) {
        self.open(tag, attributes);
        inner(self);
        self.close(tag);
    }

    /// An element with words in it.
    pub fn words(&mut self, tag: &'static str, attributes: Attributes<'_>, words: &dyn Display) {
        self.open(tag, attributes);
        self.text(words);
        self.close(tag);
    }

    /// A paragraph of the page.
    pub fn paragraph(&mut self, words: &dyn Display) {
        self.words("p", &[("class", &"govuk-body")], words);
    }

    /// Words that only some people need.
    pub fn details(&mut self, id: &'static str, summary: &str, inner: impl FnOnce(&mut Self)) {
        self.element(
            "details",
            &[("class", &"govuk-details"), ("id", &id)],
            |m| {
                m.element("summary", &[("class", &"govuk-details__summary")], |m| {
                    m.words(
                        "span",
                        &[("class", &"govuk-details__summary-text")],
                        &summary,
                    );
                });
                m.element("div", &[("class", &"govuk-details__text")], inner);
            },
        );
    }

    /// Words as they are.
    pub fn text(&mut self, words: &dyn Display) {
        // Writing to text cannot fail.
        let _ = write!(Escaping(&mut self.0), "{words}");
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }

    fn open(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    fn close(&mut self, tag: &'static str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }
}

/// Passes on what is written, with nothing left in it that means something in markup.
struct Escaping<'a>(&'a mut String);

impl Write for Escaping<'_> {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        let mut rest = words;
        while let Some(at) = rest.bytes().position(means_something) {
            let (plain, special) = rest.split_at(at);
            self.0.push_str(plain);
            self.0.push_str(match special.as_bytes()[0] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                _ => "&quot;",
            });
            rest = &special[1..];
        }
        self.0.push_str(rest);
        Ok(())
    }
}

const fn means_something(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_escaped_in_text_and_in_attributes() {
        let markup = Markup::of(|m| {
            let title = "\"><script>";
            m.words("p", &[("title", &title)], &"Fish & <b>chips</b>");
        });
        assert_eq!(
            markup.as_str(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">Fish &amp; &lt;b&gt;chips&lt;/b&gt;</p>"
        );
    }
}
