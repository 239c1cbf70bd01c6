//! Steps that need nothing but a reason: reopening a term, withdrawing it, refusing a freedom.

use domain::form::Posted;
use domain::process::Act;
use leptos::prelude::*;
use services::{
    Refusal,
    negotiation::{TermView, in_brief},
};

use super::at::{At, term_to_act};
use crate::{
    components::{
        Button, ButtonGroup, ButtonKind, ErrorSummary, SummaryError, Textarea, WarningText,
    },
    page::{Asked, Away, Page, page},
    posts::{Answer, Form, Typed},
};

pub(super) const REASON: &str = "reason";

/// One of these steps, as its page words it.
#[derive(Clone, Copy)]
struct Step {
    act: Act,
    heading: &'static str,
    follows: &'static str,
    question: &'static str,
    button: &'static str,
    done: &'static str,
}

const REOPEN: Step = Step {
    act: Act::ReopenTerm,
    heading: "Reopen this term",
    follows: "Everybody is asked again on the same version. What they said before stays in sight.",
    question: "Why do you reopen it?",
    button: "Reopen the term",
    done: "reopened",
};

const WITHDRAW: Step = Step {
    act: Act::WithdrawTerm,
    heading: "Withdraw this term",
    follows: "The offer asks for this no more, and its sums leave it out. Somebody can reopen it with a reason.",
    question: "Why do you withdraw it?",
    button: "Withdraw the term",
    done: "withdrawn",
};

const REFUSE: Step = Step {
    act: Act::RefuseFreedom,
    heading: "Refuse this freedom",
    follows: "You say for your department that it will not grant this. The offer goes on without it. Somebody can reopen it with a reason.",
    question: "Why does your department refuse it?",
    button: "Refuse the freedom",
    done: "refused",
};

/// `/offers/{ref}/terms/{n}/reopen`.
#[component]
pub fn ReopenTermPage() -> impl IntoView {
    page(|asked| load(asked, REOPEN), show)
}

/// `/offers/{ref}/terms/{n}/withdraw`.
#[component]
pub fn WithdrawTermPage() -> impl IntoView {
    page(|asked| load(asked, WITHDRAW), show)
}

/// `/offers/{ref}/terms/{n}/refuse`.
#[component]
pub fn RefuseFreedomPage() -> impl IntoView {
    page(|asked| load(asked, REFUSE), show)
}

struct Asking {
    term: TermView,
    step: Step,
    reason: Reason,
}

/// A reason as it was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct Reason {
    text: Option<String>,
    fault: Option<String>,
    /// Where another field of the page has the usual one.
    id: Option<&'static str>,
}

impl Reason {
    pub fn of(typed: Option<&Typed>) -> Self {
        Self {
            text: typed
                .and_then(|typed| typed.text(REASON))
                .map(str::to_owned),
            fault: typed
                .and_then(|typed| typed.fault(REASON))
                .map(str::to_owned),
            id: None,
        }
    }

    /// Gives the field an id of its own.
    pub const fn at(mut self, id: &'static str) -> Self {
        self.id = Some(id);
        self
    }

    /// Puts this text into the field.
    pub fn with(mut self, text: String) -> Self {
        self.text = Some(text);
        self
    }

    pub fn errors(&self) -> Vec<SummaryError> {
        self.fault
            .iter()
            .map(|words| SummaryError::at(self.id.unwrap_or(REASON), words))
            .collect()
    }

    /// The field for it.
    pub fn field(self, label: &str, hint: &str) -> impl IntoView + use<> {
        view! {
            <Textarea
                name=REASON
                id=self.id
                label=label
                label_class="govuk-label--s"
                hint=hint
                value=self.text
                error=self.fault
                rows=4
                spellcheck=true
            />
        }
    }
}

/// What is said below the question for a reason that both sides read.
pub(super) const EVERYBODY: &str = "Everyone in the offer reads this.";

async fn load(asked: Asked, step: Step) -> Result<Asking, Away> {
    Ok(Asking {
        term: term_to_act(&asked, step.act).await?,
        step,
        reason: Reason::of(asked.typed()),
    })
}

fn show(asking: Asking) -> impl IntoView {
    let Asking { term, step, reason } = asking;
    let back = (format!("Term {}", term.number), term.address());
    let errors = reason.errors();
    view! {
        <Page title=format!("{}: term {}", step.heading, term.number) back narrow=true>
            <ErrorSummary errors/>
            {caption(&term)}
            <h1 class="govuk-heading-l">{step.heading}</h1>
            <WarningText>{step.follows}</WarningText>
            <Form>
                {reason.field(step.question, EVERYBODY)}
                <ButtonGroup>
                    <Button kind=ButtonKind::Warning prevent_double_click=true>{step.button}</Button>
                    <a class="govuk-link" href=term.address()>"Leave it as it is"</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}

/// Which term a page is about.
pub(super) fn caption(term: &TermView) -> impl IntoView + use<> {
    view! {
        <span class="govuk-caption-l">
            {format!("{} · Term {} · ", term.reference, term.number)}<bdi>{in_brief(&term.name)}</bdi>
        </span>
    }
}

pub async fn reopen(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (at, doer, negotiation) = (
        At::of(&asked)?,
        asked.doer()?,
        asked.services().negotiation(),
    );
    let reopened = negotiation
        .reopen_term(&doer, &at.reference, at.number, given(&posted))
        .await;
    answer(&at, reopened, REOPEN)
}

pub async fn withdraw(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (at, doer, negotiation) = (
        At::of(&asked)?,
        asked.doer()?,
        asked.services().negotiation(),
    );
    let withdrawn = negotiation
        .withdraw_term(&doer, &at.reference, at.number, given(&posted))
        .await;
    answer(&at, withdrawn, WITHDRAW)
}

pub async fn refuse(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let (at, doer, negotiation) = (
        At::of(&asked)?,
        asked.doer()?,
        asked.services().negotiation(),
    );
    let refused = negotiation
        .refuse_freedom(&doer, &at.reference, at.number, given(&posted))
        .await;
    answer(&at, refused, REFUSE)
}

fn given(posted: &Posted) -> &str {
    posted.text(REASON).unwrap_or_default()
}

/// What was done already leads to the same page as what was done just now.
fn answer(at: &At, outcome: Result<(), Refusal>, step: Step) -> Result<Answer, Refusal> {
    match outcome {
        Ok(()) | Err(Refusal::AlreadyDone) => {
            Ok(Answer::to(at.address(&format!("?done={}", step.done))))
        }
        Err(refusal) => Err(refusal),
    }
}
