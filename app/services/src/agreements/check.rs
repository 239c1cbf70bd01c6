//! Whether a file, or a digest, is that of an agreement: compared with what was stored, never with what is printed in it.

use chrono::{DateTime, Utc};
use domain::agreement::{Digest, SheetState};
use domain::offer::Key;
use domain::process::Reference;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};

use super::documents::DocumentKind;
use super::kept::{Body, Kept};
use super::papers::{IssueRow, count};
use super::read::Readable;
use super::{Agreements, sheet_paper};
use crate::offers::head::known;
use crate::store::agreement::{document, part};
use crate::{Refusal, Viewer};

/// What came of comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// Of what was handed in.
    pub digest: Digest,
    /// What it is; none for a file that was changed, or that never was of this agreement.
    pub found: Option<Found>,
}

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub version: u32,
    pub what: Matched,
    pub issued_at: DateTime<Utc>,
    /// What became of the text.
    pub state: SheetState,
    /// Whether it is of the version in force.
    pub is_in_force: bool,
}

/// Which of the things that are stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    Document(DocumentKind),
    /// The digest of the text itself, as every page prints it.
    Text,
    /// The text of a memorandum, by its budget.
    Memorandum(Key),
    /// The PDF of a memorandum, by its budget.
    MemorandumPdf(Key),
    /// A part of the text, by its name.
    Part(String),
}

impl Agreements<'_> {
    /// What a file is.
    ///
    /// # Errors
    /// As for reading the agreement.
    pub async fn verify(
        &self,
        viewer: Option<&Viewer>,
        reference: &Reference,
        bytes: &[u8],
    ) -> Result<Check, Refusal> {
        self.verify_digest(viewer, reference, Digest::of(bytes))
            .await
    }

    /// What has this digest. What was issued again later is told as the latest of its kind.
    ///
    /// # Errors
    /// As for reading the agreement.
    pub async fn verify_digest(
        &self,
        viewer: Option<&Viewer>,
        reference: &Reference,
        digest: Digest,
    ) -> Result<Check, Refusal> {
        let read = self.read_version(viewer, reference, None).await?;
        let may_read = |one: &&IssueRow| read.takes_part || one.in_force_since.is_some();
        let issues: Vec<&IssueRow> = read.papers.issues.iter().rev().filter(may_read).collect();
        let wanted = digest.to_string();
        if let Some(issue) = issues.iter().find(|one| one.digest == wanted) {
            return read.found(digest, issue, Matched::Text);
        }
        let ids: Vec<&str> = issues.iter().map(|one| one.id.as_str()).collect();
        let db = self.services.read();
        let documents: Vec<(String, String)> = document::Entity::find()
            .select_only()
            .columns([document::Column::IssueId, document::Column::Kind])
            .filter(document::Column::Digest.eq(wanted.as_str()))
            .filter(document::Column::IssueId.is_in(ids.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        for issue in &issues {
            if let Some((_, kind)) = documents.iter().find(|(id, _)| *id == issue.id) {
                let kind = known(kind, DocumentKind::from_code)?;
                return read.found(digest, issue, Matched::Document(kind));
            }
        }
        let memoranda = read.papers.sheets.iter();
        let memoranda: Vec<&Kept> = memoranda
            .filter(|kept| matches!(kept.body, Body::Memorandum(_)))
            .collect();
        let paper = sheet_paper::with_digest(db, &memoranda, &wanted).await?;
        // The text of a memorandum is a part of what was issued, with the same digest. One that is a part of nothing
        // that this reader may see is not told of.
        let text = paper.map_or(wanted, |kept| kept.body.sheet().digest.to_string());
        let parts: Vec<(String, String)> = part::Entity::find()
            .select_only()
            .columns([part::Column::IssueId, part::Column::Name])
            .filter(part::Column::Digest.eq(text))
            .filter(part::Column::IssueId.is_in(ids))
            .into_tuple()
            .all(db)
            .await?;
        for issue in &issues {
            if let Some((_, name)) = parts.iter().find(|(id, _)| *id == issue.id) {
                let what = match (name.strip_prefix("memorandum-"), paper) {
                    (Some(budget), Some(_)) => Matched::MemorandumPdf(Key::new(budget)),
                    (Some(budget), None) => Matched::Memorandum(Key::new(budget)),
                    (None, _) => Matched::Part(name.clone()),
                };
                return read.found(digest, issue, what);
            }
        }
        Ok(Check {
            digest,
            found: None,
        })
    }
}

impl Readable {
    fn found(&self, digest: Digest, issue: &IssueRow, what: Matched) -> Result<Check, Refusal> {
        let kept = self.papers.sheet_of(&issue.id);
        let state = kept.map(|one| match &one.body {
            Body::Agreement(issue) => issue.sheet.state(),
            Body::Memorandum(one) => one.sheet.state(),
        });
        let current = self.papers.current().map(|one| one.id.as_str());
        Ok(Check {
            digest,
            found: Some(Found {
                version: count(issue.version)?,
                what,
                issued_at: issue.issued_at,
                state: state.ok_or(Refusal::NotFound)?,
                is_in_force: current == Some(issue.id.as_str()),
            }),
        })
    }
}
