//! The agreement in words: one order for page, PDF and Word, and what changed between two versions.

use domain::agreement::{Became, Block, Chapter, compare};
use domain::redline::Changed;

use crate::first;

#[test]
fn every_chapter_is_there_and_every_word_that_was_frozen() {
    let content = first();
    let chapters = content.chapters();
    let order: Vec<Chapter> = chapters.iter().map(|laid| laid.chapter).collect();
    assert_eq!(order, Chapter::ALL);
    let texts: Vec<&str> = chapters.iter().flat_map(|laid| laid.texts()).collect();
    for (_, kept) in content.matters() {
        for words in kept.says.iter().flat_map(Block::texts) {
            assert!(texts.contains(&words), "{words}");
        }
    }
    for bound in &content.parties {
        assert!(texts.contains(&bound.name.as_str()), "{}", bound.name);
    }
    for measure in &content.measures {
        let id = format!("({})", measure.id.as_str());
        assert!(texts.iter().any(|words| words.ends_with(&id)), "{id}");
    }
    assert!(texts.contains(&content.figures.central.npv.to_string().as_str()));
}

#[test]
fn anchors_are_there_once() {
    let chapters = first().chapters();
    let mut anchors: Vec<String> = (chapters.into_iter())
        .flat_map(|laid| laid.sections)
        .map(|section| section.anchor)
        .collect();
    let all = anchors.len();
    anchors.sort();
    anchors.dedup();
    assert_eq!(anchors.len(), all);
}

#[test]
fn the_same_text_has_no_change() {
    let content = first();
    let compared = compare(&content, &content);
    assert!(compared.iter().all(|one| one.became == Became::Same));
}

#[test]
fn a_changed_word_a_changed_sum_and_a_term_that_went_are_told() {
    let before = first();
    let mut after = before.clone();
    let last = after.terms.pop().expect("a term");
    let scope = &mut after.terms[0].matters[0].says;
    let Some(Block::Answer { label, words }) = scope.first_mut() else {
        panic!("the scope answers a question first");
    };
    let label = label.clone();
    words.push_str(" and more");
    let npv = &mut after.figures.central.npv;
    *npv = npv
        .checked_add(domain::money::Pence::pounds(5))
        .expect("a sum");

    let compared = compare(&before, &after);
    let of = |chapter: Chapter| compared.iter().filter(move |one| one.chapter == chapter);
    let scope = of(Chapter::Scope).next().map(|one| &one.became);
    let Some(Became::Changed(changes)) = scope else {
        panic!("the scope says more: {scope:?}");
    };
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].label, label);
    assert!(matches!(changes[0].changed, Changed::Prose(_)));

    let figures = of(Chapter::Savings).find_map(|one| match &one.became {
        Became::Changed(changes) => Some(changes),
        _ => None,
    });
    let figures = figures.expect("the worth changed");
    let Changed::Cell { difference, .. } = &figures[0].changed else {
        panic!("a sum is a cell");
    };
    assert_eq!(difference.as_deref(), Some("+£5"));

    let heading = format!("Term {}: {}", last.number, last.title);
    assert!(
        compared
            .iter()
            .any(|one| one.heading == heading && matches!(one.became, Became::Removed(_)))
    );
}
