//! What has just become new, told to those who have the page open that shows it.
//!
//! A stream carries no text of anybody: it says that there is something new in what its reader sees, and the page
//! is then read again like any page. Whether somebody may know is asked when they connect and again for each thing
//! that is told; what stands in a room that is not theirs is not sent at all, so that neither number nor time of
//! messages tells of it.
//!
//! Within one process an act tells the `Hub` once it is committed. Over PostgreSQL the servers of a house tell each
//! other by LISTEN and NOTIFY; the notification is part of the act’s transaction, and holds ids alone.

mod hub;
mod listen;
mod message;
mod notice;
mod presence;
mod spot;
mod watch;

use crate::Services;

pub(crate) use hub::Hub;
pub(crate) use message::announce;
pub(crate) use notice::Notice;
pub use notice::Stirred;
pub use watch::{Listener, Seen, Watch};

/// What people who have a page open are told.
#[derive(Clone, Copy)]
pub struct Live<'a> {
    services: &'a Services,
}

impl Services {
    /// What people who have a page open are told.
    pub const fn live(&self) -> Live<'_> {
        Live { services: self }
    }

    /// Ends every stream: the process is about to end.
    pub fn end_streams(&self) {
        self.house.hub.end();
    }
}
