//! `/offers/{ref}/delivery/savings/verifiers`: the programme office names who verifies whose claims.

use domain::form::Posted;
use domain::process::{Act, PersonId};
use leptos::prelude::*;
use services::Refusal;
use services::ledger::{Claimant, VerifiersForm};

use super::at::{self, Given};
use crate::{
    components::{Button, ButtonGroup, ErrorSummary, Select, SelectOption},
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
};

#[component]
pub fn VerifiersPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    form: VerifiersForm,
    given: Given,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = at::reference(&asked)?;
    at::may(&asked, Act::NameVerifier).await?;
    let ledger = asked.services().ledger();
    let form = ledger.verifiers_form(asked.viewer()?, &reference).await?;
    at::by_its_name(&asked, &form.reference)?;
    Ok(Shown {
        form,
        given: Given::of(&asked),
    })
}

fn field(claimant: &Claimant) -> String {
    format!("verifier-{}", claimant.key)
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { form, given } = shown;
    let back = at::savings(&form.reference);
    let errors = given.errors(|_| true);
    let choices: Vec<_> = form
        .claimants
        .iter()
        .map(|claimant| {
            let name = field(claimant);
            let stands = claimant
                .named
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            let nobody = SelectOption::new("", "Choose somebody");
            let people = claimant.candidates.iter().map(|one| {
                let words = format!("{}, {}", one.name, one.organisation_name);
                SelectOption::new(one.person.to_string(), words)
            });
            let items: Vec<SelectOption> = std::iter::once(nobody).chain(people).collect();
            let value = given.text_or(&name, || stands);
            let error = given.fault(&name);
            let label = format!("Who verifies what {} claims", claimant.name);
            view! { <Select name label items value error/> }
        })
        .collect();
    view! {
        <Page title=format!("Name who verifies: {}", form.reference) back=("Savings", back.clone()) wrong=!errors.is_empty() narrow=true>
            <ErrorSummary errors/>
            <span class="govuk-caption-l">{format!("{} {}", form.reference, form.title)}</span>
            <h1 class="govuk-heading-l">"Name who verifies savings"</h1>
            <p class="govuk-body">"Savings count once somebody outside the organisation that claims them has verified them."</p>
            <Form>
                {choices}
                <ButtonGroup>
                    <Button prevent_double_click=true>"Save"</Button>
                    <a class="govuk-link" href=back>"Cancel"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    at::may(&asked, Act::NameVerifier).await?;
    let (doer, ledger) = (asked.doer()?, asked.services().ledger());
    let form = ledger.verifiers_form(asked.viewer()?, &reference).await?;
    for claimant in &form.claimants {
        let chosen = posted.text(&field(claimant)).unwrap_or_default();
        if chosen.is_empty() {
            continue;
        }
        let person = PersonId::new(chosen);
        match ledger
            .name_verifier(&doer, &reference, &claimant.key, &person)
            .await
        {
            Ok(()) | Err(Refusal::AlreadyDone) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(Answer::to(format!(
        "{}?done=verifiers",
        at::savings(&reference)
    )))
}
