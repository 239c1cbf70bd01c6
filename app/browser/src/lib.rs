//! The entrance of the browser half: wakes the islands that `app` rendered.

// Keeps the islands in the binary: they are reached by name from the page.
use app as _;

/// Called by the page's loader once the code has arrived.
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
