//! People and their hats, and posts that came too late.

use chrono::TimeDelta;
use domain::process::{Hat, OrganisationKind, PersonId, Role};
use services::{
    Doer, LONGEST_POST, NewOrganisation, PROGRAMME_OFFICE, Refusal, RoundChange, counting,
};

use crate::support::{World, both_databases};

both_databases!(
    a_person_comes_with_all_hats_in_one_query,
    a_hat_that_is_not_worn_cannot_be_acted_under,
    who_leaves_loses_the_hat_and_may_come_back,
    partners_of_a_place_are_known_again,
    every_installation_knows_the_departments,
    a_stale_round_is_a_conflict_and_leaves_nothing,
    places_do_not_change_rounds,
    a_kept_post_comes_back_to_its_person,
    the_demo_has_a_today_of_its_own,
);

async fn a_person_comes_with_all_hats_in_one_query(world: World) {
    let ann = world.leader_of_kent().await;
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.join(&ann, &PROGRAMME_OFFICE.into(), Role::Auditor)
        .await
        .expect("joins");
    act.commit().await.expect("commits");
    let (viewer, statements) = counting(world.viewer(&ann)).await;
    assert_eq!(statements, 1);
    assert_eq!(viewer.name, "Ann");
    assert_eq!(viewer.email, "ann@kent.example");
    assert_eq!(
        viewer.hats(),
        [
            Hat::new(ann.clone(), "kent", Role::PlaceLeader),
            Hat::new(ann.clone(), PROGRAMME_OFFICE, Role::Auditor),
        ]
    );
    assert_eq!(viewer.hats[0].organisation_name, "Kent");
    let nobody = world.services.viewer(&PersonId::from("nobody")).await;
    assert_eq!(nobody.expect("answers"), None);
}

async fn a_hat_that_is_not_worn_cannot_be_acted_under(world: World) {
    let ann = world.leader_of_kent().await;
    let viewer = world.viewer(&ann).await;
    for (organisation, role) in [
        ("kent", Role::Drafter),
        (PROGRAMME_OFFICE, Role::PlaceLeader),
        (PROGRAMME_OFFICE, Role::ProgrammeOffice),
    ] {
        let hat = Hat::new(ann.clone(), organisation, role);
        assert!(viewer.acting_as(&hat).is_none());
    }
}

async fn who_leaves_loses_the_hat_and_may_come_back(world: World) {
    let ann = world.leader_of_kent().await;
    let kent = "kent".into();
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.leave(&ann, &kent, Role::PlaceLeader)
        .await
        .expect("leaves");
    let again = act.leave(&ann, &kent, Role::PlaceLeader).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)));
    act.commit().await.expect("commits");
    assert!(world.viewer(&ann).await.hats.is_empty());
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    for _ in 0..2 {
        act.join(&ann, &kent, Role::PlaceLeader)
            .await
            .expect("joins");
    }
    act.commit().await.expect("commits");
    assert_eq!(world.viewer(&ann).await.hats.len(), 1);
}

async fn partners_of_a_place_are_known_again(world: World) {
    let kent = world.place("kent", "Kent", "KEN").await;
    let croydon = world.place("croydon", "Croydon", "CRO").await;
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    let mut ids = Vec::new();
    for place in [&kent, &kent, &croydon] {
        let partner = NewOrganisation {
            id: None,
            kind: OrganisationKind::Jobcentre,
            name: " Jobcentre Plus ".to_owned(),
            abbreviation: None,
            prefix: None,
            lead_place: Some(place.clone()),
        };
        ids.push(act.add_organisation(partner).await.expect("added"));
    }
    act.commit().await.expect("commits");
    assert!(ids[0].as_str().starts_with("jobcentre-plus-"));
    assert_eq!(ids[0], ids[1]);
    assert_ne!(ids[0], ids[2]);
}

async fn every_installation_knows_the_departments(world: World) {
    world
        .services
        .ensure_reference_data()
        .await
        .expect("once more");
    let departments = world
        .services
        .organisations([OrganisationKind::Department])
        .await
        .expect("listed");
    assert!(departments.iter().any(|found| found.name == "HM Treasury"));
    assert_eq!(world.services.rounds().await.expect("listed").len(), 1);
}

