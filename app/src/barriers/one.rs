//! One barrier: to read, and for those who bargain to record what was done about it.

use domain::form::Posted;
use domain::negotiation::{Barrier, BarrierStatus};
use leptos::prelude::*;
use services::Refusal;
use services::negotiation::BarrierView;
use services::offers;

use super::list::status_tag;
use crate::offers::sheet::{Filling, SheetForm, changes_rows};
use crate::{
    components::ErrorSummary,
    london,
    offers::{
        conflict::{Clash, ConflictForm, take_chosen},
        sheet::Reading,
    },
    page::{Asked, Away, Page, page},
    posts::Answer,
};

/// `/offers/{ref}/barriers/{barrier}`.
#[component]
pub fn BarrierPage() -> impl IntoView {
    page(load, show)
}

struct Open {
    view: BarrierView,
    filling: Filling,
    version: i64,
    clash: Option<Clash>,
}

async fn load(asked: Asked) -> Result<Open, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let view = asked
        .services()
        .negotiation()
        .barrier(
            asked.viewer()?,
            asked.hat(),
            &reference,
            asked.param("barrier"),
        )
        .await?;
    if view.reference.to_string() != asked.param("ref") {
        let here = format!("/offers/{}/barriers/{}", view.reference, view.slug);
        return Err(Away::To(here));
    }
    let typed = asked.typed();
    let clash = match typed.and_then(|typed| typed.conflict.as_deref()) {
        Some(conflict) => {
            let barriers: [Barrier; 3] = conflict.read_all()?;
            let [base, yours, theirs] = barriers.map(|barrier| barrier.sheet(&view.around));
            Some(Clash::between(conflict, &base, yours, &theirs))
        }
        None => None,
    };
    let typed_version = typed
        .and_then(|typed| typed.text("version"))
        .and_then(|text| text.parse().ok());
    let mut barrier = view.barrier.clone();
    if let Some(typed) = typed {
        barrier.read(&typed.posted, &view.around);
    }
    Ok(Open {
        filling: Filling::of(barrier.sheet(&view.around), typed),
        version: typed_version.unwrap_or(view.version),
        view,
        clash,
    })
}

fn show(open: Open) -> impl IntoView {
    let Open {
        view,
        filling,
        version,
        clash,
    } = open;
    let back = format!("/offers/{}/barriers", view.reference);
    let caption = format!("{} {}", view.reference, view.title);
    let wrong = filling.is_wrong();
    let status = status_tag(
        view.barrier.status.unwrap_or(BarrierStatus::Open),
        view.is_late,
    );
    let body = match clash {
        Some(clash) => view! { <ConflictForm clash caption/> }.into_any(),
        None if view.may_update => {
            let errors = filling.errors();
            let back = back.clone();
            view! {
                <ErrorSummary errors/>
                <span class="govuk-caption-l">{caption}</span>
                <h1 class="govuk-heading-l">"Barrier"</h1>
                <p class="govuk-body">{status}</p>
                <p class="govuk-body">{trace(&view)}</p>
                <SheetForm filling version button="Save" back/>
            }
            .into_any()
        }
        None => {
            let said = trace(&view);
            view! {
                <span class="govuk-caption-l">{caption}</span>
                <h1 class="govuk-heading-l">"Barrier"</h1>
                <p class="govuk-body">{status}</p>
                <p class="govuk-body">{said}</p>
                <Reading sheet=filling.sheet/>
            }
            .into_any()
        }
    };
    view! {
        <Page title=format!("Barrier: {}", view.reference) back=("Barriers", back) wrong narrow=true>
            {body}
        </Page>
    }
}

/// Who raised it, and who wrote in it last.
fn trace(view: &BarrierView) -> String {
    let raised = format!(
        "Raised by {}, {}.",
        view.raised_by,
        london::clock(view.raised_at)
    );
    if view.edited_at == view.raised_at {
        raised
    } else {
        format!(
            "{raised} Changed last by {}, {}.",
            view.edited_by,
            london::clock(view.edited_at)
        )
    }
}

pub async fn post(asked: Asked, mut posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let slug = asked.param("barrier").to_owned();
    let doer = asked.doer()?;
    if changes_rows(&posted) {
        return Ok(Answer::Again(posted));
    }
    let negotiation = asked.services().negotiation();
    if posted.act() == "choose" {
        let view = negotiation
            .barrier(asked.viewer()?, asked.hat(), &reference, &slug)
            .await?;
        take_chosen(&mut posted, &view.barrier.sheet(&view.around));
    }
    let base = posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    negotiation
        .update_barrier(&doer, &reference, &slug, base, &posted)
        .await?;
    Ok(Answer::to(format!("/offers/{reference}/barriers")))
}
