//! `/offers/{ref}/agreement/variations/{n}`: one variation, whose turn it is, and its way to the next version.

use domain::{
    form::Posted,
    process::{Act, Reference, Stage},
};
use leptos::prelude::*;
use services::{
    Refusal,
    agreements::{Desk, VariationView},
};

use super::at;
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, InsetText, NotificationBanner, Tag, TagColour, WarningText,
    },
    london,
    offers::stage_colour,
    page::{Asked, Away, Page, page},
    posts::{Answer, Form},
    reason::{self, Asking, REASON, Words},
};

/// `/offers/{ref}/agreement/variations/{n}`.
#[component]
pub fn VariationPage() -> impl IntoView {
    page(load, show)
}

/// `/offers/{ref}/agreement/variations/{n}/settle`: the variation again, with what keeps it from being settled.
#[component]
pub fn SettlePage() -> impl IntoView {
    page(
        async |asked: Asked| {
            let shown = load(asked.clone()).await?;
            ready(&asked, &shown.one, Act::Settle).await?;
            Ok::<_, Away>(shown)
        },
        show,
    )
}

/// `/offers/{ref}/agreement/variations/{n}/reopen`.
#[component]
pub fn ReopenPage() -> impl IntoView {
    page(
        async |asked: Asked| asking(&asked, Act::Reopen).await,
        show_reopen,
    )
}

/// `/offers/{ref}/agreement/variations/{n}/end`.
#[component]
pub fn EndPage() -> impl IntoView {
    page(
        async |asked: Asked| asking(&asked, Act::End).await,
        show_end,
    )
}

struct Shown {
    desk: Desk,
    one: VariationView,
    done: Option<String>,
    faults: Vec<String>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = at::reference(&asked)?;
    let number = at::version(&asked)?;
    let agreements = asked.services().agreements();
    let desk = agreements.desk(asked.viewer()?, &reference).await?;
    let mut all = desk.variations.iter();
    let one = all.find(|one| one.variation.number == number);
    let one = one.cloned().ok_or(Refusal::NotFound)?;
    let faults = asked.typed().map(|typed| {
        let faults = typed.faults.iter();
        faults.map(|fault| fault.words.clone()).collect()
    });
    Ok(Shown {
        one,
        done: asked.query("done").map(str::to_owned),
        faults: faults.unwrap_or_default(),
        desk,
    })
}

/// Goes on where the variation can be taken a step further so by whoever looks.
async fn ready(asked: &Asked, one: &VariationView, act: Act) -> Result<(), Refusal> {
    if one.may.contains(&act) || (act == Act::End && one.may.contains(&Act::Withdraw)) {
        return Ok(());
    }
    // Nobody who may not do it at all is told of stages.
    match at::may(asked, act).await {
        Err(refusal @ (Refusal::NotAllowed(_) | Refusal::OtherHat { .. })) => Err(refusal),
        Ok(()) | Err(_) => Err(Refusal::WrongStage(format!(
            "Variation {} is {}, so you cannot do this now.",
            one.variation.number,
            one.variation.stage.name().to_lowercase()
        ))),
    }
}

/// Where there is no such variation, whoever could not act anyway is told that first.
async fn found(asked: &Asked, act: Act) -> Result<Shown, Away> {
    match load(asked.clone()).await {
        Err(Away::Refused(Refusal::NotFound | Refusal::WrongStage(_))) => {
            Ok(at::missing(asked, act).await?)
        }
        shown => shown,
    }
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        desk,
        one,
        done,
        faults,
    } = shown;
    let variation = &one.variation;
    let number = variation.number;
    let stage = variation.stage;
    let colour = stage_colour(stage);
    let caption = format!("{} {}", desk.reference, desk.title);
    let banner =
        banner(&one, done.as_deref()).map(|text| view! { <NotificationBanner success=true text/> });
    let opened = format!(
        "Opened on {} by {}. It changes version {}.",
        london::day(variation.opened_at),
        one.opened_by,
        variation.base
    );
    let reason = variation.reason.clone();
    let errors = faults
        .iter()
        .map(crate::components::SummaryError::general)
        .collect();
    let terms: Vec<_> = one
        .titles
        .iter()
        .map(|(term, title)| term_line(&desk.reference, *term, title, &one))
        .collect();
    view! {
        <Page
            title=format!("Variation {number}: {}", desk.reference)
            back=("Agreement", at::desk(&desk.reference))
            wrong=!faults.is_empty()
        >
            <crate::components::ErrorSummary errors/>
            {banner}
            <span class="govuk-caption-l">{caption}</span>
            <h1 class="govuk-heading-l">{format!("Variation {number}")}</h1>
            <p class="govuk-body"><Tag text=stage.name() colour/></p>
            <p class="govuk-body-l">{sentence(&one)}</p>
            <p class="govuk-body">{opened}</p>
            <InsetText><p class="govuk-body so-lines">{reason}</p></InsetText>
            <h2 class="govuk-heading-m">"Its terms"</h2>
            <ul class="govuk-list govuk-list--spaced">{terms}</ul>
            {acts(&desk.reference, &one)}
        </Page>
    }
}

