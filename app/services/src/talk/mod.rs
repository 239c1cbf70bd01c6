//! Talk: threads of comments on an offer, each in one room.
//!
//! Reading takes the rooms of all that the viewer is; writing those of the hat that is worn. The store has no
//! query for threads or comments without them. Writing locks the offer’s row, and changes nothing on it: who
//! does not read a room cannot tell from anything that somebody wrote there.

mod audience;
mod calls;
mod desk;
mod edit;
mod letters;
mod list;
mod margin;
mod mentions;
mod names;
mod of_term;
mod open;
mod release;
mod reply;
mod resolve;
mod start;
mod thread;
mod view;

use crate::Services;

pub use audience::Tellable;
pub use desk::Desk;
pub use mentions::Saying;
pub use of_term::OnTerm;
pub use reply::Replied;
pub use start::Opening;
pub use view::{
    Author, Comment, Filter, Former, SaidIn, State, Thread, ThreadLine, Threads, Words,
};

/// What people do in talk.
#[derive(Clone, Copy)]
pub struct Talk<'a> {
    services: &'a Services,
}

impl Services {
    /// What people do in talk.
    pub const fn talk(&self) -> Talk<'_> {
        Talk { services: self }
    }
}
