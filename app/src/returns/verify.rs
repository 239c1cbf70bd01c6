//! `/offers/{ref}/delivery/savings/{line}/{period}/verify`: whoever is named says how much of a claim is verified.

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

const VERIFIED: &str = "verified";
const REASON: &str = "reason";

#[component]
pub fn VerifyPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    view: SavingsView,
    claim: Waiting,
    given: Given,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    at::may(&asked, Act::VerifySavings).await?;
    let (view, claim) = stands(&asked).await?;
    if !claim.is_mine {
        let words = "Only whoever the programme office has named can verify these savings.";
        return Err(Refusal::NotAllowed(words.to_owned()).into());
    }
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
        "{} is claimed for {}. So far {} of it is verified.",
        claim.claimed, claim.period, claim.verified
    );
    let verified = given.text_or(VERIFIED, || claim.claimed.to_string());
    view! {
        <Page title=format!("Verify savings: {}", view.reference) back=("Savings", back.clone()) wrong=!errors.is_empty() narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{format!("{} {}", view.reference, view.title)}</span>
            <h1 class="govuk-heading-l">{format!("Verify “{}”", claim.title)}</h1>
            <p class="govuk-body">{said}</p>
            <Form>
                <input type="hidden" name="seen" value=claim.claimed.get().to_string()/>
                <Input name=VERIFIED label="How much of it is verified" hint="It can be more or less than was claimed." value=verified error=given.fault(VERIFIED) prefix="£" width=10/>
                <Textarea name=REASON label="What you looked at, and why it differs if it does" value=given.text(REASON) error=given.fault(REASON) hint="Everyone in the offer reads it. Needed where it is not what was claimed."/>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Verify"</Button>
                    <a class="govuk-link" href=back>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    at::may(&asked, Act::VerifySavings).await?;
    let claim = named(&asked)?;
    let verified = amount(&posted, VERIFIED).map_err(|fault| Refusal::Invalid(vec![fault]))?;
    let seen = posted
        .text("seen")
        .and_then(|text| text.parse().ok())
        .and_then(|pence| domain::money::Pence::new(pence).ok())
        .unwrap_or_default();
    let reason = posted.text(REASON).unwrap_or_default();
    let ledger = asked.services().ledger();
    let done = ledger
        .verify(&asked.doer()?, &reference, &claim, seen, (verified, reason))
        .await;
    match done {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(format!(
            "{}?done=verified",
            at::savings(&reference)
        ))),
        Err(refusal) => Err(refusal),
    }
}
