//! `/offers/{ref}/delivery/savings/{line}/{period}/correct`: the place’s leader says what a claim should have been.

use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::Refusal;
use services::ledger::{SavingsView, Waiting};

use super::at::{self, Given};
use super::claim::{amount, named, stands};
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, Input, Textarea},
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

const AMOUNT: &str = "amount";
const REASON: &str = "reason";

#[component]
pub fn CorrectPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    view: SavingsView,
    claim: Waiting,
    given: Given,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    at::may(&asked, Act::CorrectReturn).await?;
    let (view, claim) = stands(&asked).await?;
    Ok(Shown {
        view,
        claim,
        given: Given::of(&asked),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { view, claim, given } = shown;
    let back = at::savings(&view.reference);
    let errors = given.errors(|_| true);
    let said = format!(
        "{} is claimed for {}. What you write here becomes a new entry beside it, with your reason. Nothing that was reported is changed.",
        claim.claimed, claim.period
    );
    let amount = given.text_or(AMOUNT, || claim.claimed.to_string());
    view! {
        <Page title=format!("Correct a claim: {}", view.reference) back=("Savings", back.clone()) wrong=!errors.is_empty() narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{format!("{} {}", view.reference, view.title)}</span>
            <h1 class="govuk-heading-l">{format!("Correct “{}”", claim.title)}</h1>
            <p class="govuk-body">{said}</p>
            <Form>
                <Input name=AMOUNT label="What it should have been" hint="For the whole period. Less than nought where it cost more." value=amount error=given.fault(AMOUNT) prefix="£" width=10/>
                <Textarea name=REASON label="Why" value=given.text(REASON) error=given.fault(REASON) hint="Everyone in the offer reads it."/>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Correct"</Button>
                    <a class="govuk-link" href=back>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    at::may(&asked, Act::CorrectReturn).await?;
    let claim = named(&asked)?;
    let amount = amount(&posted, AMOUNT).map_err(|fault| Refusal::Invalid(vec![fault]))?;
    let reason = posted.text(REASON).unwrap_or_default();
    let ledger = asked.services().ledger();
    let done = ledger
        .correct(&asked.doer()?, &reference, &claim, (amount, reason))
        .await;
    match done {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(format!(
            "{}?done=corrected",
            at::savings(&reference)
        ))),
        Err(refusal) => Err(refusal),
    }
}
