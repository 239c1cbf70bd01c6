//! A heading whose level depends on the page.

use leptos::prelude::*;

use super::MaybeText;

/// A heading of level 1 to 6; other numbers are taken as the nearest of these.
///
/// `<Heading level=3 class="govuk-heading-s">"Baseline"</Heading>`
#[component]
pub fn Heading(
    level: u8,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] id: MaybeText,
    children: Children,
) -> impl IntoView {
    match level {
        0 | 1 => view! { <h1 class=class id=id.into_option()>{children()}</h1> }.into_any(),
        2 => view! { <h2 class=class id=id.into_option()>{children()}</h2> }.into_any(),
        3 => view! { <h3 class=class id=id.into_option()>{children()}</h3> }.into_any(),
        4 => view! { <h4 class=class id=id.into_option()>{children()}</h4> }.into_any(),
        5 => view! { <h5 class=class id=id.into_option()>{children()}</h5> }.into_any(),
        6.. => view! { <h6 class=class id=id.into_option()>{children()}</h6> }.into_any(),
    }
}
