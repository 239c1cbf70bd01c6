//! A whole form of one sheet: a barrier, a milestone.

use domain::form::{Posted, Sheet};
use leptos::prelude::*;
use services::Fault;

use crate::components::{Button, ButtonGroup, NotificationBanner, SummaryError};
use crate::posts::{Form, Typed};

use super::fill::{Fill, summary};

/// What a form shows: what was typed in the place of what is kept.
pub struct Filling {
    pub sheet: Sheet,
    /// Whether what is missing is said beside its field.
    demanding: bool,
    /// What is wrong with it as a whole, or at a field that a sheet does not judge by itself.
    others: Vec<Fault>,
    was_signed_out: bool,
}

impl Filling {
    /// `sheet` as it was typed, where it was.
    pub fn of(mut sheet: Sheet, typed: Option<&Typed>) -> Self {
        let mut others = Vec::new();
        let faults = typed
            .map(|typed| typed.faults.as_slice())
            .unwrap_or_default();
        for fault in faults {
            match sheet.field(&fault.field) {
                // What the sheet says of a field by itself stands there already.
                Some(field) if field.problem.is_some() || field.missing.is_some() => {}
                Some(_) => sheet.mark(&fault.field, &fault.words),
                None => others.push(fault.clone()),
            }
        }
        Self {
            sheet,
            demanding: typed.is_some_and(Typed::is_refused),
            others,
            was_signed_out: typed.is_some_and(|typed| typed.kept),
        }
    }

    /// Whether the page tells of errors.
    pub fn is_wrong(&self) -> bool {
        self.demanding
    }

    pub fn errors(&self) -> Vec<SummaryError> {
        if !self.demanding {
            return Vec::new();
        }
        let others = self
            .others
            .iter()
            .map(|fault| SummaryError::general(&fault.words));
        others.chain(summary(&self.sheet, true)).collect()
    }
}

/// Whether the press only asked for another row, or for one less.
pub fn changes_rows(posted: &Posted) -> bool {
    let act = posted.act();
    act.starts_with("add-") || act.starts_with("remove-")
}

/// The form, with the words on its button.
#[component]
pub fn SheetForm(
    filling: Filling,
    /// The version that a save starts from.
    version: i64,
    button: &'static str,
    back: String,
) -> impl IntoView {
    let Filling {
        sheet,
        demanding,
        was_signed_out,
        ..
    } = filling;
    view! {
        {was_signed_out.then(|| view! {
            <NotificationBanner text="This is not saved yet: you were signed out, or acted under another role. Here is what you typed: save it to keep it."/>
        })}
        <Form class="so-form">
            // Enter in a field presses the first button of a form: that has to be this one.
            <button type="submit" name="act" value="save" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">{button}</button>
            <input type="hidden" name="version" value=version.to_string()/>
            <Fill sheet demanding/>
            <ButtonGroup>
                <Button name="act" value="save" prevent_double_click=true>{button}</Button>
                <a class="govuk-link" href=back>"Cancel"</a>
            </ButtonGroup>
        </Form>
    }
}
