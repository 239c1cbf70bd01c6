//! The documents of an issue: stored as they were printed, served as they are stored.

use domain::agreement::{Content, Digest};
use domain::process::Reference;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::Agreements;
use crate::offers::head::known;
use crate::store::agreement::document;
use crate::{Refusal, Viewer};

/// The forms in which an agreement is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DocumentKind {
    Pdf,
    Word,
    /// Word with what changed since the version before as tracked changes.
    Redline,
}

impl DocumentKind {
    pub const ALL: &[Self] = &[Self::Pdf, Self::Word, Self::Redline];

    /// What is stored, and stands in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "word",
            Self::Redline => "redline",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.code() == code)
    }

    /// What a link says.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Word => "Word",
            Self::Redline => "Word, with the changes tracked",
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Word | Self::Redline => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
        }
    }

    fn file_name(self, content: &Content) -> String {
        let head = &content.head;
        let name = format!("{}-agreement-{}", head.reference, head.version);
        match self {
            Self::Pdf => format!("{name}.pdf"),
            Self::Word => format!("{name}.docx"),
            Self::Redline => format!("{name}-changes.docx"),
        }
    }
}

/// A document without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    pub kind: DocumentKind,
    pub file_name: String,
    pub digest: Digest,
    /// In bytes.
    pub size: i64,
}

/// A document as it was printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub kind: DocumentKind,
    pub file_name: String,
    pub media_type: &'static str,
    pub digest: Digest,
    pub bytes: Vec<u8>,
}

/// A document fresh from the press.
pub(crate) struct Printed {
    kind: DocumentKind,
    file_name: String,
    bytes: Vec<u8>,
}

impl Printed {
    pub fn new(kind: DocumentKind, content: &Content, bytes: Vec<u8>) -> Self {
        Self {
            kind,
            file_name: kind.file_name(content),
            bytes,
        }
    }

    pub async fn keep(self, db: &impl ConnectionTrait, issue_id: &str) -> Result<(), Refusal> {
        document::Entity::insert(document::ActiveModel {
            issue_id: Set(issue_id.to_owned()),
            kind: Set(self.kind.code().to_owned()),
            file_name: Set(self.file_name),
            size: Set(i64::try_from(self.bytes.len()).map_err(Refusal::broken)?),
            digest: Set(Digest::of(&self.bytes).to_string()),
            bytes: Set(self.bytes),
        })
        .exec_without_returning(db)
        .await?;
        Ok(())
    }
}

impl Agreements<'_> {
    /// A document of a version, as it was printed when it was issued.
    ///
    /// # Errors
    /// Not found for what this reader may not see, and for a document that was not printed.
    pub async fn document(
        &self,
        viewer: Option<&Viewer>,
        reference: &Reference,
        version: u32,
        kind: DocumentKind,
    ) -> Result<Document, Refusal> {
        let read = self.read_version(viewer, reference, Some(version)).await?;
        let row = document::Entity::find_by_id((read.issue.id, kind.code().to_owned()))
            .one(self.services.read())
            .await?
            .ok_or(Refusal::NotFound)?;
        Ok(Document {
            kind,
            file_name: row.file_name,
            media_type: kind.media_type(),
            digest: row.digest.parse().map_err(Refusal::broken)?,
            bytes: row.bytes,
        })
    }
}

/// The documents of an issue without their bytes. One statement.
pub(super) async fn lines(
    db: &impl ConnectionTrait,
    issue_id: &str,
) -> Result<Vec<DocumentLine>, Refusal> {
    let rows: Vec<(String, String, String, i64)> = document::Entity::find()
        .select_only()
        .columns([
            document::Column::Kind,
            document::Column::FileName,
            document::Column::Digest,
            document::Column::Size,
        ])
        .filter(document::Column::IssueId.eq(issue_id))
        .order_by_asc(document::Column::Kind)
        .into_tuple()
        .all(db)
        .await?;
    rows.into_iter()
        .map(|(kind, file_name, digest, size)| {
            Ok(DocumentLine {
                kind: known(&kind, DocumentKind::from_code)?,
                file_name,
                digest: digest.parse().map_err(Refusal::broken)?,
                size,
            })
        })
        .collect()
}
