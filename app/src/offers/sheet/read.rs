//! A sheet to read: every question that has an answer, with the answer.

use domain::form::{Field, Item, Rows, Sheet, Widget, Years};
use leptos::prelude::*;

use crate::components::{Cell, Column, SummaryList, SummaryRow, Table};

/// What stands in a sheet, for reading.
#[component]
pub fn Reading(sheet: Sheet) -> impl IntoView {
    let parts = parts(&sheet.0);
    if parts.is_empty() {
        view! { <p class="govuk-body">"Nothing has been filled in yet."</p> }.into_any()
    } else {
        parts.into_any()
    }
}

/// Fields that follow each other share one list; tables and repeated groups stand between the lists.
fn parts(items: &[Item]) -> Vec<AnyView> {
    let mut drawn = Vec::new();
    let mut rows = Vec::new();
    for item in items {
        match item {
            Item::Field(field) if field.is_blank() => {}
            Item::Field(field) => rows.push(row(field)),
            Item::Group { legend, items, .. } => {
                let inner = parts(items);
                if !inner.is_empty() {
                    flush(&mut rows, &mut drawn);
                    drawn.push(headed(legend.clone(), inner));
                }
            }
            Item::Rows(several) => {
                flush(&mut rows, &mut drawn);
                if let Some(table) = rows_table(several) {
                    drawn.push(table);
                    continue;
                }
                for (index, one) in several.rows.iter().enumerate() {
                    let inner = parts(one);
                    if !inner.is_empty() {
                        drawn.push(headed(format!("{} {}", several.one, index + 1), inner));
                    }
                }
            }
            Item::Years(years) => {
                if years
                    .rows
                    .iter()
                    .flat_map(|row| &row.fields)
                    .any(|field| !field.is_blank())
                {
                    flush(&mut rows, &mut drawn);
                    drawn.push(table(years));
                }
            }
        }
    }
    flush(&mut rows, &mut drawn);
    drawn
}

/// Rows that hold nothing but a few fields make one table, a column for each question.
fn rows_table(several: &Rows) -> Option<AnyView> {
    let rows: Vec<Vec<&Field>> = several
        .rows
        .iter()
        .map(|row| plain(row))
        .collect::<Option<_>>()?;
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| row.iter().any(|field| !field.is_blank()))
        .collect();
    let first = rows.first().filter(|row| row.len() <= MOST_COLUMNS)?;
    let head: Vec<_> = first
        .iter()
        .map(|field| match field.widget {
            Widget::Money | Widget::Percent | Widget::Number => {
                Column::numeric(field.label.clone())
            }
            _ => Column::text(field.label.clone()),
        })
        .collect();
    let cells = rows
        .iter()
        .map(|row| row.iter().map(|field| cell(field)).collect())
        .collect::<Vec<Vec<Cell>>>();
    Some(view! { <Table head rows=cells/> }.into_any())
}

/// The fields of a row that has nothing but fields.
fn plain(row: &[Item]) -> Option<Vec<&Field>> {
    row.iter()
        .map(|item| match item {
            Item::Field(field) => Some(field),
            Item::Group { .. } | Item::Rows(_) | Item::Years(_) => None,
        })
        .collect()
}

/// The most questions a table can hold before it is easier to read as lists.
const MOST_COLUMNS: usize = 5;

fn cell(field: &Field) -> Cell {
    let cell = if field.is_blank() {
        Cell::from("–".to_owned())
    } else {
        Cell::new(answer(field))
    };
    match field.widget {
        Widget::Money | Widget::Percent | Widget::Number => cell.numeric(),
        _ => cell,
    }
}

fn flush(rows: &mut Vec<SummaryRow>, drawn: &mut Vec<AnyView>) {
    if !rows.is_empty() {
        let rows = std::mem::take(rows);
        drawn.push(view! { <SummaryList rows/> }.into_any());
    }
}

fn headed(words: String, inner: Vec<AnyView>) -> AnyView {
    view! {
        <div class="so-part">
            <p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1">{words}</p>
            {inner}
        </div>
    }
    .into_any()
}

fn row(field: &Field) -> SummaryRow {
    SummaryRow::new(field.label.clone(), answer(field))
}

/// The answer as people read it; what could not be understood says so.
fn answer(field: &Field) -> AnyView {
    let words = field.words();
    let unread = field
        .problem
        .is_some()
        .then(|| view! { " "<strong class="govuk-tag govuk-tag--red">"Cannot be read"</strong> });
    let several =
        matches!(field.widget, Widget::Prose { .. } | Widget::Checks(_)) && words.contains('\n');
    if several {
        let lines: Vec<_> = words
            .lines()
            .map(|line| view! { <span class="so-block">{line.to_owned()}</span> })
            .collect();
        view! { {lines}{unread} }.into_any()
    } else {
        view! { {words}{unread} }.into_any()
    }
}

fn table(years: &Years) -> AnyView {
    let mut head = vec![Column::text(years.caption.clone())];
    head.extend(
        years
            .years
            .iter()
            .map(|year| Column::numeric(year.to_string())),
    );
    let rows = years
        .rows
        .iter()
        .filter(|row| row.fields.iter().any(|field| !field.is_blank()))
        .map(|row| {
            let mut cells: Vec<Cell> = vec![row.label.clone().into()];
            cells.extend(row.fields.iter().map(|field| {
                if field.is_blank() {
                    Cell::from("–".to_owned())
                } else {
                    Cell::new(answer(field))
                }
            }));
            cells
        })
        .collect::<Vec<_>>();
    view! { <Table head rows row_headers=true/> }.into_any()
}
