//! Archives: bounded before anything in them is read, and read to the end of every part.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use super::Unfit;

/// More parts than a document of many pictures has.
const MOST_PARTS: usize = 2_000;
/// The most that all parts come to, and that one part does.
const MOST_INFLATED: u64 = 100 * 1024 * 1024;
/// The most of a part that is looked into: what says what it is stands at its beginning.
const LOOKED_INTO: usize = 1024 * 1024;

const END: &[u8] = b"PK\x05\x06";
/// The end of an archive without its note.
const END_LENGTH: usize = 22;
const LONGEST_NOTE: usize = 65_535;

/// One part of an archive: its name, and the beginning of what it holds.
pub(super) struct Part {
    pub name: String,
    pub beginning: Vec<u8>,
}

/// All parts, each read to its end.
pub(super) fn parts(content: &[u8]) -> Result<Vec<Part>, Unfit> {
    let said = parts_said(content)?;
    if said > MOST_PARTS {
        return Err(Unfit::Bomb);
    }
    let mut archive = ZipArchive::new(Cursor::new(content)).map_err(|_| Unfit::Damaged)?;
    // Two parts of one name would read differently in different programs; what stands before the archive as well.
    if archive.len() != said || archive.offset() != 0 {
        return Err(Unfit::Damaged);
    }
    let mut left = MOST_INFLATED;
    let mut parts = Vec::with_capacity(said);
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).map_err(|fault| match fault {
            ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
                Unfit::Locked
            }
            _ => Unfit::Damaged,
        })?;
        let name = part.name().to_owned();
        if part.enclosed_name().is_none() || name.contains(['\\', '\0', ':']) || part.is_symlink() {
            return Err(Unfit::Damaged);
        }
        let mut beginning = Vec::new();
        let mut some = [0; 16 * 1024];
        loop {
            let read = part.read(&mut some).map_err(|_| Unfit::Damaged)?;
            if read == 0 {
                break;
            }
            // What a part says of its size is not believed: what comes out is counted.
            left = left.checked_sub(read as u64).ok_or(Unfit::Bomb)?;
            let room = LOOKED_INTO - beginning.len();
            beginning.extend_from_slice(&some[..read.min(room)]);
        }
        parts.push(Part { name, beginning });
    }
    Ok(parts)
}

/// How many parts the end of an archive speaks of. It has to be the end of the file as well.
fn parts_said(content: &[u8]) -> Result<usize, Unfit> {
    let end = memmem::rfind(content, END).ok_or(Unfit::Damaged)?;
    let end = content[end..].get(..END_LENGTH).ok_or(Unfit::Damaged)?;
    let note = usize::from(u16::from_le_bytes([end[20], end[21]]));
    match content.len() {
        _ if note != 0 => Err(Unfit::MoreBehind),
        length if !content[length - END_LENGTH..].starts_with(END) => Err(Unfit::MoreBehind),
        _ => Ok(usize::from(u16::from_le_bytes([end[10], end[11]]))),
    }
}

/// Whether an archive ends where this content ends, so that it can be opened as one too.
pub(super) fn ends_in(content: &[u8]) -> bool {
    let from = content.len().saturating_sub(END_LENGTH + LONGEST_NOTE);
    let tail = &content[from..];
    tail.windows(END_LENGTH).enumerate().any(|(at, window)| {
        let note = usize::from(u16::from_le_bytes([window[20], window[21]]));
        window.starts_with(END) && at + END_LENGTH + note <= tail.len()
    })
}
