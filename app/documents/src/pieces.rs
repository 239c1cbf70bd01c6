//! Chapters, sections and blocks as one row of pieces, which the PDF sets and Word writes one after the other.

use domain::agreement::{Block, LaidChapter, LaidSection, TableRow};

/// A heading, a question with its answer, a paragraph, or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// No level is left out on the way down.
    Heading {
        level: u8,
        words: String,
        /// The anchor of the section, where it begins one.
        anchor: Option<String>,
    },
    Paragraph(String),
    Answer {
        label: String,
        words: String,
    },
    Table(Table),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What it is about; it stands above the headings of the rows.
    pub caption: String,
    pub columns: Vec<String>,
    pub rows: Vec<TableRow>,
}

impl Piece {
    pub fn heading(level: u8, words: impl Into<String>) -> Self {
        Self::Heading {
            level,
            words: words.into(),
            anchor: None,
        }
    }

    /// What tells it from its neighbours in another version of the text.
    pub fn name(&self) -> (u8, &str) {
        match self {
            Self::Heading {
                level,
                anchor: Some(anchor),
                ..
            } => (*level, anchor),
            Self::Heading { level, words, .. } => (*level, words),
            Self::Paragraph(words) => (100, words),
            Self::Answer { label, .. } => (101, label),
            Self::Table(table) => (102, &table.caption),
        }
    }
}

/// The chapters, numbered as on the page.
pub fn chapters(chapters: &[LaidChapter]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (laid, number) in chapters.iter().zip(1..) {
        pieces.push(Piece::Heading {
            level: 1,
            words: format!("{number}. {}", laid.chapter.label()),
            anchor: Some(laid.chapter.code().to_owned()),
        });
        blocks(&laid.blocks, 2, &mut pieces);
        sections(&laid.sections, 2, &mut pieces);
    }
    pieces
}

pub fn sections(sections: &[LaidSection], level: u8, pieces: &mut Vec<Piece>) {
    for section in sections {
        pieces.push(Piece::Heading {
            level,
            words: section.heading.clone(),
            anchor: Some(section.anchor.clone()),
        });
        blocks(&section.blocks, level + 1, pieces);
    }
}

/// Blocks whose groups have headings of this level and below.
pub fn blocks(blocks_of: &[Block], level: u8, pieces: &mut Vec<Piece>) {
    for block in blocks_of {
        match block {
            Block::Answer { label, words } => pieces.push(Piece::Answer {
                label: label.clone(),
                words: words.clone(),
            }),
            Block::Group {
                heading,
                blocks: within,
            } => {
                pieces.push(Piece::heading(level, heading));
                blocks(within, level.saturating_add(1), pieces);
            }
            Block::Table {
                caption,
                columns,
                rows,
            } => pieces.push(Piece::Table(Table {
                caption: caption.clone(),
                columns: columns.clone(),
                rows: rows.clone(),
            })),
        }
    }
}
