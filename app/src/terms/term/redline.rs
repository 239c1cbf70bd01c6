//! What changed between two versions, for eye, screen reader and printer: words in prose, cells in figures, and what
//! stayed as it was folded away.

use domain::redline::{Block, Change, Changed, Part};
use leptos::prelude::*;
use services::negotiation::{Became, Comparison, MatterCompared};

use crate::{
    components::{Cell, Column, Details, Table, Tag, TagColour},
    offers::sheet::Reading,
};

/// Every matter of a comparison: those that changed one under another, the others named and folded.
#[component]
pub fn Redline(comparison: Comparison, shown: u32) -> impl IntoView {
    let with = comparison.with.number;
    let (same, changed): (Vec<_>, Vec<_>) = comparison
        .matters
        .into_iter()
        .partition(|matter| matter.became == Became::Same);
    let is_alone = same.is_empty() && changed.len() == 1;
    let nothing = changed.is_empty().then(|| {
        view! { <p class="govuk-body">{format!("Version {shown} says the same as version {with}.")}</p> }
    });
    let changed: Vec<_> = changed
        .into_iter()
        .map(|matter| one(matter, is_alone, with, shown))
        .collect();
    let same = (!same.is_empty()).then(|| {
        let count = same.len();
        let words = if count == 1 {
            "1 entry stayed as it was".to_owned()
        } else {
            format!("{count} entries stayed as they were")
        };
        let titles: Vec<_> = same
            .into_iter()
            .map(|matter| view! { <li><bdi>{matter.title}</bdi></li> })
            .collect();
        view! {
            <Details summary=words class="so-redline__same">
                <ul class="govuk-list govuk-list--bullet">{titles}</ul>
            </Details>
        }
    });
    view! { <div class="so-redline">{nothing}{changed}{same}</div> }
}

fn one(matter: MatterCompared, is_alone: bool, old: u32, new: u32) -> impl IntoView {
    let MatterCompared {
        kind,
        title,
        became,
        ..
    } = matter;
    let (tag, body) = match became {
        Became::Same => (None, ().into_any()),
        Became::Changed(changed) => (
            None,
            changes(
                changed,
                &format!("Version {old}"),
                &format!("Version {new}"),
            )
            .into_any(),
        ),
        Became::Added(sheet) => (
            Some(("Added", TagColour::Green)),
            view! { <div class="so-redline__added"><Reading sheet/></div> }.into_any(),
        ),
        Became::Removed(sheet) => (
            Some(("Removed", TagColour::Red)),
            view! { <div class="so-redline__removed"><Reading sheet/></div> }.into_any(),
        ),
    };
    let tag = tag.map(|(text, colour)| view! { " " <Tag text colour/> });
    let heading = (!is_alone).then(|| {
        view! {
            <h3 class="govuk-heading-s so-redline__matter">
                <span class="govuk-visually-hidden">{kind.label()} ": "</span><bdi>{title}</bdi>{tag}
            </h3>
        }
    });
    view! { <section class="so-redline__one">{heading}{body}</section> }
}

/// The changes of one matter in their order; figures that follow each other stand in one table.
pub fn changes(changes: Vec<Change>, old: &str, new: &str) -> impl IntoView + use<> {
    let mut drawn: Vec<AnyView> = Vec::new();
    let mut cells: Vec<Vec<Cell>> = Vec::new();
    for change in changes {
        match change.changed {
            Changed::Prose(blocks) => {
                figures(&mut cells, &mut drawn, old, new);
                drawn.push(text(change.label, blocks).into_any());
            }
            Changed::Cell {
                old: before,
                new: after,
                difference,
            } => cells.push(vec![
                change.label.into(),
                figure(before, Kind::Removed),
                figure(after, Kind::Added),
                Cell::new(view! { <strong>{difference.unwrap_or_default()}</strong> }).numeric(),
            ]),
        }
    }
    figures(&mut cells, &mut drawn, old, new);
    drawn
}

fn figures(cells: &mut Vec<Vec<Cell>>, drawn: &mut Vec<AnyView>, old: &str, new: &str) {
    if cells.is_empty() {
        return;
    }
    let head = vec![
        Column::text("What"),
        Column::numeric(old),
        Column::numeric(new),
        Column::numeric("Difference"),
    ];
    let rows = std::mem::take(cells);
    drawn
        .push(view! { <Table head rows row_headers=true class="so-redline__figures"/> }.into_any());
}

fn figure(words: String, kind: Kind) -> Cell {
    if words.is_empty() {
        return Cell::from("–");
    }
    let lines: Vec<_> = words
        .lines()
        .map(|line| view! { <span class="so-block">{marked(line.to_owned(), kind)}</span> })
        .collect();
    Cell::new(lines)
}

/// One text, paragraph by paragraph.
fn text(label: String, blocks: Vec<Block>) -> impl IntoView {
    let blocks: Vec<_> = blocks.into_iter().map(block).collect();
    view! {
        <div class="so-redline__text">
            <p class="so-redline__label">{label}</p>
            {blocks}
        </div>
    }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Same(paragraphs) => folded(paragraphs).into_any(),
        Block::Changed(parts) => view! { <p dir="auto">{words(parts)}</p> }.into_any(),
        Block::Deleted(text) => {
            view! { <p dir="auto">{marked(text, Kind::Removed)}</p> }.into_any()
        }
        Block::Inserted(text) => view! { <p dir="auto">{marked(text, Kind::Added)}</p> }.into_any(),
        Block::MovedAway(text) => view! {
            <p class="so-redline__moved" dir="auto">
                <span class="so-redline__note">"Moved from here: "</span>{marked(text, Kind::Removed)}
            </p>
        }
        .into_any(),
        Block::MovedHere(parts) => view! {
            <p class="so-redline__moved" dir="auto">
                <span class="so-redline__note">"Moved to here: "</span>{words(parts)}
            </p>
        }
        .into_any(),
    }
}

fn words(parts: Vec<Part>) -> Vec<AnyView> {
    parts
        .into_iter()
        .map(|part| match part {
            Part::Same(text) => text.into_any(),
            Part::Deleted(text) => marked(text, Kind::Removed),
            Part::Inserted(text) => marked(text, Kind::Added),
        })
        .collect()
}

#[derive(Clone, Copy)]
enum Kind {
    Added,
    Removed,
}

/// Marked for the eye by line and colour, and said in words to whoever listens.
fn marked(text: String, kind: Kind) -> AnyView {
    match kind {
        Kind::Added => view! {
            <ins><span class="govuk-visually-hidden">" [added: "</span>{text}<span class="govuk-visually-hidden">"] "</span></ins>
        }
        .into_any(),
        Kind::Removed => view! {
            <del><span class="govuk-visually-hidden">" [removed: "</span>{text}<span class="govuk-visually-hidden">"] "</span></del>
        }
        .into_any(),
    }
}

fn folded(paragraphs: Vec<String>) -> impl IntoView {
    let count = paragraphs.len();
    let summary = if count == 1 {
        "1 paragraph unchanged".to_owned()
    } else {
        format!("{count} paragraphs unchanged")
    };
    let paragraphs: Vec<_> = paragraphs
        .into_iter()
        .map(|text| view! { <p class="govuk-body" dir="auto">{text}</p> })
        .collect();
    view! { <Details summary class="so-redline__same">{paragraphs}</Details> }
}
