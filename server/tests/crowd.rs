//! Many people at once, and a database that has no turn left for somebody.

use std::time::Duration;

use chrono::TimeDelta;
use domain::process::Role;
use services::{Doer, Services};
use tokio::task::JoinSet;

use crate::support::{Browser, Site, World, both_databases};

both_databases!(
    twenty_people_at_once_are_all_served,
    who_only_reads_waits_for_no_act,
    a_session_that_cannot_be_written_now_is_told_so,
);

const PEOPLE: usize = 20;
/// Links to sign in that one network gets in a quarter of an hour.
const LINKS: usize = 5;

async fn twenty_people_at_once_are_all_served(world: World) {
    let kent = world.place("kent", "Kent", "KEN").await;
    let site = Site::open(&world).await;
    let mut browsers = Vec::new();
    for number in 0..PEOPLE {
        if number % LINKS == 0 {
            world.clock.forward(TimeDelta::minutes(16));
        }
        let name = format!("Dev{number}");
        world.person(&name, &kent, Role::Drafter).await;
        let address = format!("dev{number}@kent.example");
        browsers.push(site.signed_in(&world, &address).await);
    }
    // Their sessions were last seen some time ago: each first request writes that as well.
    world.clock.forward(TimeDelta::minutes(6));
    let events = world.rows_in("events").await;
    let mut all = JoinSet::new();
    for browser in browsers {
        all.spawn(drafts(browser));
    }
    let acts: i64 = all.join_all().await.into_iter().sum();
    assert_eq!(world.rows_in("events").await - events, acts);
    world.services.verify(None).await.expect("one chain");
}

/// Starts an offer, writes into it, talks about it and looks at it; answers how many acts those were.
async fn drafts(browser: Browser) -> i64 {
    assert_eq!(browser.get("/work").await.status, 200);
    let start = [("kind", "single-offer"), ("title", "One front door")];
    let started = browser.post("/offers/new", &start).await;
    assert_eq!(started.status, 303, "{}", started.text);
    let offer = started.to().split('?').next().unwrap().to_owned();
    let offer = offer.split('/').take(3).collect::<Vec<_>>().join("/");
    for add in ["add-engagement", "add-engagement"] {
        let added = browser
            .post(&format!("{offer}/engagement"), &[("act", add)])
            .await;
        assert_eq!(added.status, 303, "{}", added.text);
    }
    let say = [("room", "place"), ("body", "Who writes the evidence?")];
    let said = browser.post(&format!("{offer}/talk/new"), &say).await;
    assert_eq!(said.status, 303, "{}", said.text);
    for page in ["", "/engagement", "/history", "/check"] {
        let page = browser.get(&format!("{offer}{page}")).await;
        assert_eq!(page.status, 200, "{}", page.text);
    }
    4
}

async fn who_only_reads_waits_for_no_act(world: World) {
    world.leader_of_kent().await;
    let hasty = hasty(&world).await;
    let site = Site::of(hasty.clone()).await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    let acts = all_turns(&hasty).await;
    assert_eq!(ann.get("/work").await.status, 200);
    assert_eq!(ann.get("/offers").await.status, 200);
    drop(acts);
}

async fn a_session_that_cannot_be_written_now_is_told_so(world: World) {
    world.leader_of_kent().await;
    let hasty = hasty(&world).await;
    let site = Site::of(hasty.clone()).await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    // When it was last seen is written every few minutes.
    world.clock.forward(TimeDelta::minutes(6));
    let acts = all_turns(&hasty).await;
    let busy = ann.get("/work").await;
    assert_eq!(busy.status, 503, "{}", busy.text);
    assert!(busy.says("Many people are saving at once"), "{}", busy.text);
    drop(acts);
    let later = ann.get("/work").await;
    assert_eq!(later.status, 200, "{}", later.text);
}

/// The house with less patience than it has in truth: what waits ten seconds there waits one here.
async fn hasty(world: &World) -> Services {
    let (url, settings) = (&world.database_url, world.services.settings().clone());
    let patience = Duration::from_secs(1);
    Services::connect_waiting(url, settings, world.clock.clone(), patience)
        .await
        .expect("opens")
}

/// Acts under way until there is no turn left for another.
async fn all_turns(services: &Services) -> Vec<services::ActTx> {
    let mut acts = Vec::new();
    while let Ok(act) = services.begin(&Doer::house()).await {
        acts.push(act);
    }
    assert!(!acts.is_empty());
    acts
}
