//! How milestones stand, by dates, by what they wait for, and along chains.

use chrono::{Days, NaiveDate};
use domain::delivery::{Dates, Node, Picture, Standing, can_wait_for, soon};
use proptest::prelude::*;

use crate::date;

fn node(id: &str, due: &str, after: &[&str]) -> Node {
    Node {
        id: id.to_owned(),
        title: id.to_uppercase(),
        dates: Dates::due(date(due)),
        stands: true,
        after: after.iter().map(|id| (*id).to_owned()).collect(),
    }
}

impl Forecast for Node {
    fn forecast(mut self, day: &str) -> Self {
        self.dates.forecast = Some(date(day));
        self
    }

    fn achieved(mut self, day: &str) -> Self {
        self.dates.achieved_on = Some(date(day));
        self
    }
}

trait Forecast {
    fn forecast(self, day: &str) -> Self;
    fn achieved(self, day: &str) -> Self;
}

/// Due, forecast, achieved, today, how it stands, by how many days it slips.
type Row<'a> = (&'a str, &'a str, &'a str, &'a str, Standing, i64);

const TABLE: &[Row<'_>] = &[
    ("2013-06-30", "", "", "2013-01-01", Standing::OnTrack, 0),
    ("2013-06-30", "", "", "2013-05-30", Standing::OnTrack, 0),
    ("2013-06-30", "", "", "2013-05-31", Standing::DueSoon, 0),
    // On its day there is time until midnight.
    ("2013-06-30", "", "", "2013-06-30", Standing::DueSoon, 0),
    ("2013-06-30", "", "", "2013-07-01", Standing::Late, 1),
    (
        "2013-06-30",
        "2013-06-30",
        "",
        "2013-01-01",
        Standing::OnTrack,
        0,
    ),
    (
        "2013-06-30",
        "2013-05-30",
        "",
        "2013-01-01",
        Standing::OnTrack,
        0,
    ),
    (
        "2013-06-30",
        "2013-07-12",
        "",
        "2013-01-01",
        Standing::Slipping,
        12,
    ),
    (
        "2013-06-30",
        "2013-07-12",
        "",
        "2013-06-20",
        Standing::Slipping,
        12,
    ),
    (
        "2013-06-30",
        "2013-07-12",
        "",
        "2013-07-02",
        Standing::Late,
        12,
    ),
    // A forecast that has passed is no longer when it will be there.
    (
        "2013-06-30",
        "2013-07-12",
        "",
        "2013-07-20",
        Standing::Late,
        20,
    ),
    (
        "2013-06-30",
        "2013-06-10",
        "",
        "2013-06-20",
        Standing::DueSoon,
        0,
    ),
    (
        "2013-06-30",
        "",
        "2013-06-30",
        "2013-09-01",
        Standing::Done,
        0,
    ),
    (
        "2013-06-30",
        "2013-07-12",
        "2013-06-29",
        "2013-09-01",
        Standing::Done,
        0,
    ),
    (
        "2013-06-30",
        "",
        "2013-07-01",
        "2013-09-01",
        Standing::DoneLate,
        1,
    ),
    // The leap day is a day, and one is never 29 February in another year.
    ("2016-02-29", "", "", "2016-02-29", Standing::DueSoon, 0),
    ("2016-02-29", "", "", "2016-03-01", Standing::Late, 1),
    ("2016-03-30", "", "", "2016-02-28", Standing::OnTrack, 0),
    ("2016-03-30", "", "", "2016-02-29", Standing::DueSoon, 0),
    ("2015-03-30", "", "", "2015-02-28", Standing::DueSoon, 0),
    (
        "2016-02-28",
        "2016-03-01",
        "",
        "2016-02-01",
        Standing::Slipping,
        2,
    ),
    (
        "2015-02-28",
        "2015-03-01",
        "",
        "2015-02-01",
        Standing::Slipping,
        1,
    ),
    // The clocks go forward on the last Sunday of March: a day is a day.
    (
        "2013-03-30",
        "2013-04-01",
        "",
        "2013-03-01",
        Standing::Slipping,
        2,
    ),
];

