//! A matter laid out in words, as the agreement holds it: the one source of its page, its PDF and its Word document.

use serde::{Deserialize, Serialize};

use crate::form::{Field, Item, Rows, Sheet, Years};

/// A piece of text, or a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Block {
    /// A question with what was answered.
    Answer { label: String, words: String },
    /// Several blocks under one heading.
    Group { heading: String, blocks: Vec<Self> },
    /// A row for each figure, a column for each year.
    Table {
        caption: String,
        columns: Vec<String>,
        rows: Vec<TableRow>,
    },
}

/// One row of a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableRow {
    pub label: String,
    pub cells: Vec<String>,
}

impl Block {
    /// What a sheet says; what nobody filled in is left out.
    pub fn of(sheet: &Sheet) -> Vec<Self> {
        blocks(&sheet.0)
    }

    /// Every word in it, in reading order: what a search finds, and what each of the three forms must show.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Answer { label, words } => vec![label, words],
            Self::Group { heading, blocks } => [heading.as_str()]
                .into_iter()
                .chain(blocks.iter().flat_map(Self::texts))
                .collect(),
            Self::Table {
                caption,
                columns,
                rows,
            } => [caption]
                .into_iter()
                .chain(columns)
                .chain(
                    rows.iter()
                        .flat_map(|row| [&row.label].into_iter().chain(&row.cells)),
                )
                .map(String::as_str)
                .collect(),
        }
    }
}

fn blocks(items: &[Item]) -> Vec<Block> {
    items.iter().flat_map(block).collect()
}

fn block(item: &Item) -> Vec<Block> {
    match item {
        Item::Field(field) => answer(field).into_iter().collect(),
        Item::Group { legend, items, .. } => group(legend.clone(), blocks(items)),
        Item::Rows(Rows { one, rows, .. }) => (1..)
            .zip(rows)
            .flat_map(|(number, row)| group(format!("{one} {number}"), blocks(row)))
            .collect(),
        Item::Years(years) => table(years).into_iter().collect(),
    }
}

/// How far drafting had come is no part of what was agreed.
const OF_DRAFTING: &[&str] = &["memorandum"];

fn answer(field: &Field) -> Option<Block> {
    let is_said = !field.is_blank() && !OF_DRAFTING.contains(&field.name.as_str());
    is_said.then(|| Block::Answer {
        label: field.label.clone(),
        words: field.words(),
    })
}

fn group(heading: String, blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        Vec::new()
    } else {
        vec![Block::Group { heading, blocks }]
    }
}

fn table(years: &Years) -> Option<Block> {
    let rows: Vec<TableRow> = years
        .rows
        .iter()
        .filter(|row| row.fields.iter().any(|field| !field.is_blank()))
        .map(|row| TableRow {
            label: row.label.clone(),
            cells: row.fields.iter().map(Field::words).collect(),
        })
        .collect();
    (!rows.is_empty()).then(|| Block::Table {
        caption: years.caption.clone(),
        columns: years.years.iter().map(ToString::to_string).collect(),
        rows,
    })
}
