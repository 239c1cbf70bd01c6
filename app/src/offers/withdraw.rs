//! The place takes its offer back.

use domain::{form::Posted, process::Act};
use leptos::prelude::*;
use services::{
    Refusal,
    offers::{self, OfferView},
};

use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, ErrorSummary, SummaryError, Textarea, WarningText,
    },
    leave::leave_to_act,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

const REASON: &str = "reason";

/// `/offers/{ref}/withdraw`.
#[component]
pub fn WithdrawPage() -> impl IntoView {
    page(load, show)
}

struct Withdrawal {
    offer: OfferView,
    reason: Option<String>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Withdrawal, Away> {
    let offer = super::matter::offer(&asked).await?;
    leave_to_act(&asked, Act::Withdraw, Some(&offer.facts))?;
    let typed = asked.typed();
    Ok(Withdrawal {
        offer,
        reason: typed
            .and_then(|typed| typed.text(REASON))
            .map(str::to_owned),
        fault: typed
            .and_then(|typed| typed.fault(REASON))
            .map(str::to_owned),
    })
}

fn show(withdrawal: Withdrawal) -> impl IntoView {
    let Withdrawal {
        offer,
        reason,
        fault,
    } = withdrawal;
    let errors = fault
        .iter()
        .map(|words| SummaryError::at(REASON, words))
        .collect();
    let name = format!("{} {}", offer.reference, offer.title);
    let home = format!("/offers/{}", offer.reference);
    let who = if offer.first_submitted_at.is_some() {
        "The partners and the programme office are told. What was said so far stays in the history."
    } else {
        "The partners that you asked are told. Nobody in Whitehall has seen it, and nobody there will."
    };
    let back = home.clone();
    view! {
        <Page title=format!("Withdraw {}", offer.reference) back=(name.clone(), home) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{name}</span>
            <h1 class="govuk-heading-l">"Withdraw this offer"</h1>
            <WarningText>"A withdrawn offer cannot be taken up again."</WarningText>
            <p class="govuk-body">{who}</p>
            <Form>
                <Textarea
                    name=REASON
                    label="Why do you withdraw it? (optional)"
                    label_class="govuk-label--s"
                    hint="Everybody who could read the offer reads this too."
                    value=reason
                    error=fault
                    rows=4
                />
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning prevent_double_click=true>"Withdraw the offer"</Button>
                    <a class="govuk-link" href=back>"Keep it"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let reason = posted.text(REASON).unwrap_or_default().trim();
    let home = format!("/offers/{reference}?done=withdrawn");
    match asked
        .services()
        .offers()
        .withdraw(&asked.doer()?, &reference, reason)
        .await
    {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(home)),
        Err(refusal) => Err(refusal),
    }
}
