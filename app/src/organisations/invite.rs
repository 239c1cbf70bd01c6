//! Inviting somebody to act for an organisation.

use domain::form::Posted;
use domain::process::{Act, Role};
use leptos::prelude::*;
use services::{NewMember, Organisation, Refusal, offers::Paging};

use super::frame::{address, back, errors, organisation};
use crate::{
    components::{Button, ButtonGroup, Choice, ErrorSummary, Input, Radios, SummaryError},
    leave::leave_to_act_for,
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

/// `/organisations/{id}/invite`.
#[component]
pub fn InvitePage() -> impl IntoView {
    page(load, show)
}

struct Inviting {
    organisation: Organisation,
    errors: Vec<SummaryError>,
    name: (Option<String>, Option<String>),
    email: (Option<String>, Option<String>),
    role: (Option<String>, Option<String>),
}

async fn load(asked: Asked) -> Result<Inviting, Refusal> {
    let id = organisation(&asked);
    leave_to_act_for(&asked, Act::ManagePeople, &id)?;
    let people = asked
        .services()
        .people_of(asked.viewer()?, &id, Paging::of(1, 1))
        .await?;
    let typed = asked.typed();
    let field = |name: &str| {
        let typed = typed?;
        Some((
            typed.text(name).map(str::to_owned),
            typed.fault(name).map(str::to_owned),
        ))
    };
    Ok(Inviting {
        organisation: people.organisation,
        errors: errors(typed),
        name: field("name").unwrap_or_default(),
        email: field("email").unwrap_or_default(),
        role: field("role").unwrap_or_default(),
    })
}

fn show(inviting: Inviting) -> impl IntoView {
    let Inviting {
        organisation,
        errors,
        name: (name, name_fault),
        email: (email, email_fault),
        role: (role, role_fault),
    } = inviting;
    let home = address(&organisation);
    let items = organisation
        .kind
        .roles()
        .iter()
        .map(|role| Choice::new(role.code(), role.label()).hint(does(*role)))
        .collect();
    view! {
        <Page title="Invite somebody" back=back(&organisation) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{organisation.name.clone()}</span>
            <h1 class="govuk-heading-l">"Invite somebody"</h1>
            <p class="govuk-body">
                "They get an email with a link. It works once, in the next 14 days."
            </p>
            <Form>
                <Input name="name" label="Name" value=name error=name_fault autocomplete="off" width=30/>
                <Input
                    name="email"
                    label="Email address"
                    kind="email"
                    value=email
                    error=email_fault
                    autocomplete="off"
                    spellcheck=false
                    width=30
                />
                <Radios
                    name="role"
                    legend="What they do"
                    legend_class="govuk-fieldset__legend--s"
                    items
                    value=role
                    error=role_fault
                />
                <ButtonGroup>
                    <Button prevent_double_click=true>"Send the invitation"</Button>
                    <a class="govuk-link" href=home>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

/// A role in a line, for whoever gives it.
const fn does(role: Role) -> &'static str {
    match role {
        Role::PlaceLeader => "Submits, negotiates and signs for the place.",
        Role::Drafter => "Writes what the leader answers for.",
        Role::Partner => "Confirms what is said about the organisation, and signs for it.",
        Role::Champion => "Takes the offers that they are named for through their negotiation.",
        Role::DepartmentReviewer => "States the department’s position on terms.",
        Role::ProgrammeOffice => "Runs the programme: offers, organisations, rounds.",
        Role::Auditor => "Reads everything that is shared, and changes nothing.",
        Role::Administrator => {
            "Manages the people of this organisation. Reads no offer by this role."
        }
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let id = organisation(&asked);
    let text = |name: &str| posted.text(name).unwrap_or_default().to_owned();
    let new = NewMember {
        name: text("name"),
        email: text("email"),
        role: posted.text("role").and_then(Role::from_code),
    };
    asked.services().invite_member(&doer, &id, &new).await?;
    Ok(Answer::to(format!("/organisations/{id}?done=invited")))
}
