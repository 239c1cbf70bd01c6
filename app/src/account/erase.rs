//! Going for good: what goes and what stays, and the address typed to confirm it.

use domain::form::Posted;
use leptos::prelude::*;
use services::Refusal;

use crate::{
    components::{Button, ButtonKind, ErrorSummary, Input, SummaryError, WarningText},
    page::{Asked, Page, page},
    posts::{Answer, Form, Typed},
    sign_in::leave,
};

const CONFIRM: &str = "confirm";
#[component]
pub fn ErasePage() -> impl IntoView {
    page(load, show)
}

struct Erasing {
    email: String,
    /// What has to be handed over first.
    first: Vec<String>,
    /// Whether they tried it all the same.
    refused: bool,
    typed: Option<String>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Erasing, Refusal> {
    let viewer = asked.viewer()?;
    let typed = asked.typed();
    Ok(Erasing {
        email: viewer.email.clone(),
        first: asked.services().before_erasing(viewer).await?,
        refused: typed.is_some_and(Typed::is_refused),
        typed: typed
            .and_then(|typed| typed.text(CONFIRM))
            .map(str::to_owned),
        fault: typed
            .and_then(|typed| typed.fault(CONFIRM))
            .map(str::to_owned),
    })
}

fn show(erasing: Erasing) -> AnyView {
    if erasing.first.is_empty() {
        view! { <Confirm erasing/> }.into_any()
    } else {
        view! { <HandOverFirst first=erasing.first refused=erasing.refused/> }.into_any()
    }
}

#[component]
fn HandOverFirst(first: Vec<String>, refused: bool) -> impl IntoView {
    let errors = first
        .iter()
        .filter(|_| refused)
        .map(|words| SummaryError::link("/account/roles", words))
        .collect();
    view! {
        <Page title="Delete your account" back=("Your account", "/account") narrow=true>
            <ErrorSummary errors/>
            <h1 class="govuk-heading-l">"Delete your account"</h1>
            <h2 class="govuk-heading-m">"There is something to hand over first"</h2>
            <ul class="govuk-list govuk-list--bullet">
                {first.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
            </ul>
            <p class="govuk-body">
                "Others depend on you in what you do here, so your account cannot be deleted yet. "
                "An administrator of your organisation, or the programme office, can name somebody in your place."
            </p>
            <Button href="/account/roles">"Go to your roles"</Button>
        </Page>
    }
}

#[component]
fn Confirm(erasing: Erasing) -> impl IntoView {
    let Erasing {
        email,
        typed,
        fault,
        ..
    } = erasing;
    let errors = fault
        .iter()
        .map(|words| SummaryError::at(CONFIRM, words))
        .collect();
    let label = format!("To confirm, type your email address: {email}");
    view! {
        <Page title="Delete your account" back=("Your account", "/account") narrow=true>
            <ErrorSummary errors/>
            <h1 class="govuk-heading-l">"Delete your account"</h1>
            <p class="govuk-body">"What goes:"</p>
            <ul class="govuk-list govuk-list--bullet">
                <li>"your name and your email address, everywhere"</li>
                <li>"where you are signed in, links that were mailed to you, and your choices about mail"</li>
                <li>"mail that was sent to you, and texts of yours that were not saved"</li>
                <li>"your roles"</li>
            </ul>
            <p class="govuk-body">
                "What stays: what was done, with the role you did it in, such as “A former place leader of Kent”; "
                "and what you wrote in offers and in talk about them, which is the offer’s."
            </p>
            <p class="govuk-body">
                "You can first " <a class="govuk-link" href="/account/export">"keep a copy of what is held about you"</a>
                "."
            </p>
            <WarningText>"Nobody can bring a deleted account back."</WarningText>
            <Form>
                <Input
                    name=CONFIRM
                    label=label
                    autocomplete="off"
                    spellcheck=false
                    value=typed
                    error=fault
                />
                <Button kind=ButtonKind::Warning prevent_double_click=true>"Delete my account"</Button>
            </Form>
        </Page>
    }
}

/// Erases, and signs out of what is no more.
pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let viewer = asked.viewer()?;
    let doer = asked.hat().and_then(|hat| viewer.acting_as(hat));
    let confirmed = posted.text(CONFIRM).unwrap_or_default();
    asked
        .services()
        .erase_account(viewer, doer.as_ref(), confirmed)
        .await?;
    leave(&asked).await?;
    Ok(Answer::to("/sign-in/account-deleted"))
}

/// Whom it is told, nobody knows any more.
#[component]
pub fn ErasedPage() -> impl IntoView {
    view! {
        <Page title="Your account is deleted" narrow=true>
            <h1 class="govuk-heading-l">"Your account is deleted"</h1>
            <p class="govuk-body">
                "Your name and your email address are gone. What was done stays, under the role it was done in."
            </p>
        </Page>
    }
}
