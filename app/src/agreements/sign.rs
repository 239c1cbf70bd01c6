//! `/offers/{ref}/agreement/{slug}/sign`: what somebody is about to do, in so many words, and the signature.

use domain::{
    agreement::{Digest, Signing},
    form::Posted,
    process::Act,
};
use leptos::prelude::*;
use services::{
    Refusal,
    agreements::{SheetKind, SheetView},
};

use super::{
    at,
    desk::{capital, name},
    sheet,
};
use crate::{
    components::{
        Button, ButtonGroup, Checkboxes, Choice, ErrorSummary, SummaryList, SummaryRow, WarningText,
    },
    london,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
    reason::{errors, summary},
};

pub const DECLARED: &str = "declared";
/// The SHA-256 of the text that stood on the page: another one is not signed.
pub const SEEN: &str = "seen";

/// `/offers/{ref}/agreement/{slug}/sign`.
#[component]
pub fn SignPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    view: SheetView,
    errors: Vec<(String, String)>,
}

/// The act that somebody does with what the address names: agreements are called `a1`, memoranda `m1`.
pub fn act(slug: &str, agreement: Act, memorandum: Act) -> Act {
    if slug.starts_with('m') {
        memorandum
    } else {
        agreement
    }
}

/// The sheet of the address. Where it is not there, whoever could not act anyway is told that first; and whoever is
/// not named on it may read it and do nothing.
pub async fn named(asked: &Asked, act: Act) -> Result<SheetView, Away> {
    match sheet::view(asked).await {
        Ok(view) if view.hat.is_some() => {
            is_worn(asked, &view)?;
            Ok(view)
        }
        Ok(_) => Err(Refusal::NotAllowed(NOT_NAMED.to_owned()).into()),
        Err(Away::Refused(Refusal::NotFound | Refusal::WrongStage(_))) => {
            Ok(at::missing(asked, act).await?)
        }
        Err(away) => Err(away),
    }
}

/// Somebody named under one of their hats signs under that, and under no other.
fn is_worn(asked: &Asked, view: &SheetView) -> Result<(), Refusal> {
    match &view.hat {
        Some(hat) if asked.hat() != Some(hat) => Err(Refusal::OtherHat {
            hat: hat.clone(),
            words: "You are named here under another role.".to_owned(),
        }),
        Some(_) | None => Ok(()),
    }
}

/// As whoever is named here. Where the sheet is not there, whoever could not act anyway is told that first.
///
/// # Errors
/// As the table of `domain` says; `OtherHat`; `NotFound`.
pub async fn as_named(asked: &Asked, act: Act) -> Result<(), Refusal> {
    match sheet::view(asked).await {
        Ok(view) => is_worn(asked, &view),
        Err(Away::Refused(Refusal::NotFound | Refusal::WrongStage(_))) => {
            at::missing_sent(asked, act).await
        }
        Err(Away::Refused(refusal)) => Err(refusal),
        Err(Away::To(_)) => Ok(()),
    }
}

const NOT_NAMED: &str = "You are not named as a signatory.";

async fn load(asked: Asked) -> Result<Shown, Away> {
    let act = act(asked.param("slug"), Act::Sign, Act::SignMemorandum);
    let view = named(&asked, act).await?;
    if !view.may_sign {
        return Err(Away::To(at::sheet(&view.reference, &view.line.slug)));
    }
    Ok(Shown {
        view,
        errors: asked.typed().map(errors).unwrap_or_default(),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { view, errors } = shown;
    let line = &view.line;
    let here = at::sheet(&view.reference, &line.slug);
    let heading = match line.kind {
        SheetKind::Agreement => "Sign the agreement",
        SheetKind::Memorandum => "Sign the memorandum",
    };
    let text = format!("{here}/text");
    let declaration = view.declaration.clone().unwrap_or_default();
    let caption = format!("{} {}", view.reference, view.offer_title);
    let digest = line.digest.to_string();
    let rows = vec![
        SummaryRow::new("What", name(line)),
        SummaryRow::new(
            "Of",
            capital(&format!("{}, {}", view.offer_title, view.place_name)),
        ),
        SummaryRow::new(
            "Text",
            view! { <a class="govuk-link" href=text>"Read all that you sign"</a> },
        ),
        SummaryRow::new(
            "SHA-256",
            view! { <code class="so-digest">{digest.clone()}</code> },
        ),
        SummaryRow::new("Last day to sign", london::date(line.last_day)),
    ];
    let fault = errors
        .iter()
        .find(|(field, _)| field == DECLARED)
        .map(|(_, words)| words.clone());
    let refuse = view.may_refuse.then(|| {
        let href = format!("{here}/refuse");
        view! { <a class="govuk-link" href=href>"Refuse to sign"</a> }
    });
    view! {
        <Page title=format!("{heading}: {}", view.reference) back=(name(line), here.clone()) narrow=true>
            <ErrorSummary errors=summary(&errors)/>
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body">"You are about to sign this text for good:"</p>
            <SummaryList rows/>
            <WarningText>"A signature cannot be taken back. It stands with your name and office for everybody to read."</WarningText>
            <Form>
                <input type="hidden" name=SEEN value=digest/>
                <Checkboxes
                    name=DECLARED
                    legend="Your declaration"
                    legend_class="govuk-fieldset__legend--m"
                    items=vec![Choice::new("yes", declaration)]
                    error=fault
                    class="so-declaration"
                />
                <ButtonGroup>
                    <Button prevent_double_click=true>"Sign"</Button>
                    {refuse}
                    <a class="govuk-link" href=here>"Not now"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

/// The digest that the page held.
///
/// # Errors
/// A form that is none of ours.
pub fn seen(posted: &Posted) -> Result<Digest, Refusal> {
    let seen = posted.text(SEEN).unwrap_or_default().parse();
    seen.map_err(|_| Refusal::WrongStage(OTHER_TEXT.to_owned()))
}

const OTHER_TEXT: &str =
    "This is no longer what is out for signature. Read the current text first.";

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    let slug = asked.param("slug");
    as_named(&asked, act(slug, Act::Sign, Act::SignMemorandum)).await?;
    let declared = posted.text(DECLARED).is_some();
    let agreements = asked.services().agreements();
    let signed = agreements
        .sign(&asked.doer()?, &reference, slug, seen(&posted)?, declared)
        .await;
    match signed {
        Ok(Signing::Goes | Signing::Done) | Err(Refusal::AlreadyDone) => Ok(Answer::to(format!(
            "{}?done=signed",
            at::sheet(&reference, slug)
        ))),
        Err(refusal) => Err(refusal),
    }
}

/// Where the sheet is not there, whoever could not act anyway is told that first.
///
/// # Errors
/// As the table of `domain` says; `NotFound`.
pub async fn may(asked: &Asked, act: Act) -> Result<(), Refusal> {
    match sheet::view(asked).await {
        Err(Away::Refused(Refusal::NotFound | Refusal::WrongStage(_))) => {
            at::missing_sent(asked, act).await
        }
        Err(Away::Refused(refusal)) => Err(refusal),
        Ok(_) | Err(Away::To(_)) => Ok(()),
    }
}
