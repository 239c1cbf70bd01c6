//! Markup written as text, for what the browser draws again with every key pressed, and for components that
//! stand on a page a hundred times. Views of leptos would be compiled three times over (built, woken, changed),
//! which doubles the code that a browser loads, and on the server cost five times as much to draw.

#[cfg(feature = "ssr")]
mod views;

use std::fmt::{self, Write};

/// Markup in which every tag is closed and everything that people wrote is escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

/// Names with what they are set to. One that is set to `None` or `false` is left out.
pub type Attributes<'a> = &'a [(&'static str, &'a dyn Words)];

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

    /// Boxes in each other, by their classes, around whatever `inner` writes.
    pub fn nested(&mut self, classes: &[&str], inner: impl FnOnce(&mut Self)) {
        for class in classes {
            self.open("div", &[("class", class)]);
        }
        inner(self);
        for _ in classes {
            self.close("div");
        }
    }

    /// An element with words in it.
    pub fn words(&mut self, tag: &'static str, attributes: Attributes<'_>, words: &dyn Words) {
        self.open(tag, attributes);
        self.text(words);
        self.close(tag);
    }

    /// An element that holds nothing and is never closed, such as a field.
    pub fn empty(&mut self, tag: &'static str, attributes: Attributes<'_>) {
        self.open(tag, attributes);
    }

    /// A paragraph of the page.
    pub fn paragraph(&mut self, words: &dyn Words) {
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
    pub fn text(&mut self, words: &dyn Words) {
        words.write(&mut Escaping(&mut self.0));
    }

    /// Markup that stands finished already.
    pub fn markup(&mut self, markup: &Self) {
        self.0.push_str(&markup.0);
    }

    /// Makes room for what is long, so that it need not move while it grows.
    pub fn reserve(&mut self, bytes: usize) {
        self.0.reserve(bytes);
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
            if value.is_there() {
                self.0.push(' ');
                self.0.push_str(name);
                if value.is_wordless() {
                    continue;
                }
                self.0.push_str("=\"");
                self.text(*value);
                self.0.push('"');
            }
        }
        self.0.push('>');
    }

    fn close(&mut self, tag: &'static str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }
}

/// What can stand between tags, or in an attribute.
pub trait Words {
    fn write(&self, to: &mut Escaping<'_>);

    /// Whether there is anything to say.
    fn is_there(&self) -> bool {
        true
    }

    /// Whether an attribute says all by being there.
    fn is_wordless(&self) -> bool {
        false
    }
}

impl Words for str {
    fn write(&self, to: &mut Escaping<'_>) {
        to.write(self);
    }
}

impl Words for String {
    fn write(&self, to: &mut Escaping<'_>) {
        to.write(self);
    }
}

impl<T: Words + ?Sized> Words for &T {
    fn write(&self, to: &mut Escaping<'_>) {
        (**self).write(to);
    }

    fn is_there(&self) -> bool {
        (**self).is_there()
    }

    fn is_wordless(&self) -> bool {
        (**self).is_wordless()
    }
}

impl<T: Words> Words for Option<T> {
    fn write(&self, to: &mut Escaping<'_>) {
        if let Some(words) = self {
            words.write(to);
        }
    }

    fn is_there(&self) -> bool {
        self.is_some()
    }
}

impl Words for bool {
    fn write(&self, _: &mut Escaping<'_>) {}

    fn is_there(&self) -> bool {
        *self
    }

    fn is_wordless(&self) -> bool {
        true
    }
}

/// Names of classes: those that are not empty, a space between them.
impl<const N: usize> Words for [&str; N] {
    fn write(&self, to: &mut Escaping<'_>) {
        let mut space = "";
        for word in self.iter().filter(|word| !word.is_empty()) {
            to.write(space);
            to.write(word);
            space = " ";
        }
    }

    fn is_there(&self) -> bool {
        self.iter().any(|word| !word.is_empty())
    }
}

impl Words for i64 {
    fn write(&self, to: &mut Escaping<'_>) {
        format_args!("{self}").write(to);
    }
}

impl Words for fmt::Arguments<'_> {
    fn write(&self, to: &mut Escaping<'_>) {
        // Writing to text cannot fail.
        let _ = to.write_fmt(*self);
    }
}

/// Passes on what is written, with nothing left in it that means something in markup.
pub struct Escaping<'a>(&'a mut String);

impl Escaping<'_> {
    fn write(&mut self, words: &str) {
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
    }
}

impl Write for Escaping<'_> {
    fn write_str(&mut self, words: &str) -> fmt::Result {
        self.write(words);
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

    #[test]
    fn what_is_not_there_is_left_out() {
        let none: Option<String> = None;
        let markup = Markup::of(|m| {
            let class = ["govuk-input", "", "so-<wide>"];
            m.empty(
                "input",
                &[
                    ("class", &class),
                    ("id", &none),
                    ("checked", &true),
                    ("disabled", &false),
                ],
            );
        });
        assert_eq!(
            markup.as_str(),
            "<input class=\"govuk-input so-&lt;wide&gt;\" checked>"
        );
    }
}
