//! What is measured, and what is aimed at.

use anyhow::Result;
use domain::process::Role;

use super::{
    FEW, PEOPLE, delivery,
    house::House,
    track::{Track, signed_in},
};

/// The most statements that a page or a save may send.
pub const QUERIES: u32 = 8;

/// The offer of the demo that is negotiated.
const NEGOTIATED: &str = "BIR-1";

/// One kind of request to one house.
pub struct Case<'a> {
    pub name: String,
    pub house: &'a House,
    /// What each person asks.
    pub tracks: Vec<Track>,
    /// The most CPU time of server and database together, in milliseconds.
    pub aim: Option<f64>,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// With style and scripts.
    Page,
    /// A page that should cost the same in every house.
    List,
    Save,
    Other,
}

impl Kind {
    pub const fn is_page(self) -> bool {
        matches!(self, Self::Page | Self::List)
    }
}

/// All cases, in the order of the table.
pub async fn cases<'a>(few: &'a House, many: &'a House, offers: usize) -> Result<Vec<Case<'a>>> {
    let mut cases = vec![Case {
        name: "/health".to_owned(),
        house: many,
        tracks: vec![Track::reading(many.address, "/health", None); PEOPLE],
        aim: None,
        kind: Kind::Other,
    }];
    for (house, offers) in [(few, FEW), (many, offers)] {
        let office = house.person(Role::ProgrammeOffice, None).await?;
        let cookie = signed_in(house.address, &office.person).await?;
        let name = format!("list, 60 of {offers} offers");
        cases.push(Case {
            kind: Kind::List,
            ..page(house, name, "/offers", &cookie, 1.0)
        });
    }
    let leader = many.person(Role::PlaceLeader, Some("kent")).await?;
    let cookie = signed_in(many.address, &leader.person).await?;
    let offer = many.whole_offer(&leader).await?;
    let home = format!("/offers/{}", offer.reference);
    let savings = format!("{home}/savings");
    let check = format!("{home}/check");
    cases.push(page(many, "savings".to_owned(), &savings, &cookie, 1.0));
    if let Some((key, ..)) = offer.savings.first() {
        let line = format!("{savings}/{key}");
        cases.push(page(
            many,
            "one line of savings".to_owned(),
            &line,
            &cookie,
            1.0,
        ));
    }
    cases.push(page(many, "check".to_owned(), &check, &cookie, 2.0));
    read_first(&mut cases);
    let saves = offer.savings.iter().take(PEOPLE);
    cases.push(Case {
        name: "a save".to_owned(),
        house: many,
        // Each person has a line of their own: nobody saves over somebody's newer text.
        tracks: saves
            .map(|(key, version, form)| {
                let path = format!("{savings}/{key}");
                Track::saving(many.address, &path, &cookie, form, *version)
            })
            .collect(),
        aim: Some(1.5),
        kind: Kind::Save,
    });
    cases.extend(negotiation(many).await?);
    cases.extend(delivery::cases(few, many, offers).await?);
    Ok(cases)
}

/// Sixty terms of forty versions each, twelve parties, two thousand comments.
async fn negotiation(house: &House) -> Result<Vec<Case<'_>>> {
    let reference = NEGOTIATED.parse()?;
    let threads = house.enlarge(&reference).await?;
    let champion = house.person(Role::Champion, Some("co")).await?;
    let cookie = signed_in(house.address, &champion.person).await?;
    let home = format!("/offers/{NEGOTIATED}");
    let terms = format!("{home}/terms");
    let term = format!("{home}/terms/60");
    let redline = format!("{term}?version=40&against=1");
    let talks = threads.iter().take(PEOPLE);
    let mut cases = vec![
        page(
            house,
            "60 terms, 12 parties".to_owned(),
            &terms,
            &cookie,
            1.5,
        ),
        page(
            house,
            "a term of 40 versions".to_owned(),
            &term,
            &cookie,
            1.5,
        ),
        page(
            house,
            "its redline, 40 against 1".to_owned(),
            &redline,
            &cookie,
            1.5,
        ),
    ];
    read_first(&mut cases);
    cases.push(Case {
        name: "a comment".to_owned(),
        house,
        tracks: talks
            .map(|slug| {
                let path = format!("{home}/talk/{slug}");
                Track::saying(house.address, &path, &cookie, "body")
            })
            .collect(),
        aim: Some(1.5),
        kind: Kind::Save,
    });
    Ok(cases)
}

/// Beside each page of an offer the same as it is read for the first time after something happened: what is read
/// again is drawn already.
fn read_first(cases: &mut Vec<Case<'_>>) {
    let of_offers = |case: &&Case<'_>| case.kind == Kind::Page;
    let first: Vec<_> = cases
        .iter()
        .filter(of_offers)
        .map(|case| Case {
            name: format!("{}, read first", case.name),
            house: case.house,
            tracks: case.tracks.iter().cloned().map(Track::anew).collect(),
            aim: None,
            kind: Kind::Other,
        })
        .collect();
    cases.extend(first);
}

fn page<'a>(house: &'a House, name: String, path: &str, cookie: &str, aim: f64) -> Case<'a> {
    Case {
        name,
        house,
        tracks: vec![Track::reading(house.address, path, Some(cookie)); PEOPLE],
        aim: Some(aim),
        kind: Kind::Page,
    }
}
