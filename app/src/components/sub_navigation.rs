//! The parts of one thing, such as an offer: the sub navigation of the Ministry of Justice's pattern library.

use leptos::prelude::*;

use super::{MaybeText, NavItem, nav_item::NavPlace};

/// `<SubNavigation label="Offer" items=vec![NavItem::new("/offers/KEN-1", "Offer").current(true)]/>`
#[component]
pub fn SubNavigation(
    items: Vec<NavItem>,
    #[prop(optional, into)] label: MaybeText,
) -> impl IntoView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| {
            let current = (item.place != NavPlace::Elsewhere).then_some("page");
            view! {
                <li class="moj-sub-navigation__item">
                    <a class="moj-sub-navigation__link" aria-current=current href=item.href>
                        {item.text}
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <nav class="moj-sub-navigation" aria-label=label.or("In this section")>
            <ul class="moj-sub-navigation__list">{items}</ul>
        </nav>
    }
}
