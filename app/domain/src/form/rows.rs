//! A sheet taken apart for merging: fields by name, and rows, which have none. Which row of one text became which of
//! another is told from what stands in them.

use super::sheet::{Field, Item, Rows};

/// The fields of one row; each is known by its name behind that of the row.
#[derive(Clone, Debug)]
pub(super) struct Row<'s> {
    /// The row as it stands in names of fields: `indicator-0-`.
    pub prefix: String,
    pub fields: Vec<&'s Field>,
}

impl<'s> Row<'s> {
    /// The name of a field behind that of the row.
    pub fn suffix<'n>(&self, field: &'n Field) -> &'n str {
        field.name.strip_prefix(&self.prefix).unwrap_or(&field.name)
    }

    /// The field of this name behind that of the row.
    pub fn field(&self, suffix: &str) -> Option<&'s Field> {
        self.fields
            .iter()
            .copied()
            .find(|field| self.suffix(field) == suffix)
    }

    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.is_blank())
    }

    /// Whether the same stands in both, wherever they stand.
    pub fn says_the_same(&self, other: &Self) -> bool {
        self.fields.len() == other.fields.len()
            && self.fields.iter().all(|field| {
                other
                    .field(self.suffix(field))
                    .is_some_and(|twin| twin.texts() == field.texts())
            })
    }

    /// How much of the one stands in the other. Never nothing: a row written anew is still that row.
    fn likeness(&self, other: &Self) -> usize {
        let alike = self
            .fields
            .iter()
            .filter(|field| !field.is_blank())
            .filter(|field| {
                other
                    .field(self.suffix(field))
                    .is_some_and(|twin| twin.texts() == field.texts())
            })
            .count();
        let whole = if self.says_the_same(other) { 1_000 } else { 0 };
        1 + 4 * alike + whole
    }
}

/// For each row before, where it stands after; none where it went. Rows keep their order, since nobody can move one.
pub(super) fn align(before: &[Row], after: &[Row]) -> Vec<Option<usize>> {
    let likeness: Vec<Vec<usize>> = before
        .iter()
        .map(|row| after.iter().map(|other| row.likeness(other)).collect())
        .collect();
    // The best that can be had of what follows each pair.
    let mut best = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for (at, row) in likeness.iter().enumerate().rev() {
        for (other, alike) in row.iter().enumerate().rev() {
            best[at][other] = (alike + best[at + 1][other + 1])
                .max(best[at + 1][other])
                .max(best[at][other + 1]);
        }
    }
    let mut found = vec![None; before.len()];
    let (mut at, mut other) = (0, 0);
    while at < before.len() && other < after.len() {
        if best[at][other] == likeness[at][other] + best[at + 1][other + 1] {
            found[at] = Some(other);
            at += 1;
            other += 1;
        } else if best[at][other] == best[at + 1][other] {
            at += 1;
        } else {
            other += 1;
        }
    }
    found
}

/// A part of a sheet that is merged by itself.
pub(super) enum Laid<'s> {
    Field(&'s Field),
    Rows(&'s Rows),
}

impl<'s> Laid<'s> {
    pub fn name(&self) -> &'s str {
        match self {
            Self::Field(field) => &field.name,
            Self::Rows(rows) => &rows.name,
        }
    }

    pub fn field(&self) -> Option<&'s Field> {
        match self {
            Self::Field(field) => Some(field),
            Self::Rows(_) => None,
        }
    }

    /// Its rows, without the blank one that an empty group shows.
    pub fn rows(&self) -> Vec<Row<'s>> {
        let Self::Rows(rows) = self else {
            return Vec::new();
        };
        rows.rows
            .iter()
            .enumerate()
            .map(|(at, items)| Row {
                prefix: format!("{}-{at}-", rows.name),
                fields: fields(items),
            })
            .filter(|row| !row.is_blank())
            .collect()
    }
}

pub(super) fn find<'l, 's>(all: &'l [Laid<'s>], name: &str) -> Option<&'l Laid<'s>> {
    all.iter().find(|part| part.name() == name)
}

pub(super) fn laid(items: &[Item]) -> Vec<Laid<'_>> {
    let mut all = Vec::new();
    for item in items {
        match item {
            Item::Field(field) => all.push(Laid::Field(field)),
            Item::Group { items, .. } => all.extend(laid(items)),
            Item::Rows(rows) => all.push(Laid::Rows(rows)),
            Item::Years(years) => {
                let fields = years.rows.iter().flat_map(|row| &row.fields);
                all.extend(fields.map(Laid::Field));
            }
        }
    }
    all
}

/// The fields of a row. No row holds a group of rows.
fn fields(items: &[Item]) -> Vec<&Field> {
    laid(items).iter().filter_map(Laid::field).collect()
}
