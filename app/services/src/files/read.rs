//! Somebody opens a file.

use domain::file::{FileKind, FileState};
use domain::process::{Act, Reference};
use sea_orm::{ColumnTrait, QueryFilter};

use super::Files;
use super::list::of;
use super::shelf::Pieces;
use crate::offers::head::known;
use crate::store::files::FileColumn;
use crate::{Refusal, Viewer};

/// A file with its content, piece by piece.
pub struct OpenFile {
    pub name: String,
    pub kind: FileKind,
    pub bytes: u64,
    pub content: Pieces,
}

impl Files<'_> {
    /// The file, if one of the viewer’s hats sees its room. What lies in the folder is held against its digest
    /// before any of it goes out.
    ///
    /// # Errors
    /// Not found where it stands in another room; wrong stage where it was removed, or cannot be opened yet.
    pub async fn read(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        slug: &str,
    ) -> Result<OpenFile, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadFiles, reference).await?;
        let file = of(&seen)
            .filter(FileColumn::Slug.eq(slug))
            .one(self.services.read())
            .await?
            .ok_or(Refusal::NotFound)?;
        let words = match known(&file.state, FileState::from_code)? {
            _ if file.removed_at.is_some() => Some("This file was removed. Its record stays."),
            FileState::Refused => {
                Some("A virus was found in this file, so it is gone. Its record stays.")
            }
            FileState::Quarantined => Some(
                "This file waits for the virus check, which does not answer just now. Try again in some minutes.",
            ),
            FileState::Clean | FileState::Unscanned => None,
        };
        if let Some(words) = words {
            return Err(Refusal::WrongStage(words.to_owned()));
        }
        let shelf = &self.keeping()?.shelf;
        if shelf.digest(&file.id).await? != file.sha256 {
            let words = format!("file {} is not what was attached", file.id);
            return Err(Refusal::broken(words));
        }
        Ok(OpenFile {
            kind: known(&file.kind, FileKind::from_code)?,
            bytes: u64::try_from(file.bytes).map_err(Refusal::broken)?,
            content: shelf.pieces(&file.id).await?,
            name: file.name,
        })
    }
}
