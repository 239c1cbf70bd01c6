//! The main places of the service.

use leptos::prelude::*;

use super::{
    MaybeText, NavItem,
    classes::{classes, when},
    nav_item::NavPlace,
};

/// Links to the main places. Children stand at the right: who one acts for, and signing out.
///
/// ```ignore
/// <ServiceNavigation items=vec![NavItem::new("/work", "Work (3)").active(true), NavItem::new("/offers", "Offers")]>
///     <form method="post" action="/sign-out">…</form>
/// </ServiceNavigation>
/// ```
#[component]
pub fn ServiceNavigation(
    items: Vec<NavItem>,
    /// The name of the service, where no header says it.
    #[prop(optional, into)]
    name: MaybeText,
    /// Where the name leads.
    #[prop(optional, into)]
    href: MaybeText,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let collapses = items.len() > 1;
    let nav = (!items.is_empty()).then(|| {
        let items: Vec<_> = items.into_iter().map(service_link).collect();
        let toggle = collapses.then(|| {
            view! {
                <button
                    type="button"
                    class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
                    aria-controls="navigation"
                    hidden=true
                    aria-hidden="true"
                >
                    "Menu"
                </button>
            }
        });
        view! {
            <nav aria-label="Menu" class="govuk-service-navigation__wrapper">
                {toggle}
                <ul class="govuk-service-navigation__list" id="navigation">
                    {items}
                </ul>
            </nav>
        }
    });
    let has_end = children.is_some();
    let has_name = name.is_some();
    let name = name.into_option().map(|name| service_name(name, href));
    let inner = view! {
        <div class=classes([
            "govuk-width-container",
            when(has_end, "govuk-service-navigation__inlining-container"),
        ])>
            <div class="govuk-service-navigation__container">{name} {nav}</div>
            {children.map(|children| children())}
        </div>
    };
    if has_end || has_name {
        view! {
            <section
                aria-label="Service information"
                class="govuk-service-navigation"
                data-module="govuk-service-navigation"
            >
                {inner}
            </section>
        }
        .into_any()
    } else {
        view! {
            <div class="govuk-service-navigation" data-module="govuk-service-navigation">
                {inner}
            </div>
        }
        .into_any()
    }
}

fn service_name(name: String, href: MaybeText) -> impl IntoView {
    let name = match href.into_option() {
        Some(href) => view! {
            <a href=href class="govuk-service-navigation__link">
                {name}
            </a>
        }
        .into_any(),
        None => view! { <span class="govuk-service-navigation__text">{name}</span> }.into_any(),
    };
    view! { <span class="govuk-service-navigation__service-name">{name}</span> }
}

fn service_link(item: NavItem) -> impl IntoView {
    let aria_current = item.aria_current();
    let here = item.place != NavPlace::Elsewhere;
    let text = if here {
        view! {
            <strong class="govuk-service-navigation__active-fallback">{item.text}</strong>
        }
        .into_any()
    } else {
        item.text.into_any()
    };
    let class = classes([
        "govuk-service-navigation__item",
        when(here, "govuk-service-navigation__item--active"),
    ]);
    view! {
        <li class=class>
            <a class="govuk-service-navigation__link" href=item.href aria-current=aria_current>
                {text}
            </a>
        </li>
    }
}
