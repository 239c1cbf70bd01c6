//! What surrounds every page: header, navigation, the demo's banner, footer.

use leptos::prelude::*;
use services::Viewer;

use crate::{
    asked::Asked,
    components::{Footer, Header, NavItem, ServiceNavigation, SkipLink},
    london,
};

/// The page between its frame.
#[component]
pub fn Layout(asked: Option<Asked>, children: Children) -> impl IntoView {
    view! {
        <SkipLink/>
        <header class="govuk-template__header">
            <Header name="Single Offer" href="/"/>
            {asked.as_ref().map(navigation)}
            {asked.as_ref().and_then(demo_banner)}
        </header>
        {children()}
        <footer class="govuk-template__footer">
            <Footer links=vec![
                NavItem::new("/accessibility", "Accessibility statement"),
                NavItem::new("/privacy", "Privacy"),
                NavItem::new("/cookies", "Cookies"),
            ]/>
        </footer>
    }
}

/// The main places, who one acts for, and the way out.
fn navigation(asked: &Asked) -> AnyView {
    let Some(viewer) = asked.signed_in() else {
        return view! { <ServiceNavigation items=vec![place(asked, "/sign-in", "Sign in")]/> }
            .into_any();
    };
    let places = vec![
        place(asked, "/work", "Your work"),
        place(asked, "/offers", "Offers"),
    ];
    let account = account(viewer);
    view! { <ServiceNavigation items=places>{account}</ServiceNavigation> }.into_any()
}

fn place(asked: &Asked, href: &'static str, words: &'static str) -> NavItem {
    let path = asked.path();
    let below = path
        .strip_prefix(href)
        .is_some_and(|rest| rest.starts_with('/'));
    NavItem::new(href, words)
        .current(path == href)
        .active(below)
}

fn account(viewer: &Viewer) -> impl IntoView + use<> {
    let mut organisations: Vec<&str> = viewer
        .hats
        .iter()
        .map(|worn| worn.organisation_name.as_str())
        .collect();
    organisations.dedup();
    let acting_for = match organisations.join(", ") {
        none if none.is_empty() => None,
        organisations => Some(format!("Acting for: {organisations}")),
    };
    view! {
        <div class="so-account">
            <span>{viewer.name.clone()}</span>
            {acting_for.map(|words| view! { <span>{words}</span> })}
            <form method="post" action="/sign-out">
                <button type="submit" class="so-link-button">"Sign out"</button>
            </form>
        </div>
    }
}

fn demo_banner(asked: &Asked) -> Option<impl IntoView + use<>> {
    let services = asked.services();
    services.settings().demo.then(|| {
        let today = london::date(services.today());
        view! {
            <div class="so-demo-banner">
                <div class="govuk-width-container">
                    <p>
                        <strong>"Demo."</strong>
                        " Today is " {today}
                        " here, and the people are made up. "
                        <a class="govuk-link" href="/outbox">"Mail that was sent"</a>
                    </p>
                </div>
            </div>
        }
    })
}
