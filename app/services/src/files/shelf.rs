//! The folder in which the contents lie, behind a library that knows other stores too. A content is written once
//! under the id of its file, and is on disk before anything else is done.

use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::local::LocalFileSystem;
use object_store::path::Path as Address;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutOptions, PutPayload};
use sha2::{Digest, Sha256};

use crate::Refusal;

/// A content piece by piece, so that none of it is in memory as a whole.
pub type Pieces = BoxStream<'static, Result<Bytes, Error>>;

pub(crate) struct Shelf {
    folder: LocalFileSystem,
    at: PathBuf,
}

/// Stands in the name of a content that is still being written, and in no other.
const BEING_WRITTEN: char = '#';

impl Shelf {
    /// The folder, made where it is not there.
    ///
    /// # Errors
    /// Where it cannot be made or entered.
    pub fn at(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let at = folder.to_owned();
        let folder = LocalFileSystem::new_with_prefix(folder).map_err(io::Error::other)?;
        Ok(Self {
            folder: folder.with_fsync(true),
            at,
        })
    }

    /// Puts a content under a name that has none.
    pub async fn put(&self, id: &str, content: Bytes) -> Result<(), Refusal> {
        let once = PutOptions::from(PutMode::Create);
        let content = PutPayload::from_bytes(content);
        self.folder
            .put_opts(&address(id), content, once)
            .await
            .map(drop)
            .map_err(Refusal::broken)
    }

    pub async fn pieces(&self, id: &str) -> Result<Pieces, Refusal> {
        let found = self.folder.get(&address(id)).await;
        Ok(found.map_err(Refusal::broken)?.into_stream())
    }

    /// The whole content, which is never more than one file may have.
    pub async fn whole(&self, id: &str) -> Result<Bytes, Refusal> {
        let found = self.folder.get(&address(id)).await;
        let content = found.map_err(Refusal::broken)?.bytes().await;
        content.map_err(Refusal::broken)
    }

    /// SHA-256 of what lies there now, in hex.
    pub async fn digest(&self, id: &str) -> Result<String, Refusal> {
        let mut pieces = self.pieces(id).await?;
        let mut sum = Sha256::new();
        while let Some(piece) = pieces.try_next().await.map_err(Refusal::broken)? {
            sum.update(&piece);
        }
        Ok(format!("{:x}", sum.finalize()))
    }

    /// Takes a content away; one that is gone already is gone.
    pub async fn remove(&self, id: &str) -> Result<(), Refusal> {
        match self.folder.delete(&address(id)).await {
            Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
            Err(fault) => Err(Refusal::broken(fault)),
        }
    }

    /// The ids of all contents that were written before this moment.
    pub async fn older_than(&self, moment: DateTime<Utc>) -> Result<Vec<String>, Refusal> {
        let found = self.folder.list(None).try_filter_map(async |one| {
            let id = one.location.filename().map(str::to_owned);
            Ok(id.filter(|id| one.last_modified < moment && address(id) == one.location))
        });
        found.boxed().try_collect().await.map_err(Refusal::broken)
    }
}

impl Shelf {
    /// Takes away what was still being written when the house broke off before this moment. The library lists none of
    /// it, so the folders are walked. Answers how many.
    pub async fn sweep_halves(&self, before: DateTime<Utc>) -> Result<u64, Refusal> {
        let at = self.at.clone();
        let sweeping = tokio::task::spawn_blocking(move || halves_gone(&at, before.into()));
        let swept = sweeping.await.map_err(Refusal::broken)?;
        swept.map_err(Refusal::broken)
    }
}

/// Only in the folders that are ours by their names: what else lies there is somebody else’s.
fn halves_gone(folder: &Path, before: SystemTime) -> io::Result<u64> {
    let mut gone = 0;
    for ours in std::fs::read_dir(folder)? {
        let ours = ours?;
        if ours.file_name().len() != 2 || !ours.file_type()?.is_dir() {
            continue;
        }
        for half in std::fs::read_dir(ours.path())? {
            let half = half?;
            let name = half.file_name();
            if !name.to_string_lossy().contains(BEING_WRITTEN) || !half.file_type()?.is_file() {
                continue;
            }
            // Another server that shares the folder may be quicker.
            let removed = match half.metadata().and_then(|data| data.modified()) {
                Ok(written) if written < before => std::fs::remove_file(half.path()),
                Ok(_) => continue,
                Err(fault) => Err(fault),
            };
            match removed {
                Ok(()) => gone += 1,
                Err(fault) if fault.kind() == io::ErrorKind::NotFound => {}
                Err(fault) => return Err(fault),
            }
        }
    }
    Ok(gone)
}

/// A folder for each of the 256 ends of an id, so that none grows large.
fn address(id: &str) -> Address {
    let end = id.len().saturating_sub(2);
    Address::from_iter([id.get(end..).unwrap_or_default(), id])
}
