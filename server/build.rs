//! Takes the finished files of the browser half into the program.
//!
//! A release holds them; a debug build reads them from the checkout, so that a change of style needs no rebuild.
//! Without the bundle (`cargo check` in a fresh clone) there are none, and the pages come without style.

use std::{fs, path::Path};

fn main() {
    let site = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/site");
    fs::create_dir_all(&site).expect("target/ can be written");
    memory_serve::load_directory(&site);
}
