//! The main places of the service.

use leptos::prelude::*;

use super::{MaybeText, NavItem, classes::when, nav_item::NavPlace};
use crate::markup::{Attributes, Markup};

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
    Markup::of(|m| {
        let name = name.as_deref().map(|name| (name, href.as_deref()));
        match children {
            None => service_navigation(m, &items, name, None::<fn(&mut Markup)>),
            Some(end) => {
                service_navigation(m, &items, name, Some(|m: &mut Markup| m.view(end())));
            }
        }
    })
    .into_view()
}

/// The same in markup: the name with where it leads, and what stands at the end.
pub(crate) fn service_navigation(
    m: &mut Markup,
    items: &[NavItem],
    name: Option<(&str, Option<&str>)>,
    end: Option<impl FnOnce(&mut Markup)>,
) {
    let attributes: Attributes<'_> = &[
        ("class", &"govuk-service-navigation"),
        ("data-module", &"govuk-service-navigation"),
    ];
    let labelled: Attributes<'_> = &[
        ("aria-label", &"Service information"),
        attributes[0],
        attributes[1],
    ];
    let (tag, attributes) = if end.is_some() || name.is_some() {
        ("section", labelled)
    } else {
        ("div", attributes)
    };
    let class = [
        "govuk-width-container",
        when(
            end.is_some(),
            "govuk-service-navigation__inlining-container",
        ),
    ];
    m.element(tag, attributes, |m| {
        m.element("div", &[("class", &class)], |m| {
            m.element(
                "div",
                &[("class", &"govuk-service-navigation__container")],
                |m| {
                    if let Some((name, href)) = name {
                        service_name(m, name, href);
                        m.text(&" ");
                    }
                    if !items.is_empty() {
                        menu(m, items);
                    }
                },
            );
            if let Some(end) = end {
                end(m);
            }
        });
    });
}

fn menu(m: &mut Markup, items: &[NavItem]) {
    let nav: Attributes<'_> = &[
        ("aria-label", &"Menu"),
        ("class", &"govuk-service-navigation__wrapper"),
    ];
    m.element("nav", nav, |m| {
        if items.len() > 1 {
            let toggle: Attributes<'_> = &[
                ("type", &"button"),
                (
                    "class",
                    &"govuk-service-navigation__toggle govuk-js-service-navigation-toggle",
                ),
                ("aria-controls", &"navigation"),
                ("hidden", &true),
                ("aria-hidden", &"true"),
            ];
            m.words("button", toggle, &"Menu");
        }
        let list: Attributes<'_> = &[
            ("class", &"govuk-service-navigation__list"),
            ("id", &"navigation"),
        ];
        m.element("ul", list, |m| {
            for item in items {
                service_link(m, item);
            }
        });
    });
}

fn service_name(m: &mut Markup, name: &str, href: Option<&str>) {
    let class = "govuk-service-navigation__service-name";
    m.element("span", &[("class", &class)], |m| match href {
        Some(href) => {
            let class = "govuk-service-navigation__link";
            m.words("a", &[("href", &href), ("class", &class)], &name);
        }
        None => {
            let class = "govuk-service-navigation__text";
            m.words("span", &[("class", &class)], &name);
        }
    });
}

fn service_link(m: &mut Markup, item: &NavItem) {
    let here = item.place != NavPlace::Elsewhere;
    let class = [
        "govuk-service-navigation__item",
        when(here, "govuk-service-navigation__item--active"),
    ];
    let link: Attributes<'_> = &[
        ("class", &"govuk-service-navigation__link"),
        ("href", &item.href),
        ("aria-current", &item.aria_current()),
    ];
    m.element("li", &[("class", &class)], |m| {
        m.element("a", link, |m| {
            if here {
                let class = "govuk-service-navigation__active-fallback";
                m.words("strong", &[("class", &class)], &item.text);
            } else {
                m.text(&item.text);
            }
        });
    });
}
