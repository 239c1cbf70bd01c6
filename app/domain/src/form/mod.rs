//! How people fill in a matter: one pass over its fields names, reads, shows and judges them.
//!
//! Each matter lists its fields once (`fields(&mut self, &mut Form, …)`). From this one list come the
//! page, the reading of a post, the messages beside the fields, what is missing, and the comparison of
//! two versions. Whatever was typed is kept: see [`Entry`].

mod address;
mod ask;
mod compare;
mod entry;
mod merge;
mod pick_out;
mod posted;
mod read;
mod rows;
mod sheet;
mod walk;
mod years;

pub use address::is_address;
pub use ask::{Ask, ask};
pub use compare::{Difference, Preference, compare};
pub use entry::Entry;
pub use merge::{Merging, merge};
pub(crate) use pick_out::PickOut;
pub use posted::Posted;
pub(crate) use read::readable;
pub use read::{Choice, Figure, Read, Widget, picks};
pub use sheet::{Field, Item, Pick, Rows, Sheet, YearRow, Years};
pub use walk::Form;
