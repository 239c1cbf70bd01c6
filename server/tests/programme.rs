//! The programme’s pages, search, precedents and tables to keep, over the demo.

use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, between, both_databases, plain_press};

both_databases!(
    every_figure_leads_to_the_list_behind_it,
    words_are_found_and_marked_within_sight,
    a_freedom_that_was_granted_is_taken_over,
    figures_of_an_agreement_are_public_with_it,
);

struct House {
    site: Site,
    services: Services,
}

impl House {
    async fn open(world: &World) -> Self {
        let services = world.demo_instance().await;
        services.set_press(plain_press());
        demo::put_in(&services).await.unwrap();
        Self {
            site: Site::of(services.clone()).await,
            services,
        }
    }

    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

async fn every_figure_leads_to_the_list_behind_it(world: World) {
    let house = House::open(&world).await;
    let ruth = house.enter("Ruth").await;
    let page = ok(ruth.get("/programme").await);
    for words in [
        "£1.2bn a year",
        "Waiting for a decision",
        "What waits on whom",
        "South East",
    ] {
        assert!(page.says(words), "{words}");
    }
    let main = between(&page.text, "<main", "</main>").to_owned();
    let links: Vec<String> = main
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(|link| link.replace("&amp;", "&"))
        .filter(|link| link.starts_with("/offers?") || link.starts_with("/programme"))
        .collect();
    assert!(links.len() > 15, "{links:?}");
    for link in &links {
        let list = ruth.get(link).await;
        assert_eq!(list.status, 200, "{link}");
        assert!(!list.says("No offers found"), "{link}");
    }
    let narrowed = ok(ruth.get("/programme?region=south-east").await);
    assert!(
        narrowed.says("region=south-east") && narrowed.says("1 offer was submitted")
            || narrowed.says("offers were submitted")
    );
    let asks = ok(ruth.get("/programme/asks").await);
    assert!(
        asks.says("Single capital budget") && asks.says("state=granted"),
        "{}",
        asks.text
    );
    let listed = ok(ruth.get("/programme/asks?state=granted").await);
    assert!(listed.says("/terms/"), "{}", listed.text);
    for table in ["stages", "savings", "waiting", "groups", "asks"] {
        let csv = ok(ruth.get(&format!("/programme/tables/{table}.csv")).await);
        assert!(csv.text.lines().count() > 1, "{table}");
        ok(ruth.get(&format!("/programme/tables/{table}.xlsx")).await);
    }
    assert_eq!(ruth.get("/programme/tables/people.csv").await.status, 404);
    let offers = ok(ruth.get("/offers.csv?stage=in-force").await);
    assert!(
        offers.text.contains("WOR-1") && !offers.text.contains("KEN-1"),
        "{}",
        offers.text
    );
    ok(ruth.get("/offers.xlsx").await);
    let tom = house.enter("Tom").await;
    ok(tom.get("/programme").await);
    let margaret = house.enter("Margaret").await;
    for path in [
        "/programme",
        "/programme/asks",
        "/programme/milestones",
        "/programme/returns",
        "/programme/tables/stages.csv",
    ] {
        assert_eq!(margaret.get(path).await.status, 404, "{path}");
    }
}

async fn words_are_found_and_marked_within_sight(world: World) {
    let house = House::open(&world).await;
    let ruth = house.enter("Ruth").await;
    let empty = ok(ruth.get("/search").await);
    assert!(empty.says("aria-current") && !empty.says("found"));
    let page = ok(ruth.get("/search?q=Kent").await);
    assert!(
        page.says("<mark>Kent</mark>") && page.says("href=\"/offers/KEN-1"),
        "{}",
        page.text
    );
    let offers = ok(ruth.get("/search?q=kent&kind=offer").await);
    assert!(offers.says("/offers/KEN-1") && !offers.says("/terms/"));
    // A draft of Durham’s, which the programme office knows nothing of.
    let draft = "/search?q=fifty+eight+sources";
    assert!(ok(ruth.get(draft).await).says("Nothing found"));
    let brian = house.enter("Brian").await;
    assert!(ok(brian.get(draft).await).says("/offers/DUR-D1"));
    for hostile in [
        "%22",
        "%27+OR+1%3D1",
        "title%3A*",
        "%00",
        "%E2%80%8B",
        "NEAR(",
        "%FF",
    ] {
        let page = ruth.get(&format!("/search?q={hostile}")).await;
        assert!(
            matches!(page.status, 200 | 400),
            "{hostile}: {}",
            page.status
        );
    }
    let nobody = house.site.browser();
    assert_eq!(nobody.get("/search?q=kent").await.status, 303);
}

async fn a_freedom_that_was_granted_is_taken_over(world: World) {
    let house = House::open(&world).await;
    let brian = house.enter("Brian").await;
    let page = ok(brian.get("/precedents").await);
    assert!(page.says("WOR-1") && !page.says("LEW-1"), "{}", page.text);
    let freedoms = ok(brian.get("/offers/DUR-D1/freedoms").await);
    assert!(freedoms.says("/offers/DUR-D1/precedents"));
    let page = ok(brian.get("/offers/DUR-D1/precedents").await);
    let key = between(&page.text, "name=\"freedom\" value=\"", "\"").to_owned();
    let taken = brian
        .post(
            "/offers/DUR-D1/precedents",
            &[("agreement", "WOR-1"), ("freedom", key.as_str())],
        )
        .await;
    assert_eq!(taken.status, 303, "{}", taken.text);
    let form = ok(brian.get(taken.to()).await);
    assert!(
        form.says("Granted to Worcestershire in agreement WOR-1"),
        "{}",
        form.text
    );
    assert!(form.says("/offers/DUR-D1/precedents?type="));
    assert!(
        ok(brian.get("/offers/DUR-D1/freedoms").await).says("The housing agency’s streams in one")
    );
    let ruth = house.enter("Ruth").await;
    assert_eq!(ruth.get("/offers/DUR-D1/precedents").await.status, 404);
    assert_eq!(ruth.get("/offers/KEN-1/precedents").await.status, 403);
}

async fn figures_of_an_agreement_are_public_with_it(world: World) {
    let house = House::open(&world).await;
    let nobody = house.site.browser();
    let page = ok(nobody.get("/agreements/WOR-1").await);
    assert!(page.says("/agreements/WOR-1/figures.csv"));
    let csv = ok(nobody.get("/agreements/WOR-1/figures.csv").await);
    assert!(
        csv.text.contains("Additional cashable savings") && csv.text.contains("2014-15"),
        "{}",
        csv.text
    );
    let json = ok(nobody.get("/agreements/WOR-1/figures.json").await);
    let read: serde_json::Value = serde_json::from_str(&json.text).unwrap();
    assert_eq!(read["agreement"], "WOR-1");
    assert!(
        read["savings"]
            .as_array()
            .is_some_and(|years| !years.is_empty())
    );
    assert!(
        read["targets"]
            .as_array()
            .is_some_and(|targets| !targets.is_empty())
    );
    assert_eq!(
        nobody.get("/agreements/LEW-1/figures.csv").await.status,
        303
    );
}
