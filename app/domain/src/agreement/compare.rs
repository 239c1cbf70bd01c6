//! Two versions of an agreement, section by section.

use super::chapters::LaidChapter;
use super::content::{Chapter, Content};
use super::laid_out::Block;
use crate::redline::{Change, laid_out};

/// One section with what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    pub chapter: Chapter,
    pub heading: String,
    pub became: Became,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    Same,
    Changed(Vec<Change>),
    Added(Vec<Block>),
    Removed(Vec<Block>),
}

/// A section, or what stands above the sections of its chapter.
struct Piece {
    chapter: Chapter,
    anchor: String,
    heading: String,
    blocks: Vec<Block>,
}

/// Every section of either, in the order of reading. What went stands at the end of its chapter.
pub fn compare(before: &Content, after: &Content) -> Vec<Compared> {
    let (old, new) = (pieces(before.chapters()), pieces(after.chapters()));
    let is =
        |one: &Piece, other: &Piece| one.chapter == other.chapter && one.anchor == other.anchor;
    let mut compared = Vec::new();
    for chapter in Chapter::ALL {
        for piece in new.iter().filter(|piece| piece.chapter == *chapter) {
            let became = match old.iter().find(|other| is(other, piece)) {
                None => Became::Added(piece.blocks.clone()),
                Some(other) => {
                    let changes = laid_out(&other.blocks, &piece.blocks);
                    if changes.is_empty() {
                        Became::Same
                    } else {
                        Became::Changed(changes)
                    }
                }
            };
            compared.push(Compared {
                chapter: *chapter,
                heading: piece.heading.clone(),
                became,
            });
        }
        let gone = old
            .iter()
            .filter(|piece| piece.chapter == *chapter && !new.iter().any(|other| is(other, piece)));
        compared.extend(gone.map(|piece| Compared {
            chapter: *chapter,
            heading: piece.heading.clone(),
            became: Became::Removed(piece.blocks.clone()),
        }));
    }
    compared
}

fn pieces(chapters: Vec<LaidChapter>) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for laid in chapters {
        if !laid.blocks.is_empty() {
            pieces.push(Piece {
                chapter: laid.chapter,
                anchor: String::new(),
                heading: laid.chapter.label().to_owned(),
                blocks: laid.blocks,
            });
        }
        pieces.extend(laid.sections.into_iter().map(|section| Piece {
            chapter: laid.chapter,
            anchor: section.anchor,
            heading: section.heading,
            blocks: section.blocks,
        }));
    }
    pieces
}
