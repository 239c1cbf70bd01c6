//! The guard against the same saving counted twice.

use domain::delivery::returns::Claim;
use domain::offer::SavingsArea;

fn claim(offer: &str, line: &str, title: &str) -> Claim {
    Claim {
        offer: offer.to_owned(),
        line: line.to_owned(),
        title: title.to_owned(),
        area: Some(SavingsArea::BackOffice),
        organisation: "Northshire Police".to_owned(),
        year: "2013-14".parse().expect("a year"),
    }
}

#[test]
fn the_same_service_organisation_and_year_ask() {
    let one = claim("NOR-1", "desks", "Shared front desks");
    assert!(one.may_be(&claim(
        "NOR-1",
        "counters",
        "Front desks shared with the council"
    )));
    assert!(one.may_be(&claim("SOU-2", "desks", "Desks, shared")));
    assert!(!one.may_be(&one), "a line is itself");
    assert!(!one.may_be(&claim("NOR-1", "fleet", "Fewer vehicles")));
    let mut other = claim("SOU-2", "desks", "Shared front desks");
    other.organisation = "northshire police ".to_owned();
    assert!(one.may_be(&other));
    other.organisation = "Southshire Police".to_owned();
    assert!(!one.may_be(&other));
    let mut other = claim("SOU-2", "desks", "Shared front desks");
    other.year = "2014-15".parse().expect("a year");
    assert!(!one.may_be(&other));
    let mut other = claim("SOU-2", "desks", "Shared front desks");
    other.area = Some(SavingsArea::FrontlineRedesign);
    assert!(!one.may_be(&other));
    assert_eq!(one.words("NOR-1"), "“Shared front desks” in this agreement");
    assert_eq!(one.words("SOU-2"), "a line of NOR-1");
}
