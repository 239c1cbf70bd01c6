//! The demo's people, a button each.

use domain::{
    form::Posted,
    process::{PersonId, Role},
};
use leptos::prelude::*;
use services::{DemoPerson, Refusal};

use super::{
    ask::{HOME, NEXT},
    enter,
};
use crate::{
    components::{Button, ButtonKind},
    page::Asked,
    posts::{Answer, Form, address},
};

const PERSON: &str = "person";

/// Grouped by organisation, in the order they come.
#[component]
pub fn DemoPeople(people: Vec<DemoPerson>, next: Option<String>) -> impl IntoView {
    let groups = groups(people)
        .into_iter()
        .map(|(organisation, people)| {
            let buttons = people
                .into_iter()
                .map(|person| person_button(person, next.clone()))
                .collect_view();
            view! {
                <h3 class="govuk-heading-s govuk-!-margin-bottom-2">{organisation}</h3>
                <ul class="govuk-list">{buttons}</ul>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="demo-people">
            <h2 class="govuk-heading-m" id="demo-people">"Or try it as somebody"</h2>
            <p class="govuk-body">
                "This is a demo, with people made up for it. Press a button to sign in as one of them."
            </p>
            {groups}
        </section>
    }
}

/// Each organisation once, where its first person comes. Somebody with several hats stands under the first.
fn groups(people: Vec<DemoPerson>) -> Vec<(String, Vec<DemoPerson>)> {
    let mut groups: Vec<(String, Vec<DemoPerson>)> = Vec::new();
    for person in people {
        let Some(worn) = person.hats.first() else {
            continue;
        };
        match groups
            .iter_mut()
            .find(|(organisation, _)| *organisation == worn.organisation_name)
        {
            Some((_, group)) => group.push(person),
            None => groups.push((worn.organisation_name.clone(), vec![person])),
        }
    }
    groups
}

fn person_button(person: DemoPerson, next: Option<String>) -> impl IntoView {
    let role = person.hats.first().map(|worn| worn.hat.role);
    let comes_for = person
        .comes_for
        .or_else(|| role.map(comes_for).map(str::to_owned));
    let next = next.map(|next| view! { <input type="hidden" name=NEXT value=next/> });
    view! {
        <li>
            <Form action="/sign-in/demo">
                {next}
                <div class="so-fields">
                    <Button
                        kind=ButtonKind::Secondary
                        name=PERSON
                        value=person.person.to_string()
                        class="govuk-!-margin-bottom-2"
                    >
                        {person.name}
                        {role.map(|role| format!(", {}", in_a_sentence(role)))}
                    </Button>
                    <p class="govuk-hint govuk-!-margin-bottom-2">{comes_for}</p>
                </div>
            </Form>
        </li>
    }
}

fn in_a_sentence(role: Role) -> String {
    match role {
        Role::Champion => role.label().to_owned(),
        Role::PlaceLeader
        | Role::Drafter
        | Role::Partner
        | Role::DepartmentReviewer
        | Role::ProgrammeOffice
        | Role::Auditor
        | Role::Administrator => role.label().to_lowercase(),
    }
}

/// For those of whom the demo says nothing of its own.
fn comes_for(role: Role) -> &'static str {
    match role {
        Role::PlaceLeader => {
            "Drafts the offer with the partners, submits it and speaks for the place"
        }
        Role::Drafter => "Writes the offer for the place",
        Role::Partner => {
            "Checks what is said about their organisation and its money, and confirms or declines"
        }
        Role::Champion => "Reviews an offer for government and brings departments together",
        Role::DepartmentReviewer => "Says what their department agrees to",
        Role::ProgrammeOffice => "Opens rounds, and accepts, returns or declines what is submitted",
        Role::Auditor => "Reads everything that is shared, and its history",
        Role::Administrator => "Looks after the people of their organisation",
    }
}

/// Only in the demo, and only its people: the services refuse anybody else.
pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let person = PersonId::from(posted.text(PERSON).unwrap_or_default());
    let person = asked.services().sign_in_to_demo(&person).await?;
    enter::enter(&asked, &person).await?;
    let next = posted.text(NEXT).and_then(address::own_path);
    Ok(Answer::to(next.unwrap_or(HOME)))
}
