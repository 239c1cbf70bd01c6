//! What surrounds every page: header, navigation, the demo's banner, footer.

use domain::process::{Act, Role};
use leptos::prelude::*;
use services::Viewer;

use crate::{
    asked::Asked,
    components::{NavItem, footer, header, service_navigation, skip_link},
    leave::may,
    london,
    markup::{Attributes, Markup},
    posts::address,
    work::how_many,
};

/// The page between its frame.
#[component]
pub fn Layout(asked: Option<Asked>, children: Children) -> impl IntoView {
    let above = Markup::of(|m| {
        skip_link(m, "#main-content", "Skip to main content");
        m.element("header", &[("class", &"govuk-template__header")], |m| {
            header(m, "Single Offer", "/");
            if let Some(asked) = &asked {
                navigation(m, asked);
                demo_banner(m, asked);
            }
        });
    });
    let below = Markup::of(|m| {
        m.element("footer", &[("class", &"govuk-template__footer")], |m| {
            let links = [
                NavItem::new("/accessibility", "Accessibility statement"),
                NavItem::new("/privacy", "Privacy"),
                NavItem::new("/cookies", "Cookies"),
            ];
            footer(m, &links, |_| {});
        });
    });
    view! {
        {above.into_view()}
        {children()}
        {below.into_view()}
    }
}

/// The main places, who one acts for, and the way out.
fn navigation(m: &mut Markup, asked: &Asked) {
    let Some(viewer) = asked.signed_in() else {
        let places = [
            place(asked, "/agreements", "Agreements"),
            place(asked, "/sign-in", "Sign in"),
        ];
        return service_navigation(m, &places, None, None::<fn(&mut Markup)>);
    };
    let mut places = vec![
        place(asked, "/work", &your_work(asked.waiting())),
        place(asked, "/offers", "Offers"),
        place(asked, "/agreements", "Agreements"),
        place(asked, "/search", "Search"),
    ];
    if viewer
        .hats
        .iter()
        .any(|worn| worn.hat.role == Role::ProgrammeOffice)
    {
        places.push(place(asked, "/programme", "Programme"));
    }
    if may(viewer, Act::ManageOrganisations) {
        places.push(place(asked, "/organisations", "Organisations"));
    } else if may(viewer, Act::ListOrganisations) {
        places.push(place(asked, "/organisations", "Your organisation"));
    }
    if looks_after_mail(viewer) {
        places.push(place(asked, "/outbox", "Mail"));
    }
    service_navigation(
        m,
        &places,
        None,
        Some(|m: &mut Markup| account(m, asked, viewer)),
    );
}

/// Whether mail is among their everyday business. A place finds the little that is its own from the account.
fn looks_after_mail(viewer: &Viewer) -> bool {
    may(viewer, Act::ReadOutbox)
        && viewer
            .hats
            .iter()
            .any(|worn| matches!(worn.hat.role, Role::ProgrammeOffice | Role::Administrator))
}

/// `Your work (3)`.
fn your_work(waiting: u64) -> String {
    match waiting {
        0 => "Your work".to_owned(),
        waiting => format!("Your work ({})", how_many(waiting)),
    }
}

fn place(asked: &Asked, href: &'static str, words: &str) -> NavItem {
    let path = asked.path();
    let below = path
        .strip_prefix(href)
        .is_some_and(|rest| rest.starts_with('/'));
    NavItem::new(href, words)
        .current(path == href)
        .active(below)
}

const QUIET_LINK: &str = "govuk-link govuk-link--no-visited-state";

/// Who is here, under which hat, and the way to another one where there is one.
fn account(m: &mut Markup, asked: &Asked, viewer: &Viewer) {
    let worn = (viewer.hats.iter()).find(|worn| Some(&worn.hat) == asked.hat());
    m.element("div", &[("class", &"so-account")], |m| {
        let link: Attributes<'_> = &[("class", &QUIET_LINK), ("href", &"/account")];
        m.words("a", link, &viewer.name);
        if let Some(worn) = worn {
            let words = format!("Acting for: {}", worn.organisation_name);
            m.words("span", &[], &words);
        }
        if viewer.hats.len() > 1 {
            let href = format!("/acting-for?next={}", address::text(asked.path()));
            m.element("a", &[("class", &QUIET_LINK), ("href", &href)], |m| {
                m.text(&"Change ");
                let class = [("class", &"govuk-visually-hidden" as _)];
                m.words("span", &class, &" who you act for");
            });
        }
        let form: Attributes<'_> = &[("method", &"post"), ("action", &"/sign-out")];
        m.element("form", form, |m| {
            let button: Attributes<'_> = &[("type", &"submit"), ("class", &"so-link-button")];
            m.words("button", button, &"Sign out");
        });
    });
}

fn demo_banner(m: &mut Markup, asked: &Asked) {
    let services = asked.services();
    if !services.settings().demo {
        return;
    }
    m.nested(&["so-demo-banner", "govuk-width-container"], |m| {
        m.element("p", &[], |m| {
            m.words("strong", &[], &"Demo.");
            let today = london::date(services.today());
            m.text(&format_args!(
                " Today is {today} here, and the people are made up. "
            ));
            let link: Attributes<'_> = &[("class", &"govuk-link"), ("href", &"/outbox")];
            m.words("a", link, &"Mail that was sent");
        });
    });
}
