//! Coming in by a mailed link, and going out.

use chrono::TimeDelta;
use domain::process::Role;
use services::Services;
use single_offer::{Front, Proxies};

use crate::support::{Page, Site, World, both_databases, link_for};

both_databases!(
    a_mailed_link_lets_in_once,
    looking_at_a_link_changes_nothing,
    an_old_link_says_so_and_offers_a_new_one,
    nobody_learns_who_has_an_account,
    what_is_no_address_is_told_beside_the_field,
    people_land_where_they_wanted_to_go,
    a_session_gets_a_new_name_at_every_sign_in,
    signing_out_ends_the_session,
    the_demo_lets_its_people_in_by_a_button,
    who_has_two_hats_says_which_one_acts,
    of_a_hundred_claims_at_once_one_gets_a_session,
    the_sixth_wish_of_a_network_reads_the_same_and_gets_no_mail,
    the_sixth_wish_for_an_address_reads_the_same_and_gets_no_mail,
    behind_a_proxy_each_network_is_its_own,
);

const ANN: &str = "ann@kent.example";

async fn a_mailed_link_lets_in_once(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.browser();
    let asked = ann
        .post("/sign-in", &[("email", " Ann@Kent.example ")])
        .await;
    assert_eq!(
        (asked.status, asked.to()),
        (303, "/sign-in/check-your-email")
    );

    let link = link_for(&world, ANN).await;
    let page = ann.get(&link).await;
    assert_eq!(page.status, 200);
    assert!(page.says("signing in as Ann"), "{}", page.text);
    let entered = ann.post(&link, &[]).await;
    assert_eq!((entered.status, entered.to()), (303, "/work"));
    assert!(ann.get("/privacy").await.says("Sign out"));

    let somebody = site.browser();
    let again = somebody.post(&link, &[]).await;
    assert_eq!((again.status, again.to()), (303, link.as_str()));
    let told = somebody.get(&link).await;
    assert_eq!(told.status, 410);
    assert!(told.says("was used already"), "{}", told.text);
    assert!(told.says(r#"href="/sign-in""#));
    assert_eq!(somebody.get("/work").await.status, 303);
}

async fn looking_at_a_link_changes_nothing(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.browser();
    ann.post("/sign-in", &[("email", ANN)]).await;
    let link = link_for(&world, ANN).await;
    for _scanner in 0..3 {
        assert_eq!(site.browser().get(&link).await.status, 200);
    }
    assert_eq!(ann.post(&link, &[]).await.to(), "/work");
}

async fn an_old_link_says_so_and_offers_a_new_one(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.browser();
    ann.post("/sign-in", &[("email", ANN)]).await;
    let link = link_for(&world, ANN).await;
    world.clock.forward(TimeDelta::minutes(16));
    let late = ann.get(&link).await;
    assert_eq!(late.status, 410);
    assert!(late.says("has expired"), "{}", late.text);
    assert!(late.says("Get a new link"));
    assert_eq!(ann.post(&link, &[]).await.to(), link);

    let unknown = ann.get("/sign-in/link/nobody-ever-got-this").await;
    assert_eq!(unknown.status, 410);
    assert!(unknown.says("not one of ours"), "{}", unknown.text);
}

async fn nobody_learns_who_has_an_account(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let browser = site.browser();
    let known = browser.post("/sign-in", &[("email", ANN)]).await;
    let unknown = browser
        .post("/sign-in", &[("email", "nobody@kent.example")])
        .await;
    assert_eq!((known.status, known.to()), (unknown.status, unknown.to()));
    assert_eq!(known.text, unknown.text);
    assert_eq!(world.rows_in("outbox").await, 1);
}

async fn what_is_no_address_is_told_beside_the_field(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    for typed in ["", "ann", "ann@", "ann@kent.example, bob@kent.example"] {
        let page = browser
            .post("/sign-in", &[("email", typed), ("next", "/offers")])
            .await;
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.title().starts_with("Error: "), "{}", page.title());
        assert!(page.says(r##"href="#email""##));
        assert!(page.says(r#"id="email-error""#));
        assert!(page.says(&format!(r#"value="{typed}""#)));
        assert!(
            page.says(r#"value="/offers""#),
            "where they wanted to go is kept"
        );
    }
}

async fn people_land_where_they_wanted_to_go(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.browser();
    let away = ann.get("/offers/KEN-1/savings?year=2012").await;
    let sign_in = "/sign-in?next=%2Foffers%2FKEN-1%2Fsavings%3Fyear%3D2012";
    assert_eq!((away.status, away.to()), (303, sign_in));
    let page = ann.get(away.to()).await;
    assert!(page.says(r#"value="/offers/KEN-1/savings?year=2012""#));
    let wish = "/offers/KEN-1/savings?year=2012";
    ann.post("/sign-in", &[("email", ANN), ("next", wish)])
        .await;
    assert_eq!(ann.post(&link_for(&world, ANN).await, &[]).await.to(), wish);
    assert_eq!(ann.get("/sign-in?next=/offers").await.to(), "/offers");

    let lured = site.browser();
    for elsewhere in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/a\r\nX: y",
    ] {
        lured
            .post("/sign-in", &[("email", ANN), ("next", elsewhere)])
            .await;
        assert_eq!(
            lured.post(&link_for(&world, ANN).await, &[]).await.to(),
            "/work"
        );
        lured.post("/sign-out", &[]).await;
        world.clock.forward(TimeDelta::minutes(16));
    }
}

async fn a_session_gets_a_new_name_at_every_sign_in(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.browser();
    let mut names = Vec::new();
    for _time in 0..2 {
        ann.post("/sign-in", &[("email", ANN)]).await;
        let entered = ann.post(&link_for(&world, ANN).await, &[]).await;
        names.push(entered.header("set-cookie").unwrap().to_owned());
    }
    assert_ne!(names[0], names[1]);
    let name = names[0].split(';').next().unwrap();
    let with_old_name = site.browser();
    let request = with_old_name
        .request(reqwest::Method::GET, "/work")
        .header("cookie", name);
    assert_eq!(
        with_old_name.send(request).await.status,
        303,
        "the old name opens nothing"
    );
}

async fn signing_out_ends_the_session(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    assert_eq!(ann.get("/").await.to(), "/work");
    let out = ann.post("/sign-out", &[]).await;
    assert_eq!((out.status, out.to()), (303, "/"));
    assert_eq!(ann.get("/").await.status, 200);
    assert_eq!(ann.get("/work").await.to(), "/sign-in?next=%2Fwork");
    assert_eq!(
        ann.post("/sign-out", &[]).await.to(),
        "/",
        "once more does no harm"
    );
}

async fn the_demo_lets_its_people_in_by_a_button(world: World) {
    let ann = world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let closed = site
        .browser()
        .post("/sign-in/demo", &[("person", ann.as_str())])
        .await;
    assert_eq!(closed.status, 404);
    assert!(!site.browser().get("/sign-in").await.says("demo"));
    assert_eq!(site.browser().get("/outbox").await.status, 303);

    let demo = Site::open_demo(&world).await;
    let browser = demo.browser();
    let page = browser.get("/sign-in").await;
    assert!(page.says(&format!(r#"value="{ann}""#)), "{}", page.text);
    assert!(page.says("Kent"));
    let nobody = browser.post("/sign-in/demo", &[("person", "nobody")]).await;
    assert_eq!(nobody.status, 404);
    let entered = browser
        .post("/sign-in/demo", &[("person", ann.as_str())])
        .await;
    assert_eq!((entered.status, entered.to()), (303, "/work"));

    browser.post("/sign-out", &[]).await;
    browser.post("/sign-in", &[("email", ANN)]).await;
    let outbox = browser.get("/outbox").await;
    assert_eq!(outbox.status, 200);
    let link = link_for(&world, ANN).await;
    assert!(outbox.says(&format!("{link}\"")), "{}", outbox.text);
    assert!(outbox.says("<strong>Demo.</strong>"));
}

async fn who_has_two_hats_says_which_one_acts(world: World) {
    world.leader_of_kent().await;
    world.place("medway", "Medway", "MED").await;
    let mut act = world
        .services
        .begin(&services::Doer::house())
        .await
        .unwrap();
    let ann = act.person_at(ANN, "Ann").await.unwrap();
    act.join(&ann, &"medway".into(), Role::Partner)
        .await
        .unwrap();
    act.commit().await.unwrap();

    let site = Site::open(&world).await;
    let browser = site.signed_in(&world, ANN).await;
    let first = browser.get("/acting-for").await;
    assert!(first.says("Acting for: Kent"), "{}", first.text);
    let wrong = browser
        .post("/acting-for", &[("hat", "programme-office@programme")])
        .await;
    assert_eq!(wrong.status, 422);
    let switched = browser
        .post(
            "/acting-for",
            &[("hat", "partner@medway"), ("next", "/offers")],
        )
        .await;
    assert_eq!((switched.status, switched.to()), (303, "/offers"));
    assert!(browser.get("/acting-for").await.says("Acting for: Medway"));
}

async fn of_a_hundred_claims_at_once_one_gets_a_session(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let second = world.second_instance().await;
    let other = Site::of(second.clone()).await;
    site.browser().post("/sign-in", &[("email", ANN)]).await;
    let link = link_for(&world, ANN).await;
    let claims: Vec<_> = (0..100)
        .map(|number| {
            let server = if number % 2 == 0 { &site } else { &other };
            let (browser, link) = (server.browser(), link.clone());
            tokio::spawn(async move { browser.post(&link, &[]).await })
        })
        .collect();
    let mut let_in = 0;
    for claim in claims {
        let page = claim.await.unwrap();
        assert_eq!(page.status, 303, "{}", page.text);
        match page.to() {
            "/work" => let_in += 1,
            again => {
                assert_eq!(again, link);
                assert!(page.header("set-cookie").is_none());
            }
        }
    }
    assert_eq!(let_in, 1);
    assert_eq!(world.rows_in("sessions").await, 1);
    second.close().await.unwrap();
}

/// From one network, for another address each time, now at one server and now at the other.
async fn the_sixth_wish_of_a_network_reads_the_same_and_gets_no_mail(world: World) {
    world.place("kent", "Kent", "KEN").await;
    let names = ["Ada", "Bea", "Cleo", "Dora", "Eve", "Flora", "Gina"];
    for name in names {
        world.person(name, &"kent".into(), Role::Drafter).await;
    }
    let site = Site::open(&world).await;
    let second = world.second_instance().await;
    let other = Site::of(second.clone()).await;
    let mut answers = Vec::new();
    for (number, name) in names.iter().enumerate() {
        let server = if number % 2 == 0 { &site } else { &other };
        let email = format!("{}@kent.example", name.to_lowercase());
        let page = server
            .browser()
            .post("/sign-in", &[("email", &email)])
            .await;
        answers.push((page.status, page.to().to_owned(), page.text));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(world.rows_in("outbox").await, 5);
    world.clock.forward(TimeDelta::minutes(15));
    let email = [("email", "gina@kent.example")];
    other.browser().post("/sign-in", &email).await;
    assert_eq!(
        world.rows_in("outbox").await,
        6,
        "a quarter of an hour later"
    );
    second.close().await.unwrap();
}

/// For one address, from another network each time.
async fn the_sixth_wish_for_an_address_reads_the_same_and_gets_no_mail(world: World) {
    world.leader_of_kent().await;
    let (site, other, second) = behind_a_proxy(&world).await;
    let mut answers = Vec::new();
    for number in 0..7 {
        let server = if number % 2 == 0 { &site } else { &other };
        let page = ask_from(server, ANN, &format!("203.0.113.{number}")).await;
        answers.push((page.status, page.to().to_owned(), page.text));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(world.rows_in("outbox").await, 5);
    second.close().await.unwrap();
}

async fn behind_a_proxy_each_network_is_its_own(world: World) {
    world.place("kent", "Kent", "KEN").await;
    let (site, _, second) = behind_a_proxy(&world).await;
    for number in 0..12 {
        let name = format!("P{number}");
        world.person(&name, &"kent".into(), Role::Drafter).await;
        // Two offices of six people each; what is left of the proxy’s word, they wrote themselves.
        let network = if number < 6 {
            format!("203.0.113.{number}, 192.0.2.1")
        } else {
            format!("192.0.2.1, 2001:db8:1:2::{number}")
        };
        ask_from(&site, &format!("p{number}@kent.example"), &network).await;
    }
    let networks = world
        .texts("SELECT DISTINCT network AS answer FROM sign_in_attempts ORDER BY network")
        .await;
    assert_eq!(networks, ["192.0.2.1", "2001:db8:1:2::/64"]);
    assert_eq!(world.rows_in("outbox").await, 10, "five of each");
    second.close().await.unwrap();
}

async fn behind_a_proxy(world: &World) -> (Site, Site, Services) {
    let front = Front {
        proxies: Proxies::on_this_machine(),
        ..Front::default()
    };
    let second = world.second_instance().await;
    (
        Site::behind(world.services.clone(), front.clone()).await,
        Site::behind(second.clone(), front).await,
        second,
    )
}

async fn ask_from(site: &Site, email: &str, forwarded_for: &str) -> Page {
    let browser = site.browser();
    let request = browser
        .form("/sign-in", &format!("email={email}"))
        .header("origin", &site.url)
        .header("x-forwarded-for", forwarded_for);
    browser.send(request).await
}
