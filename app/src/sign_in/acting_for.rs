//! Which of their hats a person acts under. They see with all of them, and act under one.

use domain::{
    form::Posted,
    process::{Hat, Role},
};
use leptos::prelude::*;
use services::{Refusal, Viewer, WornHat};

use super::ask::HOME;
pub use super::ask::NEXT;
use crate::{
    components::{Button, Choice, ErrorSummary, Radios, SummaryError},
    page::{Asked, Page, page},
    posts::{Answer, Form, address},
};

/// The field, and the key in the session.
pub const HAT: &str = "hat";

/// The hat that was chosen, while it is still worn; else the first.
pub fn worn(chosen: Option<&str>, viewer: &Viewer) -> Option<Hat> {
    let hat = chosen
        .and_then(|code| find(viewer, code))
        .or_else(|| viewer.hats.first());
    hat.map(|worn| worn.hat.clone())
}

#[component]
pub fn ActingForPage() -> impl IntoView {
    page(load, show)
}

struct Hats {
    hats: Vec<WornHat>,
    worn: Option<String>,
    fault: Option<String>,
    next: Option<String>,
}

async fn load(asked: Asked) -> Result<Hats, Refusal> {
    let typed = asked.typed();
    let next = typed
        .and_then(|typed| typed.text(NEXT))
        .or_else(|| asked.query(NEXT))
        .and_then(address::own_path);
    Ok(Hats {
        hats: asked.viewer()?.hats.clone(),
        worn: asked.hat().map(code),
        fault: typed.and_then(|typed| typed.fault(HAT)).map(str::to_owned),
        next: next.map(str::to_owned),
    })
}

fn show(hats: Hats) -> impl IntoView {
    let Hats {
        hats,
        worn,
        fault,
        next,
    } = hats;
    let errors = fault
        .iter()
        .map(|words| SummaryError::at(HAT, words))
        .collect();
    let items = hats
        .into_iter()
        .map(|worn| {
            Choice::new(code(&worn.hat), worn.organisation_name).hint(worn.hat.role.label())
        })
        .collect();
    view! {
        <Page title="Who do you act for?" narrow=true>
            <ErrorSummary errors/>
            <Form action="/acting-for">
                <Radios
                    name=HAT
                    legend="Who do you act for?"
                    legend_class="govuk-fieldset__legend--l"
                    page_heading=true
                    hint="You see what all your roles may see. What you do is recorded for one of them."
                    items=items
                    value=worn
                    error=fault
                />
                {next.map(|next| view! { <input type="hidden" name=NEXT value=next/> })}
                <Button>"Continue"</Button>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let viewer = asked.viewer()?;
    let worn = posted.text(HAT).and_then(|code| find(viewer, code));
    let worn = worn.ok_or_else(|| Refusal::fault(HAT, "Choose who you act for"))?;
    wear(&asked, &worn.hat).await?;
    let next = posted.text(NEXT).and_then(address::own_path);
    Ok(Answer::to(next.unwrap_or(HOME)))
}

fn find<'a>(viewer: &'a Viewer, wanted: &str) -> Option<&'a WornHat> {
    viewer.hats.iter().find(|worn| code(&worn.hat) == wanted)
}

/// Has the person act under this hat from now on, in this session.
pub async fn wear(asked: &Asked, hat: &Hat) -> Result<(), Refusal> {
    let session = asked.session()?;
    session
        .insert(HAT, code(hat))
        .await
        .map_err(Refusal::of_session)
}

/// Role and organisation; the person is the session's.
pub fn code(hat: &Hat) -> String {
    let role: Role = hat.role;
    format!("{}@{}", role.code(), hat.organisation)
}
