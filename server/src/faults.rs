//! How faults are told: the log, the reference that people and log share, and panics.

use std::{any::Any, panic};

use app::problem::{Problem, Reference};
use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Uri},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tracing::Instrument;
use tracing_subscriber::EnvFilter;
use uuid::Uuid;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Starts the log, and writes panics to it with the request they happened in.
pub fn watch() {
    let filter = EnvFilter::builder()
        .with_default_directive(tracing::Level::INFO.into())
        .from_env_lossy();
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_writer(std::io::stderr)
        .init();
    panic::set_hook(Box::new(|panic| {
        tracing::error!(%panic, "the program broke its own rule");
    }));
}

/// Gives every request a reference: in the log around all it causes, on error pages, in `X-Request-Id`.
pub async fn refer(mut request: Request, next: Next) -> Response {
    let reference = given_reference(request.headers()).unwrap_or_else(new_reference);
    let header = HeaderValue::from_str(reference.as_str());
    let span = tracing::error_span!(
        "request", %reference, method = %request.method(), path = told_path(request.uri())
    );
    request.extensions_mut().insert(reference);
    let mut response = next.run(request).instrument(span).await;
    if let Ok(header) = header {
        response.headers_mut().insert(X_REQUEST_ID, header);
    }
    response
}

/// What is answered where a panic was caught. The hook has logged it.
pub fn after_panic(_: Box<dyn Any + Send>) -> Response {
    Problem::Broken.into_response()
}

/// The log must not hold what opens a door.
fn told_path(address: &Uri) -> &str {
    const LINK: &str = "/sign-in/link/";
    if address.path().starts_with(LINK) {
        LINK
    } else {
        address.path()
    }
}

/// The reference that a proxy gave already, if it is one: what is written into the log and on pages is not left
/// to whoever asks.
fn given_reference(headers: &HeaderMap) -> Option<Reference> {
    let text = headers.get(X_REQUEST_ID)?.to_str().ok()?;
    let letters = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
    ((8..=64).contains(&text.len()) && text.chars().all(letters)).then(|| Reference::new(text))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the one home of references to requests"
)]
fn new_reference() -> Reference {
    let mut reference = Uuid::new_v4().simple().to_string();
    reference.truncate(12);
    Reference::new(reference)
}
