//! What the viewer can do with the offer now, or what follows when it is not their turn.

use domain::{
    offer::{AnswerState, Key},
    process::{Act, Stage},
};
use leptos::prelude::*;
use services::offers::{OfferView, PartnerAnswer};

use crate::{
    components::{Button, ButtonKind},
    london,
};

/// `own` is the partner that is the viewer’s organisation, where there is one.
pub fn next(offer: &OfferView, own: Option<&Key>) -> AnyView {
    let home = format!("/offers/{}", offer.reference);
    if let Some((key, answer)) = own.and_then(|key| Some((key, offer.answers.get(key)?))) {
        let answer = answer_of_own(answer, format!("{home}/partners/{key}/answer"));
        return view! { {answer} {delivery(offer.stage, &home)} }.into_any();
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
    if let Some(words) = agreement(offer.stage) {
        return view! {
            <h2 class="govuk-heading-m">"Agreement"</h2>
            <p class="govuk-body">{words}</p>
            <Button href=format!("{home}/agreement")>"See the agreement"</Button>
            {delivery(offer.stage, &home)}
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

/// What the viewer's own organisation has said, or is asked to say.
fn answer_of_own(answer: &PartnerAnswer, href: String) -> impl IntoView + use<> {
    let on = answer.answered_at.map(london::day).unwrap_or_default();
    let (words, button, kind) = match answer.state {
        AnswerState::Invited => (
            "See what this offer says about your organisation and its money, and confirm it or decline.".to_owned(),
            "See and answer",
            ButtonKind::Primary,
        ),
        AnswerState::AskedAgain => (
            "What this offer says about your organisation has changed since you confirmed it. \
             See what is new, and confirm it or decline."
                .to_owned(),
            "See and answer",
            ButtonKind::Primary,
        ),
        AnswerState::Confirmed => (
            format!("Your organisation confirmed on {on}. If what is said about it changes, you are asked again."),
            "See what was confirmed",
            ButtonKind::Secondary,
        ),
        AnswerState::Declined => (
            format!("Your organisation declined on {on}."),
            "See what was said",
            ButtonKind::Secondary,
        ),
    };
    view! {
        <h2 class="govuk-heading-m">"Your organisation’s answer"</h2>
        <p class="govuk-body">{words}</p>
        <Button href kind>{button}</Button>
    }
}

/// The way to how delivery is going, once there is something to deliver.
fn delivery(stage: Stage, home: &str) -> Option<impl IntoView + use<>> {
    stage.is_public().then(|| {
        let href = format!("{home}/delivery");
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"How delivery is going"</a></p> }
    })
}

/// How far the agreement is, once there is to be one.
const fn agreement(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Settled => {
            Some("The terms are settled. The programme office issues the agreement for signature.")
        }
        Stage::Signing => Some("The agreement is out for signature."),
        Stage::Signed => Some("Everybody has signed the agreement."),
        Stage::InForce => Some("The agreement is in force."),
        Stage::Completed => Some("The agreement has run its term."),
        Stage::Terminated => Some("The agreement was terminated."),
        Stage::Draft
        | Stage::Submitted
        | Stage::Negotiating
        | Stage::Declined
        | Stage::Ended
        | Stage::Withdrawn => None,
    }
}

/// What others do next, where the stage’s own sentence does not say it all.
const fn follows(stage: Stage) -> Option<&'static str> {
    match stage {
        Stage::Submitted => Some(
            "The programme office checks the offer against the rules of the round and decides. \
             The place and its partners are told by mail.",
        ),
        Stage::Draft
        | Stage::Negotiating
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
