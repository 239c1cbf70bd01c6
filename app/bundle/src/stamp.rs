//! Remembers what a step has read, so that it runs again only when that changed.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// Runs `step` unless its inputs are those of its last success. Says whether it ran.
pub fn unless_unchanged(
    stamp: &Path,
    inputs: &[PathBuf],
    step: impl FnOnce() -> Result<()>,
) -> Result<bool> {
    let now = digest(inputs)?;
    if fs::read_to_string(stamp).is_ok_and(|last| last == now) {
        return Ok(false);
    }
    step()?;
    fs::write(stamp, now).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(true)
}

/// One digest of the names and contents of files, and of all files below folders.
fn digest(inputs: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for input in inputs {
        add(&mut hash, input)?;
    }
    Ok(format!("{:x}", hash.finalize()))
}

fn add(hash: &mut Sha256, path: &Path) -> Result<()> {
    let name = path.to_string_lossy();
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<Vec<_>, _>>()?;
        entries.sort();
        entries
            .iter()
            // Packages are pinned by the lock file, which is an input of its own.
            .filter(|entry| !entry.ends_with("node_modules"))
            .try_for_each(|entry| add(hash, entry))
    } else {
        let bytes = fs::read(path).with_context(|| format!("cannot read {name}"))?;
        hash.update(name.len().to_le_bytes());
        hash.update(name.as_bytes());
        hash.update(bytes.len().to_le_bytes());
        hash.update(bytes);
        Ok(())
    }
}
