//! The kinds of file that can be attached. Nothing that runs, and nothing that a browser would draw as a page.

use crate::process::choice::choice;

choice! {
    /// What a file is. Its content is checked against it.
    pub enum FileKind {
        Pdf = "pdf", "PDF";
        Docx = "docx", "Word document";
        Xlsx = "xlsx", "Excel workbook";
        Odt = "odt", "OpenDocument text";
        Csv = "csv", "CSV";
        Text = "txt", "Text";
        Png = "png", "PNG picture";
        Jpeg = "jpg", "JPEG picture";
    }
}

impl FileKind {
    /// The kind that names with this ending have.
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "jpeg" => Some(Self::Jpeg),
            ending => Self::from_code(ending),
        }
    }

    /// As which it is sent.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Text => "text/plain; charset=utf-8",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// What a browser offers to choose from.
    pub const ACCEPT: &'static str = ".pdf,.docx,.xlsx,.odt,.csv,.txt,.png,.jpg,.jpeg";

    /// All of them in words, for those who choose a file.
    pub const IN_WORDS: &'static str =
        "PDF, Word (.docx), Excel (.xlsx), OpenDocument (.odt), CSV, text, PNG or JPEG";
}