/// Says only what is so: the address can be typed by anybody.
fn banner(one: &VariationView, done: Option<&str>) -> Option<&'static str> {
    match (done?, one.variation.stage) {
        ("opened", Stage::Negotiating) => Some(
            "The variation is open. Everybody whom its terms concern has been told, with your reason.",
        ),
        ("settled", Stage::Settled) => Some("The terms of the variation are settled."),
        ("reopened", Stage::Negotiating) => {
            Some("The terms of the variation are negotiated again.")
        }
        ("ended", Stage::Ended | Stage::Withdrawn) => {
            Some("The variation has ended. The agreement stays as it was signed.")
        }
        _ => None,
    }
}

fn term_line(
    reference: &Reference,
    term: u32,
    title: &str,
    one: &VariationView,
) -> impl IntoView + use<> {
    let href = format!("/offers/{reference}/terms/{term}");
    let words = format!("Term {term}: {title}");
    let is_open = one.open_terms.contains(&term) && one.variation.is_open();
    let tag = one.variation.is_open().then(|| {
        let (text, colour) = if is_open {
            ("Open", TagColour::Blue)
        } else {
            ("Agreed", TagColour::Green)
        };
        view! { " " <Tag text colour/> }
    });
    view! { <li><a class="govuk-link" href=href>{words}</a>{tag}</li> }
}

/// Whose turn it is.
fn sentence(one: &VariationView) -> String {
    match one.variation.stage {
        Stage::Negotiating => match one.open_terms.len() {
            0 => "Every term is agreed, withdrawn or refused. The champion settles the variation."
                .to_owned(),
            1 => "1 term is still open. Its parties take their positions on it.".to_owned(),
            open => {
                format!("{open} terms are still open. Their parties take their positions on them.")
            }
        },
        Stage::Settled => {
            "Its terms are settled. The programme office issues the next version for signature."
                .to_owned()
        }
        Stage::Signing => "The next version is out for signature.".to_owned(),
        Stage::Signed => "Everybody has signed. It takes effect on its day.".to_owned(),
        Stage::InForce => "It has taken effect.".to_owned(),
        Stage::Ended => "It was ended. The agreement stays as it was signed.".to_owned(),
        Stage::Withdrawn => "It was withdrawn. The agreement stays as it was signed.".to_owned(),
        Stage::Draft
        | Stage::Submitted
        | Stage::Completed
        | Stage::Terminated
        | Stage::Declined => String::new(),
    }
}

fn acts(reference: &Reference, one: &VariationView) -> Option<impl IntoView + use<>> {
    let number = one.variation.number;
    let here = format!("{}/variations/{number}", at::desk(reference));
    let may = |act: Act| one.may.contains(&act);
    let settle = may(Act::Settle).then(|| {
        let action = format!("{here}/settle");
        view! {
            <Form action>
                <Button prevent_double_click=true>"Settle its terms"</Button>
            </Form>
        }
    });
    let issue = may(Act::Issue).then(|| {
        let href = format!("{}/issue?variation={number}", at::desk(reference));
        view! { <Button href>"Issue the next version"</Button> }
    });
    let reopen = may(Act::Reopen).then(|| {
        let href = format!("{here}/reopen");
        view! { <Button href kind=ButtonKind::Secondary>"Negotiate again"</Button> }
    });
    let end = (may(Act::End) || may(Act::Withdraw)).then(|| {
        let href = format!("{here}/end");
        view! { <Button href kind=ButtonKind::Secondary>"End the variation"</Button> }
    });
    let any = settle.is_some() || issue.is_some() || reopen.is_some() || end.is_some();
    any.then(|| view! { {settle} <ButtonGroup>{issue}{reopen}{end}</ButtonGroup> })
}

