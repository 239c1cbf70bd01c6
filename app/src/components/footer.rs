//! The foot of each page: accessibility, cookies, privacy. No crown and no licence, which are not ours to show.

use leptos::prelude::*;

use super::NavItem;
use crate::markup::Markup;

/// `<Footer links=vec![NavItem::new("/accessibility", "Accessibility")]>"…"</Footer>`, inside the page's `<footer>`.
#[component]
pub fn Footer(links: Vec<NavItem>, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    Markup::of(|m| {
        footer(m, &links, |m| {
            if let Some(children) = children {
                m.element("div", &[("class", &"govuk-footer__meta-custom")], |m| {
                    m.view(children());
                });
            }
        });
    })
    .into_view()
}

/// The same in markup, with what `inner` writes below the links.
pub(crate) fn footer(m: &mut Markup, links: &[NavItem], inner: impl FnOnce(&mut Markup)) {
    let around = [
        "govuk-footer",
        "govuk-width-container",
        "govuk-footer__meta",
        "govuk-footer__meta-item govuk-footer__meta-item--grow",
    ];
    m.nested(&around, |m| {
        m.words(
            "h2",
            &[("class", &"govuk-visually-hidden")],
            &"Support links",
        );
        m.element("ul", &[("class", &"govuk-footer__inline-list")], |m| {
            for link in links {
                m.element("li", &[("class", &"govuk-footer__inline-list-item")], |m| {
                    let class = "govuk-footer__link";
                    m.words("a", &[("class", &class), ("href", &link.href)], &link.text);
                });
            }
        });
        inner(m);
    });
}
