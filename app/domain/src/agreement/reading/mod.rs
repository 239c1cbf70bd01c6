//! An agreement as it is read, from front to back: one order and one wording for its page, its PDF and its Word
//! document. Each of them walks these pieces and adds nothing that was agreed.

mod pieces;
mod sums;

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::content::{AgreedTerm, Bound, Chapter, Content, Memorandum};
use super::laid_out::{Block, TableRow};
use crate::form::Read;
use crate::offer::Key;
use pieces::Pieces;

/// A piece of a text, in reading order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Piece {
    /// A chapter is of level 1, a term of level 2, what is in it of the next; no level is left out.
    Heading {
        level: u8,
        words: String,
        /// What a link can lead to: `freedoms`, `term-4`, `term-4-fund`. Groups within a matter have none.
        id: Option<String>,
    },
    Paragraph {
        words: String,
    },
    /// A question with what was answered; the answer can have several paragraphs.
    Answer {
        label: String,
        words: String,
    },
    Table {
        caption: String,
        /// The heading above the rows’ own headings.
        corner: String,
        columns: Vec<String>,
        rows: Vec<TableRow>,
        /// Whether its cells hold words; figures stand to the right.
        wordy: bool,
    },
}

impl Piece {
    /// Every word in it, in reading order.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Heading { words, .. } | Self::Paragraph { words } => vec![words],
            Self::Answer { label, words } => vec![label, words],
            Self::Table {
                caption,
                corner,
                columns,
                rows,
                ..
            } => [caption, corner]
                .into_iter()
                .chain(columns)
                .chain(
                    rows.iter()
                        .flat_map(|row| [&row.label].into_iter().chain(&row.cells)),
                )
                .map(String::as_str)
                .collect(),
        }
    }
}

/// What somebody said about a heading, beside a redline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The id of the heading: `term-4`.
    pub on: String,
    pub author: String,
    /// The room in words: “Whitehall only”.
    pub room: String,
    pub at: DateTime<Utc>,
    pub words: String,
}

/// One thing in a term, laid out in words.
#[derive(Clone, Copy, Debug)]
pub struct Said<'a> {
    pub key: &'a Key,
    pub title: &'a str,
    pub says: &'a [Block],
}

