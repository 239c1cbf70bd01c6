//! Pieces as the template sets them: letters that can be printed, columns with widths.

use serde::Serialize;

use super::fonts::has;
use crate::pieces::{Piece, Table};
use crate::shown::{BREAK, in_cell, paragraphs, printed};

#[derive(Debug, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Laid {
    Heading {
        level: u8,
        words: String,
    },
    Paragraph {
        words: String,
    },
    /// Questions in a row, with their answers beside them.
    Answers {
        rows: Vec<Answer>,
        keep: bool,
    },
    Table(LaidTable),
}

#[derive(Debug, Serialize)]
pub struct Answer {
    pub label: String,
    pub words: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct LaidTable {
    pub head: Vec<Vec<String>>,
    pub rows: Vec<Vec<Vec<String>>>,
    /// The widths of the columns against each other.
    pub widths: Vec<usize>,
    /// Whether a column holds figures, which stand to the right.
    pub figures: Vec<bool>,
    /// Whether each row fits on a page, and so is not torn.
    pub keep: bool,
}

/// A row with more letters in a cell may run over a page.
const LONG: usize = 700;
/// So many figures of a column side by side fill the width of the page.
const PAGE: usize = 92;
const NARROWEST: usize = 8;
const WIDEST: usize = 34;

pub fn text(words: &str) -> String {
    printed(words, has)
}

/// A heading or a title, which must not be nothing: those who hear it have nothing else to go by.
pub fn titled(words: &str) -> String {
    let words = text(words);
    if words.trim().is_empty() {
        "(no title)".to_owned()
    } else {
        words
    }
}

pub fn texts(words: &str) -> Vec<String> {
    paragraphs(words).into_iter().map(text).collect()
}

fn cells(words: &str) -> Vec<String> {
    paragraphs(words)
        .into_iter()
        .map(|line| in_cell(line, has))
        .collect()
}

pub fn lay(pieces: &[Piece]) -> Vec<Laid> {
    let mut laid: Vec<Laid> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Heading { level, words, .. } => laid.push(Laid::Heading {
                level: *level,
                words: titled(words),
            }),
            Piece::Paragraph(words) => {
                laid.extend(
                    texts(words)
                        .into_iter()
                        .map(|words| Laid::Paragraph { words }),
                );
            }
            Piece::Answer { label, words } => {
                let short = words.len() < LONG;
                let answer = Answer {
                    label: in_cell(label, has),
                    words: texts(words),
                };
                match laid.last_mut() {
                    Some(Laid::Answers { rows, keep }) if *keep == short => rows.push(answer),
                    _ => laid.push(Laid::Answers {
                        rows: vec![answer],
                        keep: short,
                    }),
                }
            }
            Piece::Table(table) => laid.extend(tables(table).into_iter().map(Laid::Table)),
        }
    }
    laid
}

/// A table of few columns, none of which is a row of figures too many.
pub fn one_table(table: &Table) -> Option<LaidTable> {
    if table.rows.is_empty() {
        None
    } else {
        tables(table).into_iter().next()
    }
}

/// A table, or several beside the same headings where it has more columns than the page is wide.
fn tables(table: &Table) -> Vec<LaidTable> {
    let label = width(
        [&table.caption]
            .into_iter()
            .chain(table.rows.iter().map(|row| &row.label)),
    )
    .max(14);
    let columns: Vec<(usize, bool)> = (0..table.columns.len())
        .map(|at| {
            let cells = || table.rows.iter().filter_map(move |row| row.cells.get(at));
            let is_figures = cells().all(|cell| is_figure(cell));
            let wide = width(cells().chain([&table.columns[at]]));
            (wide, is_figures)
        })
        .collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from < columns.len() {
        // Words can be broken, figures cannot.
        let mut room = PAGE.saturating_sub(label);
        let mut to = from;
        while to < columns.len() {
            let (wide, is_figures) = columns[to];
            let needs = if is_figures { wide } else { wide.min(12) };
            if to > from && needs > room {
                break;
            }
            room = room.saturating_sub(needs);
            to += 1;
        }
        found.push(part(table, label, &columns, from..to));
        from = to;
    }
    found
}

fn part(
    table: &Table,
    label: usize,
    columns: &[(usize, bool)],
    range: std::ops::Range<usize>,
) -> LaidTable {
    let cell = |words: Option<&String>| words.map(|words| cells(words)).unwrap_or_default();
    let rows = table.rows.iter().map(|row| {
        let within = range.clone().map(|at| cell(row.cells.get(at)));
        [cells(&row.label)].into_iter().chain(within).collect()
    });
    let rows: Vec<Vec<Vec<String>>> = rows.collect();
    let keep = rows
        .iter()
        .flatten()
        .all(|cell| cell.iter().map(String::len).sum::<usize>() < LONG);
    LaidTable {
        head: [cells(&table.caption)]
            .into_iter()
            .chain(range.clone().map(|at| cells(&table.columns[at])))
            .collect(),
        rows,
        widths: [label]
            .into_iter()
            .chain(columns[range.clone()].iter().map(|(wide, _)| *wide))
            .collect(),
        figures: [false]
            .into_iter()
            .chain(columns[range].iter().map(|(_, figures)| *figures))
            .collect(),
        keep,
    }
}

/// How wide a column wants to be, in letters.
fn width<'a>(cells: impl Iterator<Item = &'a String>) -> usize {
    cells
        .map(|cell| cell.chars().filter(|letter| *letter != BREAK).count())
        .max()
        .unwrap_or_default()
        .clamp(NARROWEST, WIDEST)
        + 2
}

/// An amount, a number, a share, a year, or nothing.
fn is_figure(cell: &str) -> bool {
    cell.len() <= 26
        && cell
            .chars()
            .all(|letter| letter.is_ascii_digit() || "£−-+.,:% ".contains(letter))
}
