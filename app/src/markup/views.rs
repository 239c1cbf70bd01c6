//! Views as text, and text as a view. What was drawn once stands as it is wherever it is put.
//!
//! leptos leaves marks for a browser that takes over the whole page: empty comments `<!>` between parts. They are
//! not valid HTML, and only islands are taken over here, so they are taken out wherever a view is drawn, and become
//! proper comments within an island.

use leptos::{
    prelude::*,
    tachys::{html::InertElement, view::Position},
};

use memchr::memchr;

use super::Markup;

const MARK: &str = "<!>";
const ISLAND: &str = "<leptos-island";
const END_OF_ISLAND: &str = "</leptos-island>";

/// Stands before markup in a view, with its length: nothing in that is a mark. Views cannot hold the same, since
/// what people wrote has no `<` outside of quotes.
const FINISHED: &str = "<!finished ";

impl Markup {
    /// What a view shows, drawn here and now. Nothing in it may still wait for something.
    pub fn drawn(view: impl IntoView) -> Self {
        Self::of(|m| m.view(view))
    }

    /// The same within other markup.
    pub fn view(&mut self, view: impl IntoView) {
        let mut html = String::new();
        view.to_html_with_buf(
            &mut html,
            &mut Position::FirstChild,
            true,
            false,
            Vec::new(),
        );
        self.html(&html);
    }

    /// What leptos wrote, without its marks. What stands inside a tag is left alone: leptos writes `<` and `>` into
    /// attributes as they are, and there `<!>` is what somebody typed.
    pub(crate) fn html(&mut self, html: &str) {
        self.0.reserve(html.len());
        let mut mark = "";
        // What was looked at and not written yet begins at `kept`; what was not looked at, at `next`.
        let (mut kept, mut next) = (0, 0);
        while let Some(found) = memchr(b'<', &html.as_bytes()[next..]) {
            let tag = next + found;
            let rest = &html[tag..];
            if rest.starts_with(MARK) {
                self.0.push_str(&html[kept..tag]);
                self.0.push_str(mark);
                next = tag + MARK.len();
                kept = next;
            } else if let Some((start, length)) = finished(rest) {
                self.0.push_str(&html[kept..tag]);
                kept = tag + start;
                next = kept + length;
            } else {
                if rest.starts_with(ISLAND) {
                    mark = "<!---->";
                } else if rest.starts_with(END_OF_ISLAND) {
                    mark = "";
                }
                next = tag + end_of_tag(rest.as_bytes());
            }
        }
        self.0.push_str(&html[kept..]);
    }

    /// As a part of a view.
    pub fn into_view(self) -> InertElement {
        let length = self.0.len();
        InertElement::new(format!("{FINISHED}{length}>{}", self.0))
    }
}

/// Where finished markup begins, and its length.
fn finished(html: &str) -> Option<(usize, usize)> {
    let (length, _) = html.strip_prefix(FINISHED)?.split_once('>')?;
    let start = FINISHED.len() + length.len() + 1;
    Some((start, length.parse().ok()?))
}

/// The length of the tag at the start of the text, with quoted attributes that may hold `>`.
fn end_of_tag(tag: &[u8]) -> usize {
    let mut next = 0;
    // Names are short: a search would cost more than looking at each letter.
    while let Some(byte) = tag.get(next) {
        next += 1;
        match byte {
            b'>' => return next,
            quote @ (b'"' | b'\'') => match memchr(*quote, &tag[next..]) {
                Some(closing) => next += closing + 1,
                None => break,
            },
            _ => {}
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::Textarea;

    #[test]
    fn marks_go_and_become_comments_in_islands() {
        let html = "<p>a<!>b<leptos-island>c<!>d</leptos-island>e<!>f</p>";
        let markup = Markup::of(|m| m.html(html));
        assert_eq!(
            markup.as_str(),
            "<p>ab<leptos-island>c<!---->d</leptos-island>ef</p>"
        );
    }

    #[test]
    fn what_people_type_is_never_taken_for_a_mark() {
        for typed in ["a<!>b", "a<!finished 9>b"] {
            let markup = Markup::of(|m| m.text(&typed));
            let html = Markup::drawn(view! {
                <input value=typed/>
                <Textarea name="why" label="Why" value=typed/>
                <p>{typed}</p>
                {markup.into_view()}
            });
            let escaped = Markup::escaped(typed);
            let kept =
                html.as_str().matches(typed).count() + html.as_str().matches(&escaped).count();
            assert_eq!(kept, 4, "{html:?}");
        }
    }

    #[test]
    fn finished_markup_stands_as_it_is_however_deep() {
        let inner = Markup::of(|m| m.paragraph(&"<!> & more"));
        let text = inner.as_str().to_owned();
        let middle = Markup::drawn(view! { <div>{inner.into_view()}</div> });
        let outer = Markup::drawn(view! { <main>{middle.into_view()} "end"</main> });
        assert_eq!(outer.as_str(), format!("<main><div>{text}</div>end</main>"));
    }
}
