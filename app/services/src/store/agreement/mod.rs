//! The rows of agreements: for everybody who sees the offer, and what is in force and published for all.

#[expect(clippy::module_inception, reason = "the table is called so")]
pub mod agreement;
pub mod document;
pub mod issue;
pub mod memorandum_paper;
pub mod part;
pub mod reminder;
pub mod sheet;
pub mod signatory;
pub mod variation;