/// A term with what is in it, for a text that is no agreement yet as well.
pub fn read_term(number: u32, title: &str, matters: &[Said<'_>]) -> Vec<Piece> {
    let mut found = Pieces::default();
    found.term(number, title, matters);
    found.0
}

impl Content {
    /// What it is called: “The agreement KEN-1, version 2”.
    pub fn name_of_it(&self) -> String {
        format!(
            "The agreement {}, version {}",
            self.head.reference, self.head.version
        )
    }

    /// The whole text, chapter by chapter. A chapter that has nothing in it is left out.
    pub fn reading(&self) -> Vec<Piece> {
        let mut found = Pieces::default();
        for chapter in Chapter::ALL {
            found.chapter(chapter.code(), chapter.label(), |found| {
                self.read_chapter(*chapter, found);
            });
        }
        found.0
    }

    fn read_chapter(&self, chapter: Chapter, found: &mut Pieces) {
        match chapter {
            Chapter::Head => self.read_head(found),
            Chapter::Parties => {
                found.paragraph("These organisations are bound by this agreement, and sign it.");
                found.parties("Parties to the agreement", &self.parties);
            }
            Chapter::Parameters => sums::parameters(found, &self.parameters),
            Chapter::Scope
            | Chapter::Outcomes
            | Chapter::Savings
            | Chapter::Sharing
            | Chapter::Budgets
            | Chapter::Freedoms
            | Chapter::Governance
            | Chapter::Reporting => {
                for term in self.of_chapter(chapter) {
                    agreed_term(term, found);
                }
                self.read_beside(chapter, found);
            }
        }
    }

    /// What was worked out from the terms of a chapter.
    fn read_beside(&self, chapter: Chapter, found: &mut Pieces) {
        match chapter {
            Chapter::Outcomes => sums::measures(found, &self.measures, &self.head.years),
            Chapter::Savings => sums::figures(found, &self.figures),
            Chapter::Sharing => sums::sharing(found, self),
            Chapter::Budgets => {
                for memorandum in &self.memoranda {
                    read_memorandum(memorandum, found);
                }
            }
            Chapter::Head
            | Chapter::Parties
            | Chapter::Scope
            | Chapter::Freedoms
            | Chapter::Governance
            | Chapter::Reporting
            | Chapter::Parameters => {}
        }
    }

    fn read_head(&self, found: &mut Pieces) {
        let head = &self.head;
        let years: Vec<String> = head.years.iter().map(ToString::to_string).collect();
        found.answer("Reference", &head.reference.to_string());
        found.answer("Version", &head.version.to_string());
        if !head.reason.is_empty() {
            found.answer("Why it differs from the version before", &head.reason);
        }
        found.answer("Kind", head.kind.label());
        found.answer("Place", &head.place_name);
        found.answer("Financial years", &years.join(", "));
        found.answer("Starts on", &pieces::day(head.starts_on));
        found.answer("Ends on", &pieces::day(head.ends_on));
    }
}

impl Memorandum {
    /// What it is called: “The memorandum of understanding for Alcohol fund, in the agreement KEN-1”.
    pub fn name_of_it(&self) -> String {
        format!(
            "The memorandum of understanding for {}, in the agreement {}",
            self.title, self.reference
        )
    }

    /// The whole text, as its contributors sign it.
    pub fn reading(&self) -> Vec<Piece> {
        let mut found = Pieces::default();
        found.chapter("memorandum", "Memorandum of understanding", |found| {
            found.answer("Pooled budget", &self.title);
            found.answer("Agreement", &self.reference.to_string());
            found.answer("Term", &self.term.to_string());
            found.answer("Host", &self.host);
        });
        found.chapter("parties", "Parties", |found| {
            found.parties("Parties to the memorandum", &self.parties);
        });
        found.chapter("contributions", "What each puts in", |found| {
            contributions(self, found);
        });
        found.chapter("rules", "How the budget works", |found| {
            found.blocks(&self.says, 2);
        });
        found.0
    }
}

fn agreed_term(term: &AgreedTerm, found: &mut Pieces) {
    let matters = term.matters.iter().map(|matter| Said {
        key: &matter.key,
        title: &matter.title,
        says: &matter.says,
    });
    found.term(term.number, &term.title, &matters.collect::<Vec<_>>());
}

/// Its rules stand with the term already; here is who signs it by itself, and what each puts in.
fn read_memorandum(memorandum: &Memorandum, found: &mut Pieces) {
    let id = format!("memorandum-{}", memorandum.budget);
    found.heading(
        2,
        &format!("Memorandum of understanding: {}", memorandum.title),
        Some(id),
    );
    found.paragraph(&format!(
        "Those who put money in and the host sign the text of term {} by itself, before the agreement.",
        memorandum.term
    ));
    found.answer("Host", &memorandum.host);
    found.parties(
        &format!("Parties to the memorandum for {}", memorandum.title),
        &memorandum.parties,
    );
    contributions(memorandum, found);
}

fn contributions(memorandum: &Memorandum, found: &mut Pieces) {
    let mut years: Vec<_> = memorandum
        .contributions
        .iter()
        .flat_map(|one| one.amounts.keys().copied())
        .collect();
    years.sort_unstable();
    years.dedup();
    let rows = memorandum.contributions.iter().map(|one| TableRow {
        label: if one.fund.is_empty() {
            one.organisation.clone()
        } else {
            format!("{}: {}", one.organisation, one.fund)
        },
        cells: years
            .iter()
            .map(|year| one.amounts.get(year).map(Read::show).unwrap_or_default())
            .collect(),
    });
    found.table(
        &format!("Put into {}", memorandum.title),
        "Organisation and fund",
        years.iter().map(ToString::to_string).collect(),
        rows.collect(),
    );
}

/// Why a party is bound, as one sentence part after another.
fn reasons(bound: &Bound) -> String {
    let all: Vec<String> = bound.because.iter().map(super::Because::words).collect();
    all.join("; ")
}
