//! Names and texts as they stand in an address or in the body of a form (`name=text&name=text`).

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Everything but what RFC 3986 leaves as it is.
const TEXT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// One text, so that it can stand behind `name=` in an address.
pub fn text(text: &str) -> String {
    utf8_percent_encode(text, TEXT).to_string()
}

/// The pairs of an address. What is no text is left out.
pub fn pairs(query: &str) -> Vec<(String, String)> {
    split(query).flatten().collect()
}

/// Every pair; `None` where one is not UTF-8 or holds the character that no text may (NUL).
pub fn split(encoded: &str) -> impl Iterator<Item = Option<(String, String)>> {
    encoded
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, text) = pair.split_once('=').unwrap_or((pair, ""));
            Some((decode(name)?, decode(text)?))
        })
}

fn decode(encoded: &str) -> Option<String> {
    let spaced: Cow<str> = if encoded.contains('+') {
        encoded.replace('+', " ").into()
    } else {
        encoded.into()
    };
    let text = percent_decode_str(&spaced).decode_utf8().ok()?.into_owned();
    (!text.contains('\0')).then_some(text)
}

/// The destination, where it lies within this house and can stand in a header as it is.
pub fn own_path(destination: &str) -> Option<&str> {
    services::local_path(destination)
        .filter(|path| path.bytes().all(|byte| (b'!'..=b'~').contains(&byte)))
}
