//! The account: who one is here, and the ways to everything that is one's own to decide.

use leptos::prelude::*;
use services::{Refusal, Viewer};

use crate::{
    components::{SummaryList, SummaryRow},
    page::{Asked, Page, page},
};

#[component]
pub fn AccountPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<Viewer, Refusal> {
    Ok(asked.viewer()?.clone())
}

fn show(viewer: Viewer) -> impl IntoView {
    let hats = viewer
        .hats
        .iter()
        .map(|worn| format!("{}, {}", worn.hat.role, worn.organisation_name))
        .map(|words| view! { <li>{words}</li> })
        .collect_view();
    let roles = if viewer.hats.is_empty() {
        view! { "None" }.into_any()
    } else {
        view! { <ul class="govuk-list govuk-!-margin-bottom-0">{hats}</ul> }.into_any()
    };
    let rows = vec![
        SummaryRow::new("Name", view! { {viewer.name} }),
        SummaryRow::new("Email address", view! { {viewer.email} }),
        SummaryRow::new("Roles", roles),
    ];
    let places = PLACES.map(|(href, words, hint)| {
        view! {
            <li>
                <a class="govuk-link" href=href>{words}</a>
                <p class="govuk-hint govuk-!-margin-bottom-3">{hint}</p>
            </li>
        }
    });
    view! {
        <Page title="Your account" narrow=true>
            <h1 class="govuk-heading-l">"Your account"</h1>
            <SummaryList rows/>
            <ul class="govuk-list">{places}</ul>
        </Page>
    }
}

const PLACES: [(&str, &str, &str); 6] = [
    (
        "/account/roles",
        "Your roles",
        "What you do here and for whom, and leaving an organisation",
    ),
    (
        "/account/sessions",
        "Where you are signed in",
        "The browsers you are signed in with, and ending each",
    ),
    (
        "/account/mail",
        "Your mail",
        "Which mail you get at once, once a day or never",
    ),
    (
        "/account/calendar",
        "Your calendar",
        "The milestones that you answer for, in your calendar program",
    ),
    (
        "/account/export",
        "What is held about you",
        "A copy of all of it, as a file",
    ),
    (
        "/account/erase",
        "Delete your account",
        "Your name and address go; what was done stays under the role",
    ),
];
