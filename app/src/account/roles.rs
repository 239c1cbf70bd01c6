//! What somebody does here and for whom, and leaving an organisation by oneself.

use domain::form::Posted;
use leptos::prelude::*;
use services::{Refusal, WornHat};

use crate::{
    components::{Button, ButtonGroup, ButtonKind, ErrorSummary, NotificationBanner, SummaryError},
    page::{Asked, Page, page},
    posts::{Answer, Form},
    sign_in::hat_code,
};

/// `/account/roles`.
#[component]
pub fn RolesPage() -> impl IntoView {
    page(load, show)
}

/// `/account/roles/{hat}`.
#[component]
pub fn LeavePage() -> impl IntoView {
    page(load_one, show_one)
}

struct Roles {
    hats: Vec<WornHat>,
    left: bool,
}

async fn load(asked: Asked) -> Result<Roles, Refusal> {
    Ok(Roles {
        hats: asked.viewer()?.hats.clone(),
        left: asked.query("done") == Some("left"),
    })
}

fn show(roles: Roles) -> impl IntoView {
    let Roles { hats, left } = roles;
    let switch = (hats.len() > 1).then(|| {
        view! {
            <p class="govuk-body">
                "You see with all of them, and act under one at a time. "
                <a class="govuk-link" href="/acting-for">"Change who you act for"</a>
            </p>
        }
    });
    let list = if hats.is_empty() {
        view! {
            <p class="govuk-body">
                "You do not act for any organisation here. Ask the programme office that invited you."
            </p>
        }
        .into_any()
    } else {
        let rows: Vec<_> = hats.into_iter().map(row).collect();
        view! { <dl class="govuk-summary-list">{rows}</dl> }.into_any()
    };
    view! {
        <Page title="Your roles" back=("Your account", "/account") narrow=true>
            {left.then(|| view! { <NotificationBanner success=true text="You have left. What you did there stays on record."/> })}
            <h1 class="govuk-heading-l">"Your roles"</h1>
            {switch}
            {list}
        </Page>
    }
}

fn row(worn: WornHat) -> impl IntoView {
    let href = format!("/account/roles/{}", hat_code(&worn.hat));
    let about = format!(" {}, as: {}", worn.organisation_name, worn.hat.role);
    view! {
        <div class="govuk-summary-list__row">
            <dt class="govuk-summary-list__key">{worn.organisation_name}</dt>
            <dd class="govuk-summary-list__value">{worn.hat.role.label()}</dd>
            <dd class="govuk-summary-list__actions">
                <a class="govuk-link" href=href>
                    "Leave"<span class="govuk-visually-hidden">{about}</span>
                </a>
            </dd>
        </div>
    }
}

async fn load_one(asked: Asked) -> Result<(WornHat, Option<String>), Refusal> {
    let fault = asked
        .typed()
        .and_then(|typed| typed.faults.first())
        .map(|fault| fault.words.clone());
    Ok((named(&asked)?.clone(), fault))
}

/// The hat in the address, if they wear it.
fn named(asked: &Asked) -> Result<&WornHat, Refusal> {
    let wanted = asked.param("hat");
    let hats = &asked.viewer()?.hats;
    hats.iter()
        .find(|worn| hat_code(&worn.hat) == wanted)
        .ok_or(Refusal::NotFound)
}

fn show_one((worn, fault): (WornHat, Option<String>)) -> impl IntoView {
    let heading = format!("Leave {}", worn.organisation_name);
    let words = format!(
        "You act for {}, as: {}. After this you no longer do, and no longer see what you saw by this role. What you did stays on record. To come back, somebody there has to invite you again.",
        worn.organisation_name, worn.hat.role
    );
    let errors = fault
        .into_iter()
        .map(|words| SummaryError::at("role", words))
        .collect();
    view! {
        <Page title=heading.clone() back=("Your roles", "/account/roles") narrow=true>
            <ErrorSummary errors/>
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body">{words}</p>
            <Form>
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning id="role" prevent_double_click=true>"Leave"</Button>
                    <a class="govuk-link" href="/account/roles">"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let viewer = asked.viewer()?;
    let hat = &named(&asked)?.hat;
    asked.services().leave_role(viewer, hat).await?;
    Ok(Answer::to("/account/roles?done=left"))
}
