//! What an offer says about one partner, to be read line by line.

use domain::{money::Pence, offer::Statement};
use leptos::prelude::*;
use services::offers::AnswerView;

use super::changes::{Change, changes};
use crate::components::{Cell, Column, SummaryList, SummaryRow, Table};

/// Everything that is said, in order.
pub fn says(statement: &Statement) -> impl IntoView + use<> {
    let rows = statement
        .0
        .iter()
        .map(|(heading, words)| SummaryRow::new(heading, lines(words)))
        .collect();
    view! { <SummaryList rows/> }
}

/// What they put in or gain, year by year.
pub fn money(view: &AnswerView) -> impl IntoView + use<> {
    (!view.money.is_empty() && !view.years.is_empty()).then(|| {
        let head = std::iter::once(Column::text("Money"))
            .chain(view.years.iter().map(|year| Column::numeric(year.to_string())))
            .collect();
        let rows = view
            .money
            .iter()
            .map(|line| {
                std::iter::once(Cell::from(line.title.clone()))
                    .chain(line.amounts.iter().map(|amount| Cell::from(said(*amount))))
                    .collect()
            })
            .collect();
        view! { <Table caption="Your money, year by year" caption_class="govuk-table__caption--s" head rows row_headers=true/> }
    })
}

fn said(amount: Option<Pence>) -> String {
    amount.map_or_else(|| "not given".to_owned(), |amount| amount.to_string())
}

/// What is otherwise than when they last answered.
pub fn changed(before: &Statement, now: &Statement) -> impl IntoView + use<> {
    let changes = changes(before, now);
    (!changes.is_empty()).then(|| {
        let rows = changes.into_iter().map(row).collect();
        let head = vec![
            Column::text("What"),
            Column::text("When you answered"),
            Column::text("Now"),
        ];
        view! {
            <h2 class="govuk-heading-m">"What has changed since you answered"</h2>
            <Table head rows row_headers=true/>
        }
    })
}

fn row(change: Change) -> Vec<Cell> {
    let text = |words: Option<String>, none: &'static str| match words {
        Some(words) => Cell::new(lines(&words)),
        None => Cell::from(none),
    };
    vec![
        change.heading.into(),
        text(change.before, "Was not there"),
        text(change.now, "Taken out"),
    ]
}

fn lines(words: &str) -> impl IntoAny + use<> {
    let words = if words.trim().is_empty() {
        "Nothing is said yet"
    } else {
        words
    };
    view! { <span class="so-lines">{words.to_owned()}</span> }
}
