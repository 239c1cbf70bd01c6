//! A whole agreement in words, chapter by chapter: the one thing that its page, its PDF and its Word document walk, so
//! that none of them says anything that another does not.

use chrono::NaiveDate;

use super::content::{AgreedTerm, Chapter, Content, Measure, Memorandum};
use super::laid_out::{Block, TableRow};
use super::tables::{parameters, shares, worth, years};
use crate::form::Read;
use crate::money::{Case, FinancialYear};

/// One chapter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidChapter {
    pub chapter: Chapter,
    /// What stands below its heading, before its sections.
    pub blocks: Vec<Block>,
    pub sections: Vec<LaidSection>,
}

/// A term, a memorandum, or a set of tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaidSection {
    /// Within an address, the same in every version: `term-4`, `memorandum-fund`, `figures`.
    pub anchor: String,
    /// “Term 4: Benefits data shared”.
    pub heading: String,
    pub blocks: Vec<Block>,
}

impl LaidChapter {
    /// Every word in it but the headings that a table of contents repeats.
    pub fn texts(&self) -> Vec<&str> {
        let sections = self.sections.iter();
        let within = sections.flat_map(|section| {
            let blocks = section.blocks.iter().flat_map(Block::texts);
            [section.heading.as_str()].into_iter().chain(blocks)
        });
        (self.blocks.iter().flat_map(Block::texts))
            .chain(within)
            .collect()
    }
}

impl Content {
    /// What it says, in the order of reading. A chapter about which nothing was agreed is left out.
    pub fn chapters(&self) -> Vec<LaidChapter> {
        let chapters = Chapter::ALL.iter().map(|chapter| LaidChapter {
            chapter: *chapter,
            blocks: self.opening(*chapter),
            sections: self.sections(*chapter),
        });
        chapters
            .filter(|laid| !laid.blocks.is_empty() || !laid.sections.is_empty())
            .collect()
    }

    fn opening(&self, chapter: Chapter) -> Vec<Block> {
        match chapter {
            Chapter::Head => self.head(),
            Chapter::Parties => self.bound(),
            Chapter::Parameters => parameters(&self.parameters),
            Chapter::Scope
            | Chapter::Outcomes
            | Chapter::Savings
            | Chapter::Sharing
            | Chapter::Budgets
            | Chapter::Freedoms
            | Chapter::Governance
            | Chapter::Reporting => Vec::new(),
        }
    }

    fn sections(&self, chapter: Chapter) -> Vec<LaidSection> {
        let mut sections: Vec<LaidSection> = self.of_chapter(chapter).map(section).collect();
        match chapter {
            Chapter::Savings => sections.push(LaidSection {
                anchor: "figures".to_owned(),
                heading: "What the savings come to".to_owned(),
                blocks: [years(&self.figures), worth(&self.figures)].concat(),
            }),
            Chapter::Sharing => sections.push(LaidSection {
                anchor: "shares".to_owned(),
                heading: "Who gets what".to_owned(),
                blocks: [Case::Central, Case::Low, Case::High]
                    .map(|case| shares(self, case))
                    .into(),
            }),
            Chapter::Budgets => {
                let memoranda = self.memoranda.iter().map(|one| self.memorandum(one));
                sections.extend(memoranda);
            }
            Chapter::Reporting if !self.measures.is_empty() => sections.push(LaidSection {
                anchor: "measures".to_owned(),
                heading: "What is measured".to_owned(),
                blocks: vec![measured(&self.measures, &self.head.years)],
            }),
            Chapter::Head
            | Chapter::Parties
            | Chapter::Scope
            | Chapter::Outcomes
            | Chapter::Freedoms
            | Chapter::Governance
            | Chapter::Reporting
            | Chapter::Parameters => {}
        }
        sections
    }

