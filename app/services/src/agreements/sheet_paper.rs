//! What is signed, as a file: a memorandum as it was printed when it was put out, and the agreement that a sheet is
//! for. Served as it is stored.

use std::collections::BTreeMap;

use domain::agreement::{Digest, SheetState};
use domain::offer::Key;
use domain::process::{Act, Reference};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};

use super::kept::{Body, Kept};
use super::papers::Papers;
use super::{Agreements, Document, DocumentKind, DocumentLine, documents};
use crate::store::agreement::{document, memorandum_paper};
use crate::{Refusal, Viewer};

pub(super) async fn keep(
    db: &impl ConnectionTrait,
    sheet_id: &str,
    file_name: String,
    bytes: Vec<u8>,
) -> Result<(), Refusal> {
    memorandum_paper::Entity::insert(memorandum_paper::ActiveModel {
        sheet_id: Set(sheet_id.to_owned()),
        file_name: Set(file_name),
        size: Set(i64::try_from(bytes.len()).map_err(Refusal::broken)?),
        digest: Set(Digest::of(&bytes).to_string()),
        bytes: Set(bytes),
    })
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// The PDF of a sheet without its bytes; none where it was put out before memoranda were printed. One statement.
pub(super) async fn line(
    db: &impl ConnectionTrait,
    kept: &Kept,
) -> Result<Option<DocumentLine>, Refusal> {
    if let (Body::Agreement(_), Some(issue)) = (&kept.body, &kept.issue_id) {
        let lines = documents::lines(db, issue).await?;
        return Ok(lines.into_iter().find(|one| one.kind == DocumentKind::Pdf));
    }
    Ok(lines(db, &[kept]).await?.remove(&kept.id))
}

/// The PDFs of memoranda without their bytes, by the id of the sheet. One statement, and none for none.
pub(super) async fn lines(
    db: &impl ConnectionTrait,
    memoranda: &[&Kept],
) -> Result<BTreeMap<String, DocumentLine>, Refusal> {
    if memoranda.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows: Vec<(String, String, String, i64)> = memorandum_paper::Entity::find()
        .select_only()
        .columns([
            memorandum_paper::Column::SheetId,
            memorandum_paper::Column::FileName,
            memorandum_paper::Column::Digest,
            memorandum_paper::Column::Size,
        ])
        .filter(
            memorandum_paper::Column::SheetId.is_in(memoranda.iter().map(|one| one.id.as_str())),
        )
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(sheet, file_name, digest, size)| {
            let line = DocumentLine {
                kind: DocumentKind::Pdf,
                file_name,
                digest: digest.parse().map_err(Refusal::broken)?,
                size,
            };
            Ok((sheet, line))
        })
        .collect()
}

/// The sheet, among these, whose memorandum was printed with this digest. One statement.
pub(super) async fn with_digest<'a>(
    db: &impl ConnectionTrait,
    sheets: &[&'a Kept],
    digest: &str,
) -> Result<Option<&'a Kept>, Refusal> {
    let found: Vec<String> = memorandum_paper::Entity::find()
        .select_only()
        .column(memorandum_paper::Column::SheetId)
        .filter(memorandum_paper::Column::Digest.eq(digest))
        .filter(memorandum_paper::Column::SheetId.is_in(sheets.iter().map(|one| one.id.as_str())))
        .into_tuple()
        .all(db)
        .await?;
    Ok(sheets.iter().rfind(|one| found.contains(&one.id)).copied())
}

impl Agreements<'_> {
    /// The PDF of what is signed on a sheet, for whoever reads the terms of the offer.
    ///
    /// # Errors
    /// Not found.
    pub async fn sheet_document(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        slug: &str,
    ) -> Result<Document, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let db = self.services.read();
        let papers = Papers::of(db, &seen.head.row.id).await?;
        let kept = papers.sheet(slug).ok_or(Refusal::NotFound)?;
        paper(db, kept).await
    }

    /// The PDF of the memorandum of one budget, as everybody signed it for a version.
    ///
    /// # Errors
    /// As for reading the agreement; not found for a budget that is not pooled in this version.
    pub async fn memorandum_document(
        &self,
        viewer: Option<&Viewer>,
        reference: &Reference,
        version: u32,
        budget: &Key,
    ) -> Result<Document, Refusal> {
        let read = self.read_version(viewer, reference, Some(version)).await?;
        let issue = read.papers.sheet_of(&read.issue.id);
        let Some(Body::Agreement(issue)) = issue.map(|kept| &kept.body) else {
            return Err(Refusal::NotFound);
        };
        let signed = read.papers.sheets.iter().rfind(|kept| {
            let is_signed = kept.body.sheet().state() == SheetState::Signed;
            matches!(&kept.body, Body::Memorandum(one) if is_signed
                && one.budget == *budget
                && issue.memoranda.iter().any(|needed| one.answers(needed)))
        });
        paper(self.services.read(), signed.ok_or(Refusal::NotFound)?).await
    }
}

async fn paper(db: &impl ConnectionTrait, kept: &Kept) -> Result<Document, Refusal> {
    let kind = DocumentKind::Pdf;
    let (file_name, digest, bytes) = match (&kept.body, &kept.issue_id) {
        (Body::Agreement(_), Some(issue)) => {
            let id = (issue.clone(), kind.code().to_owned());
            let row = document::Entity::find_by_id(id).one(db).await?;
            let row = row.ok_or(Refusal::NotFound)?;
            (row.file_name, row.digest, row.bytes)
        }
        _ => {
            let row = memorandum_paper::Entity::find_by_id(kept.id.as_str());
            let row = row.one(db).await?.ok_or(Refusal::NotFound)?;
            (row.file_name, row.digest, row.bytes)
        }
    };
    Ok(Document {
        kind,
        file_name,
        media_type: kind.media_type(),
        digest: digest.parse().map_err(Refusal::broken)?,
        bytes,
    })
}
