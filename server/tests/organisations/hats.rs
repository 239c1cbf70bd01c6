//! Where another of one’s hats may do it: the switch, with what was typed kept.

use domain::process::Role;
use services::PROGRAMME_OFFICE;

use super::join;
use crate::support::{Browser, Page, Site, World, between, both_databases};

both_databases!(
    another_hat_is_offered_and_what_was_typed_is_kept,
    an_offer_of_another_place_is_saved_under_the_hat_that_may,
);

async fn another_hat_is_offered_and_what_was_typed_is_kept(world: World) {
    let ann = world.leader_of_kent().await;
    join(&world, &ann, PROGRAMME_OFFICE, Role::ProgrammeOffice).await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    assert!(ann.get("/work").await.says("Acting for: Kent"));
    let page = ann.get("/programme/rounds/new").await;
    assert_eq!(page.status, 403);
    assert!(
        page.says("You are acting for Kent, Place leader"),
        "{}",
        page.text
    );
    assert!(
        page.says("Switch to Programme office, Programme office"),
        "{}",
        page.text
    );

    let typed = [
        ("name", "Spring"),
        ("opens", "1 March 2014"),
        ("closes", "30 April 2014"),
    ];
    let refused = ann.post("/programme/rounds/new", &typed).await;
    assert_eq!(refused.status, 403);
    assert!(refused.says("What you typed is kept"), "{}", refused.text);
    assert_eq!(world.rows_in("rounds").await, 1);
    let form = take_switch(&ann, &refused).await;
    assert_eq!(form.status, 200);
    for (name, text) in typed {
        assert!(
            form.says(&format!(r#"value="{text}""#)),
            "{name}: {}",
            form.text
        );
    }
    assert!(form.says("Acting for: Programme office"));
    let saved = ann.post("/programme/rounds/new", &typed).await;
    assert_eq!(saved.to(), "/programme/rounds?done=added");
    let recorded = world
        .texts(
            "SELECT people.name || ' ' || events.organisation_id || ' ' || events.role AS answer \
             FROM events JOIN people ON people.id = events.person_id WHERE kind = 'round-added'",
        )
        .await;
    assert_eq!(recorded, ["Ann programme-office programme-office"]);
    // Where none of the hats may, nothing is offered.
    let nobody = ann.get("/organisations/kent/people/x/end").await;
    assert_eq!(nobody.status, 404);
}

async fn an_offer_of_another_place_is_saved_under_the_hat_that_may(world: World) {
    let ann = world.leader_of_kent().await;
    world.place("croydon", "Croydon", "CRO").await;
    join(&world, &ann, "croydon", Role::Drafter).await;
    let site = Site::open(&world).await;
    let browser = site.signed_in(&world, "ann@kent.example").await;
    browser
        .post("/acting-for", &[("hat", "drafter@croydon")])
        .await;
    let start = [("kind", "single-offer"), ("title", "Families first")];
    let started = browser.post("/offers/new", &start).await;
    assert!(
        started.to().starts_with("/offers/CRO-D1"),
        "{} {}",
        started.status,
        started.text
    );
    browser
        .post("/acting-for", &[("hat", "place-leader@kent")])
        .await;
    // All hats see; the worn one acts.
    let scope = browser.get("/offers/CRO-D1/scope").await;
    assert_eq!(scope.status, 200);
    let version = between(&scope.text, r#"name="version" value=""#, "\"");
    let typed = [
        ("version", version),
        ("title", "Families first of all"),
        ("act", "save"),
    ];
    let refused = browser.post("/offers/CRO-D1/scope", &typed).await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    assert_eq!(switch(&refused).0, "drafter@croydon");
    let given_back = take_switch(&browser, &refused).await;
    assert!(
        given_back.says(r#"value="Families first of all""#),
        "{}",
        given_back.text
    );
    assert!(given_back.says("This is not saved yet"));
    let saved = browser.post("/offers/CRO-D1/scope", &typed).await;
    assert!(matches!(saved.status, 303 | 422), "{}", saved.status);
    let recorded = world
        .texts("SELECT organisation_id || ' ' || role AS answer FROM events WHERE kind = 'section-saved'")
        .await;
    assert_eq!(recorded, ["croydon drafter"]);
}

/// The form of the switch on a page: the hat, and where it leads back to.
fn switch(page: &Page) -> (String, String) {
    let hidden = |name: &str| {
        let start = format!(r#"name="{name}" value=""#);
        between(&page.text, &start, "\"").replace("&amp;", "&")
    };
    (hidden("hat"), hidden("next"))
}

async fn take_switch(browser: &Browser, page: &Page) -> Page {
    let (hat, next) = switch(page);
    let switched = browser
        .post("/acting-for", &[("hat", &hat), ("next", &next)])
        .await;
    assert_eq!((switched.status, switched.to()), (303, next.as_str()));
    browser.get(&next).await
}
