//! A PDF: it begins and ends as one, and names no program.

use domain::file::FileKind;
use memchr::memrchr;

use super::{Unfit, archive, holds, places};

/// How far before its end a PDF says that it ends: writers pad by this much at most.
const TAIL: usize = 1024;

/// What a PDF does by itself when it is opened, or carries beside its pages. Compressed parts may hold more.
const PROGRAMS: &[&[u8]] = &[
    b"/javascript",
    b"/launch",
    b"/embeddedfiles",
    b"/richmedia",
    b"/xfa",
];

pub(super) fn check(content: &[u8]) -> Result<(), Unfit> {
    // Readers of PDF look for its beginning further on as well: what stands before it is something else.
    if !content.starts_with(b"%PDF-") {
        return Err(Unfit::OtherKind(FileKind::Pdf));
    }
    let end = memrchr(b'%', content).filter(|at| content[..=*at].ends_with(b"%%"));
    let end = end.filter(|at| content[at + 1..].starts_with(b"EOF"));
    let end = end.ok_or_else(|| behind_end(content))?;
    let behind = &content[end + 4..];
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    if behind.len() > TAIL || !behind.iter().all(blank) {
        return Err(Unfit::MoreBehind);
    }
    let tail = &content[content.len().saturating_sub(TAIL * 2)..];
    if !holds(tail, b"startxref") {
        return Err(Unfit::Damaged);
    }
    if archive::ends_in(content) {
        return Err(Unfit::TwoKinds);
    }
    if PROGRAMS.iter().any(|program| names(content, program)) {
        return Err(Unfit::Program);
    }
    Ok(())
}

/// What is wrong where the last sign of percent is not that of the end.
fn behind_end(content: &[u8]) -> Unfit {
    if holds(content, b"%%eof") {
        Unfit::MoreBehind
    } else {
        Unfit::Damaged
    }
}

/// Whether a name of PDF stands there, and not a longer one that begins alike.
fn names(content: &[u8], name: &[u8]) -> bool {
    places(content, name).any(|at| {
        let next = content.get(at + name.len());
        !next.is_some_and(u8::is_ascii_alphanumeric)
    })
}
