//! A date in three fields.

use leptos::prelude::*;

use super::{
    Fieldset, Input, MaybeText,
    classes::{classes, described_by, when},
    form_group::{form_group_class, hint_and_error},
};
use crate::markup::Markup;

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    Day,
    Month,
    Year,
}

impl DatePart {
    fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Month => "Month",
            Self::Year => "Year",
        }
    }

    fn width(self) -> u8 {
        match self {
            Self::Day | Self::Month => 2,
            Self::Year => 4,
        }
    }
}

/// A date as people type it. The fields are named `{name}-day`, `{name}-month`, `{name}-year` and have ids alike.
/// `wrong` says which parts an error is about: all of them where it is left out.
///
/// `<DateInput name="due" legend="When is it due?" day=form.day month=form.month year=form.year/>`
#[component]
pub fn DateInput(
    /// What the names of the fields start with; without it they are `day`, `month` and `year`.
    #[prop(optional, into)]
    name: MaybeText,
    /// What the ids start with: the name where it is left out.
    #[prop(optional, into)]
    id: MaybeText,
    #[prop(into)] legend: String,
    #[prop(optional, into)] legend_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional)] wrong: Vec<DatePart>,
    #[prop(optional, into)] day: MaybeText,
    #[prop(optional, into)] month: MaybeText,
    #[prop(optional, into)] year: MaybeText,
    #[prop(optional, into)] described_by: MaybeText,
) -> impl IntoView {
    let id = id.or(name.as_deref().unwrap_or("date"));
    let describes = self::described_by(&id, described_by, &hint, &error);
    let group = classes(form_group_class(&error));
    let said = Markup::of(|m| hint_and_error(m, &id, &hint, &error)).into_view();
    let is_wrong = |part: DatePart| wrong.contains(&part) || (wrong.is_empty() && error.is_some());
    let parts: Vec<_> = [
        (DatePart::Day, day),
        (DatePart::Month, month),
        (DatePart::Year, year),
    ]
    .into_iter()
    .map(|(part, value)| {
        let class = classes([
            "govuk-date-input__input",
            when(is_wrong(part), "govuk-input--error"),
        ]);
        let field = match name.as_deref() {
            Some(name) => format!("{name}-{}", part.name()),
            None => part.name().to_owned(),
        };
        view! {
            <div class="govuk-date-input__item">
                <Input
                    name=field
                    id=format!("{id}-{}", part.name())
                    label=part.label()
                    label_class="govuk-date-input__label"
                    class
                    width=part.width()
                    inputmode="numeric"
                    value
                />
            </div>
        }
    })
    .collect();
    view! {
        <div class=group>
            <Fieldset legend legend_class page_heading described_by=describes role="group">
                {said}
                <div class="govuk-date-input" id=id>
                    {parts}
                </div>
            </Fieldset>
        </div>
    }
}
