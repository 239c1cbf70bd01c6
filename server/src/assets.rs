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
    let files = memory_serve::load!()
        .index_file(None)
        .cache_control(FOR_EVER);
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
