//! What an organisation is called.

use domain::form::{Posted, Sheet};
use domain::process::Act;
use domain::programme::OrganisationForm;
use leptos::prelude::*;
use services::{Organisation, Refusal};

use super::frame::{BothTexts, address, back, errors, organisation};
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, SummaryError},
    leave::leave_to_act,
    offers::sheet::Fill,
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

/// `/organisations/{id}/details`.
#[component]
pub fn DetailsPage() -> impl IntoView {
    page(load, show)
}

struct Naming {
    organisation: Organisation,
    sheet: Sheet,
    version: i64,
    errors: Vec<SummaryError>,
    /// What somebody else saved in between.
    theirs: Option<Sheet>,
}

async fn load(asked: Asked) -> Result<Naming, Refusal> {
    leave_to_act(&asked, Act::ManageOrganisations, None)?;
    let (organisation, mut version) = asked
        .services()
        .organisation_to_change(asked.viewer()?, &organisation(&asked))
        .await?;
    let mut names = OrganisationForm {
        name: organisation.name.clone(),
        abbreviation: organisation.abbreviation.clone().unwrap_or_default(),
        region: organisation.region,
    };
    let mut theirs = None;
    if let Some(typed) = asked.typed() {
        names.read(&typed.posted);
        match &typed.conflict {
            Some(conflict) => {
                let saved: OrganisationForm = conflict.read_theirs()?;
                theirs = Some(saved.sheet());
                version = conflict.version;
            }
            None => version = typed_version(&typed.posted),
        }
    }
    Ok(Naming {
        organisation,
        sheet: names.sheet(),
        version,
        errors: errors(asked.typed()),
        theirs,
    })
}

fn show(naming: Naming) -> impl IntoView {
    let Naming {
        organisation,
        sheet,
        version,
        errors,
        theirs,
    } = naming;
    let home = address(&organisation);
    let demanding = !errors.is_empty();
    let mine = sheet.clone();
    let both = theirs.map(|theirs| view! { <BothTexts mine theirs/> });
    view! {
        <Page title="What it is called" back=back(&organisation) narrow=true>
            <ErrorSummary errors/>
            {both}
            <span class="govuk-caption-l">{organisation.name.clone()}</span>
            <h1 class="govuk-heading-l">"What it is called"</h1>
            <Form>
                <input type="hidden" name="version" value=version.to_string()/>
                <Fill sheet demanding/>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Save"</Button>
                    <a class="govuk-link" href=home>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let id = organisation(&asked);
    asked
        .services()
        .rename(&doer, &id, typed_version(&posted), &posted)
        .await?;
    Ok(Answer::to(format!("/organisations/{id}?done=saved")))
}

fn typed_version(posted: &Posted) -> i64 {
    posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or_default()
}
