//! The two texts that are signed, as PDF.

use chrono::{DateTime, Utc};
use domain::agreement::{Bound, Content, Digest, LaidSection, Memorandum, Signatory, TableRow};
use serde::Serialize;

use crate::DocumentError;
use crate::pdf::laid::{Answer, Laid, lay, text, texts, titled};
use crate::pdf::{Job, Template, set};
use crate::pieces::{self, Piece, Table};

/// An agreement as it was issued.
#[derive(Clone, Copy, Debug)]
pub struct Issued<'a> {
    pub content: &'a Content,
    /// Of the text, as it is printed on every page.
    pub digest: Digest,
    /// Those who are asked to sign, as they were named when it was issued.
    pub signatories: &'a [Signatory],
    /// The whole address at which a file is checked.
    pub verify_at: &'a str,
    pub issued_at: DateTime<Utc>,
}

/// A memorandum of understanding as it was put out.
#[derive(Clone, Copy, Debug)]
pub struct MemorandumIssued<'a> {
    pub memorandum: &'a Memorandum,
    pub digest: Digest,
    pub signatories: &'a [Signatory],
    pub verify_at: &'a str,
    pub issued_at: DateTime<Utc>,
}

/// What the template reads.
#[derive(Debug, Serialize)]
struct Paper {
    title: String,
    author: String,
    description: String,
    footer: Vec<String>,
    kind: String,
    name: String,
    place: String,
    facts: Facts,
    pieces: Vec<Laid>,
    /// On a page of its own.
    signing: Vec<Laid>,
}

#[derive(Debug, Serialize)]
struct Facts {
    rows: Vec<Answer>,
    keep: bool,
}

/// What stands on it beside the text itself.
struct Around<'a> {
    /// “Agreement KEN-1, version 2”.
    called: String,
    kind: String,
    name: &'a str,
    place: &'a str,
    digest: Digest,
    verify_at: &'a str,
    issued_at: DateTime<Utc>,
    signing: Vec<Piece>,
}

/// The agreement as PDF. The same content, digest, address and time make the same bytes.
///
/// # Errors
/// What the typesetter says.
pub fn agreement_pdf(issued: &Issued<'_>) -> Result<Vec<u8>, DocumentError> {
    let content = issued.content;
    let around = Around {
        called: called(content),
        kind: content.head.kind.label().to_owned(),
        name: &content.head.title,
        place: &content.head.place_name,
        digest: issued.digest,
        verify_at: issued.verify_at,
        issued_at: issued.issued_at,
        signing: signing(&content.parties, issued.signatories),
    };
    around.set(&pieces::chapters(&content.chapters()))
}

/// The memorandum of one pooled budget as PDF.
///
/// # Errors
/// What the typesetter says.
pub fn memorandum_pdf(issued: &MemorandumIssued<'_>) -> Result<Vec<u8>, DocumentError> {
    let memorandum = issued.memorandum;
    let around = Around {
        called: format!("Memorandum {}, {}", memorandum.reference, memorandum.title),
        kind: "Memorandum of understanding".to_owned(),
        name: &memorandum.title,
        place: &memorandum.host,
        digest: issued.digest,
        verify_at: issued.verify_at,
        issued_at: issued.issued_at,
        signing: signing(&memorandum.parties, issued.signatories),
    };
    around.set(&of_memorandum(memorandum))
}

/// What an agreement is called: “Agreement KEN-1, version 2”.
pub fn called(content: &Content) -> String {
    let head = &content.head;
    format!("Agreement {}, version {}", head.reference, head.version)
}

/// The time as people read it. All times of documents are those of Greenwich, so that nobody has to ask which.
pub fn moment(at: DateTime<Utc>) -> String {
    at.format("%-d %B %Y at %H:%M GMT").to_string()
}

