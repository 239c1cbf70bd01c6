//! Sessions: the same on every server, seen and ended by their people, and never longer than they live.

use chrono::TimeDelta;
use domain::process::PersonId;
use domain::process::Role;
use services::offers::Paging;
use services::{
    BROWSER_IN_SESSION, Doer, IDLE, LONGEST_SESSION, PERSON_IN_SESSION, Refusal, Services, counting,
};
use tower_sessions_core::SessionStore;
use tower_sessions_core::session::{Id, Record};

use crate::support::{World, both_databases};

both_databases!(
    a_session_is_the_same_on_every_server,
    an_ended_session_stays_ended,
    a_session_idles_out,
    a_session_in_use_goes_on_until_its_end,
    who_is_signed_in_is_known_by_one_statement,
    what_nobody_signed_in_with_is_soon_gone,
    people_see_and_end_their_own_sessions_only,
    disabling_ends_every_session,
    a_long_list_comes_in_pages,
);

async fn a_session_is_the_same_on_every_server(world: World) {
    let ann = world.leader_of_kent().await;
    let record = begun(&world, &ann, "Firefox on Windows").await;
    let second = world.second_instance().await;
    let found = load(&second, &record.id).await;
    assert_eq!(found.map(|found| found.data), Some(record.data.clone()));
    let ids = world.texts("SELECT id AS answer FROM sessions").await;
    assert_ne!(ids, [record.id.to_string()], "only a digest is stored");
    world.services.sign_out_everywhere(&ann).await.expect("out");
    assert_eq!(load(&second, &record.id).await, None);
    second.close().await.expect("closes");
}

async fn an_ended_session_stays_ended(world: World) {
    let ann = world.leader_of_kent().await;
    let store = world.services.session_store();
    let record = begun(&world, &ann, "Firefox").await;
    store.delete(&record.id).await.expect("ended");
    // A slow request of the same session saves after the sign-out.
    store.save(&record).await.expect("answered");
    assert_eq!(load(&world.services, &record.id).await, None);
    assert_eq!(world.rows_in("sessions").await, 0);
}

async fn a_session_idles_out(world: World) {
    let ann = world.leader_of_kent().await;
    let record = begun(&world, &ann, "Firefox").await;
    world.clock.forward(IDLE - TimeDelta::seconds(1));
    assert!(load(&world.services, &record.id).await.is_some());
    // That was a use: it idles from there.
    world.clock.forward(IDLE - TimeDelta::seconds(1));
    assert!(load(&world.services, &record.id).await.is_some());
    world.clock.forward(IDLE);
    assert_eq!(load(&world.services, &record.id).await, None);
    let open = world.services.open_sessions(&ann, None, Paging::first());
    assert_eq!(open.await.expect("listed").total, 0);
    assert_eq!(world.services.purge_sessions().await.expect("purged"), 1);
}

async fn a_session_in_use_goes_on_until_its_end(world: World) {
    let ann = world.leader_of_kent().await;
    let record = begun(&world, &ann, "Firefox").await;
    let mut used = TimeDelta::zero();
    let step = TimeDelta::hours(11);
    while used + step < LONGEST_SESSION {
        world.clock.forward(step);
        used += step;
        assert!(
            load(&world.services, &record.id).await.is_some(),
            "after {used}"
        );
        // Saving lengthens nothing either.
        let store = world.services.session_store();
        store.save(&record).await.expect("saved");
    }
    world.clock.forward(LONGEST_SESSION - used);
    assert_eq!(load(&world.services, &record.id).await, None);
}

async fn who_is_signed_in_is_known_by_one_statement(world: World) {
    let ann = world.leader_of_kent().await;
    let record = begun(&world, &ann, "Firefox").await;
    let (signed_in, statements) = counting(world.services.signed_in(&record.id)).await;
    let signed_in = signed_in.expect("an answer").expect("signed in");
    assert_eq!(signed_in.viewer, world.viewer(&ann).await);
    assert_eq!(signed_in.held(BROWSER_IN_SESSION), Some("Firefox"));
    assert_eq!(statements, 1);
    // To ask is to use it, as it is where the session layer asks.
    world.clock.forward(IDLE - TimeDelta::seconds(1));
    let used = world.services.signed_in(&record.id).await;
    assert!(used.expect("an answer").is_some());
    world.clock.forward(IDLE - TimeDelta::seconds(1));
    let used = world.services.signed_in(&record.id).await;
    assert!(used.expect("an answer").is_some());
    world.services.sign_out_everywhere(&ann).await.expect("out");
    let ended = world.services.signed_in(&record.id).await;
    assert!(ended.expect("an answer").is_none());
}

