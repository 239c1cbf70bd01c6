//! Letters, memoranda and evidence: attached to where they belong, read by those who see their room.
//!
//! The content is written to its folder first and the row with its event second: what has a row is on disk, and what
//! was written without one is swept away. A row stands in one room for ever; nothing is asked of the store without
//! the rooms of who reads. The limits are counted room by room, so that none tells what another room holds.

mod attach;
mod check;
mod desk;
mod list;
mod open;
mod place;
mod read;
mod remove;
mod scanner;
mod shelf;
mod sweep;
mod view;
mod waiting;

use std::io;
use std::path::Path;
use std::time::Duration;

use crate::{Refusal, Services};

pub use attach::NewFile;
pub use check::{Unfit, check};
pub use desk::{Choice, Desk};
pub use list::Filter;
pub use read::OpenFile;
pub use shelf::Pieces;
pub use view::{FileLine, FileList, OnePage, Removed};

use scanner::Scanner;
use shelf::Shelf;

/// What people do with files.
#[derive(Clone, Copy)]
pub struct Files<'a> {
    services: &'a Services,
}

/// Where the contents are, and who looks at them.
pub(crate) struct Keeping {
    shelf: Shelf,
    scanner: Option<Scanner>,
}

impl Services {
    /// What people do with files.
    pub const fn files(&self) -> Files<'_> {
        Files { services: self }
    }

    /// Keeps the contents of files in this folder, and has them looked at by the scanner at this address: `host:port`
    /// or the path of a socket. Said once, at the start.
    ///
    /// # Errors
    /// Where the folder cannot be made or entered.
    pub fn keep_files_in(&self, folder: &Path, scanner: Option<&str>) -> io::Result<()> {
        self.keep_files_with(folder, scanner.map(Scanner::at))
    }

    /// The same with a scanner that is waited for no longer than this.
    ///
    /// # Errors
    /// Where the folder cannot be made or entered.
    pub fn keep_files_waiting(
        &self,
        folder: &Path,
        scanner: &str,
        patience: Duration,
    ) -> io::Result<()> {
        self.keep_files_with(folder, Some(Scanner::at(scanner).patient(patience)))
    }

    fn keep_files_with(&self, folder: &Path, scanner: Option<Scanner>) -> io::Result<()> {
        let shelf = Shelf::at(folder)?;
        // Whoever says it a second time is not heard: the first folder holds what was attached.
        drop(self.house.files.set(Keeping { shelf, scanner }));
        Ok(())
    }
}

impl<'a> Files<'a> {
    /// Where files are kept.
    fn keeping(self) -> Result<&'a Keeping, Refusal> {
        let keeping = self.services.house.files.get();
        keeping.ok_or_else(|| Refusal::WrongStage(NOWHERE.to_owned()))
    }

    /// Why nobody can attach a file here, where there is no folder for them.
    pub fn why_not(self) -> Option<&'static str> {
        (!self.are_kept()).then_some(NOWHERE)
    }

    /// Whether they are kept at all.
    pub fn are_kept(self) -> bool {
        self.services.house.files.get().is_some()
    }
}

const NOWHERE: &str = "Files cannot be attached here yet: whoever runs the service has still to name a folder for them.";
