//! `/offers/{ref}/returns`: the periods of an agreement, and how each stands.

use leptos::prelude::*;
use services::returns::{ReturnList, ReturnRow};

use super::at;
use super::tabs::{Tab, delivery_head};
use crate::{
    components::{Cell, Column, Table},
    london,
    page::{Asked, Away, Page, page},
};

#[component]
pub fn ReturnsPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<ReturnList, Away> {
    let reference = at::reference(&asked)?;
    let returns = asked.services().returns();
    let list = returns.list(asked.viewer()?, &reference).await?;
    at::by_its_name(&asked, &list.reference)?;
    Ok(list)
}

fn show(list: ReturnList) -> impl IntoView {
    let home = format!("/offers/{}", list.reference);
    let head = delivery_head(&list.reference, &list.place_name, &list.title, Tab::Returns);
    let none = list.rows.is_empty().then(|| {
        view! { <p class="govuk-body">"The periods of this agreement are laid on the day after it comes into force."</p> }
    });
    let rows: Vec<Vec<Cell>> = list.rows.iter().map(|row| cells(&list, row)).collect();
    let columns = vec![
        Column::text("Period"),
        Column::text("State"),
        Column::text("Opens"),
        Column::text("Due"),
        Column::text("Submitted"),
    ];
    let table = (!rows.is_empty())
        .then(|| view! { <Table caption="Reporting periods" head=columns rows row_headers=true/> });
    view! {
        <Page title=format!("Returns: {} {}", list.reference, list.title) back=("Summary", home)>
            {head}
            <h2 class="govuk-heading-m">"Returns"</h2>
            <p class="govuk-body">
                "What was agreed is reported for each quarter, and nothing else. A period that is late or queried keeps no other one waiting."
            </p>
            {none}
            {table}
        </Page>
    }
}

fn cells(list: &ReturnList, row: &ReturnRow) -> Vec<Cell> {
    let period = &row.period;
    let href = at::one(&list.reference, period.code);
    let words = period.words();
    let submitted = row.submitted_at.map_or_else(|| "–".to_owned(), london::day);
    vec![
        Cell::new(view! { <a class="govuk-link" href=href>{words}</a> }),
        Cell::new(at::standing_tag(row.standing)),
        london::date(period.opens_on).into(),
        london::date(period.due_on).into(),
        submitted.into(),
    ]
}
