//! A partner answers for itself: what the offer says about it and its money, and its yes or no.

mod changes;
mod form;
mod says;

use domain::{
    form::Posted,
    offer::{AnswerState, Key},
};
use leptos::prelude::*;
use services::{
    Refusal,
    offers::{self, AnswerView, PartnerAnswer, PartnerSays},
};

use self::{
    form::{Fields, answer_form},
    says::{changed, money, says},
};
use crate::{
    components::{ErrorSummary, NotificationBanner, Tag, TagColour},
    london,
    page::{Asked, Away, Page, page},
    posts::Answer,
};

const ANSWER: &str = "answer";
const CONFIRM: &str = "confirm";
const DECLINE: &str = "decline";
const NAME: &str = "name";
const ROLE: &str = "role";
const REASON: &str = "reason";
/// What the page showed when the answer was given.
const SEEN: &str = "seen";

/// `/offers/{ref}/partners/{key}/answer`.
#[component]
pub fn AnswerPage() -> impl IntoView {
    page(load, show)
}

struct Answering {
    view: AnswerView,
    typed: Fields,
    /// They have just answered.
    done: bool,
}

async fn load(asked: Asked) -> Result<Answering, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let key = Key::new(asked.param("key"));
    let view = asked
        .services()
        .offers()
        .answer_view(asked.viewer()?, &reference, &key)
        .await?;
    if view.reference.to_string() != asked.param("ref") {
        return Err(Away::To(format!(
            "/offers/{}/partners/{key}/answer",
            view.reference
        )));
    }
    Ok(Answering {
        typed: asked.typed().map(Fields::of).unwrap_or_default(),
        done: asked.query("done").is_some(),
        view,
    })
}

fn show(answering: Answering) -> impl IntoView {
    let Answering { view, typed, done } = answering;
    let name = format!("{} {}", view.reference, view.title);
    let home = format!("/offers/{}", view.reference);
    let title = format!("What the offer says about {}", view.partner);
    let answered = matches!(
        view.answer.state,
        AnswerState::Confirmed | AnswerState::Declined
    );
    let form = view.may_answer.then(|| answer_form(&view, &typed));
    view! {
        <Page title=title.clone() back=(name.clone(), home) narrow=true>
            <ErrorSummary errors=typed.errors()/>
            {(done && answered).then(|| view! {
                <NotificationBanner success=true text="Your answer is recorded. The place sees it now."/>
            })}
            <span class="govuk-caption-l">{name} " · " {view.place_name.clone()}</span>
            <h1 class="govuk-heading-l">{title}</h1>
            <p class="govuk-body">{view.summary.clone()}</p>
            {standing(&view.answer)}
            {view.answered_to.as_ref().map(|before| changed(before, &view.statement))}
            <h2 class="govuk-heading-m" id="says">"About you and your money"</h2>
            {says(&view.statement)}
            {money(&view)}
            {form}
        </Page>
    }
}

/// How far the answer has come.
fn standing(answer: &PartnerAnswer) -> impl IntoView + use<> {
    let colour = match answer.state {
        AnswerState::Invited => TagColour::Blue,
        AnswerState::Confirmed => TagColour::Green,
        AnswerState::Declined => TagColour::Red,
        AnswerState::AskedAgain => TagColour::Yellow,
    };
    let words = match (answer.state, answer.answered_at, answer.asked_at) {
        (AnswerState::Confirmed | AnswerState::Declined, Some(at), _) => {
            let who = [&answer.answered_by, &answer.answered_role];
            let who: Vec<_> = who.into_iter().flatten().map(String::as_str).collect();
            format!("{} on {}", who.join(", "), london::day(at))
        }
        (_, _, Some(at)) => format!("asked on {}", london::day(at)),
        _ => String::new(),
    };
    let reason = answer.reason.clone().map(|reason| {
        view! { <p class="govuk-body so-lines">{reason}</p> }
    });
    view! {
        <p class="govuk-body"><Tag text=answer.state.label() colour/> " " {words}</p>
        {reason}
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let key = Key::new(asked.param("key"));
    let text = |name| posted.text(name).unwrap_or_default().trim().to_owned();
    let says = match posted.text(ANSWER) {
        Some(CONFIRM) => PartnerSays::Confirm {
            name: text(NAME),
            role: text(ROLE),
        },
        Some(DECLINE) => PartnerSays::Decline {
            reason: text(REASON),
        },
        Some(_) | None => {
            return Err(Refusal::fault(
                ANSWER,
                "Choose whether you confirm or decline",
            ));
        }
    };
    let offers = asked.services().offers();
    match offers
        .answer(&asked.doer()?, &reference, &key, &says, &text(SEEN))
        .await
    {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("{}?done=answered", asked.path())))
        }
        Err(refusal) => Err(refusal),
    }
}
