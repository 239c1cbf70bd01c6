//! `/offers/{ref}/agreement/embargo`: until when the agreement is held back from the public.

use chrono::NaiveDate;
use domain::{
    form::{Posted, Read},
    process::Act,
};
use leptos::prelude::*;
use services::Refusal;

use super::at;
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, Input},
    london,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
    reason::{errors, summary},
};

const UNTIL: &str = "until";

/// `/offers/{ref}/agreement/embargo`.
#[component]
pub fn EmbargoPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    caption: String,
    desk: String,
    until: String,
    errors: Vec<(String, String)>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = at::reference(&asked)?;
    at::may(&asked, Act::SetEmbargo).await?;
    let agreements = asked.services().agreements();
    let desk = agreements.desk(asked.viewer()?, &reference).await?;
    let typed = asked.typed();
    let stands = desk.embargo_until.map(london::date).unwrap_or_default();
    let until = typed.map_or(stands, |typed| {
        typed.text(UNTIL).unwrap_or_default().to_owned()
    });
    Ok(Shown {
        caption: format!("{} {}", desk.reference, desk.title),
        desk: at::desk(&desk.reference),
        until,
        errors: typed.map(errors).unwrap_or_default(),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        caption,
        desk,
        until,
        errors,
    } = shown;
    let fault = errors
        .iter()
        .find(|(field, _)| field == UNTIL)
        .map(|(_, words)| words.clone());
    view! {
        <Page title="Set when the agreement is published" back=("Agreement", desk.clone()) narrow=true>
            <ErrorSummary errors=summary(&errors)/>
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">"Set when the agreement is published"</h1>
            <p class="govuk-body">
                "The public reads an agreement from the day it is in force. You can hold it back until a later day, such as that of an announcement. Those in the offer read it all the same."
            </p>
            <Form>
                <Input
                    name=UNTIL
                    label="First day on which the public can read it (optional)"
                    label_class="govuk-label--s"
                    hint="Such as 1 April 2013. Leave it empty to publish as soon as it is in force."
                    value=until
                    error=fault
                    width=20
                />
                <ButtonGroup>
                    <Button prevent_double_click=true>"Save"</Button>
                    <a class="govuk-link" href=desk>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    at::may_send(&asked, Act::SetEmbargo).await?;
    let until = match posted.text(UNTIL).unwrap_or_default().trim() {
        "" => None,
        typed => Some(NaiveDate::read(typed).map_err(|words| Refusal::fault(UNTIL, words))?),
    };
    let agreements = asked.services().agreements();
    let set = agreements.embargo(&asked.doer()?, &reference, until).await;
    match set {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("{}?done=embargo", at::desk(&reference))))
        }
        Err(refusal) => Err(refusal),
    }
}
