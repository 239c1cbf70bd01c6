//! A place starts an offer: its kind, its title, and for an Innovative Policy Offer its theme.

use domain::{
    form::Posted,
    process::{Act, OfferKind, Theme},
};
use leptos::prelude::*;
use services::{Refusal, offers::Start};

use super::themes::theme_select;
use crate::{
    components::{Button, Choice, ErrorSummary, Input, Radios, SummaryError},
    leave::leave_to_act,
    page::{Asked, Page, page},
    posts::{Answer, Form},
};

const KIND: &str = "kind";
const TITLE: &str = "title";
const THEME: &str = "theme";

/// `/offers/new`.
#[component]
pub fn StartOfferPage() -> impl IntoView {
    page(load, show)
}

#[derive(Default)]
struct Typed {
    kind: Option<String>,
    title: Option<String>,
    theme: Option<String>,
    kind_fault: Option<String>,
    title_fault: Option<String>,
    theme_fault: Option<String>,
}

async fn load(asked: Asked) -> Result<Typed, Refusal> {
    leave_to_act(&asked, Act::StartOffer, None)?;
    let Some(typed) = asked.typed() else {
        return Ok(Typed::default());
    };
    let text = |field| typed.text(field).map(str::to_owned);
    let fault = |field| typed.fault(field).map(str::to_owned);
    Ok(Typed {
        kind: text(KIND),
        title: text(TITLE),
        theme: text(THEME),
        kind_fault: fault(KIND),
        title_fault: fault(TITLE),
        theme_fault: fault(THEME),
    })
}

fn show(typed: Typed) -> impl IntoView {
    let errors = [
        (KIND, &typed.kind_fault),
        (THEME, &typed.theme_fault),
        (TITLE, &typed.title_fault),
    ]
    .into_iter()
    .filter_map(|(field, words)| Some(SummaryError::at(field, words.as_ref()?)))
    .collect();
    let theme = theme_select(
        THEME,
        "Which theme does it keep to?",
        typed.theme,
        typed.theme_fault,
    );
    let kinds = vec![
        kind(OfferKind::SingleOffer),
        kind(OfferKind::InnovativePolicyOffer).reveals(theme),
    ];
    view! {
        <Page title="Start an offer" back=("Offers", "/offers") narrow=true>
            <ErrorSummary errors/>
            <h1 class="govuk-heading-l">"Start an offer"</h1>
            <p class="govuk-body">
                "This opens a draft that only your place and the partners you invite can read. "
                "Whitehall sees it once your place’s leader has submitted it."
            </p>
            <Form>
                <Radios
                    name=KIND
                    legend="Which kind of offer is it?"
                    legend_class="govuk-fieldset__legend--m"
                    items=kinds
                    value=typed.kind
                    error=typed.kind_fault
                />
                <Input
                    name=TITLE
                    label="Title"
                    label_class="govuk-label--m"
                    hint="A few words that say what it is about. You can change them while it is a draft."
                    value=typed.title
                    error=typed.title_fault
                />
                <Button prevent_double_click=true>"Start the draft"</Button>
            </Form>
        </Page>
    }
}

fn kind(kind: OfferKind) -> Choice {
    Choice::new(kind.code(), kind.label()).hint(kind.sentence())
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let kind = posted.text(KIND).and_then(OfferKind::from_code);
    let kind = kind.ok_or_else(|| Refusal::fault(KIND, "Choose the kind of offer"))?;
    let start = Start {
        kind,
        title: posted.text(TITLE).unwrap_or_default().trim().to_owned(),
        theme: posted
            .text(THEME)
            .and_then(Theme::from_code)
            .filter(|_| kind.needs_theme()),
    };
    let reference = asked
        .services()
        .offers()
        .start(&asked.doer()?, &start)
        .await?;
    Ok(Answer::to(format!("/offers/{reference}")))
}
