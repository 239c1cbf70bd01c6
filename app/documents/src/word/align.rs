//! Which part of one text is which part of another.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::pieces::Piece;

/// A part with its partner, or without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aligned {
    /// Where it stands before, and where after.
    Both(usize, usize),
    Gone(usize),
    Come(usize),
}

/// Parts that are called alike are the same, in their order.
pub fn align<T: Ord + Eq + std::hash::Hash>(before: &[T], after: &[T]) -> Vec<Aligned> {
    let mut found = Vec::with_capacity(before.len().max(after.len()));
    for op in capture_diff_slices(Algorithm::Myers, before, after) {
        if let DiffOp::Equal {
            old_index,
            new_index,
            len,
        } = op
        {
            found.extend((0..len).map(|at| Aligned::Both(old_index + at, new_index + at)));
        } else {
            found.extend(op.old_range().map(Aligned::Gone));
            found.extend(op.new_range().map(Aligned::Come));
        }
    }
    found
}

/// What each piece is called, below the headings that it stands under: “Name” of indicator 1 is not that of
/// indicator 2.
pub fn names(pieces: &[Piece]) -> Vec<String> {
    let mut headings: Vec<(u8, String)> = Vec::new();
    let mut names = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let (kind, name) = piece.name();
        if let Piece::Heading { level, .. } = piece {
            headings.retain(|(above, _)| above < level);
            headings.push((*level, name.to_owned()));
        }
        let path: Vec<&str> = headings.iter().map(|(_, words)| words.as_str()).collect();
        names.push(format!("{}\u{1F}{kind}\u{1F}{name}", path.join("\u{1F}")));
    }
    names
}