/// Who was asked to sign, by name and office, in their order. What the text binds are organisations; who signed stands
/// with the signatures, which are given after this is printed.
pub fn signing(parties: &[Bound], signatories: &[Signatory]) -> Vec<Piece> {
    let mut asked: Vec<&Signatory> = signatories.iter().collect();
    asked.sort_by_key(|one| one.rank());
    let rows = asked.iter().map(|one| {
        let bound = parties.iter().find(|bound| bound.party == one.party);
        TableRow {
            label: one.named.name.clone(),
            cells: vec![
                one.named.office.clone(),
                bound.map_or_else(|| one.party.code(), |bound| bound.name.clone()),
                one.capacity.label().to_owned(),
            ],
        }
    });
    vec![
        Piece::Heading {
            level: 1,
            words: "Signatures".to_owned(),
            anchor: Some("signatures".to_owned()),
        },
        Piece::Paragraph(
            "These people are asked to sign this text, in this order. Its digest stands on every page. Whoever is named \
             here can ask somebody else of the same organisation to sign. Who has signed, under which office and when, \
             is kept with the text, at the address on every page."
                .to_owned(),
        ),
        Piece::Table(Table {
            caption: "Name".to_owned(),
            columns: ["Office", "For", "Does what"].map(str::to_owned).into(),
            rows: rows.collect(),
        }),
    ]
}

impl Around<'_> {
    fn set(&self, pieces: &[Piece]) -> Result<Vec<u8>, DocumentError> {
        let digest = self.digest.to_string();
        let fact = |label: &str, words: Vec<String>| Answer {
            label: label.to_owned(),
            words,
        };
        // Half and half: whole, it is wider than its column. Whoever types it in may leave the gap.
        let (half, rest) = digest.split_at(digest.len() / 2);
        let paper = Paper {
            title: text(&format!("{}: {}", self.called, self.name)),
            author: text(self.place),
            description: text(&format!("{}, {}", self.kind, self.place)),
            footer: vec![
                text(&format!("{}. SHA-256 of the text:", self.called)),
                digest.clone(),
                format!("Check this file: {}", self.verify_at),
            ],
            kind: text(&self.kind),
            name: titled(self.name),
            place: text(self.place),
            facts: Facts {
                rows: vec![
                    fact("Text", texts(&self.called)),
                    fact("Issued", vec![moment(self.issued_at)]),
                    fact(
                        "SHA-256 of the text",
                        vec![half.to_owned(), rest.to_owned()],
                    ),
                    fact("Check this file", vec![self.verify_at.to_owned()]),
                ],
                keep: true,
            },
            pieces: lay(pieces),
            signing: lay(&self.signing),
        };
        let set = set(&Job {
            template: Template::Paper,
            data: &paper,
            ident: format!("{} {digest}", self.called),
            at: self.issued_at,
        })?;
        Ok(set.bytes)
    }
}

fn of_memorandum(memorandum: &Memorandum) -> Vec<Piece> {
    let mut years: Vec<_> = (memorandum.contributions.iter())
        .flat_map(|one| one.amounts.keys().copied())
        .collect();
    years.sort_unstable();
    years.dedup();
    let rows = memorandum.contributions.iter().map(|one| TableRow {
        label: format!("{}: {}", one.organisation, one.fund),
        cells: (years.iter())
            .map(|year| one.amounts.get(year).map(ToString::to_string))
            .map(Option::unwrap_or_default)
            .collect(),
    });
    let answer = |label: &str, words: &str| Piece::Answer {
        label: label.to_owned(),
        words: words.to_owned(),
    };
    let mut found = vec![
        Piece::heading(1, "1. Memorandum of understanding"),
        answer("Pooled budget", &memorandum.title),
        answer("Agreement", &memorandum.reference.to_string()),
        answer("Term", &memorandum.term.to_string()),
        answer("Held by", &memorandum.host),
        Piece::heading(1, "2. Parties"),
    ];
    for bound in &memorandum.parties {
        let because: Vec<String> = bound.because.iter().map(|one| one.words()).collect();
        found.push(answer(&bound.name, &because.join("\n")));
    }
    found.push(Piece::heading(1, "3. What each puts in"));
    found.push(Piece::Table(Table {
        caption: "Paid in".to_owned(),
        columns: years.iter().map(ToString::to_string).collect(),
        rows: rows.collect(),
    }));
    pieces::sections(
        &[LaidSection {
            anchor: "rules".to_owned(),
            heading: "4. How the budget works".to_owned(),
            blocks: memorandum.says.clone(),
        }],
        1,
        &mut found,
    );
    found
}
