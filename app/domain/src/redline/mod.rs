//! What changed between two versions: words in prose, cells in figures, and nothing said of what stayed.
//!
//! [`prose`] compares two texts; [`changes`] compares two matters, field by field; [`laid_out`] what two versions of an
//! agreement say.

mod bag;
mod fields;
mod laid_out;
mod prose;
mod remark;
mod words;

pub use fields::{Change, Changed, changes};
pub use laid_out::laid_out;
pub use prose::{Block, prose};
pub use remark::Remark;
pub use words::{Part, same_words};
