//! The text of an agreement on a page: its chapters with a table of contents, or any blocks of it. Written as text,
//! since a whole agreement is hundreds of answers.

use domain::agreement::{Block, Content, LaidChapter, LaidSection, TableRow};

use crate::{
    components::{Cell, Column, SummaryRow, TableParts, summary_list, table},
    markup::Markup,
};

/// The whole text, after a table of contents.
pub fn whole(content: &Content) -> Markup {
    let chapters = content.chapters();
    Markup::of(|m| {
        contents(m, &chapters);
        m.element("div", &[("class", &"so-agreement")], |m| {
            for (number, laid) in (1..).zip(&chapters) {
                chapter(m, number, laid);
            }
        });
    })
}

fn contents(m: &mut Markup, chapters: &[LaidChapter]) {
    m.element(
        "nav",
        &[("aria-labelledby", &"contents"), ("class", &"so-contents")],
        |m| {
            let heading = [("class", &"govuk-heading-s" as _), ("id", &"contents" as _)];
            m.words("h2", &heading, &"Contents");
            m.element("ol", &[("class", &"govuk-list so-contents__list")], |m| {
                for laid in chapters {
                    m.element("li", &[], |m| {
                        let href = format!("#{}", laid.chapter.code());
                        link(m, &href, laid.chapter.label());
                        sections(m, &laid.sections);
                    });
                }
            });
        },
    );
}

/// Terms stand in the table of contents as well: that is what people look for.
fn sections(m: &mut Markup, sections: &[LaidSection]) {
    if sections.len() < 2 {
        return;
    }
    m.element("ul", &[("class", &"govuk-list so-contents__terms")], |m| {
        for section in sections {
            m.element("li", &[], |m| {
                link(m, &format!("#{}", section.anchor), &section.heading);
            });
        }
    });
}

fn link(m: &mut Markup, href: &str, words: &str) {
    m.words("a", &[("class", &"govuk-link"), ("href", &href)], &words);
}

fn chapter(m: &mut Markup, number: usize, laid: &LaidChapter) {
    let id = laid.chapter.code();
    let heading = format!("{id}-heading");
    let attributes = [
        ("id", &id as _),
        ("class", &"so-section" as _),
        ("aria-labelledby", &heading as _),
    ];
    m.element("section", &attributes, |m| {
        let words = format!("{number}. {}", laid.chapter.label());
        let attributes = [("class", &"govuk-heading-l" as _), ("id", &heading as _)];
        m.words("h2", &attributes, &words);
        blocks(m, &laid.blocks, 3);
        for section in &laid.sections {
            let attributes = [
                ("class", &"govuk-heading-m" as _),
                ("id", &section.anchor as _),
            ];
            m.words("h3", &attributes, &section.heading);
            blocks(m, &section.blocks, 4);
        }
    });
}

/// Answers that follow each other share one list; a group has a heading of this level.
pub fn blocks(m: &mut Markup, all: &[Block], level: usize) {
    let mut rows = Vec::new();
    for block in all {
        match block {
            Block::Answer { label, words } => {
                let words = Markup::of(|m| lines(m, words));
                rows.push(SummaryRow::with_markup(label.clone(), words));
            }
            Block::Group { heading, blocks } => {
                flush(m, &mut rows);
                let tag = match level {
                    ..=2 => "h2",
                    3 => "h3",
                    4 => "h4",
                    5 => "h5",
                    _ => "h6",
                };
                m.words(tag, &[("class", &"govuk-heading-s")], heading);
                self::blocks(m, blocks, level + 1);
            }
            Block::Table {
                caption,
                columns,
                rows: cells,
            } => {
                flush(m, &mut rows);
                figures(m, caption, columns, cells);
            }
        }
    }
    flush(m, &mut rows);
}

fn flush(m: &mut Markup, rows: &mut Vec<SummaryRow>) {
    if !rows.is_empty() {
        summary_list(m, rows, false, "so-agreement__answers", None);
        rows.clear();
    }
}

fn lines(m: &mut Markup, words: &str) {
    if words.contains('\n') {
        for line in words.lines().filter(|line| !line.trim().is_empty()) {
            m.words("span", &[("class", &"so-block")], &line);
        }
    } else {
        m.text(&words);
    }
}

/// The caption heads the first column too: it says what the rows are.
fn figures(m: &mut Markup, caption: &str, columns: &[String], rows: &[TableRow]) {
    let mut head = vec![Column::text(caption).hidden()];
    head.extend(columns.iter().map(Column::numeric));
    let rows: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().map(|words| match words.as_str() {
                "" => Cell::from("–"),
                words => Cell::from(words),
            });
            std::iter::once(Cell::from(row.label.as_str()))
                .chain(cells)
                .collect()
        })
        .collect();
    let parts = TableParts {
        caption: Some(caption),
        caption_class: "govuk-table__caption--s",
        head: &head,
        rows: &rows,
        row_headers: true,
        ..TableParts::default()
    };
    table(m, &parts);
}
