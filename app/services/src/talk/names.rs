//! From rows to what they stand for, and what a thread’s subject is called.

use std::collections::BTreeMap;

use domain::offer::{Around, Key};
use domain::process::{OfferKind, Room, Section};
use domain::talk::{Quote, Subject};

use crate::Refusal;
use crate::offers::head::known;
use crate::offers::matters_seen::Versioned;
use crate::store::talk::ThreadRow;

/// What a thread is about.
pub(super) fn subject(row: &ThreadRow) -> Result<Subject, Refusal> {
    let section = row
        .section
        .as_deref()
        .map(|code| known(code, Section::from_code))
        .transpose()?;
    Ok(Subject::of(section, row.matter_slug.clone().map(Key::new)))
}

pub(super) fn room(code: &str) -> Result<Room, Refusal> {
    known(code, Room::from_code)
}

/// What it is called by whoever reads these matters.
pub(super) fn about(subject: &Subject, matters: &BTreeMap<Key, Versioned>) -> String {
    let title = subject
        .key()
        .and_then(|key| matters.get(key))
        .map(|(matter, _)| matter.title());
    subject.words(title.as_deref())
}

/// Where its text stands below the offer, for whoever reads these matters.
pub(super) fn text_at(subject: &Subject, matters: &BTreeMap<Key, Versioned>) -> Option<String> {
    let section = subject.section()?.slug();
    let Some(key) = subject.key() else {
        return Some(section.to_owned());
    };
    let (matter, _) = matters.get(key)?;
    Some(if matter.kind().fills_section() {
        section.to_owned()
    } else {
        format!("{section}/{key}")
    })
}

/// The words it is about, as they were kept.
pub(super) fn quote(row: &ThreadRow) -> Option<Quote> {
    Some(Quote::kept(row.quote.clone()?, row.quote_version?))
}

/// What a matter’s own texts need of its offer: nothing but its kind.
pub(super) const fn alone(kind: OfferKind) -> Around {
    Around {
        kind,
        years: Vec::new(),
        partners: Vec::new(),
        departments: Vec::new(),
        outcomes: Vec::new(),
        freedoms: Vec::new(),
        lines: Vec::new(),
    }
}

pub(super) fn count(number: i32) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
