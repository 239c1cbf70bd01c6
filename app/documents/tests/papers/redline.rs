//! Two texts in one: undone it is the first, taken over the second.

use std::collections::BTreeSet;

use documents::{Negotiated, Written, changes_docx, negotiation_docx};
use domain::agreement::{Block, Content, LaidSection, TableRow};
use domain::redline::Remark;

use crate::word::Docx;
use crate::{agreement, issued, letters, moment, said};

/// The next version: words changed, a paragraph moved, a row and a term gone, a group and a term new.
fn varied(before: &Content) -> Content {
    let mut after = before.clone();
    after.head.version = 2;
    after.head.reason = "Two hubs instead of one.".to_owned();
    let gone = after.terms.pop().expect("a term");
    let mut new = gone.clone();
    new.number = 99;
    new.title = "Something new & <bold>".to_owned();
    after.terms.push(new);
    for block in after.terms[0].matters[0].says.iter_mut() {
        match block {
            Block::Answer { words, .. } => {
                words.push_str(" And a line more.\nA second paragraph.");
            }
            Block::Table { rows, .. } => {
                rows.remove(0);
                rows.push(TableRow {
                    label: "A new row".to_owned(),
                    cells: vec!["£1".to_owned(); 3],
                });
            }
            Block::Group { .. } => {}
        }
    }
    after.terms[1].matters[0].says.push(Block::Group {
        heading: "A new group".to_owned(),
        blocks: vec![Block::Answer {
            label: "Name".to_owned(),
            words: "New".to_owned(),
        }],
    });
    let npv = &mut after.figures.central.npv;
    *npv = domain::money::Pence::pounds(7);
    after
}

#[test]
fn undone_it_is_the_first_text_and_taken_over_the_second() {
    let before = agreement();
    let after = varied(&before);
    for (before, after) in [(&before, &after), (&after, &before), (&before, &before)] {
        let docx = Docx::of(&changes_docx(before, &issued(after)).expect("a document"));
        let (undone, taken) = (letters(&docx.before()), letters(&docx.after()));
        assert!(taken.contains(&said(after)), "\n{}\n\n{taken}", said(after));
        assert!(
            undone.contains(&said(before)),
            "\n{}\n\n{undone}",
            said(before)
        );
    }
}

#[test]
fn each_change_has_a_number_of_its_own_an_author_and_a_date() {
    let before = agreement();
    let after = varied(&before);
    let bytes = changes_docx(&before, &issued(&after)).expect("a document");
    let docx = Docx::of(&bytes);
    let mut all = docx.values("w:ins", "w:id");
    assert!(!all.is_empty());
    let gone = docx.values("w:del", "w:id");
    assert!(!gone.is_empty());
    all.extend(gone);
    let distinct: BTreeSet<&String> = all.iter().collect();
    assert_eq!(distinct.len(), all.len());
    for element in ["w:ins", "w:del"] {
        let authors = docx.values(element, "w:author");
        assert!(
            authors
                .iter()
                .all(|one| one == "Agreement NOR-1, version 2")
        );
        let dates = docx.values(element, "w:date");
        assert!(dates.iter().all(|one| one == "2013-02-04T09:15:00Z"));
    }
    assert_eq!(Ok(bytes), changes_docx(&before, &issued(&after)));
    let same = Docx::of(&changes_docx(&before, &issued(&before)).expect("a document"));
    assert!(same.values("w:ins", "w:id").is_empty() && same.values("w:del", "w:id").is_empty());
}

fn section(anchor: &str, heading: &str, words: &str) -> LaidSection {
    LaidSection {
        anchor: anchor.to_owned(),
        heading: heading.to_owned(),
        blocks: vec![Block::Answer {
            label: "What".to_owned(),
            words: words.to_owned(),
        }],
    }
}

#[test]
fn comments_stand_at_their_terms_with_the_room_in_words() {
    let remark = |on: &str, words: &str| Remark {
        on: on.to_owned(),
        author: "Priya Treasury".to_owned(),
        room: "Whitehall only".to_owned(),
        at: moment(-3),
        words: words.to_owned(),
    };
    let remarks = [
        remark("term-2", "Not before the review.\nAnd not after."),
        remark("term-77", "On a term that went."),
        remark("term-1", "]]> <w:p/> & \u{0}"),
    ];
    let before = [
        section("term-1", "Term 1: Scope", "One hub for the county."),
        section("term-2", "Term 2: Ringfence", "Lifted."),
    ];
    let after = [
        section("term-1", "Term 1: Scope", "Two hubs for the county."),
        section("term-3", "Term 3: New", "New."),
        section("term-2", "Term 2: Ringfence", "Lifted."),
    ];
    let told = Negotiated {
        reference: "NOR-1",
        title: "One front door",
        place: "Northshire County Council",
        before_called: "as submitted",
        after_called: "as they stand",
        before: &before,
        after: &after,
        written: &[Written {
            anchor: "term-1".to_owned(),
            by: "Chris Champion".to_owned(),
            at: moment(-2),
        }],
        remarks: &remarks,
        address: "https://single-offer.example/offers/NOR-1",
        at: moment(0),
    };
    let bytes = negotiation_docx(&told).expect("a document");
    let docx = Docx::of(&bytes);
    for element in [
        "w:commentRangeStart",
        "w:commentRangeEnd",
        "w:commentReference",
    ] {
        let mut numbers = docx.values(element, "w:id");
        numbers.sort();
        assert_eq!(numbers, ["0", "1", "2"], "{element}");
    }
    assert_eq!(docx.comments.matches("Whitehall only").count(), 3);
    assert!(docx.comments.contains("Not before the review."));
    assert!(docx.comments.contains("2013-02-01T09:15:00Z"));
    // The comment on term 2 begins in its heading.
    let range = docx
        .document
        .find("<w:commentRangeStart w:id=\"0\"/>")
        .expect("a range");
    let heading = docx.document.find("Term 2: Ringfence").expect("a heading");
    assert!(range < heading && heading - range < 200);

    let inserted = docx.values("w:ins", "w:author");
    assert!(inserted.contains(&"Chris Champion".to_owned()));
    assert!(
        inserted.contains(&"Northshire County Council".to_owned()),
        "the new term"
    );
    assert!(docx.after().contains("Two hubs for the county."));
    assert!(docx.before().contains("One hub for the county."));
    assert_eq!(Ok(bytes), negotiation_docx(&told));
}
