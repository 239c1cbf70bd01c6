//! A matter's sheet on the page: to fill in, and to read. What is asked comes from `domain::form`.

mod field;
mod fill;
mod filling;
mod read;

pub use fill::{Fill, summary};
pub use filling::{Filling, SheetForm, changes_rows};
pub use read::{Reading, reading};
