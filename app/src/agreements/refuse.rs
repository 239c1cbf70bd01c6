//! `/offers/{ref}/agreement/{slug}/refuse`: somebody does not sign, says why, and names the terms that it is about.

use domain::{form::Posted, process::Act};
use leptos::prelude::*;
use services::{
    Refusal,
    agreements::{SheetKind, SheetView},
};

use super::{
    at,
    desk::name,
    sign::{SEEN, act, as_named, named, seen},
};
use crate::{
    components::{ButtonKind, Checkboxes, Choice, WarningText},
    page::{Asked, Away, page},
    posts::Answer,
    reason::{self, Asking, REASON, Words},
};

const TERMS: &str = "terms";

/// `/offers/{ref}/agreement/{slug}/refuse`.
#[component]
pub fn RefusePage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    view: SheetView,
    asking: Asking,
    ticked: Vec<String>,
    fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let act = act(
        asked.param("slug"),
        Act::RefuseToSign,
        Act::RefuseMemorandum,
    );
    let view = named(&asked, act).await?;
    if !view.may_refuse {
        return Err(Away::To(at::sheet(&view.reference, &view.line.slug)));
    }
    let typed = asked.typed();
    Ok(Shown {
        view,
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
        view,
        asking,
        ticked,
        fault,
    } = shown;
    let line = &view.line;
    let digest = line.digest.to_string();
    let seen = view! { <input type="hidden" name=SEEN value=digest/> };
    let (heading, fields) = match line.kind {
        SheetKind::Agreement => {
            let items = view
                .terms
                .iter()
                .map(|(number, title)| {
                    Choice::new(number.to_string(), format!("Term {number}: {title}"))
                })
                .collect();
            let terms = view! {
                {seen}
                <Checkboxes
                    name=TERMS
                    legend="Which terms keep you from signing?"
                    legend_class="govuk-fieldset__legend--s"
                    hint="These are negotiated again. The others stay as they are."
                    items
                    values=ticked
                    error=fault
                    small=true
                />
            };
            ("Refuse to sign the agreement", terms.into_any())
        }
        SheetKind::Memorandum => ("Refuse to sign the memorandum", seen.into_any()),
    };
    let words = Words {
        title: format!("{heading}: {}", view.reference),
        caption: format!("{} {}", view.reference, view.offer_title),
        heading: heading.to_owned(),
        back: (name(line), at::sheet(&view.reference, &line.slug)),
        follows: view! {
            <WarningText>"Your refusal ends this issue. Signatures that were given stay on record, and no longer count."</WarningText>
            <p class="govuk-body">"Everybody who has signed is told, with your reason."</p>
        }
        .into_any(),
        fields,
        label: "Why do you not sign?".to_owned(),
        button: "Refuse to sign",
        kind: ButtonKind::Warning,
        keep: "Go back",
    };
    reason::show(asking, words)
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    let slug = asked.param("slug");
    as_named(&asked, act(slug, Act::RefuseToSign, Act::RefuseMemorandum)).await?;
    let reason = posted.text(REASON).unwrap_or_default();
    let terms: Vec<u32> = (posted.all(TERMS).iter())
        .filter_map(|number| number.parse().ok())
        .collect();
    let agreements = asked.services().agreements();
    let refused = agreements
        .refuse(
            &asked.doer()?,
            &reference,
            slug,
            seen(&posted)?,
            reason,
            &terms,
        )
        .await;
    match refused {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(format!("{}?done=refused", at::desk(&reference))))
        }
        Err(refusal) => Err(refusal),
    }
}
