//! What drafters do: save, add, remove, put in order. Each also does what follows from a change.

mod add;
mod after;
mod order;
mod posted;
mod remove;
mod save;
mod texts;

pub(crate) use after::follow;
pub use order::Direction;
pub use posted::posted;
pub use save::Saved;
pub use texts::{Texts, texts};
