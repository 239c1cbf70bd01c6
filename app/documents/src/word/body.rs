//! Paragraphs and tables with what was put in and taken out, and how they are written.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::redline::Remark;

use super::changes::Author;
use super::xml::Xml;
use crate::pieces::Table;
use crate::shown;

/// Whether something was there before, and is there now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    Stays,
    Inserted(Author),
    Deleted(Author),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    pub words: String,
    pub mark: Mark,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    pub style: &'static str,
    pub runs: Vec<Run>,
    /// Of the paragraph as such: its end comes or goes with it.
    pub mark: Mark,
    /// What comments can be on.
    pub anchor: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub cells: Vec<Vec<Run>>,
    pub is_head: bool,
    pub mark: Mark,
}

enum Part {
    Paragraph(Paragraph),
    Table(Vec<Row>),
}

/// The text of a document.
#[derive(Default)]
pub struct Body {
    parts: Vec<Part>,
    /// The numbers of the comments on each anchor.
    comments: BTreeMap<String, Vec<usize>>,
}

impl Mark {
    pub fn run(&self, words: &str) -> Run {
        Run {
            words: words.to_owned(),
            mark: self.clone(),
        }
    }
}

impl Paragraph {
    pub fn new(style: &'static str, words: &str) -> Self {
        Self::marked(style, words, &Mark::Stays)
    }

    pub fn marked(style: &'static str, words: &str, mark: &Mark) -> Self {
        Self {
            style,
            runs: vec![mark.run(words)],
            mark: mark.clone(),
            anchor: None,
        }
    }
}

impl Row {
    pub fn head(cells: Vec<String>) -> Self {
        Self::marked(cells, true, &Mark::Stays)
    }

    pub fn marked(cells: Vec<String>, is_head: bool, mark: &Mark) -> Self {
        Self {
            cells: cells.iter().map(|cell| vec![mark.run(cell)]).collect(),
            is_head,
            mark: mark.clone(),
        }
    }
}

/// The style of a heading; Word has nine.
pub const fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "Heading1",
        2 => "Heading2",
        3 => "Heading3",
        4 => "Heading4",
        _ => "Heading5",
    }
}

/// The rows of a table, its heads first.
pub fn rows(table: &Table) -> Vec<Row> {
    marked_rows(table, &Mark::Stays)
}

pub fn marked_rows(table: &Table, mark: &Mark) -> Vec<Row> {
    let head = [&table.caption].into_iter().chain(&table.columns);
    let rows = table.rows.iter().map(|row| {
        let cells = [&row.label].into_iter().chain(&row.cells).cloned();
        Row::marked(cells.collect(), false, mark)
    });
    [Row::marked(head.cloned().collect(), true, mark)]
        .into_iter()
        .chain(rows)
        .collect()
}

impl Body {
    pub fn with_remarks(remarks: &[Remark]) -> Self {
        let mut comments: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, remark) in remarks.iter().enumerate() {
            comments.entry(remark.on.clone()).or_default().push(number);
        }
        Self {
            parts: Vec::new(),
            comments,
        }
    }

    pub fn paragraph(&mut self, paragraph: Paragraph) {
        self.parts.push(Part::Paragraph(paragraph));
    }

    /// Nothing where it has no rows.
    pub fn table(&mut self, rows: Vec<Row>) {
        if !rows.is_empty() {
            self.parts.push(Part::Table(rows));
        }
    }

    /// The paragraphs and tables. Comments on what is not in the text stand at its first paragraph, so that none is
    /// lost.
    pub fn write(mut self, xml: &mut Xml) {
        let mut writing = Writing { xml, next: 1 };
        let parts = std::mem::take(&mut self.parts);
        let known: Vec<&String> = (parts.iter())
            .filter_map(|part| match part {
                Part::Paragraph(paragraph) => paragraph.anchor.as_ref(),
                Part::Table(_) => None,
            })
            .collect();
        let mut lost: Vec<usize> = (self.comments.iter())
            .filter(|(anchor, _)| !known.contains(anchor))
            .flat_map(|(_, numbers)| numbers.clone())
            .collect();
        lost.sort_unstable();
        for part in &parts {
            match part {
                Part::Paragraph(paragraph) => {
                    let mut comments = std::mem::take(&mut lost);
                    // An anchor that stands twice, as gone and as come, has its comments once.
                    if let Some(anchor) = &paragraph.anchor {
                        comments.extend(self.comments.remove(anchor).unwrap_or_default());
                    }
                    writing.paragraph(paragraph, &comments);
                }
                Part::Table(rows) => writing.table(rows),
            }
        }
    }
}

