//! The list of organisations and their pages, for the programme office, administrators and those who are neither.

use domain::process::{OrganisationId, Role};

use super::{OLGA, PRIYA, kent, link_of};
use crate::support::{Site, World, between, both_databases};

both_databases!(
    the_programme_office_lists_adds_and_renames,
    whose_organisation_it_is_not_finds_nothing_there,
    a_departments_administrator_assigns_its_reviewers,
);

async fn the_programme_office_lists_adds_and_renames(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let priya = site.signed_in(&world, PRIYA).await;
    let list = priya.get("/organisations").await;
    assert_eq!(list.status, 200);
    assert!(
        list.says("HM Treasury") || list.says("?page=2"),
        "{}",
        list.text
    );
    let found = priya
        .get("/organisations?kind=department&text=pensions")
        .await;
    assert!(
        found.says("1 organisation<") && found.says("Department for Work and Pensions"),
        "{}",
        found.text
    );
    let behind = priya.get("/organisations?kind=department&page=99").await;
    assert_eq!(
        (behind.status, behind.to()),
        (303, "/organisations?kind=department&page=1")
    );
    let wrong = priya
        .post(
            "/organisations/new",
            &[
                ("kind", "lead-council"),
                ("name", "Thanet"),
                ("prefix", "KEN"),
            ],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("KEN belongs to another place"), "{}", wrong.text);
    assert!(wrong.says(r#"value="Thanet""#));
    let added = priya
        .post(
            "/organisations/new",
            &[
                ("kind", "lead-council"),
                ("name", "Thanet"),
                ("prefix", "tha"),
            ],
        )
        .await;
    assert_eq!(
        (added.status, added.to()),
        (303, "/organisations/thanet?done=added")
    );
    assert!(priya.get(added.to()).await.says("THA"));

    let details = "/organisations/thanet/details";
    let form = priya.get(details).await;
    assert!(form.says(r#"name="version" value="1""#), "{}", form.text);
    let saved = priya
        .post(
            details,
            &[
                ("version", "1"),
                ("name", "Isle of Thanet"),
                ("abbreviation", ""),
            ],
        )
        .await;
    assert_eq!(saved.to(), "/organisations/thanet?done=saved");
    let stale = priya
        .post(
            details,
            &[
                ("version", "1"),
                ("name", "Thanet Council"),
                ("abbreviation", "TDC"),
            ],
        )
        .await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.says("Isle of Thanet") && stale.says(r#"value="Thanet Council""#),
        "{}",
        stale.text
    );
    assert!(stale.says(r#"name="version" value="2""#));
    let chosen = priya
        .post(
            details,
            &[
                ("version", "2"),
                ("name", "Thanet Council"),
                ("abbreviation", "TDC"),
            ],
        )
        .await;
    assert_eq!(chosen.status, 303);
    let blank = priya
        .post(details, &[("version", "3"), ("name", " ")])
        .await;
    assert_eq!(blank.status, 422);
    assert!(
        blank.says("Enter the name of the organisation"),
        "{}",
        blank.text
    );
}

async fn whose_organisation_it_is_not_finds_nothing_there(world: World) {
    let kent = kent(&world).await;
    world.place("croydon", "Croydon", "CRO").await;
    let ann = world
        .viewer(&world.person("Ann", &kent, Role::PlaceLeader).await)
        .await;
    assert_eq!(ann.hats.len(), 1);
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    let olga = site.signed_in(&world, OLGA).await;
    let nothing = ann.get("/organisations/nowhere").await;
    assert_eq!(nothing.status, 404);
    for (browser, address) in [
        (&ann, "/organisations"),
        (&ann, "/organisations/kent"),
        (&ann, "/organisations/kent/invite"),
        (&olga, "/organisations/croydon"),
        (&olga, "/organisations/croydon/invite"),
        (&olga, "/organisations/nowhere/invite"),
        (&olga, "/organisations/programme-office"),
        (&olga, "/organisations/kent/offers"),
        (&olga, "/organisations/kent/people/x/end"),
    ] {
        let page = browser.get(address).await;
        assert_eq!(page.status, 404, "{address}");
    }
    assert_eq!(
        between(
            &ann.get("/organisations/kent").await.text,
            "<main",
            "</main>"
        ),
        between(&nothing.text, "<main", "</main>"),
        "it exists for Ann no more than what does not"
    );
    let forged = [
        ("name", "Eve"),
        ("email", "eve@kent.example"),
        ("role", "place-leader"),
    ];
    for browser in [&ann, &olga] {
        let posted = browser.post("/organisations/croydon/invite", &forged).await;
        assert_eq!(posted.status, 404, "{}", posted.text);
    }
    let people = olga.get("/organisations/kent").await;
    let close = link_of(&people, "Ann", "/end").replace("/end", "/account");
    let closing = olga.post(&close, &[("act", "close")]).await;
    assert_eq!(closing.status, 403);
    assert!(
        closing.says("Only the programme office can close"),
        "{}",
        closing.text
    );
    assert_eq!(
        world
            .texts("SELECT to_address AS answer FROM outbox WHERE kind = 'invitation'")
            .await
            .len(),
        0
    );
}

async fn a_departments_administrator_assigns_its_reviewers(world: World) {
    kent(&world).await;
    let treasury = OrganisationId::from("hmt");
    world.person("Vera", &treasury, Role::Administrator).await;
    let site = Site::open(&world).await;
    let vera = site.signed_in(&world, "vera@hmt.example").await;
    let page = vera.get("/organisations/hmt/offers").await;
    assert_eq!(page.status, 200);
    assert!(
        page.says("Nobody reviews for this department yet"),
        "{}",
        page.text
    );
    assert_eq!(
        vera.get("/organisations/hmt/offers/KEN-1").await.status,
        404
    );
    assert_eq!(vera.get("/organisations/ho/offers").await.status, 404);
    assert_eq!(
        vera.get("/organisations/hmt/offers/nonsense").await.status,
        404
    );
}
