//! How much one request may send, take and be sent.

use std::time::Duration;

use axum::{extract::DefaultBodyLimit, http::StatusCode};
use tower_http::timeout::TimeoutLayer;

/// What a client may take of the process. The stories set them lower, so that nobody waits for their end.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How long the head of a request may take to come, and how long a connection may idle for the next.
    pub head: Duration,
    /// How long a request may take from its head to its answer. The slowest page takes a hundredth of this.
    pub request: Duration,
    /// How long the client may take nothing of an answer that waits for it.
    pub answer: Duration,
    /// The largest form, in bytes: one of the longest allowed texts needs a fraction of it.
    pub form: usize,
    /// How many connections there may be at once; the next wait at the door.
    pub connections: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(20),
            request: Duration::from_secs(30),
            answer: Duration::from_secs(30),
            form: 1024 * 1024,
            connections: 10_000,
        }
    }
}

impl Limits {
    pub(crate) fn form_size(&self) -> DefaultBodyLimit {
        DefaultBodyLimit::max(self.form)
    }

    pub(crate) fn time(&self) -> TimeoutLayer {
        TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, self.request)
    }
}
