//! Two people change the same text: nothing that either wrote is lost, and nobody’s word is put in another’s mouth.

use std::collections::BTreeSet;

use domain::form::{Merging, Posted, Preference, Sheet, merge};
use domain::offer::{Around, Matter};
use proptest::prelude::*;

use crate::support::complete;

fn matter(key: &str) -> Matter {
    let offer = complete();
    let kept = offer.kept.iter().find(|kept| kept.key.as_str() == key);
    kept.expect("the offer has it").matter.clone()
}

fn around() -> Around {
    complete().around()
}

fn typed(matter: &Matter, fields: &[(&str, &str)]) -> Matter {
    let mut other = matter.clone();
    let posted: Posted = fields.iter().copied().collect();
    other.read(&posted, &around());
    other
}

fn merging(base: &Matter, mine: &Matter, theirs: &Matter) -> Merging {
    let around = around();
    merge(
        &base.reading(&around),
        &mine.reading(&around),
        &theirs.reading(&around),
    )
}

/// The merged text, where nothing is left to choose.
fn merged(base: &Matter, mine: &Matter, theirs: &Matter, choices: &[(&str, &str)]) -> Matter {
    let choices: Posted = choices.iter().copied().collect();
    let (mut result, around) = (theirs.clone(), around());
    let read = merging(base, mine, theirs)
        .chosen(&choices)
        .expect("everything is chosen");
    for posted in read {
        result.read(&posted, &around);
    }
    result
}

fn text(matter: &Matter, field: &str) -> String {
    let sheet = matter.reading(&around());
    sheet.field(field).expect("a field").text.clone()
}

fn clashes(base: &Matter, mine: &Matter, theirs: &Matter) -> Vec<String> {
    merging(base, mine, theirs)
        .clashes()
        .map(|one| one.name.clone())
        .collect()
}

#[test]
fn what_only_one_changed_stands() {
    let base = matter("fund");
    let mine = typed(
        &base,
        &[("purpose", "To run more hubs."), ("total-2014-15", "4m")],
    );
    let theirs = typed(&base, &[("leaving", "A year’s notice.")]);
    let result = merged(&base, &mine, &theirs, &[]);
    assert_eq!(text(&result, "purpose"), "To run more hubs.");
    assert_eq!(text(&result, "total-2014-15"), "£4,000,000");
    assert_eq!(text(&result, "leaving"), "A year’s notice.");
    assert_eq!(text(&result, "title"), "Hub fund");
}

#[test]
fn what_both_changed_is_chosen() {
    let base = matter("fund");
    let mine = typed(&base, &[("total-2014-15", "4m"), ("purpose", "Mine.")]);
    let theirs = typed(&base, &[("total-2014-15", "5m"), ("leaving", "Theirs.")]);
    assert_eq!(clashes(&base, &mine, &theirs), ["total-2014-15"]);
    let open = merging(&base, &mine, &theirs).chosen(&Posted::default());
    let open = open.expect_err("it is not chosen");
    assert_eq!(open.len(), 1);
    assert_eq!(open[0].mine, "£4,000,000");
    assert_eq!(open[0].theirs, "£5,000,000");
    for (choice, amount) in [("mine", "£4,000,000"), ("theirs", "£5,000,000")] {
        let result = merged(&base, &mine, &theirs, &[("choose-total-2014-15", choice)]);
        assert_eq!(text(&result, "total-2014-15"), amount);
        assert_eq!(text(&result, "purpose"), "Mine.");
        assert_eq!(text(&result, "leaving"), "Theirs.");
    }
    // What is no clash cannot be chosen away.
    let all = [
        ("choose-total-2014-15", "theirs"),
        ("choose-purpose", "theirs"),
    ];
    assert_eq!(
        text(&merged(&base, &mine, &theirs, &all), "purpose"),
        "Mine."
    );
}

#[test]
fn the_same_change_by_both_is_no_clash() {
    let base = matter("fund");
    let both = typed(&base, &[("total-2014-15", "4m")]);
    assert!(clashes(&base, &both, &both).is_empty());
    assert_eq!(merged(&base, &both, &both, &[]), both);
}

const THIRD: &[(&str, &str)] = &[
    ("contribution-count", "3"),
    ("contribution-2-organisation", "police"),
    ("contribution-2-fund", "Reserve"),
    ("contribution-2-amount-2013-14", "50k"),
];
const OTHER_THIRD: &[(&str, &str)] = &[
    ("contribution-count", "3"),
    ("contribution-2-organisation", "council"),
    ("contribution-2-fund", "Parking"),
];

