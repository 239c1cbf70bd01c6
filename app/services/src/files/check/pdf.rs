//! A PDF: it begins and ends as one, and names no program, packed or not.
//!
//! Its objects stand in the file as they are, or several in one compressed stream; both are looked into, so that what
//! an object does cannot be hidden by packing it. What is drawn on its pages is not looked into: it does nothing.

use std::io::Read;

use domain::file::FileKind;
use flate2::read::ZlibDecoder;
use memchr::memmem;
use memchr::{memchr_iter, memrchr};

use super::{Unfit, archive, holds};

/// How far before its end a PDF says that it ends: writers pad by this much at most.
const TAIL: usize = 1024;
/// How far before a stream its dictionary begins at most.
const DICTIONARY: usize = 16 * 1024;
/// The longest name that is read.
const LONGEST: usize = 64;
/// The most that all packed objects come to.
const MOST_INFLATED: usize = 100 * 1024 * 1024;

/// What a PDF does by itself when it is opened, or carries beside its pages. Names are told by their case.
const PROGRAMS: &[&[u8]] = &[
    b"JavaScript",
    b"Launch",
    b"EmbeddedFiles",
    b"EmbeddedFile",
    b"RichMedia",
    b"XFA",
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
    harmless(content)?;
    packed_objects(content)
}

/// What is wrong where the last sign of percent is not that of the end.
fn behind_end(content: &[u8]) -> Unfit {
    if holds(content, b"%%eof") {
        Unfit::MoreBehind
    } else {
        Unfit::Damaged
    }
}

/// Whether none of these objects names a program.
fn harmless(objects: &[u8]) -> Result<(), Unfit> {
    for name in names(objects) {
        if PROGRAMS.contains(&name.as_slice()) {
            return Err(Unfit::Program);
        }
        // What a password protects cannot be looked into.
        if name == b"Encrypt" {
            return Err(Unfit::Locked);
        }
    }
    Ok(())
}

/// Looks into every stream that packs objects.
fn packed_objects(content: &[u8]) -> Result<(), Unfit> {
    let mut left = MOST_INFLATED;
    for at in memmem::find_iter(content, b"stream") {
        if content[..at].ends_with(b"end") {
            continue;
        }
        let before = &content[at.saturating_sub(DICTIONARY)..at];
        let Some(object) = memmem::rfind(before, b"obj") else {
            continue;
        };
        let dictionary = &before[object..];
        // Whoever leaves out what it is still has to say where the first object begins.
        let packs = |name: &Vec<u8>| name == b"ObjStm" || name == b"First";
        if !names(dictionary).any(|name| packs(&name)) {
            continue;
        }
        match filters(dictionary)?.as_slice() {
            // As it stands, it has been looked at with all the rest.
            [] => {}
            [only] if only == b"FlateDecode" => {
                let behind = &content[at + b"stream".len()..];
                let lines = behind.iter().take_while(|byte| b"\r\n".contains(byte));
                let start = lines.take(2).count();
                harmless(&inflated(&behind[start..], &mut left)?)?;
            }
            _ => return Err(Unfit::Packed),
        }
    }
    Ok(())
}

/// How a stream is packed, in the order in which it has to be unpacked.
fn filters(dictionary: &[u8]) -> Result<Vec<Vec<u8>>, Unfit> {
    // What is turned round once more after unpacking reads as something else.
    let turned = |name: &Vec<u8>| name == b"DecodeParms" || name == b"DP";
    if names(dictionary).any(|name| turned(&name)) {
        return Err(Unfit::Packed);
    }
    let mut found = Vec::new();
    let mut said = false;
    for at in memchr_iter(b'/', dictionary) {
        if name_at(&dictionary[at + 1..]) != b"Filter" {
            continue;
        }
        if said {
            return Err(Unfit::Packed);
        }
        said = true;
        let value = dictionary[at..].get(1..).unwrap_or_default();
        let blank = |byte: &&u8| !byte.is_ascii_whitespace() && !b"/[<(".contains(byte);
        let length = value.iter().take_while(blank).count();
        let value = value[length..].trim_ascii_start();
        match value.first() {
            Some(b'/') => found.push(name_at(&value[1..])),
            Some(b'[') => {
                let end = memchr::memchr(b']', value).ok_or(Unfit::Damaged)?;
                found.extend(names(&value[..end]));
            }
            // It stands elsewhere in the file.
            _ => return Err(Unfit::Packed),
        }
    }
    Ok(found)
}

fn inflated(packed: &[u8], left: &mut usize) -> Result<Vec<u8>, Unfit> {
    let mut objects = Vec::new();
    let most = u64::try_from(*left).unwrap_or(u64::MAX);
    let mut reader = ZlibDecoder::new(packed).take(most.saturating_add(1));
    reader
        .read_to_end(&mut objects)
        .map_err(|_| Unfit::Damaged)?;
    *left = left.checked_sub(objects.len()).ok_or(Unfit::Bomb)?;
    Ok(objects)
}

/// Every name of PDF, as it reads.
fn names(content: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    memchr_iter(b'/', content).map(|at| name_at(&content[at + 1..]))
}

/// The name that begins here. A letter can be written as the number of its sign: `/J#61vaScript`.
fn name_at(text: &[u8]) -> Vec<u8> {
    let ends = |byte: &&u8| !byte.is_ascii_whitespace() && !b"/[]<>(){}%\0".contains(byte);
    let mut letters = text.iter().take_while(ends).copied().take(3 * LONGEST);
    let mut name = Vec::new();
    while let Some(letter) = letters.next() {
        if letter != b'#' {
            name.push(letter);
            continue;
        }
        let digits = [letters.next(), letters.next()].map(|digit| {
            let digit = char::from(digit.unwrap_or_default());
            digit
                .to_digit(16)
                .and_then(|digit| u8::try_from(digit).ok())
        });
        if let [Some(high), Some(low)] = digits {
            name.push(high * 16 + low);
        }
    }
    name.truncate(LONGEST);
    name
}
