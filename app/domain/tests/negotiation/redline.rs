//! What a redline shows, and that it loses no word.

use domain::offer::Matter;
use domain::redline::{Block, Change, Changed, Part, changes, prose};
use proptest::prelude::*;

use crate::support;

fn same(text: &str) -> Part {
    Part::Same(text.to_owned())
}

fn deleted(text: &str) -> Part {
    Part::Deleted(text.to_owned())
}

fn inserted(text: &str) -> Part {
    Part::Inserted(text.to_owned())
}

#[test]
fn words_that_went_and_came_stand_in_their_sentence() {
    let old = "The board meets every month and reports to the cabinet.";
    let new =
        "The board meets every quarter and reports to the scrutiny committee, and the cabinet.";
    let blocks = prose(old, new);
    assert_eq!(
        blocks,
        vec![Block::Changed(vec![
            same("The board meets every "),
            deleted("month"),
            inserted("quarter"),
            same(" and reports to the "),
            inserted("scrutiny committee, and the "),
            same("cabinet."),
        ])]
    );
}

#[test]
fn a_paragraph_that_moved_is_not_told_as_gone_and_come() {
    let first = "Councils pool the money for family support.";
    let second = "The police keep their own budget and align it.";
    let third = "Schools join in the second year.";
    let old = format!("{first}\n\n{second}\n\n{third}");
    let new = format!("{third}\n\n{first}\n\n{second}");
    assert_eq!(
        prose(&old, &new),
        vec![
            Block::MovedHere(vec![same(third)]),
            Block::Same(vec![first.to_owned(), second.to_owned()]),
            Block::MovedAway(third.to_owned()),
        ]
    );
}

#[test]
fn a_short_paragraph_is_never_taken_for_one_that_moved() {
    let stays = "Councils pool the money for family support.\nThe police keep their own budget.";
    let blocks = prose(&format!("Yes.\n{stays}"), &format!("{stays}\nYes."));
    assert_eq!(blocks.len(), 3);
    assert!(
        !blocks
            .iter()
            .any(|block| matches!(block, Block::MovedHere(_) | Block::MovedAway(_)))
    );
}

#[test]
fn another_paragraph_altogether_is_gone_and_come() {
    assert_eq!(
        prose(
            "Money is pooled by the county.",
            "Inspection is lighter for three years."
        ),
        vec![
            Block::Deleted("Money is pooled by the county.".to_owned()),
            Block::Inserted("Inspection is lighter for three years.".to_owned()),
        ]
    );
}

#[test]
fn spaces_and_empty_lines_are_no_change() {
    assert_eq!(
        prose(
            "One thing.\n\n\nAnother thing.",
            "One thing.\nAnother thing.  "
        ),
        vec![Block::Same(vec![
            "One thing.".to_owned(),
            "Another thing.".to_owned()
        ])]
    );
}

#[test]
fn figures_are_compared_cell_by_cell_with_the_difference() {
    let before = support::complete();
    let mut after = before.clone();
    let year = before.years()[0];
    support::type_into(
        &mut after,
        "desks",
        &[
            (&format!("low-{year}"), "£1"),
            ("title", "Fewer desks, and fewer buildings"),
            ("grade", "6"),
        ],
    );
    let sheet = |offer: &domain::offer::Proposal| {
        let around = offer.around();
        let key = domain::offer::Key::new("desks");
        let matter: &Matter = &offer.find(&key).expect("it is there").matter;
        matter.reading(&around)
    };
    let found = changes(&sheet(&before), &sheet(&after));
    let labels: Vec<&str> = found.iter().map(|change| change.label.as_str()).collect();
    assert_eq!(labels.len(), 3, "{labels:?}");
    let money = found
        .iter()
        .find(|change| change.name.starts_with("low-"))
        .expect("the amount changed");
    let Changed::Cell {
        old,
        new,
        difference,
    } = &money.changed
    else {
        panic!("an amount is a cell: {money:?}");
    };
    assert_eq!(new, "£1");
    assert!(!old.is_empty());
    let difference = difference.as_deref().expect("both were understood");
    assert!(difference.starts_with(['-', '−']), "{difference}");
    assert!(matches!(
        found.iter().find(|change| change.name == "title"),
        Some(Change {
            changed: Changed::Prose(_),
            ..
        })
    ));
    assert_eq!(changes(&sheet(&before), &sheet(&before)), vec![]);
}

/// The words of one side, in order of the old text or of the new one.
fn old_words(blocks: &[Block]) -> Vec<String> {
    let mut texts = Vec::new();
    for block in blocks {
        match block {
            Block::Same(same) => texts.extend(same.iter().cloned()),
            Block::Changed(parts) => texts.push(side(parts, false)),
            Block::Deleted(text) | Block::MovedAway(text) => texts.push(text.clone()),
            Block::Inserted(_) | Block::MovedHere(_) => {}
        }
    }
    split(&texts)
}

fn new_words(blocks: &[Block]) -> Vec<String> {
    let mut texts = Vec::new();
    for block in blocks {
        match block {
            Block::Same(same) => texts.extend(same.iter().cloned()),
            Block::Changed(parts) | Block::MovedHere(parts) => texts.push(side(parts, true)),
            Block::Inserted(text) => texts.push(text.clone()),
            Block::Deleted(_) | Block::MovedAway(_) => {}
        }
    }
    split(&texts)
}

fn side(parts: &[Part], new: bool) -> String {
    parts
        .iter()
        .filter(|part| match part {
            Part::Same(_) => true,
            Part::Deleted(_) => !new,
            Part::Inserted(_) => new,
        })
        .map(Part::text)
        .collect()
}

fn split(texts: &[String]) -> Vec<String> {
    texts
        .iter()
        .flat_map(|text| text.split_whitespace())
        .map(str::to_owned)
        .collect()
}

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "the",
        "board",
        "county",
        "pool",
        "£250,000",
        "agrees,",
        "shares",
        "saving",
        "naïve",
        "–",
        "(2.12)",
        "a",
    ]);
    let paragraph = prop::collection::vec(word, 0..14).prop_map(|words| words.join(" "));
    prop::collection::vec(paragraph, 0..9).prop_map(|paragraphs| paragraphs.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(800))]

    #[test]
    fn no_word_of_either_side_is_lost(old in text(), new in text()) {
        let blocks = prose(&old, &new);
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        prop_assert_eq!(old_words(&blocks), words(&old));
        prop_assert_eq!(new_words(&blocks), words(&new));
    }

    #[test]
    fn a_text_is_no_different_from_itself(text in text()) {
        prop_assert!(prose(&text, &text).iter().all(|block| matches!(block, Block::Same(_))));
    }
}