async fn asking(asked: &Asked, act: Act) -> Result<(Shown, Asking), Away> {
    let shown = found(asked, act).await?;
    ready(asked, &shown.one, act).await?;
    Ok((shown, Asking::of(asked)))
}

fn show_reopen((shown, asking): (Shown, Asking)) -> impl IntoView {
    let words = Words {
        heading: "Negotiate the variation again".to_owned(),
        follows: view! {
            <p class="govuk-body">"Its terms are opened again, and nothing is issued until they are settled once more."</p>
        }
        .into_any(),
        label: "Why are they negotiated again?".to_owned(),
        button: "Negotiate again",
        kind: ButtonKind::Primary,
        keep: "Leave it settled",
        ..words(&shown)
    };
    reason::show(asking, words)
}

fn show_end((shown, asking): (Shown, Asking)) -> impl IntoView {
    let words = Words {
        heading: "End the variation".to_owned(),
        follows: view! {
            <WarningText>"A variation that has ended cannot be taken up again. Another one can be opened."</WarningText>
            <p class="govuk-body">"The agreement stays in force as it was signed, and its terms say again what was signed."</p>
        }
        .into_any(),
        label: "Why does it end?".to_owned(),
        button: "End the variation",
        kind: ButtonKind::Warning,
        keep: "Go on with it",
        ..words(&shown)
    };
    reason::show(asking, words)
}

fn words(shown: &Shown) -> Words {
    let number = shown.one.variation.number;
    let reference = &shown.desk.reference;
    Words {
        title: format!("Variation {number}: {reference}"),
        caption: format!("{reference} {} · variation {number}", shown.desk.title),
        heading: String::new(),
        back: (
            format!("Variation {number}"),
            format!("{}/variations/{number}", at::desk(reference)),
        ),
        follows: ().into_any(),
        fields: ().into_any(),
        label: String::new(),
        button: "",
        kind: ButtonKind::Primary,
        keep: "",
    }
}

/// The number of the variation. Where it is not there, whoever could not act anyway is told that first.
async fn there(asked: &Asked, act: Act) -> Result<u32, Refusal> {
    match load(asked.clone()).await {
        Ok(shown) => Ok(shown.one.variation.number),
        Err(Away::Refused(Refusal::NotFound | Refusal::WrongStage(_))) => {
            at::missing_sent(asked, act).await
        }
        Err(Away::Refused(refusal)) => Err(refusal),
        Err(Away::To(_)) => Err(Refusal::NotFound),
    }
}

/// The same act sent again leads to its result.
fn once(acted: Result<(), Refusal>) -> Result<(), Refusal> {
    match acted {
        Err(Refusal::AlreadyDone) => Ok(()),
        acted => acted,
    }
}

fn done(reference: &Reference, number: u32, word: &str) -> Answer {
    Answer::to(format!(
        "{}/variations/{number}?done={word}",
        at::desk(reference)
    ))
}

pub async fn settle(asked: Asked, _: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    let number = there(&asked, Act::Settle).await?;
    let agreements = asked.services().agreements();
    let acted = agreements
        .settle_variation(&asked.doer()?, &reference, number)
        .await;
    once(acted)?;
    Ok(done(&reference, number, "settled"))
}

pub async fn reopen(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    let number = there(&asked, Act::Reopen).await?;
    let reason = posted.text(REASON).unwrap_or_default();
    let agreements = asked.services().agreements();
    let acted = agreements
        .reopen_variation(&asked.doer()?, &reference, number, reason)
        .await;
    once(acted)?;
    Ok(done(&reference, number, "reopened"))
}

pub async fn end(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let reference = at::reference(&asked)?;
    let number = there(&asked, Act::End).await?;
    let reason = posted.text(REASON).unwrap_or_default();
    let agreements = asked.services().agreements();
    let acted = agreements
        .end_variation(&asked.doer()?, &reference, number, reason)
        .await;
    once(acted)?;
    Ok(done(&reference, number, "ended"))
}
