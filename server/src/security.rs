//! What every answer tells the browser to hold to, and which requests are not believed.

use app::problem::Problem;
use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use cross_site::csrf::{CsrfLayer, ProtectionError};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// For an answer that is no page: nothing in it may run or be framed. Pages bring a policy of their own.
const NO_PAGE: HeaderValue =
    HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'");

/// Nothing here has a use for a camera, a place or a purse.
const NO_DEVICES: HeaderValue = HeaderValue::from_static(
    "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
);

/// Two years of https only, where people come by https at all.
const HTTPS_ONLY: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// The headers of every answer.
pub async fn headers(State(https): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers
        .entry(header::CONTENT_SECURITY_POLICY)
        .or_insert(NO_PAGE);
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("same-origin"),
    );
    // For browsers that do not know `frame-ancestors`.
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(HeaderName::from_static("permissions-policy"), NO_DEVICES);
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    response
}

/// Changing requests come from our own pages only: tower-http's check of `Sec-Fetch-Site` and `Origin`.
/// The origin of `public_url` is ours as well where a proxy changes the host.
pub fn own_pages_only(
    public_url: &str,
) -> CsrfLayer<impl FnMut(ProtectionError) -> Response<Body> + Clone + use<>> {
    let layer = CsrfLayer::new();
    let layer = match layer.clone().add_trusted_origin(origin(public_url)) {
        Ok(trusting) => trusting,
        Err(fault) => {
            tracing::warn!(%fault, "PUBLIC_URL is no origin of a browser: only the host of each request counts");
            layer
        }
    };
    layer.with_rejection_response(|_| Problem::OtherSite.into_response())
}

/// That check lets pass what has neither header, as programs send it. A program has no cookie of ours;
/// a browser so old that it sends neither is not believed.
pub async fn no_cookie_without_origin(request: Request, next: Next) -> Response {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    let headers = request.headers();
    let silent = !headers.contains_key(header::ORIGIN) && !headers.contains_key(SEC_FETCH_SITE);
    if !reads && silent && headers.contains_key(header::COOKIE) {
        return Problem::OtherSite.into_response();
    }
    next.run(request).await
}

/// Scheme, host and port, as a browser writes them.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    let end = url[host..].find('/').map_or(url.len(), |at| host + at);
    &url[..end]
}
