//! Where a page finds its style sheet and scripts. The server knows, and gives it to the pages as context.

/// Addresses of the files beside the pages. Each name carries a hash of the content, so that a browser
/// keeps the file for ever and asks for a new one when it changed. Empty where the bundle was not built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub css: String,
    /// The one script that a page loads, as a module. It wakes GOV.UK's components, and the islands
    /// where the page has any: then it fetches loader and wasm itself.
    pub init_js: String,
    /// The loader of the browser half: a page with islands may name it in `<link rel="modulepreload">`.
    pub loader_js: String,
    /// The browser half: a page with islands may name it in `<link rel="preload" as="fetch">`.
    pub wasm: String,
    /// The picture in the browser's tab.
    pub icon: String,
}
