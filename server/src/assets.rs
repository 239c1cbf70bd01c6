//! Serves the style sheet, the scripts and the browser half, which the program carries inside it.
//!
//! The bundle has put a hash of its content into the name of every file, so each answer may be kept for ever.
//! memory-serve compresses them while it is built, and answers by `Accept-Encoding` and `If-None-Match`.

use app::assets::Assets;
use axum::Router;
use memory_serve::{CacheControl, Manifest, MemoryServe};

const FOR_EVER: CacheControl = CacheControl::Custom("public, max-age=31536000, immutable");

/// The routes of all files, and their addresses for the pages.
///
/// Call it once: the files stay in memory as long as the process lives.
pub fn assets<S>() -> (Router<S>, Assets)
where
    S: Clone + Send + Sync + 'static,
{
    serve(memory_serve::load!())
}

fn serve<S>(files: MemoryServe) -> (Router<S>, Assets)
where
    S: Clone + Send + Sync + 'static,
{
    let files = files.index_file(None).cache_control(FOR_EVER);
    let addresses = addresses(&files.manifest());
    (files.into_router(), addresses)
}

fn addresses(files: &Manifest) -> Assets {
    Assets {
        css: address(files, "main", "css"),
        init_js: address(files, "start", "js"),
        loader_js: address(files, "browser", "js"),
        wasm: address(files, "browser_bg", "wasm"),
        icon: address(files, "icon", "svg"),
    }
}

/// The address of `/assets/NAME-HASH.ENDING`; empty where the bundle was not built.
fn address(files: &Manifest, name: &str, ending: &str) -> String {
    files
        .iter()
        .map(|(route, _)| route)
        .find(|route| is_named(route, name, ending))
        .unwrap_or_default()
        .to_owned()
}

fn is_named(route: &str, name: &str, ending: &str) -> bool {
    route
        .strip_prefix("/assets/")
        .and_then(|file| file.strip_prefix(name)?.strip_prefix('-'))
        .and_then(|rest| rest.strip_suffix(ending)?.strip_suffix('.'))
        .is_some_and(|hash| hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use axum::{
        body::Body,
        http::{HeaderMap, Request, StatusCode},
    };
    use memory_serve::Asset;
    use tower::ServiceExt;

    use super::*;

    const CSS: &str = "/assets/main-05ec8f90015d.css";

    fn file(route: &'static str, content_type: &'static str, bytes: &'static [u8]) -> Asset {
        Asset {
            route,
            path: "",
            etag: "05ec8f90015d",
            content_type,
            bytes: Some(bytes),
            is_compressed: false,
            should_compress: true,
        }
    }

    fn site() -> (Router, Assets) {
        let files = vec![
            file(CSS, "text/css", &[b'a'; 1000]),
            file("/assets/browser-33ffed9d72a1.js", "text/javascript", b"//"),
            file(
                "/assets/browser_bg-14fad60cf424.wasm",
                "application/wasm",
                b"w",
            ),
            file("/assets/start-139e28100551.js", "text/javascript", b"//"),
        ];
        // A debug build sends files as they lie in the checkout, unless it is told otherwise.
        serve(
            MemoryServe::new(files.leak())
                .enable_brotli(true)
                .enable_gzip(true),
        )
    }

    async fn get(address: &str, header: &str, value: &str) -> (StatusCode, HeaderMap) {
        let request = Request::get(address)
            .header(header, value)
            .body(Body::empty())
            .expect("the request is whole");
        let Ok(answer) = site().0.oneshot(request).await;
        (answer.status(), answer.headers().clone())
    }

    #[test]
    fn each_file_is_found_by_its_name_whatever_its_hash() {
        let (_, found) = site();
        assert_eq!(found.css, CSS);
        assert_eq!(found.init_js, "/assets/start-139e28100551.js");
        assert_eq!(found.loader_js, "/assets/browser-33ffed9d72a1.js");
        assert_eq!(found.wasm, "/assets/browser_bg-14fad60cf424.wasm");
        assert_eq!(found.icon, "", "this bundle has none");
    }

    #[tokio::test]
    async fn a_file_is_kept_for_ever_and_sent_as_small_as_the_browser_takes_it() {
        for (accepts, sent) in [
            ("gzip, deflate, br", Some("br")),
            ("gzip", Some("gzip")),
            ("br;q=0, gzip;q=0.5", Some("gzip")),
            ("identity", None),
        ] {
            let (status, headers) = get(CSS, "accept-encoding", accepts).await;
            assert_eq!(status, StatusCode::OK);
            assert_eq!(headers["content-type"], "text/css");
            assert_eq!(
                headers["cache-control"],
                "public, max-age=31536000, immutable"
            );
            assert_eq!(headers["vary"], "accept-encoding");
            let encoding = headers.get("content-encoding");
            assert_eq!(encoding.map(|it| it.as_bytes()), sent.map(str::as_bytes));
        }
    }

    #[tokio::test]
    async fn a_browser_that_has_the_file_is_told_so() {
        let (status, _) = get(CSS, "if-none-match", "\"05ec8f90015d\"").await;
        assert_eq!(status, StatusCode::NOT_MODIFIED);
        let (status, _) = get(CSS, "if-none-match", "\"0\"").await;
        assert_eq!(status, StatusCode::OK);
    }

    #[tokio::test]
    async fn yesterdays_file_is_not_found() {
        let (status, _) = get("/assets/main-000000000000.css", "accept", "*/*").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
    }
}
