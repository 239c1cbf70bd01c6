//! Where a page stands.

use leptos::prelude::*;

use super::classes::{classes, when};

/// A step above the page, or without `href` the page itself.
///
/// `Crumb::link("/offers", "Offers")`, `Crumb::here("KEN-1")`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Crumb {
    Above { href: String, text: String },
    Here { text: String },
}

impl Crumb {
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Above {
            href: href.into(),
            text: text.into(),
        }
    }

    pub fn here(text: impl Into<String>) -> Self {
        Self::Here { text: text.into() }
    }
}

/// `<Breadcrumbs items=vec![Crumb::link("/offers", "Offers"), Crumb::here("KEN-1")]/>`
#[component]
pub fn Breadcrumbs(items: Vec<Crumb>, #[prop(optional)] collapse_on_mobile: bool) -> impl IntoView {
    let class = classes([
        "govuk-breadcrumbs",
        when(collapse_on_mobile, "govuk-breadcrumbs--collapse-on-mobile"),
    ]);
    let items: Vec<_> = items
        .into_iter()
        .map(|crumb| match crumb {
            Crumb::Above { href, text } => view! {
                <li class="govuk-breadcrumbs__list-item">
                    <a class="govuk-breadcrumbs__link" href=href>{text}</a>
                </li>
            }
            .into_any(),
            Crumb::Here { text } => view! {
                <li class="govuk-breadcrumbs__list-item" aria-current="page">{text}</li>
            }
            .into_any(),
        })
        .collect();
    view! {
        <nav class=class aria-label="Breadcrumb">
            <ol class="govuk-breadcrumbs__list">{items}</ol>
        </nav>
    }
}