    fn head(&self) -> Vec<Block> {
        let head = &self.head;
        let mut blocks = vec![
            answer("Reference", head.reference.to_string()),
            answer("Version", head.version.to_string()),
            answer("Kind", head.kind.label()),
            answer("Place", head.place_name.as_str()),
            answer("First day of its term", day(head.starts_on)),
            answer("Last day of its term", day(head.ends_on)),
        ];
        if !head.reason.is_empty() {
            let before = head.version.saturating_sub(1);
            blocks.push(answer(
                &format!("Why it differs from version {before}"),
                head.reason.as_str(),
            ));
        }
        blocks
    }

    fn bound(&self) -> Vec<Block> {
        let parties = self.parties.iter();
        parties
            .map(|bound| answer(&bound.name, because(&bound.because)))
            .collect()
    }

    /// Its words are those of the budget’s term; here stands who signs it, and the money by year.
    fn memorandum(&self, memorandum: &Memorandum) -> LaidSection {
        let names: Vec<String> = (memorandum.parties.iter())
            .map(|bound| bound.name.clone())
            .collect();
        let rows = memorandum.contributions.iter().map(|one| TableRow {
            label: format!("{}: {}", one.organisation, one.fund),
            cells: (self.head.years.iter())
                .map(|year| one.amounts.get(year).map(ToString::to_string))
                .map(Option::unwrap_or_default)
                .collect(),
        });
        LaidSection {
            anchor: Memorandum::part_name(&memorandum.budget),
            heading: format!("Memorandum of understanding: {}", memorandum.title),
            blocks: vec![
                answer("Budget", format!("Term {}", memorandum.term)),
                answer("Held by", memorandum.host.as_str()),
                answer("Signed by", names.join("\n")),
                Block::Table {
                    caption: "Paid in".to_owned(),
                    columns: self.head.years.iter().map(ToString::to_string).collect(),
                    rows: rows.collect(),
                },
            ],
        }
    }
}

/// A term that holds one thing says it; one that holds several has a group for each.
fn section(term: &AgreedTerm) -> LaidSection {
    let blocks = match term.matters.as_slice() {
        [only] => only.says.clone(),
        several => (several.iter())
            .map(|matter| Block::Group {
                heading: matter.title.clone(),
                blocks: matter.says.clone(),
            })
            .collect(),
    };
    LaidSection {
        anchor: format!("term-{}", term.number),
        heading: format!("Term {}: {}", term.number, term.title),
        blocks,
    }
}

/// Each indicator with its targets, under the id by which delivery knows it.
fn measured(measures: &[Measure], years: &[FinancialYear]) -> Block {
    let figures = years.iter().map(ToString::to_string);
    let rows = measures.iter().map(|measure| {
        let baseline = match (&measure.baseline, measure.baseline_on) {
            (Some(figure), Some(on)) => format!("{} on {}", figure.show(), day(on)),
            (Some(figure), None) => figure.show(),
            (None, _) => String::new(),
        };
        let targets = years.iter().map(|year| {
            let target = measure.targets.get(year);
            target.map(|figure| figure.show()).unwrap_or_default()
        });
        TableRow {
            label: format!("{} ({})", measure.name, measure.id.as_str()),
            cells: [measure.unit.clone(), baseline]
                .into_iter()
                .chain(targets)
                .collect(),
        }
    });
    Block::Table {
        caption: "Indicator".to_owned(),
        columns: ["Unit", "Baseline"]
            .map(str::to_owned)
            .into_iter()
            .chain(figures)
            .collect(),
        rows: rows.collect(),
    }
}

/// One reason a line, each with a capital letter.
fn because(reasons: &[super::party::Because]) -> String {
    let lines: Vec<String> = reasons
        .iter()
        .map(|reason| {
            let words = reason.words();
            let mut letters = words.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect()
            })
        })
        .collect();
    lines.join("\n")
}

pub(super) fn answer(label: &str, words: impl Into<String>) -> Block {
    Block::Answer {
        label: label.to_owned(),
        words: words.into(),
    }
}

pub(super) fn day(day: NaiveDate) -> String {
    day.format("%-d %B %Y").to_string()
}
