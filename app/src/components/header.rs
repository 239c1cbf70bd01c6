//! The name of the service at the head of each page: no crown, which is for gov.uk addresses only.

use leptos::prelude::*;

use super::MaybeText;
use crate::markup::Markup;

/// `<Header name="Single Offer"/>`, inside the page's `<header>`.
#[component]
pub fn Header(
    #[prop(into)] name: String,
    #[prop(optional, into)] href: MaybeText,
) -> impl IntoView {
    Markup::of(|m| header(m, &name, href.as_deref().unwrap_or("/"))).into_view()
}

/// The same in markup.
pub(crate) fn header(m: &mut Markup, name: &str, href: &str) {
    let around = [
        "govuk-generic-header",
        "govuk-generic-header__container govuk-width-container",
        "govuk-generic-header__logo",
    ];
    m.nested(&around, |m| {
        let class = "govuk-generic-header__homepage-link";
        m.words("a", &[("href", &href), ("class", &class)], &name);
    });
}
