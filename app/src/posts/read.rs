//! Reads the body of a form.

use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, StatusCode, header::CONTENT_TYPE, request::Parts},
};
use domain::form::Posted;

use super::address;
use crate::problem::Problem;

/// More than the largest form of ours can send (a count of 300 bodies by 12 services fits).
const MOST_FIELDS: usize = 5_000;

/// The names and texts that a form sent.
///
/// # Errors
/// The problem to show: no form, no text, too many fields, or more than the router lets through.
pub async fn read(parts: &Parts, body: Body) -> Result<Posted, Problem> {
    if !is_form(&parts.headers) {
        return Err(Problem::Unreadable("This address takes forms only."));
    }
    // A request of its own, as extensions carry the limit that the router sets.
    let mut request = Request::new(body);
    *request.headers_mut() = parts.headers.clone();
    *request.extensions_mut() = parts.extensions.clone();
    let body =
        Bytes::from_request(request, &())
            .await
            .map_err(|refused| match refused.status() {
                StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
                _ => Problem::Unreadable("What was sent broke off before its end."),
            })?;
    posted(&body)
}

fn posted(body: &[u8]) -> Result<Posted, Problem> {
    const NO_TEXT: Problem =
        Problem::Unreadable("What was sent holds characters that are no text.");
    let body = std::str::from_utf8(body).map_err(|_| NO_TEXT)?;
    let mut posted = Posted::default();
    for (nth, pair) in address::split(body).enumerate() {
        if nth == MOST_FIELDS {
            return Err(Problem::TooLarge);
        }
        let (name, text) = pair.ok_or(NO_TEXT)?;
        posted.push(name, unix_lines(text));
    }
    Ok(posted)
}

/// Browsers end lines with CR LF; one kind of line end is stored, compared and counted.
fn unix_lines(text: String) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .and_then(|kind| kind.split(';').next())
        .is_some_and(|kind| {
            kind.trim()
                .eq_ignore_ascii_case("application/x-www-form-urlencoded")
        })
}
