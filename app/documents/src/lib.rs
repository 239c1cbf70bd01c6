//! The agreement on paper: PDF, Word, what changed between two texts as tracked changes, and the brief.
//!
//! What an agreement says comes from `Content::chapters` and from nowhere else; here is only how it looks. Nothing asks
//! the clock, the disk or the network: the same content makes the same bytes. A rendering takes a processor for up to a
//! second, so whoever calls does so on a thread that may block, and lets few run at once.

mod brief;
mod error;
mod paper;
mod pdf;
mod pieces;
mod shown;
mod word;

pub use brief::brief_pdf;
pub use error::DocumentError;
pub use paper::{Issued, MemorandumIssued, agreement_pdf, memorandum_pdf};
pub use word::{Negotiated, Written, agreement_docx, changes_docx, negotiation_docx};
