//! Word: the agreement, and two texts in one with tracked changes and comments.

mod align;
mod body;
mod changes;
mod package;
mod parts;
mod xml;

use chrono::{DateTime, Utc};
use domain::agreement::{Content, LaidSection};
use domain::redline::Remark;

use crate::paper::{Issued, called, moment, signing};
use crate::pieces::{self, Piece};
use crate::{DocumentError, shown};
use body::{Body, Paragraph};
use package::{Package, Properties};

/// The agreement as Word document. The same content, digest, address and time make the same bytes.
///
/// # Errors
/// A document that cannot be packed.
pub fn agreement_docx(issued: &Issued<'_>) -> Result<Vec<u8>, DocumentError> {
    let content = issued.content;
    let mut body = begun(issued);
    for piece in pieces::chapters(&content.chapters()) {
        body.piece(&piece);
    }
    for piece in signing(&content.parties, issued.signatories) {
        body.piece(&piece);
    }
    packed(issued, body, &[], None)
}

/// What one version of an agreement changed in the one before, as tracked changes.
///
/// # Errors
/// A document that cannot be packed.
pub fn changes_docx(before: &Content, after: &Issued<'_>) -> Result<Vec<u8>, DocumentError> {
    let author = called(after.content);
    let mut body = begun(after);
    let by = changes::Author {
        name: author,
        at: after.issued_at,
    };
    changes::write(
        &pieces::chapters(&before.chapters()),
        &pieces::chapters(&after.content.chapters()),
        &|_| by.clone(),
        &mut body,
    );
    let subject = format!(
        "Changes to version {}, as tracked changes",
        before.head.version
    );
    packed(after, body, &[], Some(&subject))
}

/// The terms of an offer at two times.
#[derive(Clone, Copy, Debug)]
pub struct Negotiated<'a> {
    pub reference: &'a str,
    pub title: &'a str,
    pub place: &'a str,
    /// “as submitted on 4 May 2010”, “as they stand on 6 June 2010”.
    pub before_called: &'a str,
    pub after_called: &'a str,
    pub before: &'a [LaidSection],
    pub after: &'a [LaidSection],
    /// Who brought in the text of a section that changed; by anchor.
    pub written: &'a [Written],
    /// Comments that the reader may see, and no others: nothing here knows who reads.
    pub remarks: &'a [Remark],
    pub address: &'a str,
    pub at: DateTime<Utc>,
}

/// Who wrote what a section says now, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub anchor: String,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// What bargaining changed in the terms of an offer, with comments at the margin.
///
/// # Errors
/// A document that cannot be packed.
pub fn negotiation_docx(told: &Negotiated<'_>) -> Result<Vec<u8>, DocumentError> {
    let mut body = Body::with_remarks(told.remarks);
    body.paragraph(Paragraph::new("Title", told.title));
    body.paragraph(Paragraph::new("Subtitle", told.place));
    body.answer("Offer", told.reference);
    body.answer(
        "What is compared",
        &format!(
            "The terms {} with the terms {}",
            told.before_called, told.after_called
        ),
    );
    body.answer("Drawn up", &day(told.at));
    let pieces_of = |sections: &[LaidSection]| {
        let mut found = Vec::new();
        pieces::sections(sections, 1, &mut found);
        found
    };
    let by = |anchor: &str| {
        let found = told.written.iter().find(|one| one.anchor == anchor);
        found.map_or_else(
            || changes::Author {
                name: told.place.to_owned(),
                at: told.at,
            },
            |one| changes::Author {
                name: one.by.clone(),
                at: one.at,
            },
        )
    };
    changes::write(
        &pieces_of(told.before),
        &pieces_of(told.after),
        &by,
        &mut body,
    );
    Package {
        properties: Properties {
            title: format!("Changes to the terms of {}: {}", told.reference, told.title),
            subject: format!(
                "From the terms {} to the terms {}",
                told.before_called, told.after_called
            ),
            creator: told.place.to_owned(),
            at: told.at,
        },
        footer: vec![
            format!("Terms of {}, {}", told.reference, day(told.at)),
            format!("In full: {}", told.address),
        ],
        remarks: told.remarks,
        body,
    }
    .packed()
}

/// The day, and not the minute: read twice in a day, it is the same.
fn day(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y").to_string()
}

fn begun(issued: &Issued<'_>) -> Body {
    let head = &issued.content.head;
    let mut body = Body::default();
    body.paragraph(Paragraph::new("Title", &head.title));
    body.paragraph(Paragraph::new("Subtitle", &head.place_name));
    body.answer("Text", &called(issued.content));
    body.answer("Issued", &moment(issued.issued_at));
    body.answer("SHA-256 of the text", &issued.digest.to_string());
    body.answer("Check the text", issued.verify_at);
    body
}

fn packed(
    issued: &Issued<'_>,
    body: Body,
    remarks: &[Remark],
    subject: Option<&str>,
) -> Result<Vec<u8>, DocumentError> {
    let head = &issued.content.head;
    let called = called(issued.content);
    Package {
        properties: Properties {
            title: format!("{called}: {}", head.title),
            subject: subject.unwrap_or(head.kind.label()).to_owned(),
            creator: head.place_name.clone(),
            at: issued.issued_at,
        },
        footer: vec![
            format!("{called}. SHA-256 of the text:"),
            issued.digest.to_string(),
            format!("Check the text: {}", issued.verify_at),
        ],
        remarks,
        body,
    }
    .packed()
}

impl Body {
    /// A piece as it stands.
    fn piece(&mut self, piece: &Piece) {
        match piece {
            Piece::Heading {
                level,
                words,
                anchor,
            } => self.paragraph(Paragraph {
                anchor: anchor.clone(),
                ..Paragraph::new(body::heading(*level), words)
            }),
            Piece::Paragraph(words) => {
                for line in shown::paragraphs(words) {
                    self.paragraph(Paragraph::new("Normal", line));
                }
            }
            Piece::Answer { label, words } => self.answer(label, words),
            Piece::Table(table) => self.table(body::rows(table)),
        }
    }

    fn answer(&mut self, label: &str, words: &str) {
        self.paragraph(Paragraph::new("Question", label));
        for line in shown::paragraphs(words) {
            self.paragraph(Paragraph::new("Normal", line));
        }
    }
}
