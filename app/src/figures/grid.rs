//! A table of words and amounts, with a heading to each row and column. One shape for every table of figures,
//! so that the browser half stays small.

use crate::markup::{Attributes, Markup};

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
    pub fn write(&self, m: &mut Markup) {
        let tables = self.columns.len().div_ceil(MOST).max(1);
        let width = self.columns.len().div_ceil(tables).max(1);
        for part in 0..tables {
            self.part(m, part * width, width, tables > 1);
        }
    }

    /// The table of `width` columns from the column `from` on.
    fn part(&self, m: &mut Markup, from: usize, width: usize, is_one_of_several: bool) {
        let columns: Vec<&String> = self.columns.iter().skip(from).take(width).collect();
        let caption = match (columns.first(), columns.last()) {
            (Some(first), Some(last)) if is_one_of_several => {
                format!("{} – {first} to {last}", self.caption)
            }
            _ => self.caption.clone(),
        };
        m.element("table", &[("class", &"govuk-table so-table")], |m| {
            let class = "govuk-table__caption govuk-table__caption--s";
            m.words("caption", &[("class", &class)], &caption);
            m.element("thead", &[("class", &"govuk-table__head")], |m| {
                m.element("tr", ROW, |m| {
                    heading(m, "col", "", self.corner);
                    for column in &columns {
                        let number = if self.wordy {
                            ""
                        } else {
                            "govuk-table__header--numeric"
                        };
                        heading(m, "col", number, column);
                    }
                });
            });
            m.element("tbody", &[("class", &"govuk-table__body")], |m| {
                for row in &self.rows {
                    m.element("tr", ROW, |m| self.row(m, row, from, &columns));
                }
            });
        });
    }

    fn row(&self, m: &mut Markup, row: &Row, from: usize, columns: &[&String]) {
        let (head, cell) = match row.weight {
            Weight::Minor => ("so-table__minor", "so-table__minor"),
            Weight::Usual => ("govuk-!-font-weight-regular", ""),
            Weight::Total => ("", "govuk-!-font-weight-bold"),
        };
        let number = if self.wordy {
            ""
        } else {
            " govuk-table__cell--numeric"
        };
        let class = format!("govuk-table__cell{number} {cell}");
        let class = class.trim_end();
        heading(m, "row", head, &row.head);
        for (words, column) in row.cells.iter().skip(from).zip(columns) {
            m.words("td", &[("class", &class), ("data-label", column)], words);
        }
    }
}

const ROW: Attributes<'static> = &[("class", &"govuk-table__row")];

fn heading(m: &mut Markup, scope: &str, class: &str, words: &str) {
    let class = format!("govuk-table__header {class}");
    m.words(
        "th",
        &[("scope", &scope), ("class", &class.trim_end())],
        &words,
    );
}
