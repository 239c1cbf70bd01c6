//! `/offers/{ref}/returns/{period}/dates`: the programme office moves the dates of a period.

use chrono::NaiveDate;
use domain::form::{Posted, Read};
use domain::process::Act;
use leptos::prelude::*;
use services::returns::ReturnView;
use services::{Fault, Refusal};

use super::at::{self, Given};
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, Input},
    london,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

const OPENS: &str = "opens-on";
const DUE: &str = "due-on";

#[component]
pub fn DatesPage() -> impl IntoView {
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
    let opens = given.text_or(OPENS, || london::date(one.period.opens_on));
    let due = given.text_or(DUE, || london::date(one.period.due_on));
    view! {
        <Page title=format!("Dates of the return for {words}: {}", one.reference) back=("Return", back.clone()) wrong=!errors.is_empty() narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{format!("{} {}", one.reference, one.title)}</span>
            <h1 class="govuk-heading-l">{format!("Dates of the return for {words}")}</h1>
            <Form>
                <input type="hidden" name="version" value=one.version.to_string()/>
                <Input name=OPENS label="Opens on" hint="Such as 1 July 2011" value=opens error=given.fault(OPENS) width=20/>
                <Input name=DUE label="Last day to send it in" hint="It is late from midnight at the end of this day." value=due error=given.fault(DUE) width=20/>
                <ButtonGroup>
                    <Button prevent_double_click=true>"Save"</Button>
                    <a class="govuk-link" href=back>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (reference, period) = (at::reference(&asked)?, at::period(&asked));
    at::may(&asked, Act::ReviewReturn).await?;
    let period = period?;
    let mut faults = Vec::new();
    let mut read = |field: &str| {
        let text = posted.text(field).unwrap_or_default().trim();
        NaiveDate::read(text).unwrap_or_else(|words| {
            faults.push(Fault {
                field: field.to_owned(),
                words,
            });
            NaiveDate::MIN
        })
    };
    let dates = (read(OPENS), read(DUE));
    if !faults.is_empty() {
        return Err(Refusal::Invalid(faults));
    }
    let version = posted
        .text("version")
        .and_then(|text| text.parse().ok())
        .unwrap_or(0);
    let returns = asked.services().returns();
    let changed = returns
        .change_dates(&asked.doer()?, &reference, period, version, dates)
        .await;
    match changed {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(format!(
            "{}?done=dates",
            at::one(&reference, period)
        ))),
        Err(refusal) => Err(refusal),
    }
}
