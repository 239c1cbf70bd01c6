//! From a view to the text of a page.
//!
//! leptos leaves marks for a browser that takes over the whole page: empty comments `<!>` between parts, and
//! scripts behind `</html>`. Only islands are taken over here, and neither is valid HTML, so the marks go where
//! there is no island, and become proper comments where there is one.

use std::{future::Future, pin::Pin};

use futures_util::{
    StreamExt,
    stream::{self, Stream},
};
use leptos::prelude::*;
use memchr::{memchr, memchr3};

type Texts = Pin<Box<dyn Stream<Item = String> + Send>>;

/// The whole page in one piece: all of it is known before the first byte leaves, so that its status is right.
pub(crate) fn whole<V: IntoView + 'static>(
    page: V,
    data: Box<dyn FnOnce() -> Texts + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Texts> + Send>> {
    Box::pin(async move {
        let mut html: String = page.into_view().to_html_stream_in_order().collect().await;
        if let Some(islands) = islands(&html) {
            let data: String = data().collect().await;
            html = with_islands(&html, islands, &data);
        } else {
            html = marked(&html, "");
        }
        Box::pin(stream::once(async move { html })) as Texts
    })
}

const MARK: &str = "<!>";
const ISLAND: &str = "<leptos-island";
const END_OF_ISLAND: &str = "</leptos-island>";
const END_OF_BODY: &str = "</body>";

/// From where to where islands stand, if there are any.
fn islands(html: &str) -> Option<(usize, usize)> {
    let start = html.find(ISLAND)?;
    let end = html.rfind(END_OF_ISLAND)? + END_OF_ISLAND.len();
    Some((start, end))
}

fn with_islands(html: &str, (start, end): (usize, usize), data: &str) -> String {
    let before = marked(&html[..start], "");
    let islands = marked(&html[start..end], "<!---->");
    let after = marked(&html[end..], "").replacen(END_OF_BODY, &format!("{data}{END_OF_BODY}"), 1);
    before + &islands + &after
}

/// The text with every mark replaced. What stands inside a tag is left alone: leptos writes `<` and `>` into
/// attributes as they are, and there `<!>` is what somebody typed.
fn marked(html: &str, replacement: &str) -> String {
    let mut out = String::with_capacity(html.len());
    // What was looked at and not written yet begins at `kept`; what was not looked at, at `next`.
    let (mut kept, mut next) = (0, 0);
    while let Some(found) = memchr(b'<', &html.as_bytes()[next..]) {
        let tag = next + found;
        if html[tag..].starts_with(MARK) {
            out.push_str(&html[kept..tag]);
            out.push_str(replacement);
            next = tag + MARK.len();
            kept = next;
        } else {
            next = tag + end_of_tag(&html.as_bytes()[tag..]);
        }
    }
    out.push_str(&html[kept..]);
    out
}

/// The length of the tag at the start of the text, with quoted attributes that may hold `>`.
fn end_of_tag(tag: &[u8]) -> usize {
    let mut next = 0;
    while let Some(found) = memchr3(b'>', b'"', b'\'', &tag[next..]) {
        let at = next + found;
        next = at + 1;
        match tag[at] {
            b'>' => return next,
            quote => match memchr(quote, &tag[next..]) {
                Some(closing) => next += closing + 1,
                None => break,
            },
        }
    }
    tag.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::components::Textarea;

    #[test]
    fn marks_stay_inside_islands_as_comments() {
        let html = "<body>a<!>b<leptos-island>c<!>d</leptos-island>e<!>f</body>";
        let place = islands(html).expect("an island");
        assert_eq!(
            with_islands(html, place, "<script>1</script>"),
            "<body>ab<leptos-island>c<!---->d</leptos-island>ef<script>1</script></body>"
        );
        assert_eq!(islands("<body>a<!>b</body>"), None);
    }

    #[test]
    fn what_people_type_is_never_taken_for_a_mark() {
        let typed = "a<!>b";
        let html = view! {
            <input value=typed/>
            <Textarea name="why" label="Why" value=typed/>
            <p>{typed}</p>
        }
        .to_html();
        let html = marked(&html, "");
        let kept = html.matches(typed).count() + html.matches("a&lt;!&gt;b").count();
        assert_eq!(kept, 3, "{html}");
    }
}
