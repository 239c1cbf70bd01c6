//! Talk: threads of comments on an offer.
//!
//! A thread is about the whole offer, a section or one matter, stands in one room and never leaves it; every
//! comment in it stands in the same room. What is written in a private room reaches the other side in one way
//! only: somebody who may *releases* one comment. That puts a copy of its words, as they are at that moment and
//! under its author’s name, into a joint thread about the same subject. The private thread stays where it is,
//! with everything else said in it, before and after; the first release from a thread makes the joint thread,
//! each further one adds to it. So no row ever changes its room, and nothing shows that there was a private
//! thread but the words that it was released.

mod body;
mod mentions;
mod quote;
mod rooms;
mod subject;

pub use crate::legible::legible;
pub use body::{Body, BodyFault, EDIT_MINUTES, LONGEST_COMMENT, may_still_edit};
pub use mentions::Mentions;
pub use quote::{LONGEST_QUOTE, Quote, QuoteFault};
pub use rooms::rooms_to_write_in;
pub use subject::Subject;
