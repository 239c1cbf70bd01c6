//! What a browser fetches that was never here: the page, its style and its scripts, and the browser half.

use anyhow::Result;
use app::assets::Assets;
use axum::Router;

use super::{answer::Answer, case::Case, house::House, track::Track};
use crate::assets;

/// Bytes as they are sent.
pub struct Weight {
    /// Each page with all it needs before anything of it moves.
    pub cold: Vec<(String, usize)>,
    /// Loader and wasm.
    pub browser_code: usize,
}

/// `answers` are those to the first request of each case. Nothing is known of a program that was built without
/// the browser half.
pub async fn of(house: &House, cases: &[Case<'_>], answers: &[Answer]) -> Result<Option<Weight>> {
    let (_, files): (Router, Assets) = assets::assets();
    let all = [
        &files.css,
        &files.init_js,
        &files.icon,
        &files.loader_js,
        &files.wasm,
    ];
    if all.iter().any(|file| file.is_empty()) {
        return Ok(None);
    }
    let mut sizes = [0; 5];
    for (size, file) in sizes.iter_mut().zip(all) {
        *size = Track::reading(house.address, file, None)
            .once()
            .await?
            .body
            .len();
    }
    let [css, init_js, icon, loader_js, wasm] = sizes;
    let pages = cases
        .iter()
        .zip(answers)
        .filter(|(case, _)| case.kind.is_page());
    Ok(Some(Weight {
        cold: pages
            .map(|(case, page)| (case.name.clone(), page.body.len() + css + init_js + icon))
            .collect(),
        browser_code: loader_js + wasm,
    }))
}
