//! Adding an organisation.

use domain::form::Posted;
use domain::process::{Act, OrganisationKind};
use domain::programme::OrganisationForm;
use leptos::prelude::*;
use services::{Refusal, Registration, offers::Place};

use super::frame::errors;
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, Input, Select, SelectOption, SummaryError},
    leave::leave_to_act,
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

/// `/organisations/new`.
#[component]
pub fn NewOrganisationPage() -> impl IntoView {
    page(load, show)
}

struct Adding {
    places: Vec<Place>,
    typed: Registration,
    kind: Option<String>,
    errors: Vec<SummaryError>,
    faults: Vec<(String, String)>,
}

impl Adding {
    fn fault(&self, field: &str) -> Option<String> {
        self.faults
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, words)| words.clone())
    }
}

async fn load(asked: Asked) -> Result<Adding, Refusal> {
    leave_to_act(&asked, Act::ManageOrganisations, None)?;
    let typed = asked.typed();
    Ok(Adding {
        places: asked.services().offers().places().await?,
        kind: typed
            .and_then(|typed| typed.text("kind"))
            .map(str::to_owned),
        errors: errors(typed),
        faults: typed
            .map(|typed| {
                let faults = typed.faults.iter();
                faults
                    .map(|fault| (fault.field.clone(), fault.words.clone()))
                    .collect()
            })
            .unwrap_or_default(),
        typed: typed
            .map(|typed| registration(&typed.posted))
            .unwrap_or_default(),
    })
}

fn show(adding: Adding) -> impl IntoView {
    let (name, short, prefix, place, kind) = (
        adding.fault("name"),
        adding.fault("abbreviation"),
        adding.fault("prefix"),
        adding.fault("place"),
        adding.fault("kind"),
    );
    let kinds = std::iter::once(SelectOption::new("", "Choose a kind"))
        .chain(
            OrganisationKind::ALL
                .iter()
                .map(|kind| SelectOption::new(kind.code(), kind.label())),
        )
        .collect();
    let places = std::iter::once(SelectOption::new("", "None"))
        .chain(
            adding
                .places
                .into_iter()
                .map(|place| SelectOption::new(place.id.as_str(), place.name)),
        )
        .collect();
    let typed = adding.typed;
    view! {
        <Page title="Add an organisation" back=("Organisations", "/organisations") narrow=true>
            <ErrorSummary errors=adding.errors/>
            <h1 class="govuk-heading-l">"Add an organisation"</h1>
            <Form>
                <Select name="kind" label="Kind" items=kinds value=adding.kind error=kind/>
                <Input name="name" label="Name" value=typed.names.name error=name/>
                <Input
                    name="abbreviation"
                    label="What people say for short (optional)"
                    hint="Such as DWP"
                    value=typed.names.abbreviation
                    error=short
                    width=10
                />
                <Input
                    name="prefix"
                    label="Letters that its offers begin with (for a place)"
                    hint="2 to 5 letters, such as KEN for KEN-1. They do not change later."
                    value=typed.prefix
                    error=prefix
                    width=5
                    spellcheck=false
                />
                <Select
                    name="place"
                    label="Place it belongs to (for a partner, optional)"
                    items=places
                    value=typed.place
                    error=place
                />
                <ButtonGroup>
                    <Button prevent_double_click=true>"Add the organisation"</Button>
                    <a class="govuk-link" href="/organisations">"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let id = asked
        .services()
        .register(&doer, &registration(&posted))
        .await?;
    Ok(Answer::to(format!("/organisations/{id}?done=added")))
}

fn registration(posted: &Posted) -> Registration {
    let text = |name: &str| posted.text(name).unwrap_or_default().trim().to_owned();
    let mut names = OrganisationForm::default();
    names.read(posted);
    Registration {
        kind: posted.text("kind").and_then(OrganisationKind::from_code),
        names,
        prefix: text("prefix"),
        place: text("place"),
    }
}