/// The elements, with a number for each change.
struct Writing<'a> {
    xml: &'a mut Xml,
    next: u32,
}

impl Writing<'_> {
    fn paragraph(&mut self, paragraph: &Paragraph, comments: &[usize]) {
        let mark = self.mark(&paragraph.mark);
        let numbers: Vec<String> = comments.iter().map(ToString::to_string).collect();
        let runs: Vec<_> = (paragraph.runs.iter())
            .map(|run| (self.mark(&run.mark), run.words.clone()))
            .collect();
        self.xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", paragraph.style)]);
                if let Some(mark) = &mark {
                    xml.element("w:rPr", &[], |xml| mark.empty(xml));
                }
            });
            for number in &numbers {
                xml.empty("w:commentRangeStart", &[("w:id", number)]);
            }
            for (mark, words) in &runs {
                run(xml, mark.as_ref(), words);
            }
            for number in &numbers {
                xml.empty("w:commentRangeEnd", &[("w:id", number)]);
                xml.element("w:r", &[], |xml| {
                    xml.element("w:rPr", &[], |xml| {
                        xml.empty("w:rStyle", &[("w:val", "CommentReference")]);
                    });
                    xml.empty("w:commentReference", &[("w:id", number)]);
                });
            }
        });
    }

    fn table(&mut self, rows: &[Row]) {
        let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(1);
        let widths = widths(columns);
        let rows: Vec<ToldRow<'_>> = rows
            .iter()
            .map(|row| {
                let mark = self.mark(&row.mark);
                let cells = (row.cells.iter())
                    .map(|runs| {
                        (runs.iter())
                            .map(|run| (self.mark(&run.mark), run.words.clone()))
                            .collect()
                    })
                    .collect();
                (mark, row, cells)
            })
            .collect();
        self.xml.element("w:tbl", &[], |xml| {
            xml.element("w:tblPr", &[], |xml| {
                xml.empty("w:tblStyle", &[("w:val", "Lines")]);
                xml.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
                xml.empty(
                    "w:tblLook",
                    &[
                        ("w:val", "0420"),
                        ("w:firstRow", "1"),
                        ("w:firstColumn", "0"),
                        ("w:noHBand", "0"),
                        ("w:noVBand", "1"),
                    ],
                );
            });
            xml.element("w:tblGrid", &[], |xml| {
                for width in &widths {
                    xml.empty("w:gridCol", &[("w:w", width)]);
                }
            });
            for (mark, row, cells) in &rows {
                xml.element("w:tr", &[], |xml| {
                    xml.element("w:trPr", &[], |xml| {
                        xml.empty("w:cantSplit", &[]);
                        if row.is_head {
                            xml.empty("w:tblHeader", &[]);
                        }
                        if let Some(mark) = mark {
                            mark.empty(xml);
                        }
                    });
                    for (runs, width) in cells.iter().zip(&widths) {
                        cell(xml, runs, width, row.is_head);
                    }
                });
            }
        });
        // Two tables that touch would become one.
        self.xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", "Gap")]);
            });
        });
    }

    fn mark(&mut self, mark: &Mark) -> Option<Change> {
        let (name, author) = match mark {
            Mark::Stays => return None,
            Mark::Inserted(author) => ("w:ins", author),
            Mark::Deleted(author) => ("w:del", author),
        };
        let id = self.next.to_string();
        self.next += 1;
        Some(Change {
            name,
            id,
            author: author.name.clone(),
            at: w3c(author.at),
        })
    }
}

