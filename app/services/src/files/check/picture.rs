//! Pictures: whole from the first byte to the last, with nothing behind.

use memchr::memrchr_iter;

use super::{Unfit, archive};

/// The most points to a side.
const MOST_POINTS: u32 = 20_000;

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// A PNG is a row of chunks that begins with its head and ends with its end.
pub(super) fn check_png(content: &[u8]) -> Result<(), Unfit> {
    let mut rest = content.strip_prefix(PNG).ok_or(Unfit::Damaged)?;
    let mut is_first = true;
    loop {
        let (length, after) = number(rest)?;
        let (kind, after) = after.split_at_checked(4).ok_or(Unfit::Damaged)?;
        let length = usize::try_from(length).map_err(|_| Unfit::Damaged)?;
        let (data, after) = after.split_at_checked(length).ok_or(Unfit::Damaged)?;
        let (_, after) = after.split_at_checked(4).ok_or(Unfit::Damaged)?;
        if is_first != (kind == b"IHDR") || !kind.iter().all(u8::is_ascii_alphabetic) {
            return Err(Unfit::Damaged);
        }
        if is_first {
            let (width, rest) = number(data)?;
            let (height, _) = number(rest)?;
            has_points(width, height)?;
        }
        if kind == b"IEND" {
            return if after.is_empty() {
                Ok(())
            } else {
                Err(Unfit::MoreBehind)
            };
        }
        is_first = false;
        rest = after;
    }
}

/// A JPEG is a row of segments up to the scan, and ends with its end.
pub(super) fn check_jpeg(content: &[u8]) -> Result<(), Unfit> {
    let mut rest = content.strip_prefix(b"\xff\xd8").ok_or(Unfit::Damaged)?;
    let mut has_size = false;
    loop {
        let (head, after) = rest.split_at_checked(2).ok_or(Unfit::Damaged)?;
        let &[0xff, marker] = head else {
            return Err(Unfit::Damaged);
        };
        if marker == 0xff {
            // A marker can be padded.
            rest = &rest[1..];
            continue;
        }
        let length = after
            .first_chunk()
            .map(|length| usize::from(u16::from_be_bytes(*length)))
            .ok_or(Unfit::Damaged)?;
        let (segment, after) = after.split_at_checked(length).ok_or(Unfit::Damaged)?;
        if is_frame(marker) {
            let &[_, _, _, h1, h2, w1, w2, ..] = segment else {
                return Err(Unfit::Damaged);
            };
            let side = |high, low| u32::from(u16::from_be_bytes([high, low]));
            has_points(side(w1, w2), side(h1, h2))?;
            has_size = true;
        }
        rest = after;
        // The scan: from here on it is compressed.
        if marker == 0xda {
            break;
        }
        if length < 2 {
            return Err(Unfit::Damaged);
        }
    }
    if !has_size {
        return Err(Unfit::Damaged);
    }
    let end = memrchr_iter(0xff, rest)
        .find(|at| rest.get(at + 1) == Some(&0xd9))
        .ok_or(Unfit::Damaged)?;
    if rest[end + 2..].iter().any(|byte| *byte != 0) {
        return Err(Unfit::MoreBehind);
    }
    if archive::ends_in(content) {
        return Err(Unfit::TwoKinds);
    }
    Ok(())
}

/// The segments that name the size: all frames but the tables that share their numbers.
const fn is_frame(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

fn has_points(width: u32, height: u32) -> Result<(), Unfit> {
    match (width, height) {
        (0, _) | (_, 0) => Err(Unfit::Damaged),
        (width, height) if width.max(height) > MOST_POINTS => Err(Unfit::TooManyPoints),
        _ => Ok(()),
    }
}

fn number(bytes: &[u8]) -> Result<(u32, &[u8]), Unfit> {
    let (number, rest) = bytes.split_first_chunk().ok_or(Unfit::Damaged)?;
    Ok((u32::from_be_bytes(*number), rest))
}
