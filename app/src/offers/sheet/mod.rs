//! A matter's sheet on the page: to fill in, and to read. What is asked comes from `domain::form`.

mod field;
mod fill;
mod read;

pub use fill::{Fill, summary};
pub use read::{Reading, reading};