async fn a_stale_round_is_a_conflict_and_leaves_nothing(world: World) {
    let priya = world.programme_officer().await;
    let priya = world
        .doer(&priya, PROGRAMME_OFFICE, Role::ProgrammeOffice)
        .await;
    let round = world.services.current_round().await.expect("a round");
    let change = |name: &str| RoundChange {
        name: name.to_owned(),
        opens_on: round.opens_on,
        closes_on: round.closes_on,
        parameters: round.parameters.clone(),
        version: round.version,
    };
    world
        .services
        .change_round(&priya, &round.id, change("Spring"))
        .await
        .expect("changed");
    let events = world.rows_in("events").await;
    let stale = world
        .services
        .change_round(&priya, &round.id, change("Autumn"))
        .await;
    let Err(Refusal::Conflict(conflict)) = stale else {
        panic!("{stale:?}");
    };
    assert_eq!(conflict.version, round.version + 1);
    assert!(conflict.theirs.contains("Spring") && conflict.yours.contains("Autumn"));
    assert_eq!(world.rows_in("events").await, events);
    let round = world.services.current_round().await.expect("a round");
    assert_eq!(round.name, "Spring");
}

async fn places_do_not_change_rounds(world: World) {
    let ann = world.leader_of_kent().await;
    let ann = world.doer(&ann, "kent", Role::PlaceLeader).await;
    let round = world.services.current_round().await.expect("a round");
    let change = RoundChange {
        name: "Ours".to_owned(),
        opens_on: round.opens_on,
        closes_on: round.closes_on,
        parameters: round.parameters,
        version: round.version,
    };
    let refused = world.services.change_round(&ann, &round.id, change).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
}

async fn a_kept_post_comes_back_to_its_person(world: World) {
    let ann = world.leader_of_kent().await;
    let bob = world.person("Bob", &"kent".into(), Role::Drafter).await;
    let services = &world.services;
    let path = "/offers/KEN-D1/savings";
    let body = "low.2012=%C2%A31%2C000&words=na%C3%AFve";
    let token = services.keep_post(&ann, path, body).await.expect("kept");
    let look = |token: String, person: PersonId, path: &'static str| async move {
        services
            .kept_post(&token, &person, path)
            .await
            .expect("answered")
    };
    assert_eq!(look(token.clone(), bob, path).await, None);
    assert_eq!(look(token.clone(), ann.clone(), "/work").await, None);
    for _ in 0..2 {
        assert_eq!(
            look(token.clone(), ann.clone(), path).await.as_deref(),
            Some(body)
        );
    }
    let long = "a".repeat(LONGEST_POST + 1);
    assert!(services.keep_post(&ann, path, &long).await.is_err());
    let token = services.keep_post(&ann, path, body).await.expect("kept");
    for _ in 0..25 {
        world.clock.forward(TimeDelta::seconds(1));
        services.keep_post(&ann, path, body).await.expect("kept");
    }
    assert_eq!(world.rows_in("kept_posts").await, 20);
    assert_eq!(look(token, ann.clone(), path).await, None);
    let token = services.keep_post(&ann, path, body).await.expect("kept");
    world.clock.forward(TimeDelta::days(1));
    assert_eq!(look(token, ann, path).await, None);
    world.clock.forward(TimeDelta::seconds(1));
    services.tidy().await.expect("tidied");
    assert_eq!(world.rows_in("kept_posts").await, 0);
}

async fn the_demo_has_a_today_of_its_own(world: World) {
    let moment = "2011-06-30T23:30:00Z".parse().expect("a moment");
    world.services.start_demo_clock(moment).await.expect("set");
    assert_eq!(world.services.now(), moment);
    // Half past midnight in London.
    assert_eq!(world.services.today().to_string(), "2011-07-01");
    world.clock.forward(TimeDelta::days(3));
    assert_eq!(world.services.now(), moment + TimeDelta::days(3));
    assert_eq!(
        world.services.real_now().to_string(),
        "2013-01-17 10:00:00 UTC"
    );
    let past = world.services.as_of(moment - TimeDelta::days(400));
    world.clock.forward(TimeDelta::days(3));
    assert_eq!(past.now(), moment - TimeDelta::days(400));
    let demo = world.demo_instance().await;
    assert_eq!(demo.now(), moment + TimeDelta::days(6));
    let ann = world.leader_of_kent().await;
    let people = demo.demo_people().await.expect("listed");
    assert_eq!(people[0].does, ["Place leader, Kent"]);
    assert_eq!(demo.sign_in_to_demo(&ann).await.expect("in"), ann);
    let elsewhere = world.services.sign_in_to_demo(&ann).await;
    assert!(matches!(elsewhere, Err(Refusal::NotFound)));
    demo.close().await.expect("closes");
}
