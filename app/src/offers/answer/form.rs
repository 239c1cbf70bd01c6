//! The form of a partner's answer, and what was typed into it.

use domain::offer::AnswerState;
use leptos::prelude::*;
use services::{Fault, offers::AnswerView};

use super::{ANSWER, CONFIRM, DECLINE, NAME, REASON, ROLE, SEEN};
use crate::{
    components::{Button, ButtonKind, Choice, Details, Input, Radios, SummaryError, Textarea},
    posts::{Form, Typed},
};

#[derive(Default)]
pub struct Fields {
    texts: Vec<(&'static str, String)>,
    faults: Vec<Fault>,
    /// What the offer says about the partner changed after the page was opened.
    overtaken: bool,
}

impl Fields {
    pub fn of(typed: &Typed) -> Self {
        Self {
            texts: [ANSWER, NAME, ROLE, REASON]
                .into_iter()
                .filter_map(|name| Some((name, typed.text(name)?.to_owned())))
                .collect(),
            faults: typed.faults.clone(),
            overtaken: typed.conflict.is_some(),
        }
    }

    fn text(&self, name: &str) -> Option<String> {
        self.texts
            .iter()
            .find(|(field, _)| *field == name)
            .map(|(_, text)| text.clone())
    }

    fn fault(&self, name: &str) -> Option<String> {
        self.faults
            .iter()
            .find(|fault| fault.field == name)
            .map(|fault| fault.words.clone())
    }

    pub fn errors(&self) -> Vec<SummaryError> {
        let overtaken = self.overtaken.then(|| {
            SummaryError::at(
                "says",
                "What the offer says about you changed while this page was open. \
                 Nothing was recorded: read it again, and answer once more",
            )
        });
        let faults = self
            .faults
            .iter()
            .map(|fault| SummaryError::at(&fault.field, &fault.words));
        overtaken.into_iter().chain(faults).collect()
    }
}

/// The two answers; who has confirmed can only change their mind.
pub fn answer_form(view: &AnswerView, typed: &Fields) -> AnyView {
    match view.answer.state {
        AnswerState::Invited | AnswerState::AskedAgain | AnswerState::Declined => {
            both(view, typed).into_any()
        }
        AnswerState::Confirmed => change_of_mind(view, typed).into_any(),
    }
}

fn both(view: &AnswerView, typed: &Fields) -> impl IntoView + use<> {
    let items = vec![
        Choice::new(CONFIRM, format!("{} confirms this", view.partner)).reveals(view! {
            <Input
                name=NAME
                label="Your name"
                autocomplete="name"
                value=typed.text(NAME)
                error=typed.fault(NAME)
            />
            <Input
                name=ROLE
                label="Your role there"
                hint="For example, chief executive."
                autocomplete="organization-title"
                value=typed.text(ROLE)
                error=typed.fault(ROLE)
            />
        }),
        Choice::new(DECLINE, format!("{} declines", view.partner)).reveals(reason(typed)),
    ];
    let seen = view.digest.clone();
    let (value, error) = (typed.text(ANSWER), typed.fault(ANSWER));
    view! {
        <Form>
            <input type="hidden" name=SEEN value=seen/>
            <Radios
                name=ANSWER
                legend="Your answer"
                legend_class="govuk-fieldset__legend--m"
                hint="You confirm what stands above, and nothing else. If it changes, you are asked again."
                items
                value
                error
            />
            <Button prevent_double_click=true>"Send the answer"</Button>
        </Form>
    }
}

fn change_of_mind(view: &AnswerView, typed: &Fields) -> impl IntoView + use<> {
    let seen = view.digest.clone();
    let reason = reason(typed);
    let open = typed.overtaken || !typed.faults.is_empty();
    view! {
        <Details summary="Decline after all" open>
            <Form>
                <input type="hidden" name=SEEN value=seen/>
                <input type="hidden" name=ANSWER value=DECLINE/>
                {reason}
                <Button kind=ButtonKind::Warning prevent_double_click=true>"Decline"</Button>
            </Form>
        </Details>
    }
}

fn reason(typed: &Fields) -> impl IntoView + use<> {
    view! {
        <Textarea
            name=REASON
            label="Why"
            hint="The place and its other partners read this."
            value=typed.text(REASON)
            error=typed.fault(REASON)
            rows=4
        />
    }
}
