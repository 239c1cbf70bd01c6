//! What the viewer can do with the offer now, or what follows when it is not their turn.

use domain::{
    offer::Key,
    process::{Act, Stage},
};
use leptos::prelude::*;
use services::offers::OfferView;

use crate::components::Button;

/// `own` is the partner for which the viewer can answer, where there is one.
pub fn next(offer: &OfferView, own: Option<&Key>) -> AnyView {
    let home = format!("/offers/{}", offer.reference);
    if let Some(key) = own.filter(|_| offer.may(Act::AnswerInvitation)) {
        let href = format!("{home}/partners/{key}/answer");
        return view! {
            <h2 class="govuk-heading-m">"Your organisation’s answer"</h2>
            <p class="govuk-body">
                "See what this offer says about your organisation and its money, and confirm it or decline."
            </p>
            <Button href>"See and answer"</Button>
        }
        .into_any();
    }
    if offer.may(Act::Accept) {
        return view! {
            <h2 class="govuk-heading-m">"Decide on this offer"</h2>
            <p class="govuk-body">
                "Accept it into negotiation, return it to the place for changes, or decline it."
            </p>
            <Button href=format!("{home}/decision")>"Decide"</Button>
        }
        .into_any();
    }
    match follows(offer.stage) {
        Some(words) => view! {
            <h2 class="govuk-heading-m">"What comes next"</h2>
            <p class="govuk-body">{words}</p>
        }
        .into_any(),
        None => ().into_any(),
    }
}

/// Where the next step is not in this service yet, this says so.
const fn follows(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Submitted => Some(
            "The programme office checks the offer against the rules of the round and decides. \
             The place and its partners are told by mail.",
        ),
        Stage::Negotiating => Some(
            "Each outcome, freedom and budget becomes a term that the place and the departments agree one by one. \
             That part of this service comes with its next release; until then the offer stays here as it was accepted.",
        ),
        Stage::Draft
        | Stage::Settled
        | Stage::Signing
        | Stage::Signed
        | Stage::InForce
        | Stage::Completed
        | Stage::Terminated
        | Stage::Declined
        | Stage::Ended
        | Stage::Withdrawn => None,
    }
}
