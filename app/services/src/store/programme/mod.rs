//! The rows that the programme looks over, and the index of words.

pub mod ask;
pub mod precedent;
pub mod promised;
pub mod promised_kind;
pub mod search_entry;
