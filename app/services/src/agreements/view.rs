//! What pages show of agreements.

use chrono::{DateTime, NaiveDate, Utc};
use domain::agreement::{
    Content, Digest, Ending, Force, OnADay, RefusedToSign, SheetState, Signatory, Stopped,
};
use domain::offer::Key;
use domain::process::{Reference, Stage};

use super::documents::DocumentLine;

/// What is signed on a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetKind {
    Agreement,
    Memorandum,
}

impl SheetKind {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Memorandum => "memorandum",
        }
    }

    /// What its names in addresses begin with.
    pub(super) const fn letter(self) -> char {
        match self {
            Self::Agreement => 'a',
            Self::Memorandum => 'm',
        }
    }
}

/// A text out for signature, or that was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetLine {
    /// Its name in addresses: `a1`, `m2`.
    pub slug: String,
    pub kind: SheetKind,
    /// What it is, as its declaration names it.
    pub title: String,
    /// Of a memorandum.
    pub budget: Option<Key>,
    pub term: Option<u32>,
    /// Of an agreement.
    pub version: Option<u32>,
    pub variation: Option<u32>,
    pub digest: Digest,
    pub state: SheetState,
    pub opened_at: DateTime<Utc>,
    pub last_day: NaiveDate,
    pub signed: usize,
    pub of: usize,
    /// The names of those whose turn it is.
    pub due: Vec<String>,
    pub waits_for_me: bool,
    pub refusal: Option<RefusedToSign>,
    pub stopped: Option<Stopped>,
}

/// A version of an agreement that everybody signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionLine {
    pub version: u32,
    pub digest: Digest,
    pub issued_at: DateTime<Utc>,
    pub signed_at: Option<DateTime<Utc>>,
    pub in_force_since: Option<NaiveDate>,
    /// Why it differs from the version before; empty for the first.
    pub reason: String,
    pub is_in_force: bool,
}

/// An agreement as somebody reads it.
#[derive(Clone, Debug)]
pub struct AgreementView {
    pub reference: Reference,
    pub stage: Stage,
    pub version: u32,
    pub variation: Option<u32>,
    pub content: Content,
    pub digest: Digest,
    pub issued_at: DateTime<Utc>,
    /// Whether this is the version in force; or was the last one, where the agreement has ended.
    pub is_in_force: bool,
    /// Whether anybody may read it.
    pub is_public: bool,
    pub embargo_until: Option<NaiveDate>,
    pub force: Option<Force>,
    /// Of this version.
    pub in_force_since: Option<NaiveDate>,
    pub freedoms: Vec<FreedomOn>,
    pub signatories: Vec<Signatory>,
    pub state: SheetState,
    pub memoranda: Vec<SignedMemorandum>,
    pub documents: Vec<DocumentLine>,
    /// The newest first.
    pub versions: Vec<VersionLine>,
    pub ending: Option<Ending>,
}

/// The memorandum of a pooled budget, as it was signed before the agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedMemorandum {
    pub line: SheetLine,
    /// None where it was put out before memoranda were printed.
    pub pdf: Option<DocumentLine>,
}

/// A freedom with the days on which it is active (7.18).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FreedomOn {
    pub term: u32,
    pub key: Key,
    pub title: String,
    /// Who grants it, by name.
    pub owners: Vec<String>,
    /// None while the agreement is not in force, or where no day is left.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// None while the agreement is not in force.
    pub on: Option<OnADay>,
}
