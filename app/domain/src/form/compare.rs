//! Two versions of one matter, field by field.

use super::sheet::{Field, Sheet};

/// Which text stands out as the one to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Only this person changed the field.
    Mine,
    /// Only the other changed it.
    Theirs,
    /// Both did: the person has to choose.
    Neither,
}

/// A field in which two versions differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Its name in the form.
    pub name: String,
    /// The question with its place.
    pub label: String,
    /// What this person typed, as people read it.
    pub mine: String,
    /// What the other saved, as people read it.
    pub theirs: String,
    /// Which is to be kept, as far as that can be told from what both started from.
    pub preference: Preference,
}

/// The fields in which `mine` and `theirs` differ, in reading order; both were changed from `base`.
pub fn compare(base: &Sheet, mine: &Sheet, theirs: &Sheet) -> Vec<Difference> {
    let texts = |sheet: &Sheet, name: &str| {
        sheet
            .field(name)
            .filter(|f| !f.is_blank())
            .map(Field::texts)
    };
    let mut names: Vec<&Field> = theirs.fields();
    names.extend(
        mine.fields()
            .into_iter()
            .filter(|field| theirs.field(&field.name).is_none()),
    );
    names
        .into_iter()
        .filter_map(|field| {
            let (base, mine_texts, theirs_texts) = (
                texts(base, &field.name),
                texts(mine, &field.name),
                texts(theirs, &field.name),
            );
            if mine_texts == theirs_texts {
                return None;
            }
            let preference = if mine_texts == base {
                Preference::Theirs
            } else if theirs_texts == base {
                Preference::Mine
            } else {
                Preference::Neither
            };
            let words = |sheet: &Sheet| {
                sheet
                    .field(&field.name)
                    .map(Field::words)
                    .unwrap_or_default()
            };
            Some(Difference {
                name: field.name.clone(),
                label: field.full_label(),
                mine: words(mine),
                theirs: words(theirs),
                preference,
            })
        })
        .collect()
}
