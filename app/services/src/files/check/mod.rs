//! Whether a content is what its name says, and nothing besides. Nothing here opens a file in order to draw it.
//!
//! A file can be two at once: an archive behind a picture, a page inside a text. Each kind is therefore held to its
//! whole shape, from its first byte to its last, as far as that can be told without drawing it. What cannot be told:
//! what the pages of a PDF draw. A file is only ever sent as one to keep, of the type that it was
//! checked against, so that no browser draws it as a page of ours.

mod archive;
mod office;
mod pdf;
mod picture;
mod text;

use domain::file::FileKind;
use memchr::memchr2_iter;
use thiserror::Error;

/// Why a content is not taken. The words are for whoever chose the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unfit {
    #[error("The content of the file is not {}", a(*.0))]
    OtherKind(FileKind),
    #[error("The file is damaged or not complete. Open it, save it again and attach that")]
    Damaged,
    #[error(
        "The file has something behind its end that does not belong there. Save it again and attach that"
    )]
    MoreBehind,
    #[error("The file is two kinds of file at once, so it cannot be attached")]
    TwoKinds,
    #[error("The file holds a program or macros, so it cannot be attached. Save it without them")]
    Program,
    #[error(
        "The file loads parts of itself from elsewhere, so it cannot be attached. Save it with all its parts inside"
    )]
    Elsewhere,
    #[error(
        "The PDF is packed in a way that cannot be looked into. Print it to a new PDF and attach that"
    )]
    Packed,
    #[error("The file is protected by a password. Save it without one")]
    Locked,
    #[error("The file has an old format, or a password. Save it as .docx or .xlsx without one")]
    Old,
    #[error("The file grows too large when it is opened, so it cannot be attached")]
    Bomb,
    #[error("The picture has more than 20,000 points to a side. Make it smaller")]
    TooManyPoints,
    #[error("The text is not written in UTF-8. Save it as “CSV UTF-8” or as text in UTF-8")]
    NotUtf8,
    #[error("The text holds parts of a web page, so it cannot be attached. Save it as a PDF")]
    Markup,
    #[error(
        "A cell of the CSV file begins with = or @, which spreadsheets run as a formula. Save the values only"
    )]
    Formula,
}

const fn a(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "a PDF",
        FileKind::Docx => "a Word document (.docx)",
        FileKind::Xlsx => "an Excel workbook (.xlsx)",
        FileKind::Odt => "an OpenDocument text",
        FileKind::Csv => "a CSV file",
        FileKind::Text => "plain text",
        FileKind::Png => "a PNG picture",
        FileKind::Jpeg => "a JPEG picture",
    }
}

/// Looks at a content from its first byte to its last. Takes up to a second for the largest archive: not for a
/// thread that answers requests.
///
/// # Errors
/// The first thing that is wrong with it.
pub fn check(kind: FileKind, content: &[u8]) -> Result<(), Unfit> {
    by_first_bytes(kind, content)?;
    match kind {
        FileKind::Pdf => pdf::check(content),
        FileKind::Docx | FileKind::Xlsx | FileKind::Odt => office::check(kind, content),
        FileKind::Csv => text::check_csv(content),
        FileKind::Text => text::check(content),
        FileKind::Png => picture::check_png(content),
        FileKind::Jpeg => picture::check_jpeg(content),
    }
}

/// What the first bytes say. An archive may say no more than that it is one.
fn by_first_bytes(kind: FileKind, content: &[u8]) -> Result<(), Unfit> {
    let found = infer::get(content).map(|found| found.mime_type());
    let fits = match kind {
        FileKind::Csv | FileKind::Text => found.is_none_or(|found| found.starts_with("text/")),
        FileKind::Docx | FileKind::Xlsx | FileKind::Odt => content.starts_with(b"PK\x03\x04"),
        FileKind::Pdf | FileKind::Png | FileKind::Jpeg => found == Some(kind.media_type()),
    };
    match (fits, found) {
        (true, _) => Ok(()),
        // How Office wrote everything once, and writes what a password protects.
        (
            false,
            Some(
                "application/x-ole-storage"
                | "application/msword"
                | "application/vnd.ms-excel"
                | "application/vnd.ms-powerpoint",
            ),
        ) => Err(Unfit::Old),
        (false, Some("text/html")) => Err(Unfit::Markup),
        (false, _) => Err(Unfit::OtherKind(kind)),
    }
}

/// Whether these bytes stand anywhere in it, in capitals or not.
fn holds(content: &[u8], lower: &[u8]) -> bool {
    places(content, lower).next().is_some()
}

/// Where they stand.
fn places<'a>(content: &'a [u8], lower: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = lower.first().copied().unwrap_or_default();
    memchr2_iter(first, first.to_ascii_uppercase(), content).filter(move |at| {
        let found = content.get(*at..*at + lower.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(lower))
    })
}
