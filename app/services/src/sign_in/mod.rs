//! Coming in: links by mail, fifteen minutes for those who ask and a fortnight for those who are invited,
//! each of them once. Only digests of their tokens are stored.

mod asking;
mod claiming;
mod invitation;
mod link;
mod turn;

pub use claiming::Claimed;
pub use invitation::Invitation;
pub use link::{LinkRefusal, OpenLink, local_path};
