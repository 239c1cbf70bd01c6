//! How much may be attached. Counted room by room: a limit over all rooms would tell how much there is in the others.

use thiserror::Error;

/// The most bytes of one file. Below what virus scanners take by default.
pub const MOST_BYTES: usize = 10 * MEGABYTE;
/// The most files that one room of an offer holds.
pub const MOST_FILES_IN_ROOM: u64 = 200;
/// The most bytes that the files in one room of an offer have together.
pub const MOST_BYTES_IN_ROOM: u64 = 500 * MEGABYTE as u64;

const MEGABYTE: usize = 1024 * 1024;

/// What a room of an offer holds already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RoomUse {
    pub files: u64,
    pub bytes: u64,
}

/// Why there is no place for one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TooMuch {
    #[error("The file is empty")]
    Empty,
    #[error("The file must be 10 MB or smaller")]
    File,
    #[error(
        "200 files are attached for these readers already. Remove one that is no longer needed"
    )]
    Files,
    #[error(
        "The files for these readers would have more than 500 MB together. Remove one that is no longer needed"
    )]
    Together,
}

impl RoomUse {
    /// Whether a file of this size fits in beside the others.
    ///
    /// # Errors
    /// The first limit that it would go over.
    pub const fn takes(self, bytes: usize) -> Result<(), TooMuch> {
        if bytes == 0 {
            Err(TooMuch::Empty)
        } else if bytes > MOST_BYTES {
            Err(TooMuch::File)
        } else if self.files >= MOST_FILES_IN_ROOM {
            Err(TooMuch::Files)
        } else if self.bytes.saturating_add(bytes as u64) > MOST_BYTES_IN_ROOM {
            Err(TooMuch::Together)
        } else {
            Ok(())
        }
    }
}

/// A size as people read it: `812 bytes`, `34 KB`, `2.4 MB`.
pub fn in_words(bytes: u64) -> String {
    const KILO: u64 = 1024;
    match bytes {
        1 => "1 byte".to_owned(),
        0..KILO => format!("{bytes} bytes"),
        _ if bytes < KILO * KILO => format!("{} KB", bytes.div_ceil(KILO)),
        _ => {
            let tenths = (bytes * 10).div_ceil(KILO * KILO);
            format!("{}.{} MB", tenths / 10, tenths % 10)
        }
    }
}
