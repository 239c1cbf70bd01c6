//! Somebody says what stands in the way.

use domain::form::Posted;
use domain::negotiation::Barrier;
use leptos::prelude::*;
use services::Refusal;
use services::negotiation::BarrierDesk;
use services::offers;

use crate::offers::sheet::{Filling, SheetForm, changes_rows};
use crate::{
    components::ErrorSummary,
    page::{Asked, Away, Page, page},
    posts::Answer,
};

/// `/offers/{ref}/barriers/new`.
#[component]
pub fn NewBarrierPage() -> impl IntoView {
    page(load, show)
}

struct New {
    desk: BarrierDesk,
    filling: Filling,
}

async fn load(asked: Asked) -> Result<New, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let desk = asked
        .services()
        .negotiation()
        .barrier_desk(asked.viewer()?, asked.hat(), &reference)
        .await?;
    if desk.reference.to_string() != asked.param("ref") {
        let here = format!("/offers/{}/barriers/new", desk.reference);
        return Err(Away::To(here));
    }
    let mut blank = Barrier::default();
    // From the page of a term one comes with its number.
    blank.blocks.extend(asked.query("term").map(str::to_owned));
    if let Some(typed) = asked.typed() {
        blank.read(&typed.posted, &desk.around);
    }
    Ok(New {
        filling: Filling::of(blank.sheet(&desk.around), asked.typed()),
        desk,
    })
}

fn show(new: New) -> impl IntoView {
    let New { desk, filling } = new;
    let back = format!("/offers/{}/barriers", desk.reference);
    let wrong = filling.is_wrong();
    let errors = filling.errors();
    view! {
        <Page title=format!("Raise a barrier: {}", desk.reference) back=("Barriers", back.clone()) wrong narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{format!("{} {}", desk.reference, desk.title)}</span>
            <h1 class="govuk-heading-l">"Raise a barrier"</h1>
            <p class="govuk-body">
                "A law, a system or a form that stands in the way of this offer. Both sides read it, "
                "and whoever can remove it gets a mail."
            </p>
            <SheetForm filling version=0 button="Raise the barrier" back/>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let doer = asked.doer()?;
    if changes_rows(&posted) {
        return Ok(Answer::Again(posted));
    }
    asked
        .services()
        .negotiation()
        .raise_barrier(&doer, &reference, &posted)
        .await?;
    Ok(Answer::to(format!("/offers/{reference}/barriers")))
}
