//! The page that a mailed link opens. Looking at it changes nothing, as mail scanners look too: the button signs in.

use axum::http::StatusCode;
use domain::form::Posted;
use leptos::prelude::*;
use services::{LinkRefusal, OpenLink, Refusal};

use super::{acting_for, ask::HOME, enter};
use crate::{
    components::Button,
    page::{Asked, Page, page, set_status},
    posts::{Answer, Form, address},
};

#[component]
pub fn LinkPage() -> impl IntoView {
    page(load, show)
}

/// The link, or the words why it does not open.
async fn load(asked: Asked) -> Result<Result<OpenLink, String>, Refusal> {
    match asked.services().look_at_link(asked.param("token")).await {
        Ok(link) => Ok(Ok(link)),
        Err(LinkRefusal::Broken(refusal)) => Err(refusal),
        Err(refusal) => Ok(Err(refusal.to_string())),
    }
}

fn show(link: Result<OpenLink, String>) -> AnyView {
    match link {
        Ok(link) => open(link).into_any(),
        Err(words) => closed(words).into_any(),
    }
}

fn open(link: OpenLink) -> impl IntoView {
    let (heading, words) = match link.invited_to {
        None => (
            "Sign in",
            format!("You are signing in as {}, {}.", link.name, link.email),
        ),
        Some((organisation, role)) => (
            "Accept your invitation",
            format!(
                "{}, you are invited to act for {organisation}, as: {}.",
                link.name,
                role.label()
            ),
        ),
    };
    let button = heading;
    view! {
        <Page title=heading narrow=true>
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body">{words}</p>
            <Form>
                <Button prevent_double_click=true>{button}</Button>
            </Form>
        </Page>
    }
}

fn closed(words: String) -> impl IntoView {
    set_status(StatusCode::GONE);
    view! {
        <Page title="This link does not open" narrow=true>
            <h1 class="govuk-heading-l">"This link does not open"</h1>
            <p class="govuk-body">{words} "."</p>
            <Button href="/sign-in">"Get a new link"</Button>
        </Page>
    }
}

/// Claims the link, once. Why it does not open, the page itself says.
pub async fn post(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    match asked.services().claim_link(asked.param("token")).await {
        Ok(claimed) => {
            enter::enter(&asked, &claimed.person).await?;
            if let Some(hat) = &claimed.hat {
                // Who accepts an invitation comes for what they were invited to.
                acting_for::wear(&asked, hat).await?;
            }
            let destination = address::own_path(&claimed.destination).unwrap_or(HOME);
            Ok(Answer::to(destination))
        }
        Err(LinkRefusal::Broken(refusal)) => Err(refusal),
        Err(
            LinkRefusal::Unknown
            | LinkRefusal::Expired
            | LinkRefusal::Used
            | LinkRefusal::Superseded
            | LinkRefusal::Cancelled,
        ) => Ok(Answer::to(asked.path())),
    }
}
