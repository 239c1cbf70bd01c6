//! Pieces as they are put one behind the other.

use chrono::NaiveDate;

use super::{Piece, Said, reasons};
use crate::agreement::content::Bound;
use crate::agreement::laid_out::{Block, TableRow};

#[derive(Default)]
pub struct Pieces(pub Vec<Piece>);

impl Pieces {
    /// A chapter with what is put in it; nothing where that is nothing.
    pub fn chapter(&mut self, id: &str, words: &str, within: impl FnOnce(&mut Self)) {
        let at = self.0.len();
        self.heading(1, words, Some(id.to_owned()));
        within(self);
        if self.0.len() == at + 1 {
            self.0.truncate(at);
        }
    }

    pub fn heading(&mut self, level: u8, words: &str, id: Option<String>) {
        self.0.push(Piece::Heading {
            level,
            words: words.to_owned(),
            id,
        });
    }

    pub fn paragraph(&mut self, words: &str) {
        self.0.push(Piece::Paragraph {
            words: words.to_owned(),
        });
    }

    pub fn answer(&mut self, label: &str, words: &str) {
        self.0.push(Piece::Answer {
            label: label.to_owned(),
            words: words.to_owned(),
        });
    }

    /// A table of figures; none where it has no rows.
    pub fn table(
        &mut self,
        caption: &str,
        corner: &str,
        columns: Vec<String>,
        rows: Vec<TableRow>,
    ) {
        self.push_table(caption, corner, columns, rows, false);
    }

    /// A table of words; none where it has no rows.
    pub fn words(
        &mut self,
        caption: &str,
        corner: &str,
        columns: Vec<String>,
        rows: Vec<TableRow>,
    ) {
        self.push_table(caption, corner, columns, rows, true);
    }

    fn push_table(
        &mut self,
        caption: &str,
        corner: &str,
        columns: Vec<String>,
        rows: Vec<TableRow>,
        wordy: bool,
    ) {
        if !rows.is_empty() {
            self.0.push(Piece::Table {
                caption: caption.to_owned(),
                corner: corner.to_owned(),
                columns,
                rows,
                wordy,
            });
        }
    }

    /// A term that is one thing under its own name says it once.
    pub fn term(&mut self, number: u32, title: &str, matters: &[Said<'_>]) {
        let id = format!("term-{number}");
        self.heading(2, &format!("Term {number}: {title}"), Some(id.clone()));
        match matters {
            [only] if only.title == title => self.blocks(only.says, 3),
            several => {
                for matter in several {
                    let id = format!("{id}-{}", matter.key);
                    self.heading(3, matter.title, Some(id));
                    self.blocks(matter.says, 4);
                }
            }
        }
    }

    pub fn parties(&mut self, caption: &str, parties: &[Bound]) {
        let rows = parties.iter().map(|bound| TableRow {
            label: bound.name.clone(),
            cells: vec![reasons(bound)],
        });
        self.words(
            caption,
            "Party",
            vec!["Why it signs".to_owned()],
            rows.collect(),
        );
    }

    /// Blocks as they were frozen; their groups have headings of this level and below.
    pub fn blocks(&mut self, blocks: &[Block], level: u8) {
        for block in blocks {
            match block {
                Block::Answer { label, words } => self.answer(label, words),
                Block::Group { heading, blocks } => {
                    self.heading(level, heading, None);
                    self.blocks(blocks, level.saturating_add(1));
                }
                Block::Table {
                    caption,
                    columns,
                    rows,
                } => self.table(caption, "Year by year", columns.clone(), rows.clone()),
            }
        }
    }
}

pub fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
