//! Two texts as one: what was taken out and what was put in, each with who did it and when.

use chrono::{DateTime, Utc};
use domain::redline::{Block, Part, prose};

use super::align::{Aligned, align, names};
use super::body::{Body, Mark, Paragraph, Row, Run, heading, marked_rows};
use crate::pieces::{Piece, Table};
use crate::shown;

/// Whose change it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    pub at: DateTime<Utc>,
}

/// Writes both texts. `by` tells for the anchor of a section who changed it.
pub fn write(before: &[Piece], after: &[Piece], by: &dyn Fn(&str) -> Author, body: &mut Body) {
    let mut author = by("");
    for aligned in align(&names(before), &names(after)) {
        let piece = match aligned {
            Aligned::Both(_, at) | Aligned::Come(at) => &after[at],
            Aligned::Gone(at) => &before[at],
        };
        if let Piece::Heading {
            anchor: Some(anchor),
            ..
        } = piece
        {
            author = by(anchor);
        }
        let writing = Writing {
            inserted: Mark::Inserted(author.clone()),
            deleted: Mark::Deleted(author.clone()),
            body: &mut *body,
        };
        writing.aligned(aligned, before, after);
    }
}

struct Writing<'a> {
    inserted: Mark,
    deleted: Mark,
    body: &'a mut Body,
}

impl Writing<'_> {
    fn aligned(mut self, aligned: Aligned, before: &[Piece], after: &[Piece]) {
        match aligned {
            Aligned::Gone(at) => {
                let mark = self.deleted.clone();
                self.whole(&before[at], &mark);
            }
            Aligned::Come(at) => {
                let mark = self.inserted.clone();
                self.whole(&after[at], &mark);
            }
            Aligned::Both(old, new) => self.both(&before[old], &after[new]),
        }
    }

    /// A piece that went, or came, as a whole.
    fn whole(&mut self, piece: &Piece, mark: &Mark) {
        match piece {
            Piece::Heading {
                level,
                words,
                anchor,
            } => self.body.paragraph(Paragraph {
                anchor: anchor.clone(),
                ..Paragraph::marked(heading(*level), words, mark)
            }),
            Piece::Paragraph(words) => self.lines(words, mark),
            Piece::Answer { label, words } => {
                self.body
                    .paragraph(Paragraph::marked("Question", label, mark));
                self.lines(words, mark);
            }
            Piece::Table(table) => self.body.table(marked_rows(table, mark)),
        }
    }

    fn lines(&mut self, words: &str, mark: &Mark) {
        for line in shown::paragraphs(words) {
            self.body.paragraph(Paragraph::marked("Normal", line, mark));
        }
    }

    fn both(&mut self, old: &Piece, new: &Piece) {
        match (old, new) {
            (
                Piece::Heading { words: old, .. },
                Piece::Heading {
                    level,
                    words,
                    anchor,
                },
            ) => {
                let runs = self.line(old, words);
                self.body.paragraph(Paragraph {
                    style: heading(*level),
                    runs,
                    mark: Mark::Stays,
                    anchor: anchor.clone(),
                });
            }
            (Piece::Answer { words: old, .. }, Piece::Answer { label, words }) => {
                self.body.paragraph(Paragraph::new("Question", label));
                self.prose(old, words);
            }
            (Piece::Paragraph(old), Piece::Paragraph(new)) => self.prose(old, new),
            (Piece::Table(old), Piece::Table(new)) => self.table(old, new),
            // Names are alike only where kinds are.
            _ => {
                let (deleted, inserted) = (self.deleted.clone(), self.inserted.clone());
                self.whole(old, &deleted);
                self.whole(new, &inserted);
            }
        }
    }

    /// One line that stays one line.
    fn line(&self, old: &str, new: &str) -> Vec<Run> {
        match prose(old, new).as_slice() {
            [] => Vec::new(),
            [Block::Same(_)] => vec![Mark::Stays.run(new)],
            [Block::Changed(parts)] => self.runs(parts),
            _ => vec![self.deleted.run(old), self.inserted.run(new)],
        }
    }

    fn runs(&self, parts: &[Part]) -> Vec<Run> {
        let run = |part: &Part| match part {
            Part::Same(words) => Mark::Stays.run(words),
            Part::Deleted(words) => self.deleted.run(words),
            Part::Inserted(words) => self.inserted.run(words),
        };
        parts.iter().map(run).collect()
    }

    fn prose(&mut self, old: &str, new: &str) {
        let (inserted, deleted) = (self.inserted.clone(), self.deleted.clone());
        for block in prose(old, new) {
            match block {
                Block::Same(lines) => {
                    for line in lines {
                        self.body.paragraph(Paragraph::new("Normal", line.trim()));
                    }
                }
                Block::Changed(parts) => {
                    let runs = self.runs(&parts);
                    self.body.paragraph(Paragraph {
                        style: "Normal",
                        runs,
                        mark: Mark::Stays,
                        anchor: None,
                    });
                }
                Block::Deleted(line) | Block::MovedAway(line) => {
                    self.body
                        .paragraph(Paragraph::marked("Normal", line.trim(), &deleted));
                }
                Block::Inserted(line) => {
                    self.body
                        .paragraph(Paragraph::marked("Normal", line.trim(), &inserted));
                }
                // Where it stood before it is struck out; here it stands as it is now.
                Block::MovedHere(parts) => {
                    let now: String = (parts.iter())
                        .filter(|part| !matches!(part, Part::Deleted(_)))
                        .map(Part::text)
                        .collect();
                    self.body
                        .paragraph(Paragraph::marked("Normal", now.trim(), &inserted));
                }
            }
        }
    }

    /// Rows are the same where they are called alike; other columns make another table.
    fn table(&mut self, old: &Table, new: &Table) {
        if old.columns != new.columns {
            let (deleted, inserted) = (self.deleted.clone(), self.inserted.clone());
            self.body.table(marked_rows(old, &deleted));
            self.body.table(marked_rows(new, &inserted));
            return;
        }
        let labels = |table: &Table| -> Vec<String> {
            table.rows.iter().map(|row| row.label.clone()).collect()
        };
        let head = [&new.caption].into_iter().chain(&new.columns);
        let mut rows = vec![Row::head(head.cloned().collect())];
        for aligned in align(&labels(old), &labels(new)) {
            let whole = |table: &Table, at: usize, mark: &Mark| {
                let row = &table.rows[at];
                let cells = [&row.label].into_iter().chain(&row.cells);
                Row::marked(cells.cloned().collect(), false, mark)
            };
            rows.push(match aligned {
                Aligned::Gone(at) => whole(old, at, &self.deleted),
                Aligned::Come(at) => whole(new, at, &self.inserted),
                Aligned::Both(before, after) => {
                    let (before, after) = (&old.rows[before], &new.rows[after]);
                    let cells = (before.cells.iter().zip(&after.cells)).map(|(old, new)| {
                        if old == new {
                            vec![Mark::Stays.run(new)]
                        } else {
                            vec![self.deleted.run(old), self.inserted.run(new)]
                        }
                    });
                    Row {
                        cells: [vec![Mark::Stays.run(&after.label)]]
                            .into_iter()
                            .chain(cells)
                            .collect(),
                        is_head: false,
                        mark: Mark::Stays,
                    }
                }
            });
        }
        self.body.table(rows);
    }
}
