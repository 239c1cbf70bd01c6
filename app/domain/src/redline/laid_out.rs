//! Two texts of an agreement, answer by answer and cell by cell.

use super::fields::{Change, Changed, cell, signed};
use super::prose::prose;
use super::words::same_words;
use crate::agreement::Block;
use crate::form::{Figure, Read};
use crate::money::Pence;

/// One thing that is said, with the way to it.
struct Said<'a> {
    label: String,
    words: &'a str,
    is_cell: bool,
}

/// What says something else now, in the order of the new text; what went stands behind it.
pub fn laid_out(old: &[Block], new: &[Block]) -> Vec<Change> {
    let (before, after) = (said(old), said(new));
    let gone = before
        .iter()
        .filter(|one| find(&after, &one.label).is_none())
        .map(|one| (Some(one), None));
    after
        .iter()
        .map(|one| (find(&before, &one.label), Some(one)))
        .chain(gone)
        .filter_map(|(old, new)| change(old, new))
        .collect()
}

fn find<'s, 'a>(all: &'s [Said<'a>], label: &str) -> Option<&'s Said<'a>> {
    all.iter().find(|one| one.label == label)
}

fn change(old: Option<&Said<'_>>, new: Option<&Said<'_>>) -> Option<Change> {
    let one = new.or(old)?;
    let words = |said: Option<&Said<'_>>| said.map_or("", |said| said.words).to_owned();
    let (before, after) = (words(old), words(new));
    if same_words(&before, &after) {
        return None;
    }
    let changed = if !one.is_cell {
        Changed::Prose(prose(&before, &after))
    } else if Pence::read(&before).is_ok() && before.contains('£') {
        cell::<Pence>(before, after, |old, new| {
            Some(signed(&new.checked_sub(*old).ok()?.to_string()))
        })
    } else {
        cell::<Figure>(before, after, |old, new| {
            Some(signed(&Figure(new.0.checked_sub(old.0)?).show()))
        })
    };
    Some(Change {
        name: one.label.clone(),
        label: one.label.clone(),
        changed,
    })
}

fn said(blocks: &[Block]) -> Vec<Said<'_>> {
    let mut all = Vec::new();
    walk("", blocks, &mut all);
    // Two that are called alike are told apart by their order.
    for at in 1..all.len() {
        let (before, rest) = all.split_at_mut(at);
        let alike = before
            .iter()
            .filter(|one| one.label == rest[0].label)
            .count();
        if alike > 0 {
            rest[0].label = format!("{} ({})", rest[0].label, alike + 1);
        }
    }
    all
}

fn walk<'a>(within: &str, blocks: &'a [Block], all: &mut Vec<Said<'a>>) {
    let below = |label: &str| {
        if within.is_empty() {
            label.to_owned()
        } else {
            format!("{within}, {label}")
        }
    };
    for block in blocks {
        match block {
            Block::Answer { label, words } => all.push(Said {
                label: below(label),
                words,
                is_cell: false,
            }),
            Block::Group { heading, blocks } => walk(&below(heading), blocks, all),
            Block::Table {
                caption,
                columns,
                rows,
            } => {
                for row in rows {
                    for (column, words) in columns.iter().zip(&row.cells) {
                        all.push(Said {
                            label: below(&format!("{caption}, {}, {column}", row.label)),
                            words,
                            is_cell: true,
                        });
                    }
                }
            }
        }
    }
}
