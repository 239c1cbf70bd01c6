//! In the demo, the mail that went out: nothing leaves the machine, and its links can be followed here.

use leptos::prelude::*;
use services::{OutboxEntry, OutboxPage as Outbox, OutboxState, Refusal};

use crate::{
    components::{PageStep, Pagination, page_steps},
    london,
    page::{Asked, Page, page},
};

#[component]
pub fn OutboxPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<Outbox, Refusal> {
    if !asked.services().settings().demo {
        return Err(Refusal::NotFound);
    }
    let number = asked.query("page").and_then(|number| number.parse().ok());
    asked.services().outbox_page(number.unwrap_or(1)).await
}

fn show(outbox: Outbox) -> impl IntoView {
    let none = outbox
        .entries
        .is_empty()
        .then(|| view! { <p class="govuk-body">"No mail was sent yet."</p> });
    let mails = outbox.entries.into_iter().map(mail).collect_view();
    let pages = (outbox.pages > 1).then(|| pages(outbox.page, outbox.pages));
    view! {
        <Page title="Mail that was sent">
            <h1 class="govuk-heading-l">"Mail that was sent"</h1>
            <p class="govuk-body">
                "The newest first. This page exists in the demo only: elsewhere mail goes to the people it is for."
            </p>
            {none}
            {mails}
            {pages}
        </Page>
    }
}

fn mail(mail: OutboxEntry) -> impl IntoView {
    let state = state(&mail.state);
    let paragraphs = mail
        .body
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(paragraph)
        .collect_view();
    view! {
        <article class="govuk-summary-card">
            <div class="govuk-summary-card__title-wrapper">
                <h2 class="govuk-summary-card__title">{mail.subject}</h2>
            </div>
            <div class="govuk-summary-card__content">
                <p class="govuk-body-s">
                    "To " {mail.to_address} ", written on " {london::clock(mail.created_at)} ". " {state}
                </p>
                {paragraphs}
            </div>
        </article>
    }
}

fn state(state: &OutboxState) -> String {
    match state {
        OutboxState::Sent { at } => format!("Handed to the mail server on {}.", london::clock(*at)),
        OutboxState::Waiting { error: None, .. } => "Not handed to a mail server yet.".to_owned(),
        OutboxState::Waiting {
            error: Some(error), ..
        }
        | OutboxState::GivenUp { error: Some(error) } => {
            format!("The mail server did not take it: {error}.")
        }
        OutboxState::GivenUp { error: None } => "The mail server did not take it.".to_owned(),
    }
}

/// A line of a mail; its addresses can be followed.
fn paragraph(line: &str) -> impl IntoView + use<> {
    let words = line
        .split_inclusive(' ')
        .map(|word| {
            let address = word.trim_end();
            let is_address = address.starts_with("http://") || address.starts_with("https://");
            let word = word.to_owned();
            if is_address {
                let address = address.to_owned();
                view! { <a class="govuk-link" href=address>{word}</a> }.into_any()
            } else {
                word.into_any()
            }
        })
        .collect_view();
    view! { <p class="govuk-body">{words}</p> }
}

fn pages(page: u64, pages: u64) -> impl IntoView {
    let address = |number: u64| format!("/outbox?page={number}");
    let narrow = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
    let steps: Vec<PageStep> =
        page_steps(narrow(page), narrow(pages), |number| address(number.into()));
    let previous = (page > 1).then(|| address(page - 1));
    let next = (page < pages).then(|| address(page + 1));
    view! { <Pagination previous=previous next=next steps label="Pages of mail"/> }
}
