//! How far an indicator has come, either way.

use domain::delivery::returns::{Path, Rag};
use domain::form::Figure;
use domain::offer::Direction;

use crate::{agreement, day};

fn figure(text: &str) -> Figure {
    Figure(text.parse().expect(text))
}

#[test]
fn it_is_judged_against_the_path_of_yearly_targets() {
    let content = agreement();
    let path = Path::of(&content.measures[0], content.head.starts_on).expect("a path");
    // From 20 on 1 April 2013 to 30, 45 and 60 at the ends of the years.
    assert_eq!(path.at(day("2012-01-01")), figure("20").0);
    assert_eq!(path.at(day("2014-03-31")), figure("30").0);
    assert_eq!(path.at(day("2015-03-31")), figure("45").0);
    assert_eq!(path.at(day("2030-01-01")), figure("60").0);
    assert_eq!(path.progress(figure("30")), Some(25));
    assert_eq!(path.progress(figure("10")), Some(-25));
    assert_eq!(path.progress(figure("70")), Some(125));
    // A tenth of the whole way is four.
    let table = [
        ("30", Rag::OnPath),
        ("31", Rag::OnPath),
        ("29.9", Rag::Behind),
        ("26", Rag::Behind),
        ("25.9", Rag::FarBehind),
        ("20", Rag::FarBehind),
    ];
    for (actual, rag) in table {
        assert_eq!(path.rag(figure(actual), day("2014-03-31")), rag, "{actual}");
    }
    assert_eq!(path.rag(figure("25"), day("2013-09-30")), Rag::OnPath);
}

#[test]
fn lower_is_better_where_it_was_agreed_so() {
    let mut content = agreement();
    let measure = &mut content.measures[0];
    measure.direction = Some(Direction::Down);
    measure.baseline = Some(figure("100"));
    for (target, at) in measure.targets.values_mut().zip(["90", "80", "50"]) {
        *target = figure(at);
    }
    let path = Path::of(&content.measures[0], content.head.starts_on).expect("a path");
    assert_eq!(path.progress(figure("75")), Some(50));
    assert_eq!(path.progress(figure("110")), Some(-20));
    for (actual, rag) in [
        ("80", Rag::OnPath),
        ("70", Rag::OnPath),
        ("84", Rag::Behind),
        ("85.1", Rag::FarBehind),
    ] {
        assert_eq!(path.rag(figure(actual), day("2015-03-31")), rag, "{actual}");
    }
}

#[test]
fn without_a_way_to_go_nothing_is_divided() {
    let mut content = agreement();
    let measure = &mut content.measures[0];
    for target in measure.targets.values_mut() {
        *target = figure("20");
    }
    let path = Path::of(&content.measures[0], content.head.starts_on).expect("a path");
    assert_eq!(path.progress(figure("25")), None);
    assert_eq!(path.rag(figure("20"), day("2014-03-31")), Rag::OnPath);
    assert_eq!(path.rag(figure("19"), day("2014-03-31")), Rag::FarBehind);
    content.measures[0].baseline = None;
    assert_eq!(Path::of(&content.measures[0], content.head.starts_on), None);
    assert!(Rag::RULE.contains("10%"));
}