fn funds(matter: &Matter) -> Vec<String> {
    let sheet = matter.reading(&around());
    sheet
        .fields()
        .into_iter()
        .filter(|field| field.name.starts_with("contribution-") && field.name.ends_with("-fund"))
        .map(|field| field.text.clone())
        .collect()
}

#[test]
fn each_adds_a_row_and_both_stand() {
    let base = matter("fund");
    let (mine, theirs) = (typed(&base, THIRD), typed(&base, OTHER_THIRD));
    assert!(clashes(&base, &mine, &theirs).is_empty());
    let result = merged(&base, &mine, &theirs, &[]);
    assert_eq!(
        funds(&result),
        ["General fund", "Advice grant", "Parking", "Reserve"]
    );
    assert_eq!(text(&result, "contribution-3-amount-2013-14"), "£50,000");
}

#[test]
fn a_row_taken_out_takes_no_other_with_it() {
    let base = typed(&matter("fund"), THIRD);
    let mine = typed(
        &base,
        &[
            ("contribution-count", "3"),
            ("act", "remove-contribution-0"),
        ],
    );
    let theirs = typed(
        &base,
        &[
            ("contribution-count", "3"),
            ("contribution-2-amount-2014-15", "75k"),
        ],
    );
    assert_eq!(funds(&mine), ["Advice grant", "Reserve"]);
    assert!(clashes(&base, &mine, &theirs).is_empty());
    let result = merged(&base, &mine, &theirs, &[]);
    assert_eq!(funds(&result), ["Advice grant", "Reserve"]);
    assert_eq!(text(&result, "contribution-1-amount-2014-15"), "£75,000");
    assert_eq!(text(&result, "contribution-0-amount-2013-14"), "£1,000,000");
}

#[test]
fn a_row_that_one_takes_out_and_the_other_changes_is_chosen() {
    let base = matter("fund");
    let gone = typed(
        &base,
        &[
            ("contribution-count", "2"),
            ("act", "remove-contribution-1"),
        ],
    );
    let changed = typed(
        &base,
        &[
            ("contribution-count", "2"),
            ("contribution-1-fund", "New grant"),
        ],
    );
    assert_eq!(clashes(&base, &gone, &changed), ["contribution-1"]);
    let out = merged(&base, &gone, &changed, &[("choose-contribution-1", "mine")]);
    assert_eq!(funds(&out), ["General fund"]);
    let stays = merged(
        &base,
        &gone,
        &changed,
        &[("choose-contribution-1", "theirs")],
    );
    assert_eq!(funds(&stays), ["General fund", "New grant"]);
    // And the other way round.
    assert_eq!(clashes(&base, &changed, &gone), ["contribution-mine-1"]);
    let choice = [("choose-contribution-mine-1", "mine")];
    let stays = merged(&base, &changed, &gone, &choice);
    assert_eq!(funds(&stays), ["General fund", "New grant"]);
}

/// Something that somebody does to a budget.
#[derive(Clone, Debug)]
enum Edit {
    Field(usize, u8),
    Row(usize, usize, u8),
    Add(u8),
    Remove(usize),
}

const FIELDS: [&str; 8] = [
    "title",
    "purpose",
    "legal-power",
    "leaving",
    "governance",
    "total-2013-14",
    "total-2014-15",
    "source",
];
const OF_A_ROW: [&str; 4] = ["fund", "amount-2013-14", "amount-2015-16", "organisation"];

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        3 => (0..FIELDS.len(), 0_u8..4).prop_map(|(field, word)| Edit::Field(field, word)),
        3 => (0_usize..4, 0..OF_A_ROW.len(), 0_u8..4)
            .prop_map(|(row, field, word)| Edit::Row(row, field, word)),
        2 => (0_u8..4).prop_map(Edit::Add),
        1 => (0_usize..4).prop_map(Edit::Remove),
    ]
}

fn word(field: &str, number: u8, who: &str) -> String {
    if field.starts_with("amount") || field.starts_with("total") {
        format!("£{number}0{}", who.len())
    } else if field == "organisation" {
        ["council", "police", "council", "police"][usize::from(number)].to_owned()
    } else {
        format!("Word {number} of {who}")
    }
}

