//! How much one request may send, take and be sent.

use std::time::Duration;

use axum::{extract::DefaultBodyLimit, http::StatusCode};
use tower_http::{
    CompressionLevel,
    compression::{
        CompressionLayer,
        predicate::{NotForContentType, Predicate, SizeAbove},
    },
    timeout::TimeoutLayer,
};

/// One megabyte: a form of the longest allowed texts needs a fraction of it.
const LARGEST_FORM: usize = 1024 * 1024;

/// The slowest page there is takes a hundredth of this.
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Below this a page fits into the first packets as it is.
const WORTH_COMPRESSING: u16 = 1024;

pub fn form_size() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST_FORM)
}

pub fn time() -> TimeoutLayer {
    TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_WAIT)
}

/// Pages are made for one reader each, and compressed once: the quickest level costs a tenth of the best
/// and is a fifth larger. The files beside them were compressed when they were built.
pub fn compression() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(WORTH_COMPRESSING).and(NotForContentType::IMAGES))
}
