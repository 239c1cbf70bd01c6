//! The rows of returns and of the ledger. What is being filled in is the place’s own; what was submitted is for both sides.

pub mod claim;
pub mod entry;
pub mod part;
pub mod part_version;
pub mod period;
pub mod plan;
pub mod total;
pub mod verifier;
