//! The crate `browser`: compiled to wasm, then given its loader by wasm-bindgen.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{Places, stamp};

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles `browser`. Cargo itself knows when there is nothing to do.
pub fn compile(places: &Places) -> Result<()> {
    println!("bundle: compiling the browser half (about three minutes the first time)");
    let status = Command::new("cargo")
        .args(["build", "--locked", "--package", "browser"])
        .args(["--target", TARGET, "--profile", "browser"])
        .arg("--target-dir")
        .arg(places.root.join("target"))
        .current_dir(&places.root)
        // Leptos names the wasm file by this, and wants it while it is compiled.
        .env("LEPTOS_OUTPUT_NAME", "browser")
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "the browser half does not compile");
    Ok(())
}

/// Makes `browser.js` and `browser_bg.wasm` of what the compiler left.
pub fn bind(places: &Places) -> Result<()> {
    let compiled = compiled(places);
    let out = bound(places);
    let inputs = [&places.makers()[..], std::slice::from_ref(&compiled)].concat();
    stamp::unless_unchanged(&places.work.join("bound.stamp"), &inputs, || {
        println!("bundle: writing its loader");
        if out.exists() {
            fs::remove_dir_all(&out)?;
        }
        Bindgen::new()
            .input_path(&compiled)
            .web(true)?
            .typescript(false)
            // The names in the code and its makers are a third of it, and nobody reads them there.
            .remove_name_section(true)
            .remove_producers_section(true)
            // The page says where the wasm is: its name carries a hash.
            .omit_default_module_path(true)
            .generate(&out)
    })?;
    Ok(())
}

fn compiled(places: &Places) -> PathBuf {
    places
        .root
        .join("target")
        .join(TARGET)
        .join("browser/browser.wasm")
}

/// The folder of `browser.js` and `browser_bg.wasm`.
pub fn bound(places: &Places) -> PathBuf {
    places.work.join("browser")
}
