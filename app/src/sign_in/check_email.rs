//! After asking for a link.

use leptos::prelude::*;

use crate::page::{Asked, Page, page};
use services::Refusal;

#[component]
pub fn CheckYourEmailPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<bool, Refusal> {
    Ok(asked.services().settings().demo)
}

fn show(demo: bool) -> impl IntoView {
    let outbox = demo.then(|| {
        view! {
            <p class="govuk-body">
                "In this demo no mail leaves the machine: "
                <a class="govuk-link" href="/outbox">"read the mail that was sent"</a> "."
            </p>
        }
    });
    view! {
        <Page title="Check your email" back=("Back", "/sign-in") narrow=true>
            <h1 class="govuk-heading-l">"Check your email"</h1>
            <p class="govuk-body">
                "If the address is one that we know, a link to sign in is on its way to it. "
                "It works once, for 15 minutes."
            </p>
            {outbox}
            <h2 class="govuk-heading-m">"If it does not come"</h2>
            <p class="govuk-body">
                "Look in your spam folder. If it is not there, check how you wrote the address and "
                <a class="govuk-link" href="/sign-in">"ask for another link"</a> "."
            </p>
        </Page>
    }
}
