//! The champion settles the terms. What blocks stands here in its place, each with the way there.

use domain::{form::Posted, process::Act};
use leptos::prelude::*;
use services::{
    Refusal,
    negotiation::Blocking,
    offers::{self, OfferView},
};

use super::table::list;
use crate::{
    components::{Button, ButtonGroup, ButtonKind, ErrorSummary, SummaryError},
    leave::leave_to_act,
    offers::offer,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, Typed},
};

/// `/offers/{ref}/settle`.
#[component]
pub fn SettlePage() -> impl IntoView {
    page(load, show)
}

struct Settling {
    offer: OfferView,
    blocking: Vec<Blocking>,
    /// It was tried, and refused.
    refused: bool,
}

async fn load(asked: Asked) -> Result<Settling, Away> {
    let offer = offer(&asked).await?;
    leave_to_act(&asked, Act::Settle, Some(&offer.facts))?;
    let blocking = asked
        .services()
        .negotiation()
        .blocks(asked.viewer()?, &offer.reference)
        .await?;
    Ok(Settling {
        offer,
        blocking,
        refused: asked.typed().is_some_and(Typed::is_refused),
    })
}

fn show(settling: Settling) -> impl IntoView {
    let Settling {
        offer,
        blocking,
        refused,
    } = settling;
    let name = format!("{} {}", offer.reference, offer.title);
    let terms = format!("/offers/{}/terms", offer.reference);
    let errors: Vec<_> = blocking
        .iter()
        .filter(|_| refused)
        .map(|one| SummaryError::link(&one.link, &one.words))
        .collect();
    let clear = blocking.is_empty();
    let listed = (!clear && !refused).then(|| {
        view! {
            <p class="govuk-body">
                "The terms can be settled once nothing of this is left. Each line leads to where it is put right."
            </p>
            {list(blocking)}
        }
    });
    let ready = clear.then(ready);
    let kind = if clear {
        ButtonKind::Primary
    } else {
        ButtonKind::Secondary
    };
    let back = terms.clone();
    view! {
        <Page title=format!("Settle {}", offer.reference) back=("Terms", terms) narrow=true>
            <ErrorSummary errors title="The terms cannot be settled yet"/>
            <span class="govuk-caption-l">{name}</span>
            <h1 class="govuk-heading-l">"Settle the terms"</h1>
            {listed}
            {ready}
            <Form>
                <ButtonGroup>
                    <Button kind prevent_double_click=true>"Settle the terms"</Button>
                    <a class="govuk-link" href=back>"Not yet"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

/// What follows, where nothing blocks.
fn ready() -> impl IntoView {
    view! {
        <p class="govuk-body">
            "Every term is agreed, withdrawn or refused, no barrier blocks one, and nothing is missing."
        </p>
        <p class="govuk-body">
            "Once the terms are settled, nobody changes them until the negotiation is reopened with a reason. "
            "The place, its partners and the departments are told."
        </p>
    }
}

pub async fn post(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    match asked
        .services()
        .offers()
        .settle(&asked.doer()?, &reference)
        .await
    {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("/offers/{reference}?done=settled")))
        }
        Err(refusal) => Err(refusal),
    }
}
