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
            html = html.replace(MARK, "");
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
    let before = html[..start].replace(MARK, "");
    let islands = html[start..end].replace(MARK, "<!---->");
    let after =
        html[end..]
            .replace(MARK, "")
            .replacen(END_OF_BODY, &format!("{data}{END_OF_BODY}"), 1);
    before + &islands + &after
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let html =
            view! { <input value=typed/><textarea>{typed}</textarea><p>{typed}</p> }.to_html();
        assert_eq!(html.matches("a&lt;!&gt;b").count(), 3);
    }
}
