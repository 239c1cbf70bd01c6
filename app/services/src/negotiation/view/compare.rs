//! Two versions of a term, matter by matter.

use domain::form::Sheet;
use domain::offer::{Around, Kept};
use domain::redline::changes;

use super::{Became, MatterCompared, MatterShown};

/// What a version says, laid out for reading.
pub(super) fn laid_out(matters: &[Kept], around: &Around) -> Vec<MatterShown> {
    matters
        .iter()
        .map(|kept| MatterShown {
            key: kept.key.clone(),
            kind: kept.matter.kind(),
            title: kept.matter.title(),
            sheet: kept.matter.reading(around),
        })
        .collect()
}

/// What became of each matter from the old version to the new one.
pub(super) fn compared(old: &[Kept], new: &[Kept], around: &Around) -> Vec<MatterCompared> {
    let line = |kept: &Kept, became| MatterCompared {
        key: kept.key.clone(),
        kind: kept.matter.kind(),
        title: kept.matter.title(),
        became,
    };
    let stayed = new.iter().map(|kept| {
        let became = match old.iter().find(|other| other.key == kept.key) {
            None => Became::Added(kept.matter.reading(around)),
            Some(before) if before.matter == kept.matter => Became::Same,
            Some(before) => changed(before, kept, around),
        };
        line(kept, became)
    });
    let went = old
        .iter()
        .filter(|before| new.iter().all(|kept| kept.key != before.key))
        .map(|before| line(before, Became::Removed(before.matter.reading(around))));
    stayed.chain(went).collect()
}

fn changed(before: &Kept, kept: &Kept, around: &Around) -> Became {
    let (old, new): (Sheet, Sheet) = (before.matter.reading(around), kept.matter.reading(around));
    let changes = changes(&old, &new);
    if changes.is_empty() {
        Became::Same
    } else {
        Became::Changed(changes)
    }
}