#[test]
fn by_its_own_dates() {
    for (due, forecast, achieved, today, standing, slip) in TABLE {
        let mut one = node("a", due, &[]);
        one.dates.forecast = (!forecast.is_empty()).then(|| date(forecast));
        one.dates.achieved_on = (!achieved.is_empty()).then(|| date(achieved));
        let picture = Picture::of(&[one], date(today));
        let look = picture.look("a").expect("a look");
        assert_eq!(
            (look.standing, look.slip),
            (*standing, *slip),
            "due {due}, forecast {forecast}, achieved {achieved}, on {today}"
        );
        assert!(look.path.is_empty());
    }
}

#[test]
fn thirty_days_reach_over_a_leap_day() {
    assert_eq!(soon(date("2016-02-01")), date("2016-03-02"));
    assert_eq!(soon(date("2015-02-01")), date("2015-03-03"));
}

#[test]
fn what_waits_for_something_late_is_blocked_and_says_along_which_way() {
    let nodes = [
        node("open", "2013-09-30", &["fit"]),
        node("fit", "2013-08-31", &["lease"]),
        node("lease", "2013-05-31", &[]),
        node("else", "2013-09-30", &[]),
    ];
    let picture = Picture::of(&nodes, date("2013-06-10"));
    let standing = |id: &str| picture.look(id).expect("a look").standing;
    assert_eq!(standing("lease"), Standing::Late);
    assert_eq!(standing("fit"), Standing::Blocked);
    // The lease can still be there before the fit-out is due, so that nothing beyond it is held up yet.
    assert_eq!(standing("open"), Standing::OnTrack);
    assert_eq!(standing("else"), Standing::OnTrack);
    assert_eq!(
        picture.held_up("fit").as_deref(),
        Some("It waits for “LEASE”, which is late, and not to be expected before 10 June 2013.")
    );
    assert_eq!(picture.held_up("open"), None);
}

#[test]
fn a_slip_shows_on_everything_that_depends_on_it() {
    let nodes = [
        node("open", "2013-09-30", &["fit", "staff"]),
        node("fit", "2013-08-31", &["lease"]),
        node("lease", "2013-05-31", &[]).forecast("2013-10-15"),
        node("staff", "2013-07-31", &[]),
    ];
    let picture = Picture::of(&nodes, date("2013-05-01"));
    let look = |id: &str| picture.look(id).expect("a look");
    assert_eq!(look("lease").standing, Standing::Slipping);
    for id in ["fit", "open"] {
        assert_eq!(look(id).standing, Standing::Blocked);
        assert_eq!(look(id).expected, date("2013-10-15"));
    }
    assert_eq!(look("open").slip, 15);
    assert_eq!(look("open").path, ["fit", "lease"]);
    assert_eq!(
        picture.held_up("open").as_deref(),
        Some("It waits for “FIT”, which waits for “LEASE”, which is expected on 15 October 2013.")
    );
    assert_eq!(picture.count(Standing::Blocked), 2);
}

#[test]
fn what_is_done_or_has_fallen_away_holds_nothing_up() {
    let late = || node("lease", "2013-05-31", &[]);
    let mut dropped = late();
    dropped.stands = false;
    for first in [late().achieved("2013-06-09"), dropped] {
        let nodes = [node("fit", "2013-08-31", &["lease"]), first];
        let picture = Picture::of(&nodes, date("2013-06-10"));
        assert_eq!(
            picture.look("fit").expect("a look").standing,
            Standing::OnTrack
        );
    }
}

