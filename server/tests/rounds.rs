//! Rounds over HTTP.

use domain::process::Role;

use crate::support::{Site, World, between, both_databases};

both_databases!(
    the_programme_office_adds_and_changes_rounds,
    what_is_wrong_stands_beside_its_field_with_what_was_typed,
    auditors_read_rounds_and_places_do_not,
);

const PRIYA: &str = "priya@programme-office.example";

async fn the_programme_office_adds_and_changes_rounds(world: World) {
    world.programme_officer().await;
    let site = Site::open(&world).await;
    let priya = site.signed_in(&world, PRIYA).await;
    assert!(priya.get("/programme").await.says("/programme/rounds"));
    let list = priya.get("/programme/rounds").await;
    assert!(
        list.says("First round") && list.says("Open"),
        "{}",
        list.text
    );
    let form = priya.get("/programme/rounds/new").await;
    assert!(
        form.says("Optimism bias by confidence grade"),
        "{}",
        form.text
    );
    let added = priya
        .post(
            "/programme/rounds/new",
            &[
                ("name", "Spring"),
                ("opens", "1 March 2014"),
                ("closes", "30/4/2014"),
                ("discount-rate-value", "3.25%"),
                ("discount-rate-source", "The Green Book"),
            ],
        )
        .await;
    assert_eq!(
        (added.status, added.to()),
        (303, "/programme/rounds?done=added")
    );
    let list = priya.get(added.to()).await;
    assert!(
        list.says("Spring") && list.says("To come") && list.says("1 March 2014"),
        "{}",
        list.text
    );
    let row = list
        .text
        .split("<tr")
        .find(|row| row.contains("Spring"))
        .unwrap();
    let round = between(row, "href=\"", "\"").to_owned();
    let page = priya.get(&round).await;
    assert!(
        page.says(r#"value="3.25""#) && page.says("The Green Book"),
        "{}",
        page.text
    );
    let saved = priya
        .post(&round, &[("version", "1"), ("most-outcomes-value", "7")])
        .await;
    assert_eq!(saved.to(), "/programme/rounds?done=saved", "{}", saved.text);
    let stale = priya
        .post(
            &round,
            &[
                ("version", "1"),
                ("name", "Spring of 2014"),
                ("most-outcomes-value", "9"),
            ],
        )
        .await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.says("Saved in between") && stale.says(r#"value="Spring of 2014""#),
        "{}",
        stale.text
    );
    assert!(
        stale.says(">7<") && stale.says(">9<"),
        "both texts: {}",
        stale.text
    );
    assert!(stale.says(r#"name="version" value="2""#));
}

async fn what_is_wrong_stands_beside_its_field_with_what_was_typed(world: World) {
    world.programme_officer().await;
    let site = Site::open(&world).await;
    let priya = site.signed_in(&world, PRIYA).await;
    let wrong = priya
        .post(
            "/programme/rounds/new",
            &[
                ("name", "Spring"),
                ("opens", "soon"),
                ("closes", ""),
                ("optimism-bias-6", "140"),
                ("baseline-value", "a bit"),
            ],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.title().starts_with("Error: "));
    for (field, kept) in [
        ("opens", "soon"),
        ("optimism-bias-6", "140"),
        ("baseline-value", "a bit"),
    ] {
        assert!(
            wrong.says(&format!(r##"href="#{field}""##)),
            "{field}: {}",
            wrong.text
        );
        assert!(wrong.says(&format!(r#"id="{field}-error""#)), "{field}");
        assert!(wrong.says(&format!(r#"value="{kept}""#)), "{field}");
    }
    assert!(wrong.says("Enter the day on which the round closes"));
    assert!(wrong.says("Enter a percentage from 0 to 100"));
    assert_eq!(world.rows_in("rounds").await, 1);
}

async fn auditors_read_rounds_and_places_do_not(world: World) {
    world.leader_of_kent().await;
    world.person("Noor", &"nao".into(), Role::Auditor).await;
    let site = Site::open(&world).await;
    let noor = site.signed_in(&world, "noor@nao.example").await;
    let list = noor.get("/programme/rounds").await;
    assert_eq!(list.status, 200);
    assert!(!list.says("Add a round"));
    let page = noor.get("/programme/rounds/first").await;
    assert_eq!(page.status, 200);
    assert!(
        page.says("Discount rate") && !page.says("Save the round"),
        "{}",
        page.text
    );
    let posted = noor
        .post("/programme/rounds/first", &[("name", "Ours")])
        .await;
    assert_eq!(posted.status, 403);
    let ann = site.signed_in(&world, "ann@kent.example").await;
    assert_eq!(ann.get("/programme/rounds").await.status, 404);
    assert_eq!(ann.get("/programme/rounds/first").await.status, 404);
    assert_eq!(
        ann.post("/programme/rounds/first", &[("name", "Ours")])
            .await
            .status,
        403
    );
}
