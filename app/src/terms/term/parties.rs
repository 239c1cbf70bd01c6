//! The champion asks one more department to agree, and lets go whom it had asked.

use domain::form::Posted;
use domain::process::{Act, OrganisationId};
use leptos::prelude::*;
use services::{Refusal, negotiation::TermView};

use super::at::{At, term_to_act};
use super::reason::{EVERYBODY, REASON, Reason, caption};
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, ErrorSummary, Select, SelectOption, SummaryError,
    },
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

const PARTY: &str = "party";

/// `/offers/{ref}/terms/{n}/parties`.
#[component]
pub fn AddPartyPage() -> impl IntoView {
    page(load, show)
}

struct Adding {
    term: TermView,
    chosen: Option<String>,
    fault: Option<String>,
    reason: Reason,
}

async fn load(asked: Asked) -> Result<Adding, Away> {
    let term = term_to_act(&asked, Act::AddParty).await?;
    let typed = asked.typed();
    Ok(Adding {
        term,
        chosen: typed.and_then(|typed| typed.text(PARTY)).map(str::to_owned),
        fault: typed
            .and_then(|typed| typed.fault(PARTY))
            .map(str::to_owned),
        reason: Reason::of(typed),
    })
}

fn show(adding: Adding) -> impl IntoView {
    let Adding {
        term,
        chosen,
        fault,
        reason,
    } = adding;
    let back = (format!("Term {}", term.number), term.address());
    let mut errors: Vec<_> = fault
        .iter()
        .map(|words| SummaryError::at(PARTY, words))
        .collect();
    errors.extend(reason.errors());
    let mut items = vec![SelectOption::new("", "Choose a department")];
    items.extend(
        term.departments_to_add
            .iter()
            .map(|(code, name)| SelectOption::new(code.as_str(), name.clone())),
    );
    view! {
        <Page title=format!("Ask one more department: term {}", term.number) back narrow=true>
            <ErrorSummary errors/>
            {caption(&term)}
            <h1 class="govuk-heading-l">"Ask one more department to agree"</h1>
            <p class="govuk-body">
                "The department sees the offer from now on, and the term cannot be agreed without it. "
                "You can let it go again, and it can say that it has no interest."
            </p>
            <Form>
                <Select name=PARTY label="Which department?" label_class="govuk-label--s" items value=chosen error=fault/>
                {reason.field("Why does it have to agree?", EVERYBODY)}
                <ButtonGroup>
                    <Button prevent_double_click=true>"Ask the department"</Button>
                    <a class="govuk-link" href=term.address()>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn add(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (at, doer) = (At::of(&asked)?, asked.doer()?);
    let code = OrganisationId::new(posted.text(PARTY).unwrap_or_default());
    let reason = posted.text(REASON).unwrap_or_default();
    asked
        .services()
        .negotiation()
        .add_party(&doer, &at.reference, at.number, &code, reason)
        .await?;
    Ok(Answer::to(at.address("?done=added")))
}

/// `/offers/{ref}/terms/{n}/parties/{party}/release`.
#[component]
pub fn LetGoPage() -> impl IntoView {
    page(load_to_let_go, show_to_let_go)
}

struct LettingGo {
    term: TermView,
    name: String,
    why: String,
}

async fn load_to_let_go(asked: Asked) -> Result<LettingGo, Away> {
    let term = term_to_act(&asked, Act::ReleaseParty).await?;
    let code = asked.param(PARTY);
    let party = term
        .parties
        .iter()
        .find(|party| party.name.id.code() == code)
        .ok_or(Refusal::NotFound)?;
    let (name, why) = (party.name.name.clone(), party.why.clone());
    if !party.may_release {
        return Err(Refusal::from(domain::negotiation::Refusal::RequiredParty).into());
    }
    Ok(LettingGo { term, name, why })
}

fn show_to_let_go(letting: LettingGo) -> impl IntoView {
    let LettingGo { term, name, why } = letting;
    let back = (format!("Term {}", term.number), term.address());
    view! {
        <Page title=format!("Let a department go: term {}", term.number) back narrow=true>
            {caption(&term)}
            <h1 class="govuk-heading-l">{format!("Let {name} go")}</h1>
            <p class="govuk-body">"You had asked it to agree: " <bdi>{why}</bdi></p>
            <p class="govuk-body">"The term can then be agreed without it. What it said so far stays in sight."</p>
            <Form>
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning prevent_double_click=true>"Let it go"</Button>
                    <a class="govuk-link" href=term.address()>"Keep it"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn let_go(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let (at, doer) = (At::of(&asked)?, asked.doer()?);
    let code = OrganisationId::new(asked.param(PARTY));
    asked
        .services()
        .negotiation()
        .release_party(&doer, &at.reference, at.number, &code)
        .await
        .map_err(in_its_place)?;
    Ok(Answer::to(at.address("?done=let-go")))
}

/// The page has no field beside which a fault could stand.
fn in_its_place(refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Invalid(faults) => {
            let words = faults.into_iter().next().map(|fault| fault.words);
            Refusal::NotAllowed(words.unwrap_or_default())
        }
        other => other,
    }
}
