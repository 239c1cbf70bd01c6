//! Addresses of returns, and what stands in one.

use domain::delivery::returns::{PartCode, PeriodCode, Standing};
use domain::process::{Act, Reference};
use leptos::prelude::*;
use services::{Fault, Refusal, offers};

use crate::{
    components::{SummaryError, Tag, TagColour},
    leave::leave_to_act,
    page::{Asked, Away},
    posts::Typed,
};

/// # Errors
/// `NotFound` for what is no reference.
pub fn reference(asked: &Asked) -> Result<Reference, Refusal> {
    offers::reference(asked.param("ref"))
}

/// The period that the address names.
///
/// # Errors
/// `NotFound` for what is none.
pub fn period(asked: &Asked) -> Result<PeriodCode, Refusal> {
    asked.param("period").parse().map_err(|_| Refusal::NotFound)
}

/// The part that the address names.
///
/// # Errors
/// `NotFound` for what is none.
pub fn part(asked: &Asked) -> Result<PartCode, Refusal> {
    asked.param("part").parse().map_err(|_| Refusal::NotFound)
}

/// Goes on where the hat under which they act may do this with the offer. Whoever may not is told that, before anything
/// is said of what is there.
///
/// # Errors
/// As the table of `domain` says.
pub async fn may(asked: &Asked, act: Act) -> Result<(), Refusal> {
    let offers = asked.services().offers();
    let offer = offers.read(asked.viewer()?, &reference(asked)?).await?;
    leave_to_act(asked, act, Some(&offer.facts))
}

/// An older name of the offer leads on to the one that it has now.
///
/// # Errors
/// `Away` where the address has another name.
pub fn by_its_name(asked: &Asked, now: &Reference) -> Result<(), Away> {
    let asked_for = asked.param("ref");
    if now.to_string() == asked_for {
        return Ok(());
    }
    let old = format!("/offers/{asked_for}");
    let rest = asked.path().strip_prefix(&old).unwrap_or_default();
    Err(Away::To(format!("/offers/{now}{rest}")))
}

pub fn returns(reference: &Reference) -> String {
    format!("/offers/{reference}/returns")
}

pub fn one(reference: &Reference, period: PeriodCode) -> String {
    format!("/offers/{reference}/returns/{period}")
}

pub fn savings(reference: &Reference) -> String {
    format!("/offers/{reference}/delivery/savings")
}

/// How a return stands, in words and colour.
pub fn standing_tag(standing: Standing) -> impl IntoView + use<> {
    let colour = match standing {
        Standing::NotYet => TagColour::Grey,
        Standing::Open => TagColour::Blue,
        Standing::Late => TagColour::Red,
        Standing::Submitted => TagColour::Teal,
        Standing::Queried => TagColour::Orange,
        Standing::Accepted => TagColour::Green,
    };
    view! { <Tag colour text=standing.label()/> }
}

/// What was typed in a form that came back, and what is wrong with it.
#[derive(Default)]
pub struct Given {
    typed: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl Given {
    pub fn of(asked: &Asked) -> Self {
        let Some(typed) = asked.typed() else {
            return Self::default();
        };
        Self::typed(typed)
    }

    fn typed(typed: &Typed) -> Self {
        let texts = typed
            .posted
            .iter()
            .filter_map(|(name, texts)| Some((name.to_owned(), texts.last()?.clone())));
        Self {
            typed: texts.collect(),
            faults: typed.faults.clone(),
        }
    }

    /// What was typed under a name, or else what stands.
    pub fn text_or(&self, name: &str, stands: impl FnOnce() -> String) -> String {
        let mut typed = self.typed.iter();
        typed
            .find(|(one, _)| one == name)
            .map_or_else(stands, |(_, text)| text.clone())
    }

    pub fn text(&self, name: &str) -> Option<String> {
        let mut typed = self.typed.iter();
        typed
            .find(|(one, _)| one == name)
            .map(|(_, text)| text.clone())
    }

    pub fn fault(&self, name: &str) -> Option<String> {
        let mut faults = self.faults.iter();
        faults
            .find(|fault| fault.field == name)
            .map(|fault| fault.words.clone())
    }

    /// What the summary lists: the faults whose fields stand on the page, by their ids; the others without a link.
    pub fn errors(&self, is_on_the_page: impl Fn(&str) -> bool) -> Vec<SummaryError> {
        self.faults
            .iter()
            .map(|fault| match is_on_the_page(&fault.field) {
                true => SummaryError::at(&fault.field, &fault.words),
                false => SummaryError::general(&fault.words),
            })
            .collect()
    }
}
