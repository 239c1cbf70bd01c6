//! Two paragraphs, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A run of words that stayed, went or came. Together the runs that stayed and went are the old text, those
/// that stayed and came the new one, letter for letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Same(String),
    Deleted(String),
    Inserted(String),
}

impl Part {
    pub fn text(&self) -> &str {
        match self {
            Self::Same(text) | Self::Deleted(text) | Self::Inserted(text) => text,
        }
    }
}

/// A gap this short between two changes is told as changed as well: three words replaced read better than
/// three single replacements with “the” in between.
const SHORT_GAP: usize = 2;

/// The difference of two paragraphs.
pub fn words(old: &str, new: &str) -> Vec<Part> {
    let (before, after) = (tokens(old), tokens(new));
    let mut runs: Vec<(Vec<&str>, Vec<&str>, bool)> = Vec::new();
    for op in capture_diff_slices(Algorithm::Histogram, &before, &after) {
        let gone = &before[op.old_range()];
        let come = &after[op.new_range()];
        let same = matches!(op, DiffOp::Equal { .. });
        match runs.last_mut() {
            Some((old, new, false)) if !same => {
                old.extend(gone);
                new.extend(come);
            }
            _ => runs.push((gone.to_vec(), come.to_vec(), same)),
        }
    }
    joined(runs)
}

/// Takes short gaps into the changes around them, and writes each run as text.
fn joined(runs: Vec<(Vec<&str>, Vec<&str>, bool)>) -> Vec<Part> {
    let mut kept: Vec<(Vec<&str>, Vec<&str>, bool)> = Vec::new();
    let last = runs.len().saturating_sub(1);
    for (at, (old, new, same)) in runs.into_iter().enumerate() {
        let between = at > 0 && at < last;
        let short =
            same && between && old.iter().filter(|token| is_word(token)).count() < SHORT_GAP;
        match kept.last_mut() {
            Some((before, after, false)) if short || !same => {
                before.extend(old);
                after.extend(new);
            }
            _ => kept.push((old, new, same)),
        }
    }
    let mut parts = Vec::new();
    for (old, new, same) in kept {
        if same {
            parts.push(Part::Same(old.concat()));
        } else {
            if !old.is_empty() {
                parts.push(Part::Deleted(old.concat()));
            }
            if !new.is_empty() {
                parts.push(Part::Inserted(new.concat()));
            }
        }
    }
    parts
}

/// Whether two texts say the same, whatever the spaces between their words.
pub fn same_words(old: &str, new: &str) -> bool {
    old.split_whitespace().eq(new.split_whitespace())
}

/// Words, the spaces between them and single marks, so that a comma added is a comma and not a word.
fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<Sort> = None;
    for (at, letter) in text.char_indices() {
        let sort = Sort::of(letter);
        if before.is_some_and(|before| before != sort || sort == Sort::Mark) {
            found.push(&text[start..at]);
            start = at;
        }
        before = Some(sort);
    }
    if start < text.len() {
        found.push(&text[start..]);
    }
    found
}

fn is_word(token: &str) -> bool {
    token
        .chars()
        .next()
        .is_some_and(|letter| Sort::of(letter) == Sort::Word)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Word,
    Space,
    Mark,
}

impl Sort {
    fn of(letter: char) -> Self {
        if letter.is_whitespace() {
            Self::Space
        } else if letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '£' | '%') {
            Self::Word
        } else {
            Self::Mark
        }
    }
}
