//! A sheet to read: every question that has an answer, with the answer. Written as text: the whole offer is
//! hundreds of answers on one page.

use domain::form::{Field, Item, Rows, Sheet, Widget, Years};
use leptos::prelude::*;

use crate::{
    components::{Cell, Column, SummaryRow, TableParts, TagColour, summary_list, table, tag},
    markup::Markup,
};

/// What stands in a sheet, for reading.
#[component]
pub fn Reading(sheet: Sheet) -> impl IntoView {
    Markup::of(|m| reading(m, &sheet)).into_view()
}

/// The same in markup.
pub fn reading(m: &mut Markup, sheet: &Sheet) {
    if !parts(m, &sheet.0) {
        m.paragraph(&"Nothing has been filled in yet.");
    }
}

/// Fields that follow each other share one list; tables and repeated groups stand between the lists.
/// Tells whether there is anything.
fn parts(m: &mut Markup, items: &[Item]) -> bool {
    let before = m.as_str().len();
    let mut rows = Vec::new();
    for item in items {
        match item {
            Item::Field(field) if field.is_blank() => {}
            Item::Field(field) => rows.push(row(field)),
            Item::Group { legend, items, .. } => headed(m, &mut rows, legend, items),
            Item::Rows(several) => {
                flush(m, &mut rows);
                if !rows_table(m, several) {
                    for (index, one) in several.rows.iter().enumerate() {
                        headed(m, &mut rows, &format!("{} {}", several.one, index + 1), one);
                    }
                }
            }
            Item::Years(years) => {
                let mut fields = years.rows.iter().flat_map(|row| &row.fields);
                if fields.any(|field| !field.is_blank()) {
                    flush(m, &mut rows);
                    years_table(m, years);
                }
            }
        }
    }
    flush(m, &mut rows);
    m.as_str().len() > before
}

fn flush(m: &mut Markup, rows: &mut Vec<SummaryRow>) {
    if !rows.is_empty() {
        summary_list(m, rows, false, "", None);
        rows.clear();
    }
}

/// Parts under a heading of their own, where there are any.
fn headed(m: &mut Markup, rows: &mut Vec<SummaryRow>, words: &str, items: &[Item]) {
    let mut inner = Markup::default();
    if parts(&mut inner, items) {
        flush(m, rows);
        m.element("div", &[("class", &"so-part")], |m| {
            let class = "govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1";
            m.words("p", &[("class", &class)], &words);
            m.markup(&inner);
        });
    }
}

/// Rows that hold nothing but a few fields make one table, a column for each question. Tells whether these do.
fn rows_table(m: &mut Markup, several: &Rows) -> bool {
    let Some(rows) = (several.rows.iter())
        .map(|row| plain(row))
        .collect::<Option<Vec<_>>>()
    else {
        return false;
    };
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|row| row.iter().any(|field| !field.is_blank()))
        .collect();
    let Some(first) = rows.first().filter(|row| row.len() <= MOST_COLUMNS) else {
        return false;
    };
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
    table(
        m,
        &TableParts {
            head: &head,
            rows: &cells,
            ..TableParts::default()
        },
    );
    true
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
        Cell::from("–")
    } else {
        Cell::from(answer(field))
    };
    match field.widget {
        Widget::Money | Widget::Percent | Widget::Number => cell.numeric(),
        _ => cell,
    }
}

fn row(field: &Field) -> SummaryRow {
    SummaryRow::with_markup(field.label.clone(), answer(field))
}

/// The answer as people read it; what could not be understood says so.
fn answer(field: &Field) -> Markup {
    let words = field.words();
    let several =
        matches!(field.widget, Widget::Prose { .. } | Widget::Checks(_)) && words.contains('\n');
    Markup::of(|m| {
        if several {
            for line in words.lines() {
                m.words("span", &[("class", &"so-block")], &line);
            }
        } else {
            m.text(&words);
        }
        if field.problem.is_some() {
            m.text(&" ");
            tag(m, "Cannot be read", TagColour::Red, "");
        }
    })
}

fn years_table(m: &mut Markup, years: &Years) {
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
            let mut cells: Vec<Cell> = vec![row.label.as_str().into()];
            cells.extend(row.fields.iter().map(|field| {
                if field.is_blank() {
                    Cell::from("–")
                } else {
                    answer(field).into()
                }
            }));
            cells
        })
        .collect::<Vec<_>>();
    let parts = TableParts {
        head: &head,
        rows: &rows,
        row_headers: true,
        ..TableParts::default()
    };
    table(m, &parts);
}
