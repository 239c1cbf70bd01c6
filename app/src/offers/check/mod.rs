//! The whole offer on one page: what every rule says of it, all its words and figures, and the act of submitting.

mod found;
mod submission;
mod whole;

use domain::{form::Posted, offer::Verdict, process::Act};
use leptos::prelude::*;
use services::{
    Fault, Refusal,
    offers::{self, OfferView},
};

use self::{
    found::found,
    submission::submission,
    whole::{contents, whole},
};
use super::parts::{Part, offer_head};
use crate::{
    components::{ErrorSummary, SummaryError},
    figures::{FiguresPanel, SharingTable, Shown},
    kept_page::kept_page,
    page::{Asked, Away, Page},
    posts::Answer,
};

/// Things that the error summary names; all of them stand below it.
const NAMED: usize = 10;

/// `/offers/{ref}/check`.
#[component]
pub fn CheckPage() -> impl IntoView {
    kept_page(Act::ReadOffer, load, show)
}

struct Checked {
    offer: OfferView,
    verdicts: Vec<Verdict>,
    /// Why it was not submitted.
    faults: Vec<Fault>,
}

async fn load(asked: Asked) -> Result<Checked, Away> {
    let offer = super::matter::offer(&asked).await?;
    Ok(Checked {
        verdicts: offer.verdicts(),
        faults: asked
            .typed()
            .map(|typed| typed.faults.clone())
            .unwrap_or_default(),
        offer,
    })
}

fn show(checked: Checked) -> impl IntoView {
    let Checked {
        offer,
        verdicts,
        faults,
    } = checked;
    let home = format!("/offers/{}", offer.reference);
    let what = if offer.may(Act::Submit) {
        "Check and submit"
    } else {
        "Whole offer"
    };
    let figures = Shown::of(&offer.proposal, &offer.parameters);
    view! {
        <Page title=format!("{what}: {} {}", offer.reference, offer.title) back=("Summary", home.clone())>
            {refused(faults, &home)}
            {offer_head(&offer.reference, &offer.place_name, &offer.title, Part::Whole, offer.reached())}
            {found(&verdicts, &home)}
            {contents()}
            {whole(&offer)}
            <FiguresPanel shown=figures.clone()/>
            <SharingTable shown=figures/>
            {submission(&offer, &verdicts)}
        </Page>
    }
}

fn refused(faults: Vec<Fault>, home: &str) -> impl IntoView + use<> {
    let more = faults.len().saturating_sub(NAMED);
    let mut errors: Vec<_> = faults
        .into_iter()
        .take(NAMED)
        .map(|fault| SummaryError::link(format!("{home}/{}", fault.field), fault.words))
        .collect();
    if more > 0 {
        errors.push(SummaryError::at("found", format!("And {more} more")));
    }
    let title = "The offer cannot be submitted yet";
    view! { <ErrorSummary errors title/> }
}

pub async fn post(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    match asked
        .services()
        .offers()
        .submit(&asked.doer()?, &reference)
        .await
    {
        Ok(reference) => Ok(Answer::to(format!("/offers/{reference}?done=submitted"))),
        // Sent twice: the first has done it, and the old reference leads on to the new one.
        Err(Refusal::AlreadyDone) => Ok(Answer::to(format!("/offers/{reference}?done=submitted"))),
        Err(refusal) => Err(refusal),
    }
}
