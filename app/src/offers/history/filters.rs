//! The form above a history. It asks by the address, so that what was found can be passed on.

use domain::process::{EventKind, Side};
use leptos::prelude::*;
use services::offers::{By, Choices};

use super::wanted::{BY, FROM, KIND, UNTIL, Wanted, code};
use crate::components::{Button, ButtonKind, Input, Select, SelectOption};

#[component]
pub fn Filters(
    wanted: Wanted,
    choices: Choices,
    /// The address of the history.
    address: String,
) -> impl IntoView {
    let all = (!wanted.is_all()).then(|| {
        let address = address.clone();
        view! { <a class="govuk-link" href=address>"Show all"</a> }
    });
    let (from_wrong, until_wrong) = (wanted.fault(FROM), wanted.fault(UNTIL));
    view! {
        <form method="get" action=address class="so-filter" novalidate>
            <Select name=KIND label="What" items=kinds(&choices) value=wanted.filter.kind.map(EventKind::code)/>
            <Select name=BY label="Who" items=people(&choices) value=wanted.by()/>
            <Input
                name=FROM
                label="From"
                hint="For example, 4/2/2013"
                value=wanted.from
                error=from_wrong
                width=10
                inputmode="text"
            />
            <Input
                name=UNTIL
                label="To"
                hint="For example, 31/3/2013"
                value=wanted.until
                error=until_wrong
                width=10
                inputmode="text"
            />
            <div class="govuk-button-group">
                <Button kind=ButtonKind::Secondary>"Filter"</Button>
                {all}
            </div>
        </form>
    }
}

fn kinds(choices: &Choices) -> Vec<SelectOption> {
    let any = SelectOption::new("", "Everything");
    let kinds = choices.kinds.iter();
    std::iter::once(any)
        .chain(kinds.map(|kind| SelectOption::new(kind.code(), kind.label())))
        .collect()
}

/// The sides where both are there, then the organisations.
fn people(choices: &Choices) -> Vec<SelectOption> {
    let any = SelectOption::new("", "Anybody");
    let sides = if choices.sides.len() > 1 {
        choices.sides.as_slice()
    } else {
        &[]
    };
    let sides = sides
        .iter()
        .map(|side| SelectOption::new(side.code(), Side::label(*side)));
    let organisations = choices.organisations.iter().map(|(id, name)| {
        let by = By::Organisation(id.clone());
        SelectOption::new(code(&by), name.clone())
    });
    std::iter::once(any)
        .chain(sides)
        .chain(organisations)
        .collect()
}
