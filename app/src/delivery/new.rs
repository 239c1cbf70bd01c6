//! Somebody adds a milestone on the way to what was agreed.

use domain::delivery::Planned;
use domain::form::Posted;
use leptos::prelude::*;
use services::Refusal;
use services::delivery::MilestoneDesk;
use services::offers;

use crate::offers::sheet::{Filling, SheetForm, changes_rows};
use crate::{
    components::ErrorSummary,
    page::{Asked, Away, Page, page},
    posts::Answer,
};

/// `/offers/{ref}/delivery/milestones/new`.
#[component]
pub fn NewMilestonePage() -> impl IntoView {
    page(load, show)
}

struct New {
    desk: MilestoneDesk,
    filling: Filling,
}

async fn load(asked: Asked) -> Result<New, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let desk = asked
        .services()
        .delivery()
        .milestone_desk(asked.viewer()?, asked.hat(), &reference)
        .await?;
    if desk.reference.to_string() != asked.param("ref") {
        let here = format!("/offers/{}/delivery/milestones/new", desk.reference);
        return Err(Away::To(here));
    }
    let mut planned = Planned {
        // From the page of a term one comes with its number.
        term: asked.query("term").unwrap_or_default().to_owned(),
        ..Planned::default()
    };
    if desk
        .among
        .terms
        .iter()
        .all(|term| term.code != planned.term)
    {
        planned.term.clear();
    }
    if let Some(typed) = asked.typed() {
        planned.read(&typed.posted, &desk.among);
    }
    Ok(New {
        filling: Filling::of(planned.sheet(&desk.among), asked.typed()),
        desk,
    })
}

fn show(new: New) -> impl IntoView {
    let New { desk, filling } = new;
    let back = format!("/offers/{}/delivery", desk.reference);
    let wrong = filling.is_wrong();
    let errors = filling.errors();
    view! {
        <Page title=format!("Add a milestone: {}", desk.reference) back=("Delivery", back.clone()) wrong narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{format!("{} {}", desk.reference, desk.title)}</span>
            <h1 class="govuk-heading-l">"Add a milestone"</h1>
            <p class="govuk-body">
                "A step on the way to what was agreed. Both sides read it. "
                "What was agreed itself stays as it is: to change that is a variation."
            </p>
            <SheetForm filling version=0 button="Add the milestone" back/>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let doer = asked.doer()?;
    if changes_rows(&posted) {
        return Ok(Answer::Again(posted));
    }
    let slug = asked
        .services()
        .delivery()
        .add_milestone(&doer, &reference, &posted)
        .await?;
    Ok(Answer::to(format!(
        "/offers/{reference}/delivery/milestones/{slug}"
    )))
}
