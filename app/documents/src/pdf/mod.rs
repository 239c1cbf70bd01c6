//! PDF/UA-1 through the typesetter Typst, from our own templates, our own fonts, and data that are never markup.

mod fonts;
pub mod laid;
mod world;

use chrono::{DateTime, Datelike, Timelike, Utc};
use serde::Serialize;
use typst::comemo;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::DocumentError;
pub use world::Template;
use world::World;

/// What is to be set.
pub struct Job<'a, T> {
    pub template: Template,
    pub data: &'a T,
    /// What the document is, the same each time it is set: its identifier comes from it.
    pub ident: String,
    /// When it was issued; the only time in it.
    pub at: DateTime<Utc>,
}

/// A document that was set, with its number of pages.
pub struct Set {
    pub bytes: Vec<u8>,
    pub pages: usize,
}

/// Sets a document. Whatever its text says, nothing outside the data is read.
///
/// # Errors
/// What the typesetter says, which is a fault of the template.
pub fn set<T: Serialize>(job: &Job<'_, T>) -> Result<Set, DocumentError> {
    let set = compiled(job);
    // What was worked out on the way is kept for a next time that has other words in it: let go of it.
    comemo::evict(0);
    set
}

fn compiled<T: Serialize>(job: &Job<'_, T>) -> Result<Set, DocumentError> {
    let data =
        serde_json::to_vec(job.data).map_err(|error| DocumentError::NotSet(error.to_string()))?;
    let world = World::new(job.template, data);
    let document: PagedDocument = typst::compile(&world)
        .output
        .map_err(|errors| not_set(&errors))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1])
        .map_err(|error| DocumentError::NotSet(error.message().to_string()))?;
    let options = PdfOptions {
        ident: Smart::Custom(job.ident.clone()),
        creator: Smart::Custom(Some("Single Offer".to_owned())),
        timestamp: timestamp(job.at),
        standards,
        tagged: true,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| not_set(&errors))?;
    Ok(Set {
        bytes,
        pages: document.pages().len(),
    })
}

fn not_set(errors: &[SourceDiagnostic]) -> DocumentError {
    let all: Vec<String> = (errors.iter())
        .map(|error| error.message.to_string())
        .collect();
    DocumentError::NotSet(all.join("; "))
}

fn timestamp(at: DateTime<Utc>) -> Option<Timestamp> {
    let part = |number: u32| u8::try_from(number).ok();
    let time = Datetime::from_ymd_hms(
        at.year(),
        part(at.month())?,
        part(at.day())?,
        part(at.hour())?,
        part(at.minute())?,
        part(at.second())?,
    )?;
    Some(Timestamp::new_utc(time))
}
