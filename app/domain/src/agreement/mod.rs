//! The agreement: what was bargained, frozen, signed and in force.
//!
//! *Content* is the frozen copy; its *seal* is the text in canonical form with a SHA-256. A *sheet* is one frozen text
//! out for signature; an *issue* is the sheet of an agreement, behind those of its memoranda. Whether something is
//! signed is never stored: it follows from the signatures on the sheet. *Force* says which days an agreement covers;
//! a *variation* makes the next version of it, an *ending* is its last word.

mod canonical;
mod chapters;
mod compare;
mod content;
mod digest;
mod ending;
mod figures;
mod force;
mod freeze;
mod issue;
mod laid_out;
mod measures;
mod party;
mod refusal;
mod sheet;
mod sheet_rules;
mod signatory;
mod tables;
mod variation;

pub use canonical::{NotCanonical, canonical};
pub use chapters::{LaidChapter, LaidSection};
pub use compare::{Became, Compared, compare};
pub use content::{
    AgreedMatter, AgreedTerm, Body, Bound, Chapter, Content, Contributed, FORMAT, Head, Measure,
    MeasureId, Memorandum,
};
pub use digest::{Digest, NotADigest, Part, Sealed, digest_of};
pub use ending::{Decided, EndKind, Ending, Fate, Obligation, ToEnd};
pub use figures::{CaseFigures, Figures, LedgerSum, NoFigures, SharingTable, YearSums};
pub use force::{EARLIEST_START, Force, OnADay, interim_report_due, is_embargoed};
pub use freeze::{ToFreeze, Unfrozen};
pub use issue::{Issue, MemorandumSheet, Needed, ToSign, Varied};
pub use laid_out::{Block, TableRow};
pub use party::{Because, SigningParty};
pub use refusal::Refusal;
pub use sheet::{Moment, Sheet, SheetState, Signing, Stopped};
pub use signatory::{Capacity, Handover, Mark, Named, RefusedToSign, Signatory, Signature};
pub use variation::{Variation, concerned, reopened};
