//! Lists in pages: which page the address asks for, and the links to the others.

use leptos::prelude::*;

use crate::{
    components::{Pagination, page_steps},
    page::{Asked, Away},
};

/// The page that `?page=` asks for, from 1. Whatever is no page is the first.
pub fn page_number(asked: &Asked) -> u64 {
    numbered(asked, "page")
}

/// The same for the second list of a page.
pub fn numbered(asked: &Asked, name: &str) -> u64 {
    asked
        .query(name)
        .and_then(|text| text.parse().ok())
        .filter(|page| *page > 0)
        .unwrap_or(1)
}

/// Leads back to the last page where somebody asks for one behind it that holds nothing.
///
/// # Errors
/// Away, to that page.
pub fn within<T>(
    rows: &[T],
    here: u64,
    last: u64,
    href: impl Fn(u64) -> String,
) -> Result<(), Away> {
    if rows.is_empty() && here > last {
        Err(Away::To(href(last)))
    } else {
        Ok(())
    }
}

/// Links to the other pages of a list; nothing where it has one page only.
#[component]
pub fn Pages(
    here: u64,
    last: u64,
    /// The address of a page of it.
    href: impl Fn(u64) -> String,
) -> impl IntoView {
    let here = here.min(last);
    let small = |page: u64| u32::try_from(page).unwrap_or(u32::MAX);
    (last > 1).then(|| {
        let steps = page_steps(small(here), small(last), |page| href(u64::from(page)));
        let previous = (here > 1).then(|| href(here - 1));
        let next = (here < last).then(|| href(here + 1));
        view! { <Pagination previous next steps/> }
    })
}