/// A cell holds a paragraph for each of its lines.
fn cell(xml: &mut Xml, runs: &[Told], width: &str, is_head: bool) {
    let style = if is_head { "CellHead" } else { "Cell" };
    xml.element("w:tc", &[], |xml| {
        xml.element("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
        });
        xml.element("w:p", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.empty("w:pStyle", &[("w:val", style)]);
            });
            for (mark, words) in runs {
                run(xml, mark.as_ref(), words);
            }
        });
    });
}

/// Words, and the change that they are.
type Told = (Option<Change>, String);

/// A row with its own change, and those in its cells.
type ToldRow<'a> = (Option<Change>, &'a Row, Vec<Vec<Told>>);

/// What one change carries.
struct Change {
    name: &'static str,
    id: String,
    author: String,
    at: String,
}

impl Change {
    fn attributes(&self) -> [(&str, &str); 3] {
        [
            ("w:id", &self.id),
            ("w:author", &self.author),
            ("w:date", &self.at),
        ]
    }

    fn empty(&self, xml: &mut Xml) {
        xml.empty(self.name, &self.attributes());
    }
}

fn run(xml: &mut Xml, change: Option<&Change>, words: &str) {
    if words.is_empty() {
        return;
    }
    let text = |xml: &mut Xml, name: &str| {
        xml.element("w:r", &[], |xml| {
            for (at, line) in words.lines().enumerate() {
                if at > 0 {
                    xml.empty("w:br", &[]);
                }
                xml.words(name, &[("xml:space", "preserve")], line);
            }
        });
    };
    match change {
        None => text(xml, "w:t"),
        Some(change) => xml.element(change.name, &change.attributes(), |xml| {
            text(
                xml,
                if change.name == "w:del" {
                    "w:delText"
                } else {
                    "w:t"
                },
            );
        }),
    }
}

/// The first column wider than the others, all together the width of the text, in twentieths of a point.
fn widths(columns: usize) -> Vec<String> {
    const ALL: usize = 9_400;
    let first = match columns {
        0 | 1 => ALL,
        2 => ALL * 2 / 5,
        _ => ALL * 3 / 10,
    };
    let rest = (ALL - first) / columns.saturating_sub(1).max(1);
    (0..columns)
        .map(|at| if at == 0 { first } else { rest }.to_string())
        .collect()
}

/// A time as Word and its properties write it.
pub fn w3c(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The comments, by the numbers that the text gives.
pub fn comments(remarks: &[Remark], xml: &mut Xml) {
    for (number, remark) in remarks.iter().enumerate() {
        let (number, at) = (number.to_string(), w3c(remark.at));
        let initials: String = (remark.author.split_whitespace())
            .filter_map(|word| word.chars().next())
            .take(3)
            .collect();
        let attributes = [
            ("w:id", number.as_str()),
            ("w:author", &remark.author),
            ("w:date", &at),
            ("w:initials", &initials),
        ];
        xml.element("w:comment", &attributes, |xml| {
            comment_line(xml, &remark.room, true);
            for line in shown::paragraphs(&remark.words) {
                comment_line(xml, line, false);
            }
        });
    }
}

fn comment_line(xml: &mut Xml, words: &str, is_room: bool) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.empty("w:pStyle", &[("w:val", "CommentText")]);
        });
        xml.element("w:r", &[], |xml| {
            if is_room {
                xml.element("w:rPr", &[], |xml| xml.empty("w:b", &[]));
            }
            xml.words("w:t", &[("xml:space", "preserve")], words);
        });
    });
}
