//! The rules of the offer. Nothing here does IO, asks the clock or waits.

pub mod agreement;
pub mod brief;
pub mod delivery;
pub mod file;
pub mod form;
mod legible;
pub mod mail;
pub mod money;
pub mod negotiation;
pub mod offer;
pub mod process;
pub mod programme;
pub mod redline;
pub mod talk;
