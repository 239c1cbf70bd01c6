//! The finished files: style sheet and scripts packed by npm's sass and esbuild, each named by its content.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::{Places, stamp, wasm};

/// Writes `target/site/assets`. What was there before goes: names change with contents.
pub fn pack(places: &Places) -> Result<()> {
    let style = places.root.join("style");
    ensure!(
        style.join("node_modules").is_dir(),
        "the npm packages are missing: run `npm ci --prefix style`, or let `make` do it"
    );
    let own = places.root.join("app/bundle");
    let inputs = [&[wasm::bound(places), style.clone()], &places.makers()[..]].concat();
    let packed = stamp::unless_unchanged(&places.work.join("site.stamp"), &inputs, || {
        println!("bundle: packing style sheet and scripts");
        let status = Command::new("node")
            .arg(own.join("pack.mjs"))
            .arg(wasm::bound(places))
            .arg(island_script(&places.root)?)
            .arg(places.site.join("assets"))
            .current_dir(&style)
            .status()
            .context("cannot start node: is Node.js installed?")?;
        ensure!(status.success(), "style sheet or scripts cannot be packed");
        Ok(())
    })?;
    if packed {
        print_sizes(places)
    } else {
        println!("bundle: nothing has changed");
        Ok(())
    }
}

/// The script with which leptos wakes islands, as it lies in the version that Cargo.lock names:
/// page, script and wasm must agree on what an island's element carries.
fn island_script(root: &Path) -> Result<PathBuf> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root)
        .output()
        .context("cannot start cargo")?;
    ensure!(output.status.success(), "cargo metadata fails");
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    metadata["packages"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|package| package["name"] == "leptos")
        .and_then(|leptos| leptos["manifest_path"].as_str())
        .and_then(|manifest| Path::new(manifest).parent())
        .map(|folder| folder.join("src/hydration/island_script.js"))
        .context("leptos is not among the packages")
}

/// Prints what a browser is sent, as it is and as brotli makes it.
fn print_sizes(places: &Places) -> Result<()> {
    let mut files = fs::read_dir(places.site.join("assets"))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    files.sort();
    println!("bundle: target/site/assets holds      bytes   brotli");
    for file in files {
        let bytes = fs::read(&file)?;
        println!(
            "  {:<34}{:>9}{:>9}",
            file.file_name().unwrap_or_default().to_string_lossy(),
            bytes.len(),
            brotli_size(&bytes)?
        );
    }
    Ok(())
}

fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
    writer.write_all(bytes)?;
    Ok(writer.into_inner().len())
}
