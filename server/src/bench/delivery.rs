//! The programme and the delivery of its agreements: the same pages over few offers and over many.

use anyhow::Result;
use domain::process::Role;

use super::{
    FEW, PEOPLE,
    case::{Case, Kind},
    house::House,
    track::{Track, signed_in},
};

/// The agreement of the demo that is in force.
const IN_FORCE: &str = "WOR-1";

/// What the programme office reads over all offers, in both houses; and of one agreement.
pub async fn cases<'a>(few: &'a House, many: &'a House, offers: usize) -> Result<Vec<Case<'a>>> {
    let mut cases = Vec::new();
    for (house, offers) in [(few, FEW), (many, offers)] {
        let office = house.person(Role::ProgrammeOffice, None).await?;
        let cookie = signed_in(house.address, &office.person).await?;
        let read = |name: &str, path: &str, kind: Kind, aim: Option<f64>| Case {
            name: format!("{name}, {offers} offers"),
            house,
            tracks: vec![Track::reading(house.address, path, Some(&cookie)); PEOPLE],
            aim,
            kind,
        };
        cases.push(read("programme", "/programme", Kind::List, Some(3.0)));
        cases.push(read(
            "late milestones",
            "/programme/milestones?trouble=late",
            Kind::List,
            Some(1.5),
        ));
        // Its aim is one of time: under 50 ms.
        let words = "/search?q=drug+treatment";
        cases.push(read("search", words, Kind::Other, None));
        let delivery = format!("/offers/{IN_FORCE}/delivery");
        cases.push(read("delivery", &delivery, Kind::List, Some(1.5)));
    }
    Ok(cases)
}