#[test]
fn circles_are_refused_with_the_way_round() {
    let nodes = [
        node("a", "2013-05-31", &[]),
        node("b", "2013-05-31", &["a"]),
        node("c", "2013-05-31", &["b"]),
    ];
    let wait = |id: &str, after: &[&str]| {
        let after: Vec<String> = after.iter().map(|id| (*id).to_owned()).collect();
        can_wait_for(&nodes, id, &after)
    };
    assert_eq!(wait("c", &["a", "b"]), Ok(()));
    assert_eq!(wait("a", &[]), Ok(()));
    let itself = wait("a", &["a"]).expect_err("a circle");
    assert_eq!(
        itself.words(),
        "These milestones would wait for each other: “A” waits for “A”"
    );
    let circle = wait("a", &["c"]).expect_err("a circle");
    assert_eq!(
        circle.words(),
        "These milestones would wait for each other: “A” waits for “C”, which waits for “B”, which waits for “A”"
    );
}

fn day(offset: u64) -> NaiveDate {
    date("2015-01-01") + Days::new(offset)
}

proptest! {
    /// A slip travels down a chain of any length to wherever the days run out, and no further.
    #[test]
    fn a_slip_travels_down_a_chain(
        gaps in prop::collection::vec(0_u64..40, 1..60),
        slip in 0_u64..900,
    ) {
        let mut due = 400;
        let mut nodes = vec![Node {
            id: "0".to_owned(),
            title: "0".to_owned(),
            dates: Dates { forecast: Some(day(due + slip)), ..Dates::due(day(due)) },
            stands: true,
            after: Vec::new(),
        }];
        let first = due;
        for (at, gap) in gaps.iter().enumerate() {
            due += gap;
            nodes.push(Node {
                id: (at + 1).to_string(),
                title: (at + 1).to_string(),
                dates: Dates::due(day(due)),
                stands: true,
                after: vec![at.to_string()],
            });
        }
        nodes.reverse();
        let picture = Picture::of(&nodes, day(0));
        let lands = day(first + slip);
        for node in &nodes {
            let look = picture.look(&node.id).expect("a look");
            prop_assert_eq!(look.expected, node.dates.due.max(lands));
            let is_pushed = lands > node.dates.due;
            let expected = match (node.id.as_str(), is_pushed) {
                ("0", true) => Standing::Slipping,
                (_, true) => Standing::Blocked,
                (_, false) => Standing::OnTrack,
            };
            prop_assert_eq!(look.standing, expected);
            if node.id != "0" && is_pushed {
                prop_assert_eq!(look.path.last().map(String::as_str), Some("0"));
                prop_assert_eq!(look.path.len().to_string(), node.id.clone());
            }
        }
    }

    /// Links that are only made where nothing refuses them never close a circle, so that everything has its place.
    #[test]
    fn no_circle_can_be_made(links in prop::collection::vec((0_usize..12, 0_usize..12), 0..60)) {
        let mut nodes: Vec<Node> = (0..12)
            .map(|at| node(&at.to_string(), "2015-06-30", &[]))
            .collect();
        for (from, to) in links {
            let mut after = nodes[from].after.clone();
            after.push(to.to_string());
            if can_wait_for(&nodes, &from.to_string(), &after).is_ok() {
                nodes[from].after = after;
            }
        }
        // Late ones reach exactly those that lead to them: each look is made after all that it waits for.
        nodes[0].dates.forecast = Some(date("2016-01-01"));
        let picture = Picture::of(&nodes, date("2015-01-01"));
        for node in &nodes {
            let leads_to_first = reaches(&nodes, &node.id, "0");
            let look = picture.look(&node.id).expect("a look");
            prop_assert_eq!(look.expected == date("2016-01-01"), leads_to_first);
        }
    }
}

fn reaches(nodes: &[Node], from: &str, to: &str) -> bool {
    from == to
        || nodes
            .iter()
            .find(|node| node.id == from)
            .is_some_and(|node| node.after.iter().any(|next| reaches(nodes, next, to)))
}
