//! The programme office ends a negotiation that cannot succeed.

use domain::{form::Posted, process::Act};
use leptos::prelude::*;
use services::{Refusal, offers};

use super::reason::{self, Asking, REASON, Words};
use crate::{
    components::{ButtonKind, WarningText},
    page::{Asked, page},
    posts::Answer,
};

/// `/offers/{ref}/end`.
#[component]
pub fn EndPage() -> impl IntoView {
    page(async |asked| reason::load(&asked, Act::End).await, show)
}

fn show(asking: Asking) -> impl IntoView {
    let words = Words {
        heading: "End the negotiation",
        follows: view! {
            <WarningText>"A negotiation that has ended cannot be taken up again."</WarningText>
            <p class="govuk-body">
                "The place, its partners, the champion and the departments are told, with your reason. "
                "What was said so far stays readable for them."
            </p>
        }
        .into_any(),
        label: "Why can it not succeed?",
        button: "End the negotiation",
        kind: ButtonKind::Warning,
        keep: "Go on negotiating",
    };
    reason::show(asking, words)
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let reason = posted.text(REASON).unwrap_or_default();
    match asked
        .services()
        .offers()
        .end(&asked.doer()?, &reference, reason)
        .await
    {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("/offers/{reference}?done=ended")))
        }
        Err(refusal) => Err(refusal),
    }
}
