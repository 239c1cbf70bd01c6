//! Builds everything that the browser is sent beside the pages, into `target/site`.
//!
//! Each step is left out while what it reads is as it was, so that a second run takes a second.
//! The server embeds the result, see `server/src/assets.rs`.

mod site;
mod stamp;
mod wasm;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, ensure};

/// Where things are in this checkout.
pub struct Places {
    /// The root of the workspace.
    root: PathBuf,
    /// What this program makes on the way, and its stamps.
    work: PathBuf,
    /// The finished files, as the server embeds them.
    site: PathBuf,
}

impl Places {
    /// This program itself, and the versions of what it calls: after a change of either, all is made anew.
    fn makers(&self) -> [PathBuf; 2] {
        [self.root.join("app/bundle"), self.root.join("Cargo.lock")]
    }

    fn of_this_workspace() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .context("app/bundle lies two folders below the root")?;
        ensure!(
            root.join("Cargo.lock").is_file(),
            "the checkout this program was built from has moved: build it again"
        );
        Ok(Self {
            root: root.to_owned(),
            work: root.join("target/bundle"),
            site: root.join("target/site"),
        })
    }
}

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("bundle: {fault:#}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<()> {
    let places = Places::of_this_workspace()?;
    std::fs::create_dir_all(&places.work).context("cannot make target/bundle")?;

    wasm::compile(&places)?;
    wasm::bind(&places)?;
    site::pack(&places)
}
