//! `/offers/{ref}/agreement/{slug}/recall`: the programme office takes a text back from signature.

use domain::{form::Posted, process::Act};
use leptos::prelude::*;
use services::{Refusal, agreements::SheetView};

use super::{
    at,
    desk::{capital, name},
    sheet,
    sign::may,
};
use crate::{
    components::{ButtonKind, WarningText},
    page::{Asked, Away, page},
    posts::Answer,
    reason::{self, Asking, REASON, Words},
};

/// `/offers/{ref}/agreement/{slug}/recall`.
#[component]
pub fn RecallPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<(SheetView, Asking), Away> {
    let view = match sheet::view(&asked).await {
        Err(Away::Refused(Refusal::NotFound | Refusal::WrongStage(_))) => {
            at::missing(&asked, Act::Recall).await?
        }
        view => view?,
    };
    if !view.may_recall {
        at::may(&asked, Act::Recall).await?;
        return Err(Away::To(at::sheet(&view.reference, &view.line.slug)));
    }
    let asking = Asking::of(&asked);
    Ok((view, asking))
}

fn show((view, asking): (SheetView, Asking)) -> impl IntoView {
    let what = capital(&view.line.title);
    let words = Words {
        title: format!("Recall from signature: {}", view.reference),
        caption: format!("{} {}", view.reference, view.offer_title),
        heading: "Recall it from signature".to_owned(),
        back: (name(&view.line), at::sheet(&view.reference, &view.line.slug)),
        follows: view! {
            <WarningText>"Signatures that were given stay on record, and no longer count."</WarningText>
            <p class="govuk-body">
                {what} " goes back to negotiation. Everybody who has signed is told, with your reason."
            </p>
        }
        .into_any(),
        fields: ().into_any(),
        label: "Why do you recall it?".to_owned(),
        button: "Recall it",
        kind: ButtonKind::Warning,
        keep: "Leave it out for signature",
    };
    reason::show(asking, words)
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    may(&asked, Act::Recall).await?;
    let reason = posted.text(REASON).unwrap_or_default();
    let agreements = asked.services().agreements();
    let recalled = agreements
        .recall(&asked.doer()?, &reference, asked.param("slug"), reason)
        .await;
    match recalled {
        Ok(()) | Err(Refusal::AlreadyDone) => Ok(Answer::to(format!(
            "{}?done=recalled",
            at::desk(&reference)
        ))),
        Err(refusal) => Err(refusal),
    }
}
