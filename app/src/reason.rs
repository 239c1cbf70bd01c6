//! A page that asks for a reason before something is done, with whatever else it asks above it.

use leptos::prelude::*;

use crate::{
    components::{Button, ButtonGroup, ButtonKind, ErrorSummary, SummaryError, Textarea},
    page::{Asked, Page},
    posts::{Form, Typed},
};

pub const REASON: &str = "reason";

/// What was typed so far, and what is wrong with it.
#[derive(Default)]
pub struct Asking {
    reason: Option<String>,
    fault: Option<String>,
    errors: Vec<(String, String)>,
}

impl Asking {
    pub fn of(asked: &Asked) -> Self {
        let Some(typed) = asked.typed() else {
            return Self::default();
        };
        Self {
            reason: typed.text(REASON).map(str::to_owned),
            fault: typed.fault(REASON).map(str::to_owned),
            errors: errors(typed),
        }
    }
}

/// Every fault with its field; what is about the form as a whole has none.
pub fn errors(typed: &Typed) -> Vec<(String, String)> {
    let faults = typed.faults.iter();
    faults
        .map(|fault| (fault.field.clone(), fault.words.clone()))
        .collect()
}

pub fn summary(errors: &[(String, String)]) -> Vec<SummaryError> {
    errors
        .iter()
        .map(|(field, words)| match field.as_str() {
            "" => SummaryError::general(words),
            field => SummaryError::at(field, words),
        })
        .collect()
}

/// What the page says.
pub struct Words {
    pub title: String,
    pub caption: String,
    pub heading: String,
    pub back: (String, String),
    /// What follows from it, and what else is asked.
    pub follows: AnyView,
    /// Within the form, above the reason.
    pub fields: AnyView,
    pub label: String,
    pub button: &'static str,
    pub kind: ButtonKind,
    /// The way out.
    pub keep: &'static str,
}

pub fn show(asking: Asking, words: Words) -> impl IntoView {
    let Asking {
        reason,
        fault,
        errors,
    } = asking;
    let back = words.back.1.clone();
    view! {
        <Page title=words.title back=words.back narrow=true>
            <ErrorSummary errors=summary(&errors)/>
            <span class="govuk-caption-l">{words.caption}</span>
            <h1 class="govuk-heading-l">{words.heading}</h1>
            {words.follows}
            <Form>
                {words.fields}
                <Textarea
                    name=REASON
                    label=words.label
                    label_class="govuk-label--s"
                    hint="Everybody in the offer, on both sides, reads this."
                    value=reason
                    error=fault
                    rows=5
                />
                <ButtonGroup>
                    <Button kind=words.kind prevent_double_click=true>{words.button}</Button>
                    <a class="govuk-link" href=back>{words.keep}</a>
                </ButtonGroup>
            </Form>
        </Page>
    }
}
