//! `/offers/{ref}/agreement/vary`: reopens named terms of the agreement in force. The others cannot be touched.

use domain::{form::Posted, process::Act};
use leptos::prelude::*;
use services::{Refusal, agreements::VariationForm};

use super::at;
use crate::{
    components::{ButtonKind, Checkboxes, Choice},
    page::{Asked, Away, page},
    posts::Answer,
    reason::{self, Asking, REASON, Words},
};

const TERMS: &str = "terms";

/// `/offers/{ref}/agreement/vary`.
#[component]
pub fn VaryPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    form: VariationForm,
    asking: Asking,
    ticked: Vec<String>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = at::reference(&asked)?;
    at::may(&asked, Act::Vary).await?;
    let agreements = asked.services().agreements();
    let form = agreements
        .variation_form(asked.viewer()?, &reference)
        .await?;
    let typed = asked.typed();
    Ok(Shown {
        form,
        asking: Asking::of(&asked),
        ticked: typed
            .map(|typed| typed.posted.all(TERMS).to_vec())
            .unwrap_or_default(),
        fault: typed
            .and_then(|typed| typed.fault(TERMS))
            .map(str::to_owned),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        form,
        asking,
        ticked,
        fault,
    } = shown;
    let items = form
        .terms
        .iter()
        .map(|(number, title, open)| {
            let choice = Choice::new(number.to_string(), format!("Term {number}: {title}"));
            match open {
                Some(variation) => choice
                    .hint(format!("Open in variation {variation} already"))
                    .disabled(true),
                None => choice,
            }
        })
        .collect();
    let words = Words {
        title: format!("Open a variation: {}", form.reference),
        caption: format!("{} {}", form.reference, form.title),
        heading: "Open a variation".to_owned(),
        back: ("Agreement".to_owned(), at::desk(&form.reference)),
        follows: view! {
            <p class="govuk-body">
                "The agreement stays in force as it was signed until everybody whom the change concerns has signed the next version. Only the terms you name are negotiated again."
            </p>
        }
        .into_any(),
        fields: view! {
            <Checkboxes
                name=TERMS
                legend="Which terms are reopened?"
                legend_class="govuk-fieldset__legend--s"
                items
                values=ticked
                error=fault
                small=true
            />
        }
        .into_any(),
        label: "Why is the agreement varied?".to_owned(),
        button: "Open the variation",
        kind: ButtonKind::Primary,
        keep: "Leave the agreement as it is",
    };
    reason::show(asking, words)
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    at::may_send(&asked, Act::Vary).await?;
    let terms: Vec<u32> = (posted.all(TERMS).iter())
        .filter_map(|number| number.parse().ok())
        .collect();
    let reason = posted.text(REASON).unwrap_or_default();
    let agreements = asked.services().agreements();
    let number = agreements
        .vary(&asked.doer()?, &reference, &terms, reason)
        .await?;
    Ok(Answer::to(format!(
        "{}/variations/{number}?done=opened",
        at::desk(&reference)
    )))
}
