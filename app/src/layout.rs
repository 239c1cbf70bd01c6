//! What surrounds every page: header, navigation, the demo's banner, footer.

use domain::process::{Act, Role};
use leptos::prelude::*;
use services::Viewer;

use crate::{
    asked::Asked,
    components::{Footer, Header, NavItem, ServiceNavigation, SkipLink},
    leave::may,
    london,
    posts::address,
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
    let mut places = vec![
        place(asked, "/work", &your_work(asked.waiting())),
        place(asked, "/offers", "Offers"),
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
    let account = account(asked, viewer);
    view! { <ServiceNavigation items=places>{account}</ServiceNavigation> }.into_any()
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
        waiting => format!("Your work ({waiting})"),
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

/// Who is here, under which hat, and the way to another one where there is one.
fn account(asked: &Asked, viewer: &Viewer) -> impl IntoView + use<> {
    let worn = viewer
        .hats
        .iter()
        .find(|worn| Some(&worn.hat) == asked.hat())
        .map(|worn| format!("Acting for: {}", worn.organisation_name));
    let change = (viewer.hats.len() > 1).then(|| {
        let href = format!("/acting-for?next={}", address::text(asked.path()));
        view! {
            <a class="govuk-link govuk-link--no-visited-state" href=href>
                "Change" <span class="govuk-visually-hidden">" who you act for"</span>
            </a>
        }
    });
    view! {
        <div class="so-account">
            <a class="govuk-link govuk-link--no-visited-state" href="/account">{viewer.name.clone()}</a>
            {worn.map(|words| view! { <span>{words}</span> })}
            {change}
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
