//! `/offers/{ref}/returns/{period}/review`: the programme office accepts a return, or queries parts of it.

use std::collections::BTreeMap;

use domain::delivery::returns::{Decision, PartState, ReturnState};
use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::Refusal;
use services::returns::{PartView, ReturnView};

use super::at::{self, Given};
use crate::{
    components::{Button, ButtonGroup, Choice, ErrorSummary, Fieldset, Radios, Textarea},
    offers::sheet::Reading,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

const ACCEPT: &str = "accept";
const QUERY: &str = "query";

#[component]
pub fn ReviewPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    one: ReturnView,
    given: Given,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let (reference, period) = (at::reference(&asked)?, at::period(&asked));
    at::may(&asked, Act::ReviewReturn).await?;
    let returns = asked.services().returns();
    let one = returns.look(asked.viewer()?, &reference, period?).await?;
    at::by_its_name(&asked, &one.reference)?;
    if one.state != ReturnState::Submitted {
        let words = format!(
            "This return is {}. There is nothing to review now.",
            one.standing.label().to_lowercase()
        );
        return Err(Refusal::WrongStage(words).into());
    }
    Ok(Shown {
        one,
        given: Given::of(&asked),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { one, given } = shown;
    let words = one.period.words();
    let back = at::one(&one.reference, one.period.code);
    let errors = given.errors(|_| true);
    let waiting = one
        .parts
        .iter()
        .filter(|part| part.state == PartState::Submitted);
    let parts: Vec<_> = waiting.map(|view| part(view, &given)).collect();
    view! {
        <Page title=format!("Review the return for {words}: {}", one.reference) back=("Return", back.clone()) wrong=!errors.is_empty()>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{format!("{} {}", one.reference, one.title)}</span>
            <h1 class="govuk-heading-l">{format!("Review the return for {words}")}</h1>
            <p class="govuk-body">"Only what you query is open again. What you accept stays as it is."</p>
            <Form>
                <input type="hidden" name="version" value=one.version.to_string()/>
                {parts}
                <ButtonGroup>
                    <Button prevent_double_click=true>"Send the review"</Button>
                    <a class="govuk-link" href=back>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

fn part(part: &PartView, given: &Given) -> impl IntoView + use<> {
    let (decision, reason) = (
        format!("decision-{}", part.code),
        format!("reason-{}", part.code),
    );
    let changed: Vec<String> = part.changes.iter().map(|one| one.label.clone()).collect();
    let changed = (!changed.is_empty()).then(|| {
        let words = format!(
            "Changed since it was submitted before: {}.",
            changed.join(", ")
        );
        view! { <p class="govuk-body">{words}</p> }
    });
    let sheet = part.sheet.clone().map(|sheet| view! { <Reading sheet/> });
    let items = vec![
        Choice::new(ACCEPT, "Accept it"),
        Choice::new(QUERY, "Query it").reveals(view! {
            <Textarea
                name=reason.clone()
                label="What is wrong or missing?"
                hint="The place and its partners read it."
                value=given.text(&reason)
                error=given.fault(&reason)
                rows=3
            />
        }),
    ];
    let (by, question) = (
        format!("By {}", part.owner_name),
        format!("Do you accept “{}”?", part.title),
    );
    let (value, error) = (given.text(&decision), given.fault(&decision));
    view! {
        <Fieldset legend=part.title.clone() legend_class="govuk-fieldset__legend--m" class="so-group">
            <p class="govuk-body-s">{by}</p>
            {changed}
            {sheet}
            <Radios
                name=decision.clone()
                legend=question
                legend_class="govuk-fieldset__legend--s"
                items
                value
                error
                small=true
            />
        </Fieldset>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (reference, period) = (at::reference(&asked)?, at::period(&asked));
    at::may(&asked, Act::ReviewReturn).await?;
    let period = period?;
    let version = posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let mut decisions = BTreeMap::new();
    for (name, texts) in posted.iter() {
        let (Some(part), Some(said)) = (name.strip_prefix("decision-"), texts.last()) else {
            continue;
        };
        let decision = match said.as_str() {
            ACCEPT => Decision::Accept,
            QUERY => Decision::Query {
                reason: posted
                    .text(&format!("reason-{part}"))
                    .unwrap_or_default()
                    .to_owned(),
            },
            _ => continue,
        };
        decisions.insert(part.to_owned(), decision);
    }
    let returns = asked.services().returns();
    let reviewed = returns
        .review(&asked.doer()?, &reference, period, version, &decisions)
        .await;
    let here = at::one(&reference, period);
    match reviewed {
        Ok(ReturnState::Queried) => Ok(Answer::to(format!("{here}?done=queried"))),
        Ok(_) => Ok(Answer::to(format!("{here}?done=accepted"))),
        Err(Refusal::AlreadyDone) => Ok(Answer::to(here)),
        Err(refusal) => Err(refusal),
    }
}
