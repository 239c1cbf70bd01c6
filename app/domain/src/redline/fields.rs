//! Two versions of one matter, field by field.

use super::prose::{Block, prose};
use super::words::same_words;
use crate::form::{Field, Figure, Read, Sheet, Widget};
use crate::money::{BasisPoints, Pence};

/// A field that says something else now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its name in the form.
    pub name: String,
    /// The question with its place.
    pub label: String,
    pub changed: Changed,
}

/// How it changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Changed {
    /// Words, compared word by word.
    Prose(Vec<Block>),
    /// A figure, a date, a choice: the whole cell, as people read it; empty where nothing stood or stands.
    Cell {
        old: String,
        new: String,
        /// New less old, signed, for amounts that were understood on both sides.
        difference: Option<String>,
    },
}

/// The fields that changed, in the order of the new version; those that went stand behind them.
pub fn changes(old: &Sheet, new: &Sheet) -> Vec<Change> {
    let (before, after) = (old.fields(), new.fields());
    let gone = before
        .iter()
        .filter(|field| new.field(&field.name).is_none())
        .map(|field| (Some(*field), None));
    after
        .iter()
        .map(|field| {
            (
                before.iter().copied().find(|old| old.name == field.name),
                Some(*field),
            )
        })
        .chain(gone)
        .filter_map(|(old, new)| change(old, new))
        .collect()
}

fn change(old: Option<&Field>, new: Option<&Field>) -> Option<Change> {
    let field = new.or(old)?;
    let words = |field: Option<&Field>| field.map(Field::words).unwrap_or_default();
    let (before, after) = (words(old), words(new));
    if before == after {
        return None;
    }
    let changed = match &field.widget {
        Widget::Prose { .. } | Widget::Line => {
            if same_words(&before, &after) {
                return None;
            }
            Changed::Prose(prose(&before, &after))
        }
        Widget::Money => cell::<Pence>(before, after, |old, new| {
            Some(signed(&new.checked_sub(*old).ok()?.to_string()))
        }),
        Widget::Percent => cell::<BasisPoints>(before, after, |_, _| None),
        Widget::Number => cell::<Figure>(before, after, |old, new| {
            Some(signed(&Figure(new.0.checked_sub(old.0)?).show()))
        }),
        Widget::Date
        | Widget::Year
        | Widget::Email
        | Widget::Radios(_)
        | Widget::Select(_)
        | Widget::Checks(_) => Changed::Cell {
            old: before,
            new: after,
            difference: None,
        },
    };
    Some(Change {
        name: field.name.clone(),
        label: field.full_label(),
        changed,
    })
}

pub(super) fn cell<T: Read>(
    old: String,
    new: String,
    difference: impl FnOnce(&T, &T) -> Option<String>,
) -> Changed {
    let difference = match (T::read(&old), T::read(&new)) {
        (Ok(before), Ok(after)) => difference(&before, &after),
        _ => None,
    };
    Changed::Cell {
        old,
        new,
        difference,
    }
}

/// `+£200,000`; what is less carries its own sign.
pub(super) fn signed(amount: &str) -> String {
    if amount.starts_with(['-', '\u{2212}']) {
        amount.to_owned()
    } else {
        format!("+{amount}")
    }
}
