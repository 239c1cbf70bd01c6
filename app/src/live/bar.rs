//! Where a page says what has become new since it was drawn. The script of the page fills it.

use leptos::prelude::*;

use crate::page::Asked;

/// Empty until there is something to say. What it may draw anew is marked by `data-live-part`, and is never a form
/// that somebody can type into.
#[component]
pub fn LiveBar(
    /// The address of the stream.
    #[prop(into)]
    at: String,
) -> impl IntoView {
    let asked = use_context::<Asked>();
    // What comes after this moment, the stream tells.
    let since = asked.map(|asked| asked.services().now().timestamp_micros());
    view! {
        <div class="so-news" data-live=at data-live-since=since>
            <p class="so-news__here" data-live-here hidden></p>
            <div role="status" data-live-news></div>
        </div>
    }
}
