//! Sessions as their people see them, on two servers of one house.

use chrono::TimeDelta;
use services::{Doer, IDLE, LONGEST_SESSION};

use crate::support::{Browser, Site, World, between, both_databases, link_for};

both_databases!(
    people_see_where_they_are_signed_in_and_end_each,
    all_others_end_at_once,
    to_end_this_one_is_to_sign_out,
    nobody_ends_the_session_of_somebody_else,
    another_server_sees_a_sign_out_at_its_next_request,
    another_server_sees_a_closed_account_at_its_next_request,
    a_session_nobody_uses_ends,
    a_session_in_use_ends_after_a_week,
);

const ANN: &str = "ann@kent.example";
const SESSIONS: &str = "/account/sessions";
const FIREFOX: &str =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:141.0) Gecko/20100101 Firefox/141.0";
const SAFARI: &str = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 \
    (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

async fn people_see_where_they_are_signed_in_and_end_each(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let (other, second) = another(&world).await;
    let office = signed_in(&site, &world, FIREFOX).await;
    world.clock.forward(TimeDelta::minutes(10));
    let phone = signed_in(&other, &world, SAFARI).await;

    let page = phone.get(SESSIONS).await;
    assert_eq!(page.status, 200);
    let cards: Vec<_> = page.text.split("\"govuk-summary-card\"").skip(1).collect();
    assert_eq!(cards.len(), 2, "{}", page.text);
    assert!(cards[0].contains("Safari on iPhone") && cards[0].contains("This one"));
    assert!(cards[1].contains("Firefox on Windows") && !cards[1].contains("This one"));
    assert!(
        cards[0].contains("14 January 2013 at 10:10am"),
        "{}",
        cards[0]
    );
    assert!(cards[1].contains("14 January 2013 at 10am"), "{}", cards[1]);

    let ended = phone.post(SESSIONS, &[("end", handle(cards[1]))]).await;
    assert_eq!((ended.status, ended.to()), (303, SESSIONS));
    for server in [&site, &other] {
        let there = office.also_at(&server.url).get("/work").await;
        assert_eq!(there.to(), "/sign-in?next=%2Fwork");
    }
    assert_eq!(phone.get("/work").await.status, 200);
    let again = phone.post(SESSIONS, &[("end", handle(cards[1]))]).await;
    assert_eq!((again.status, again.to()), (303, SESSIONS));
    second.close().await.unwrap();
}

async fn all_others_end_at_once(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let one = signed_in(&site, &world, FIREFOX).await;
    let two = signed_in(&site, &world, FIREFOX).await;
    let three = signed_in(&site, &world, SAFARI).await;
    let page = three.get(SESSIONS).await;
    assert!(page.says("Sign out everywhere else"));
    let ended = three.post(SESSIONS, &[("end-others", "yes")]).await;
    assert_eq!((ended.status, ended.to()), (303, SESSIONS));
    assert_eq!(one.get("/work").await.status, 303);
    assert_eq!(two.get("/work").await.status, 303);
    let page = three.get(SESSIONS).await;
    assert!(!page.says("Sign out everywhere else"), "{}", page.text);
}

async fn to_end_this_one_is_to_sign_out(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = signed_in(&site, &world, FIREFOX).await;
    let page = ann.get(SESSIONS).await;
    let ended = ann.post(SESSIONS, &[("end", handle(&page.text))]).await;
    assert_eq!((ended.status, ended.to()), (303, "/"));
    assert_eq!(ann.get(SESSIONS).await.status, 303);
    assert_eq!(world.rows_in("sessions").await, 0);
}

async fn nobody_ends_the_session_of_somebody_else(world: World) {
    world.leader_of_kent().await;
    world.programme_officer().await;
    let site = Site::open(&world).await;
    let ann = signed_in(&site, &world, FIREFOX).await;
    let page = ann.get(SESSIONS).await;
    let priya = site
        .signed_in(&world, "priya@programme-office.example")
        .await;
    assert!(!priya.get(SESSIONS).await.says("Firefox on Windows"));
    priya.post(SESSIONS, &[("end", handle(&page.text))]).await;
    priya.post(SESSIONS, &[("end-others", "yes")]).await;
    assert_eq!(ann.get(SESSIONS).await.status, 200);
}

async fn another_server_sees_a_sign_out_at_its_next_request(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let (other, second) = another(&world).await;
    let ann = signed_in(&site, &world, FIREFOX).await;
    // The cookie as somebody may have kept it.
    let kept = ann.cookie();
    let there = other.browser();
    let ask = || {
        there
            .request(reqwest::Method::GET, "/work")
            .header("cookie", kept.clone())
    };
    assert_eq!(there.send(ask()).await.status, 200);
    ann.post("/sign-out", &[]).await;
    assert_eq!(there.send(ask()).await.to(), "/sign-in?next=%2Fwork");
    second.close().await.unwrap();
}

async fn another_server_sees_a_closed_account_at_its_next_request(world: World) {
    let person = world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let (other, second) = another(&world).await;
    let ann = signed_in(&site, &world, FIREFOX).await;
    let there = ann.also_at(&other.url);
    assert_eq!(there.get("/work").await.status, 200);
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    act.disable(&person).await.unwrap();
    act.commit().await.unwrap();
    assert_eq!(there.get("/work").await.to(), "/sign-in?next=%2Fwork");
    assert_eq!(ann.get("/work").await.to(), "/sign-in?next=%2Fwork");
    second.close().await.unwrap();
}

async fn a_session_nobody_uses_ends(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = signed_in(&site, &world, FIREFOX).await;
    for _day in 0..2 {
        world.clock.forward(IDLE - TimeDelta::minutes(1));
        assert_eq!(ann.get("/work").await.status, 200);
    }
    world.clock.forward(IDLE);
    assert_eq!(ann.get("/work").await.status, 303);
}

async fn a_session_in_use_ends_after_a_week(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = signed_in(&site, &world, FIREFOX).await;
    let step = TimeDelta::hours(8);
    let mut used = step;
    while used < LONGEST_SESSION {
        world.clock.forward(step);
        assert_eq!(ann.get("/work").await.status, 200, "after {used}");
        used += step;
    }
    world.clock.forward(step);
    assert_eq!(ann.get("/work").await.status, 303);
}

/// A second server of the same house.
async fn another(world: &World) -> (Site, services::Services) {
    let second = world.second_instance().await;
    (Site::of(second.clone()).await, second)
}

/// Ann, in a browser that says what it is.
async fn signed_in(site: &Site, world: &World, user_agent: &str) -> Browser {
    let browser = site.browser();
    browser.post("/sign-in", &[("email", ANN)]).await;
    let link = link_for(world, ANN).await;
    let request = browser
        .form(&link, "")
        .header("origin", &site.url)
        .header("user-agent", user_agent);
    let page = browser.send(request).await;
    assert_eq!(page.status, 303, "{}", page.text);
    browser
}

fn handle(card: &str) -> &str {
    let button = between(card, "name=\"end\"", ">");
    between(button, "value=\"", "\"")
}