fn rows(matter: &Matter) -> usize {
    funds(matter).len()
}

fn edited(base: &Matter, edits: &[Edit], who: &str) -> Matter {
    let mut matter = base.clone();
    for edit in edits {
        let count = rows(&matter);
        let mut posted = Posted::default();
        match edit {
            Edit::Field(field, number) => {
                posted.push(FIELDS[*field], word(FIELDS[*field], *number, who));
            }
            Edit::Row(row, field, number) => {
                let field = OF_A_ROW[*field];
                posted.push("contribution-count", count.to_string());
                let name = format!("contribution-{}-{field}", row % count.max(1));
                posted.push(name, word(field, *number, who));
            }
            Edit::Add(number) => {
                posted.push("contribution-count", (count + 1).to_string());
                let name = format!("contribution-{count}-fund");
                posted.push(name, word("fund", *number, who));
            }
            Edit::Remove(row) => {
                posted.push("contribution-count", count.to_string());
                posted.push("act", format!("remove-contribution-{row}"));
            }
        }
        matter.read(&posted, &around());
    }
    matter
}

/// Every text that stands in a field or in a row, by what it answers: rows have no number here.
fn words(sheet: &Sheet) -> BTreeSet<(String, String)> {
    sheet
        .fields()
        .into_iter()
        .filter(|field| !field.is_blank())
        .map(|field| {
            let name = field
                .name
                .strip_prefix("contribution-")
                .and_then(|rest| rest.split_once('-'))
                .map_or_else(|| field.name.clone(), |(_, rest)| format!("row {rest}"));
            (name, field.words())
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn merging_loses_no_word(
        mine in prop::collection::vec(edit(), 0..6),
        theirs in prop::collection::vec(edit(), 0..6),
        takes_mine in any::<bool>(),
    ) {
        let base = matter("fund");
        let (mine, theirs) = (edited(&base, &mine, "me"), edited(&base, &theirs, "other"));
        let merging = merging(&base, &mine, &theirs);
        let side = if takes_mine { "mine" } else { "theirs" };
        let choices: Posted = merging
            .clashes()
            .map(|one| (format!("choose-{}", one.name), side))
            .collect();
        let mut result = theirs.clone();
        for posted in merging.chosen(&choices).expect("everything is chosen") {
            result.read(&posted, &around());
        }
        let around = around();
        let laid = [&base, &mine, &theirs, &result].map(|matter| matter.reading(&around));
        let [old, my, other, new] = [0, 1, 2, 3].map(|at| words(&laid[at]));
        // Nothing is there that nobody wrote.
        for text in &new {
            prop_assert!(old.contains(text) || my.contains(text) || other.contains(text), "{:?}", text);
        }
        // Whatever either wrote anew stands in the result, or was shown beside what was chosen instead.
        let shown: Vec<&str> = merging
            .clashes()
            .map(|one| if takes_mine { one.theirs.as_str() } else { one.mine.as_str() })
            .collect();
        let lost = |text: &(String, String)| {
            !new.contains(text) && !shown.iter().any(|words| words.contains(text.1.as_str()))
        };
        for text in my.difference(&old).chain(other.difference(&old)) {
            prop_assert!(!lost(text), "{:?} is lost", text);
        }
        // And each field by itself is what one of them made of it.
        for name in FIELDS {
            let of = |at: usize| laid[at].field(name).expect("a field").text.as_str();
            let (before, one, two, is) = (of(0), of(1), of(2), of(3));
            if one == before {
                prop_assert_eq!(is, two);
            } else if two == before || one == two {
                prop_assert_eq!(is, one);
            } else {
                prop_assert_eq!(is, if takes_mine { one } else { two });
            }
        }
    }

    #[test]
    fn who_changed_nothing_loses_to_nobody(edits in prop::collection::vec(edit(), 0..8)) {
        let base = matter("fund");
        let mine = edited(&base, &edits, "me");
        for (mine, theirs) in [(&mine, &base), (&base, &mine)] {
            let merging = merging(&base, mine, theirs);
            prop_assert!(merging.clashes().next().is_none());
            let side = |one: &domain::form::Difference| one.preference;
            let expected = if theirs == &base { Preference::Mine } else { Preference::Theirs };
            prop_assert!(merging.differences().iter().all(|one| side(one) == expected));
            prop_assert_eq!(&merged(&base, mine, theirs, &[]), if theirs == &base { mine } else { theirs });
        }
    }
}
