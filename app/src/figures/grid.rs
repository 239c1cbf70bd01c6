//! A table of words and amounts, with a heading to each row and column. One shape for every table of figures,
//! so that the browser half stays small.

use leptos::prelude::*;

/// The most columns beside the row headings that fit a page; more go into a second table.
const MOST: usize = 5;

/// A table: `rows` run under `columns`, each headed by its first words.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    pub caption: String,
    /// What the row headings name.
    pub corner: &'static str,
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    /// Words, not amounts: they stand to the left.
    pub wordy: bool,
}

/// One row of a table.
#[derive(Clone, Debug)]
pub struct Row {
    head: String,
    cells: Vec<String>,
    weight: Weight,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Weight {
    /// Says where another row comes from.
    Minor,
    Usual,
    Total,
}

impl Row {
    pub fn new(head: impl Into<String>, cells: Vec<String>) -> Self {
        Self {
            head: head.into(),
            cells,
            weight: Weight::Usual,
        }
    }

    pub fn minor(self) -> Self {
        Self {
            weight: Weight::Minor,
            ..self
        }
    }

    pub fn total(self) -> Self {
        Self {
            weight: Weight::Total,
            ..self
        }
    }
}

impl Grid {
    pub fn view(self) -> AnyView {
        if self.rows.is_empty() {
            return ().into_any();
        }
        let tables = self.columns.len().div_ceil(MOST).max(1);
        let width = self.columns.len().div_ceil(tables).max(1);
        let parts: Vec<_> = (0..tables)
            .map(|part| self.part(part * width, width, tables > 1))
            .collect();
        parts.into_any()
    }

    /// The table of `width` columns from the column `from` on.
    fn part(&self, from: usize, width: usize, is_one_of_several: bool) -> AnyView {
        let columns: Vec<&String> = self.columns.iter().skip(from).take(width).collect();
        let caption = match (columns.first(), columns.last()) {
            (Some(first), Some(last)) if is_one_of_several => {
                format!("{} – {first} to {last}", self.caption)
            }
            _ => self.caption.clone(),
        };
        let number = if self.wordy {
            ""
        } else {
            "govuk-table__header--numeric"
        };
        let heads: Vec<_> = columns
            .iter()
            .map(|column| {
                let class = format!("govuk-table__header {number}");
                view! { <th scope="col" class=class>{column.to_string()}</th> }
            })
            .collect();
        let rows: Vec<_> = self
            .rows
            .iter()
            .map(|row| self.row(row, from, &columns))
            .collect();
        view! {
            <table class="govuk-table so-table so-figures-table">
                <caption class="govuk-table__caption govuk-table__caption--s">{caption}</caption>
                <thead class="govuk-table__head">
                    <tr class="govuk-table__row">
                        <th scope="col" class="govuk-table__header">{self.corner}</th>
                        {heads}
                    </tr>
                </thead>
                <tbody class="govuk-table__body">{rows}</tbody>
            </table>
        }
        .into_any()
    }

    fn row(&self, row: &Row, from: usize, columns: &[&String]) -> AnyView {
        let number = if self.wordy {
            ""
        } else {
            "govuk-table__cell--numeric"
        };
        let (head, cell) = match row.weight {
            Weight::Minor => ("so-table__minor", "so-table__minor"),
            Weight::Usual => ("govuk-!-font-weight-regular", ""),
            Weight::Total => ("", "govuk-!-font-weight-bold"),
        };
        let cells: Vec<_> = (row.cells.iter().skip(from).zip(columns))
            .map(|(words, column)| {
                let class = format!("govuk-table__cell {number} {cell}");
                let label = (*column).clone();
                view! { <td class=class data-label=label>{words.clone()}</td> }
            })
            .collect();
        view! {
            <tr class="govuk-table__row">
                <th scope="row" class=format!("govuk-table__header {head}")>{row.head.clone()}</th>
                {cells}
            </tr>
        }
        .into_any()
    }
}
