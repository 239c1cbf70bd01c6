//! Who of a department’s reviewers deals with one offer.

use domain::form::Posted;
use domain::process::{Act, PersonId};
use leptos::prelude::*;
use services::{
    Organisation, Refusal,
    offers::{self, ReviewedOffer, Reviewer},
};

use super::frame::{address, errors, organisation};
use crate::{
    components::{Button, ButtonGroup, Checkboxes, Choice, ErrorSummary, SummaryError},
    leave::leave_to_act_for,
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

/// `/organisations/{id}/offers/{ref}`.
#[component]
pub fn ReviewersPage() -> impl IntoView {
    page(load, show)
}

struct Assigning {
    department: Organisation,
    offer: ReviewedOffer,
    reviewers: Vec<Reviewer>,
    chosen: Vec<String>,
    errors: Vec<SummaryError>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Assigning, Refusal> {
    let id = organisation(&asked);
    leave_to_act_for(&asked, Act::AssignReviewers, &id)?;
    let (department, offer, reviewers) = asked
        .services()
        .offers()
        .reviewed(
            asked.viewer()?,
            &id,
            &offers::reference(asked.param("ref"))?,
        )
        .await?;
    let typed = asked.typed();
    let chosen = match typed {
        Some(typed) => typed.posted.all("reviewers").to_vec(),
        None => offer
            .assigned
            .iter()
            .map(|one| one.person.to_string())
            .collect(),
    };
    Ok(Assigning {
        department,
        offer,
        reviewers,
        chosen,
        errors: errors(typed),
        fault: typed
            .and_then(|typed| typed.fault("reviewers"))
            .map(str::to_owned),
    })
}

fn show(assigning: Assigning) -> impl IntoView {
    let Assigning {
        department,
        offer,
        reviewers,
        chosen,
        errors,
        fault,
    } = assigning;
    let list = format!("{}/offers", address(&department));
    let heading = format!("Who reads {} for {}", offer.reference, department.name);
    let back = list.clone();
    let form = if reviewers.is_empty() {
        let invite = format!("{}/invite", address(&department));
        view! {
            <p class="govuk-body">
                "Nobody reviews for this department yet. "
                <a class="govuk-link" href=invite>"Invite a reviewer"</a> "."
            </p>
        }
        .into_any()
    } else {
        let items = reviewers
            .into_iter()
            .map(|one| Choice::new(one.person.as_str(), one.name))
            .collect();
        view! {
            <Form>
                <Checkboxes
                    name="reviewers"
                    legend="Reviewers who deal with this offer"
                    legend_class="govuk-fieldset__legend--m"
                    hint="Choose nobody to leave it to all of them."
                    items
                    values=chosen
                    error=fault
                />
                <ButtonGroup>
                    <Button prevent_double_click=true>"Save"</Button>
                    <a class="govuk-link" href=list>"Cancel"</a>
                </ButtonGroup>
            </Form>
        }
        .into_any()
    };
    view! {
        <Page title=heading.clone() back=("Who reads which offer", back) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{offer.place_name}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            {form}
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let doer = asked.doer()?;
    let id = organisation(&asked);
    let people: Vec<PersonId> = posted
        .all("reviewers")
        .iter()
        .filter(|person| !person.is_empty())
        .map(|person| PersonId::from(person.as_str()))
        .collect();
    let saved = asked
        .services()
        .offers()
        .assign_reviewers(&doer, &id, &offers::reference(asked.param("ref"))?, &people)
        .await;
    match saved {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("/organisations/{id}/offers?done=saved")))
        }
        Err(refusal) => Err(refusal),
    }
}
