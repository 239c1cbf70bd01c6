//! The history of an offer over HTTP: found by what, who and when, and kept as a file, by those who may read it.

use domain::process::Role;
use services::PROGRAMME_OFFICE;

use crate::support::{Browser, Page, Site, World, both_databases};

both_databases!(
    a_history_is_filtered_by_its_address,
    a_history_is_kept_as_a_file_of_the_same_entries,
);

const HISTORY: &str = "/offers/KEN-D1/history";

/// Ann starts an offer, and gives its scope a title that a spreadsheet would run.
async fn kent(world: &World) -> (Site, Browser) {
    world.leader_of_kent().await;
    let site = Site::open(world).await;
    let ann = site.signed_in(world, "ann@kent.example").await;
    let started = ann
        .post(
            "/offers/new",
            &[("kind", "single-offer"), ("title", "One front door")],
        )
        .await;
    assert_eq!(started.to(), "/offers/KEN-D1", "{}", started.text);
    let added = [("act", "add-outcome")];
    let outcome = ann.post("/offers/KEN-D1/outcomes", &added).await;
    let renamed = [
        ("act", "later"),
        ("version", "1"),
        ("statement", "=HYPERLINK(\"x\")"),
    ];
    assert_eq!(ann.post(outcome.to(), &renamed).await.status, 303);
    let gone = [("act", "remove"), ("version", "2")];
    let removed = ann.post(&format!("{}/remove", outcome.to()), &gone).await;
    assert_eq!(removed.status, 303, "{}", removed.text);
    (site, ann)
}

async fn a_history_is_filtered_by_its_address(world: World) {
    let (site, ann) = kent(&world).await;
    let all = ok(ann.get(HISTORY).await);
    assert!(all.says("4 entries") && all.says("Single Offer started"));
    for kind in ["offer-started", "matter-added", "matter-removed"] {
        assert!(all.says(&format!("value=\"{kind}\"")), "{kind}");
    }
    assert!(!all.says("value=\"submitted\""), "nothing was submitted");
    let some = ok(ann
        .get(&format!("{HISTORY}?kind=matter-removed&by=at-kent"))
        .await);
    assert!(some.says("1 entry found") && some.says("Show all"));
    assert!(some.says("/history.csv?kind=matter-removed&amp;by=at-kent"));
    // The story began on 14 January 2013.
    for (days, found) in [
        ("from=14/1/2013&until=14+January+2013", "4 entries found"),
        ("from=2013-01-15", "No entries found"),
        ("until=13.1.2013", "No entries found"),
        ("kind=nonsense&by=nonsense&page=0", "4 entries"),
        ("by=at-nowhere", "No entries found"),
    ] {
        let page = ok(ann.get(&format!("{HISTORY}?{days}")).await);
        assert!(page.says(found), "{days}: {}", page.text);
    }
    let wrong = ok(ann
        .get(&format!("{HISTORY}?from=soon&until=1/2/2013"))
        .await);
    assert!(wrong.title().starts_with("Error: ") && wrong.says("value=\"soon\""));
    assert!(wrong.says("Enter a date, like 1 April 2013 or 1/4/2013"));
    assert!(!wrong.says("history.csv"));
    let crossed = ok(ann
        .get(&format!("{HISTORY}?from=2/2/2013&until=1/2/2013"))
        .await);
    assert!(crossed.says("The last day must be the first day or a later one"));
    let beyond = ann.get(&format!("{HISTORY}?by=place&page=9")).await;
    assert_eq!(beyond.to(), format!("{HISTORY}?by=place&page=1"));

    // Whitehall hears of none of it.
    world
        .person("Priya", &PROGRAMME_OFFICE.into(), Role::ProgrammeOffice)
        .await;
    let priya = site
        .signed_in(&world, "priya@programme-office.example")
        .await;
    for address in [
        HISTORY.to_owned(),
        format!("{HISTORY}.csv"),
        format!("{HISTORY}?kind=matter-removed"),
    ] {
        assert_eq!(priya.get(&address).await.status, 404, "{address}");
    }
}

async fn a_history_is_kept_as_a_file_of_the_same_entries(world: World) {
    let (_site, ann) = kent(&world).await;
    let file = ok(ann.get(&format!("{HISTORY}.csv")).await);
    for (header, value) in [
        ("content-type", "text/csv; charset=utf-8; header=present"),
        (
            "content-disposition",
            "attachment; filename=\"KEN-D1-history.csv\"",
        ),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(file.header(header), Some(value));
    }
    let text = file.text.trim_start_matches('\u{feff}');
    assert_eq!(text.lines().count(), 5);
    assert!(
        text.starts_with("Day,Time in London,What,Who,Role,Organisation,Detail,Who reads it\r\n")
    );
    assert!(text.contains("2013-01-14,10:00,"), "{text}");
    assert!(!text.contains("\n=") && !text.contains(",=") && !text.contains(",\"="));
    let removed = ok(ann.get(&format!("{HISTORY}.csv?kind=matter-removed")).await);
    assert_eq!(removed.text.lines().count(), 2);
    let none = ok(ann.get(&format!("{HISTORY}.csv?from=2013-01-15")).await);
    assert_eq!(none.text.lines().count(), 1);
    let wrong = ann.get(&format!("{HISTORY}.csv?from=soon")).await;
    assert_eq!(wrong.status, 400);
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}
