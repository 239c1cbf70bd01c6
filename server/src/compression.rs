//! Pages are made for one reader each, and compressed once, at the quickest level: with zstd where the browser
//! takes it, which costs a tenth of brotli and is smaller, else with gzip. The files beside them were compressed
//! when they were built.

use std::{cell::RefCell, io};

use axum::{
    body::{self, Body},
    extract::Request,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate, SizeAbove},
    },
};
use zstd::bulk::Compressor;

/// Below this a page fits into the first packets as it is.
const WORTH_COMPRESSING: u16 = 1024;

/// The quickest that is worth its time.
const QUICKEST: i32 = 1;

thread_local! {
    /// What zstd works with: half a megabyte, which is not fetched and cleared anew for each page. Nothing of one
    /// page goes into the next.
    static COMPRESSOR: RefCell<Option<Compressor<'static>>> = const { RefCell::new(None) };
}

/// Whatever is no page, and pages for browsers that do not take zstd.
pub fn of_all() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(
            SizeAbove::new(WORTH_COMPRESSING)
                .and(NotForContentType::IMAGES)
                // News that waits until there is enough of it to compress is none.
                .and(NotForContentType::SSE),
        )
}

/// Pages, which are there as a whole before their first byte leaves: their size is known, and nothing has to be
/// kept for a part that may still come.
pub async fn of_pages(request: Request, next: Next) -> Response {
    let takes_zstd = takes_zstd(request.headers());
    let response = next.run(request).await;
    if !takes_zstd || !is_page(response.headers()) {
        return response;
    }
    let (mut head, page) = response.into_parts();
    let Ok(page) = body::to_bytes(page, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if page.len() < usize::from(WORTH_COMPRESSING) {
        return Response::from_parts(head, Body::from(page));
    }
    match compressed(&page) {
        Ok(compressed) => {
            head.headers.remove(header::CONTENT_LENGTH);
            let zstd = HeaderValue::from_static("zstd");
            head.headers.insert(header::CONTENT_ENCODING, zstd);
            let by_encoding = HeaderValue::from_static("accept-encoding");
            head.headers.append(header::VARY, by_encoding);
            Response::from_parts(head, Body::from(compressed))
        }
        Err(fault) => {
            tracing::error!(%fault, "a page cannot be compressed");
            Response::from_parts(head, Body::from(page))
        }
    }
}

fn compressed(page: &[u8]) -> io::Result<Vec<u8>> {
    COMPRESSOR.with_borrow_mut(|kept| {
        let mut compressor = match kept.take() {
            Some(compressor) => compressor,
            None => Compressor::new(QUICKEST)?,
        };
        // One that failed is not kept.
        let compressed = compressor.compress(page)?;
        *kept = Some(compressor);
        Ok(compressed)
    })
}

fn is_page(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
        && !headers.contains_key(header::CONTENT_ENCODING)
}

/// Whether the browser says that it takes zstd, and not that it takes it at no price (`zstd;q=0`).
fn takes_zstd(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, price) = coding.split_once(';').unwrap_or((coding, ""));
            let price = price.trim().strip_prefix("q=");
            name.trim().eq_ignore_ascii_case("zstd")
                && price.is_none_or(|price| price.trim().parse::<f32>().is_ok_and(|q| q > 0.0))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zstd_is_sent_to_those_who_take_it() {
        for (accepted, taken) in [
            ("zstd", true),
            ("gzip, deflate, br, ZSTD", true),
            ("gzip, zstd;q=0.5", true),
            ("gzip, zstd; q=0", false),
            ("zstd;q=0.000, gzip", false),
            ("gzip, br", false),
            ("zstandard", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(accepted));
            assert_eq!(takes_zstd(&headers), taken, "{accepted}");
        }
        assert!(!takes_zstd(&HeaderMap::new()));
    }

    #[test]
    fn what_was_compressed_before_leaves_no_trace() {
        let (one, other) = ("a page ".repeat(900), "another one ".repeat(700));
        let first = compressed(one.as_bytes()).expect("compressed");
        compressed(other.as_bytes()).expect("compressed");
        assert_eq!(compressed(one.as_bytes()).expect("compressed"), first);
        let whole = zstd::bulk::decompress(&first, one.len()).expect("a page");
        assert_eq!(whole, one.as_bytes());
    }
}
