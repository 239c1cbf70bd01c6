//! A page that asks for nothing but a reason: reopening a negotiation, and ending it.

use domain::process::Act;
use leptos::prelude::*;
use services::offers::OfferView;

use crate::{
    components::{Button, ButtonGroup, ButtonKind, ErrorSummary, SummaryError, Textarea},
    leave::leave_to_act,
    offers::offer,
    page::{Asked, Away, Page},
    posts::Form,
};

pub const REASON: &str = "reason";

/// What was typed so far, and what is wrong with it.
pub struct Asking {
    pub offer: OfferView,
    reason: Option<String>,
    fault: Option<String>,
}

/// What the page says.
pub struct Words {
    pub heading: &'static str,
    /// What follows from it.
    pub follows: AnyView,
    pub label: &'static str,
    pub button: &'static str,
    pub kind: ButtonKind,
    /// The way out.
    pub keep: &'static str,
}

/// The offer, for whoever may do this with it now.
pub async fn load(asked: &Asked, act: Act) -> Result<Asking, Away> {
    let offer = offer(asked).await?;
    leave_to_act(asked, act, Some(&offer.facts))?;
    let typed = asked.typed();
    Ok(Asking {
        offer,
        reason: typed
            .and_then(|typed| typed.text(REASON))
            .map(str::to_owned),
        fault: typed
            .and_then(|typed| typed.fault(REASON))
            .map(str::to_owned),
    })
}

pub fn show(asking: Asking, words: Words) -> impl IntoView {
    let Asking {
        offer,
        reason,
        fault,
    } = asking;
    let errors = fault
        .iter()
        .map(|words| SummaryError::at(REASON, words))
        .collect();
    let name = format!("{} {}", offer.reference, offer.title);
    let terms = format!("/offers/{}/terms", offer.reference);
    let back = terms.clone();
    view! {
        <Page title=format!("{}: {}", words.heading, offer.reference) back=("Terms", terms) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{name}</span>
            <h1 class="govuk-heading-l">{words.heading}</h1>
            {words.follows}
            <Form>
                <Textarea
                    name=REASON
                    label=words.label
                    label_class="govuk-label--s"
                    hint="Everybody in the offer, on both sides, reads this."
                    value=reason
                    error=fault
                    rows=5
                />
                <ButtonGroup>
                    <Button kind=words.kind prevent_double_click=true>{words.button}</Button>
                    <a class="govuk-link" href=back>{words.keep}</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}
