//! From a view to the text of a page.
//!
//! leptos puts scripts for its islands behind `</html>`, which is not valid HTML: they go before the end of the body,
//! and away where there is no island.

use std::{future::Future, pin::Pin};

use futures_util::{
    StreamExt,
    stream::{self, Stream},
};
use leptos::prelude::*;
use memchr::memmem;

use crate::markup::Markup;

type Texts = Pin<Box<dyn Stream<Item = String> + Send>>;

/// The whole page in one piece: all of it is known before the first byte leaves, so that its status is right.
pub(crate) fn whole<V: IntoView + 'static>(
    page: V,
    data: Box<dyn FnOnce() -> Texts + Send>,
    _out_of_order: bool,
) -> Pin<Box<dyn Future<Output = Texts> + Send>> {
    Box::pin(async move {
        let html: String = page.into_view().to_html_stream_in_order().collect().await;
        let mut html = Markup::of(|m| m.html(&html)).into_string();
        if has_islands(&html) {
            let data: String = data().collect().await;
            html = with_data(html, &data);
        }
        Box::pin(stream::once(async move { html })) as Texts
    })
}

fn has_islands(html: &str) -> bool {
    memmem::find(html.as_bytes(), b"<leptos-island").is_some()
}

/// Before the end of the body, which stands near the end of the page.
fn with_data(mut html: String, data: &str) -> String {
    if let Some(end) = memmem::rfind(html.as_bytes(), b"</body>") {
        html.insert_str(end, data);
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_of_islands_goes_into_the_body() {
        let html = "<body><leptos-island></leptos-island></body></html>".to_owned();
        assert!(has_islands(&html));
        assert_eq!(
            with_data(html, "<script>1</script>"),
            "<body><leptos-island></leptos-island><script>1</script></body></html>"
        );
        assert!(!has_islands("<body>a</body>"));
    }
}