async fn what_nobody_signed_in_with_is_soon_gone(world: World) {
    let store = world.services.session_store();
    let mut record = Record {
        id: Id::default(),
        data: [("begun".to_owned(), "something".into())].into(),
        expiry_date: time::OffsetDateTime::UNIX_EPOCH,
    };
    store.create(&mut record).await.expect("created");
    world.clock.forward(TimeDelta::minutes(14));
    assert!(load(&world.services, &record.id).await.is_some());
    world.clock.forward(TimeDelta::minutes(1));
    assert_eq!(load(&world.services, &record.id).await, None);
    world.services.tidy().await.expect("tidied");
    assert_eq!(world.rows_in("sessions").await, 0);
}

async fn people_see_and_end_their_own_sessions_only(world: World) {
    let ann = world.leader_of_kent().await;
    let bob = world.person("Bob", &"kent".into(), Role::Drafter).await;
    let office = begun(&world, &ann, "Firefox on Windows").await;
    world.clock.forward(TimeDelta::minutes(10));
    let phone = begun(&world, &ann, "Safari on iPhone").await;
    let bobs = begun(&world, &bob, "Chrome on macOS").await;

    let services = &world.services;
    let open = services.open_sessions(&ann, Some(phone.id), Paging::first());
    let open = open.await.expect("listed");
    let told: Vec<_> = open
        .sessions
        .iter()
        .map(|session| (session.browser.as_deref(), session.is_this_one))
        .collect();
    assert_eq!(
        told,
        [
            (Some("Safari on iPhone"), true),
            (Some("Firefox on Windows"), false)
        ]
    );
    let older = &open.sessions[1];
    assert_eq!(
        older.started + TimeDelta::minutes(10),
        open.sessions[0].started
    );
    assert!(!older.handle.contains(&office.id.to_string()));

    let not_his = services.end_session(&bob, &older.handle).await;
    assert!(matches!(not_his, Err(Refusal::AlreadyDone)), "{not_his:?}");
    assert!(load(services, &office.id).await.is_some());
    services
        .end_session(&ann, &older.handle)
        .await
        .expect("ended");
    assert_eq!(load(services, &office.id).await, None);

    let third = begun(&world, &ann, "Firefox").await;
    let ended = services.end_other_sessions(&ann, phone.id).await;
    assert_eq!(ended.expect("ended"), 1);
    assert_eq!(load(services, &third.id).await, None);
    assert!(load(services, &phone.id).await.is_some());
    assert!(load(services, &bobs.id).await.is_some());
}

async fn disabling_ends_every_session(world: World) {
    let ann = world.leader_of_kent().await;
    let record = begun(&world, &ann, "Firefox").await;
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.disable(&ann).await.expect("disabled");
    act.commit().await.expect("commits");
    let second = world.second_instance().await;
    assert_eq!(load(&second, &record.id).await, None);
    second.close().await.expect("closes");
}

async fn a_long_list_comes_in_pages(world: World) {
    let ann = world.leader_of_kent().await;
    for _ in 0..25 {
        begun(&world, &ann, "Firefox").await;
    }
    let open = world
        .services
        .open_sessions(&ann, None, Paging::number(2))
        .await
        .expect("listed");
    assert_eq!(
        (open.total, open.pages, open.sessions.len()),
        (25, 2, 5),
        "twenty on a page"
    );
}

/// A session that is kept for somebody who signed in.
async fn begun(world: &World, person: &PersonId, browser: &str) -> Record {
    let mut record = Record {
        id: Id::default(),
        data: [
            (PERSON_IN_SESSION.to_owned(), person.as_str().into()),
            (BROWSER_IN_SESSION.to_owned(), browser.into()),
        ]
        .into(),
        expiry_date: time::OffsetDateTime::UNIX_EPOCH,
    };
    let store = world.services.session_store();
    store.create(&mut record).await.expect("created");
    record
}

async fn load(services: &Services, id: &Id) -> Option<Record> {
    let store = services.session_store();
    store.load(id).await.expect("answered")
}
