//! Either side opens a settled negotiation again.

use domain::{form::Posted, process::Act};
use leptos::prelude::*;
use services::{Refusal, offers};

use super::reason::{self, Asking, REASON, Words};
use crate::{
    components::ButtonKind,
    page::{Asked, page},
    posts::Answer,
};

/// `/offers/{ref}/reopen`.
#[component]
pub fn ReopenPage() -> impl IntoView {
    page(async |asked| reason::load(&asked, Act::Reopen).await, show)
}

fn show(asking: Asking) -> impl IntoView {
    let words = Words {
        heading: "Reopen the negotiation",
        follows: view! {
            <p class="govuk-body">
                "The offer goes back to the table. Each term stays as it was agreed until somebody reopens it too. "
                "Both sides are told."
            </p>
        }
        .into_any(),
        label: "Why do you reopen it?",
        button: "Reopen the negotiation",
        kind: ButtonKind::Primary,
        keep: "Leave it settled",
    };
    reason::show(asking, words)
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let reason = posted.text(REASON).unwrap_or_default();
    match asked
        .services()
        .offers()
        .reopen(&asked.doer()?, &reference, reason)
        .await
    {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("/offers/{reference}?done=reopened")))
        }
        Err(refusal) => Err(refusal),
    }
}
