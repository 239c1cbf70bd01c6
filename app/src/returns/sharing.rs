//! How verified savings are shared so far, on the page of savings.

use domain::delivery::returns::{Due, OnActuals, SharedYear};
use domain::money::FinancialYear;
use leptos::prelude::*;
use services::ledger::SavingsView;

use crate::components::{Cell, Column, InsetText, Table};

/// Year by year, and by whom it is for.
pub fn sharing(view: &SavingsView) -> impl IntoView + use<> {
    let body = match &view.sharing {
        Err(words) => {
            let words = format!("Shares cannot be worked out: {words}.");
            view! { <InsetText>{words}</InsetText> }.into_any()
        }
        Ok(shared) => {
            let years = years(shared);
            let dues = dues(view, shared);
            view! {
                {years}
                {dues}
            }
            .into_any()
        }
    };
    view! {
        <h3 class="govuk-heading-s">"Sharing of what was verified"</h3>
        <p class="govuk-body">
            "Worked out from the first year on whenever something changes: a deficit is made good first, then investors recover what they put in, and the rest is shared in the steps of the agreement. The year that is not over is provisional."
        </p>
        {body}
    }
}

fn label(year: FinancialYear, provisional: bool) -> String {
    if provisional {
        format!("{year}, provisional")
    } else {
        year.to_string()
    }
}

fn years(shared: &OnActuals) -> impl IntoView + use<> {
    let head = vec![
        Column::text("Year"),
        Column::numeric("Verified, cashable"),
        Column::numeric("Required of all areas"),
        Column::numeric("Additional"),
        Column::numeric("Deficit carried on"),
        Column::numeric("Recovered by investors"),
        Column::numeric("Shared"),
        Column::numeric("Local"),
        Column::numeric("Central"),
        Column::text("Steps reached"),
    ];
    let rows: Vec<Vec<Cell>> = shared.years.iter().map(year).collect();
    view! { <Table caption="Sharing by year" head rows row_headers=true/> }
}

fn year(one: &SharedYear) -> Vec<Cell> {
    let recovered = domain::money::Pence::total(one.shares.recovered.iter().copied());
    let recovered = recovered.map_or_else(|error| error.to_string(), |sum| sum.to_string());
    let reached: Vec<String> = one
        .shares
        .slices
        .iter()
        .enumerate()
        .filter(|(_, slice)| !slice.amount.is_zero())
        .map(|(index, slice)| format!("{}: {}", index + 1, slice.amount))
        .collect();
    let reached = if reached.is_empty() {
        "None".to_owned()
    } else {
        reached.join("; ")
    };
    vec![
        label(one.year, one.provisional).into(),
        one.verified.to_string().into(),
        one.required.to_string().into(),
        one.additional.to_string().into(),
        one.shares.carried_deficit.to_string().into(),
        recovered.into(),
        one.shares.shared.to_string().into(),
        one.shares.local.to_string().into(),
        one.shares.central.to_string().into(),
        reached.into(),
    ]
}

fn dues(view: &SavingsView, shared: &OnActuals) -> impl IntoView + use<> {
    let head = vec![
        Column::text("Organisation"),
        Column::numeric("Recovered"),
        Column::numeric("Share"),
        Column::numeric("Due"),
        Column::numeric("Paid"),
        Column::numeric("Outstanding"),
    ];
    let rows: Vec<Vec<Cell>> = shared.dues.iter().map(|due| row(view, due)).collect();
    view! { <Table caption="Due and paid so far" head rows row_headers=true/> }
}

fn row(view: &SavingsView, due: &Due) -> Vec<Cell> {
    let mut names = view.names.iter();
    let name = names
        .find(|(code, _)| *code == due.who)
        .map_or(&due.who, |(_, name)| name);
    vec![
        name.clone().into(),
        due.recovered.to_string().into(),
        due.share.to_string().into(),
        due.due.to_string().into(),
        due.paid.to_string().into(),
        due.outstanding.to_string().into(),
    ]
}
