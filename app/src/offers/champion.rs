//! The programme office names another champion for an offer under way.

use domain::form::Posted;
use domain::process::{Act, PersonId};
use leptos::prelude::*;
use services::{
    Refusal,
    offers::{self, Champion, OfferView},
};

use crate::{
    components::{
        Button, ButtonGroup, ErrorSummary, InsetText, Select, SelectOption, SummaryError,
    },
    leave::leave_to_act,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

/// `/offers/{ref}/champion`.
#[component]
pub fn ChampionPage() -> impl IntoView {
    page(load, show)
}

struct Assigning {
    offer: OfferView,
    champions: Vec<Champion>,
    typed: Option<String>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Assigning, Away> {
    let offer = super::matter::offer(&asked).await?;
    leave_to_act(&asked, Act::AssignChampion, Some(&offer.facts))?;
    let typed = asked.typed();
    Ok(Assigning {
        champions: asked.services().offers().champions().await?,
        typed: typed
            .and_then(|typed| typed.text("champion"))
            .map(str::to_owned)
            .or_else(|| offer.facts.champion.as_ref().map(ToString::to_string)),
        fault: typed
            .and_then(|typed| typed.fault("champion"))
            .map(str::to_owned),
        offer,
    })
}

fn show(assigning: Assigning) -> impl IntoView {
    let Assigning {
        offer,
        champions,
        typed,
        fault,
    } = assigning;
    let name = format!("{} {}", offer.reference, offer.title);
    let home = format!("/offers/{}", offer.reference);
    let cancel = home.clone();
    let now = offer
        .champion
        .map(|champion| view! { <InsetText>"The champion is now " {champion} "."</InsetText> });
    let errors = fault
        .iter()
        .map(|words| SummaryError::at("champion", words))
        .collect();
    let items = std::iter::once(SelectOption::new("", "Choose a champion"))
        .chain(champions.into_iter().map(|champion| {
            let words = format!("{}, {}", champion.name, champion.organisation);
            SelectOption::new(champion.person.as_str(), words)
        }))
        .collect();
    view! {
        <Page title=format!("Champion of {}", offer.reference) back=(name.clone(), home) narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{name}</span>
            <h1 class="govuk-heading-l">"Whitehall champion"</h1>
            {now}
            <Form>
                <Select
                    name="champion"
                    label="Whitehall champion"
                    hint="Lines the departments up, and works with the place until the terms are settled. They are told by mail."
                    items
                    value=typed
                    error=fault
                />
                <ButtonGroup>
                    <Button prevent_double_click=true>"Assign the champion"</Button>
                    <a class="govuk-link" href=cancel>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let champion = PersonId::from(posted.text("champion").unwrap_or_default());
    let assigned = asked
        .services()
        .offers()
        .assign_champion(&asked.doer()?, &reference, &champion)
        .await;
    match assigned {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(format!("/offers/{reference}"))),
        Err(refusal) => Err(refusal),
    }
}
