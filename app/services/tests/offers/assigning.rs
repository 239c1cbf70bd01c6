//! The champion of an offer under way, who reads it for a department, and what passes on when somebody goes.

use domain::process::{OrganisationId, Role};
use services::Refusal;
use services::offers::Paging;

use super::cast::{Actor, Cast, is_nowhere};
use crate::support::{World, both_databases};

both_databases!(
    another_champion_takes_an_offer_through,
    a_champion_hands_over_with_the_offers,
    assigned_reviewers_get_the_mail_and_without_any_all_do,
    nobody_assigns_who_is_not_asked_to,
);

async fn another_champion_takes_an_offer_through(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    let offers = cast.world.services.offers();
    let owen = Actor::new(&cast.world, "Owen", &"clg".into(), Role::Champion).await;
    let early = offers
        .assign_champion(&cast.priya.doer, &kent.reference, &owen.person)
        .await;
    assert!(matches!(early, Err(Refusal::WrongStage(_))), "{early:?}");
    offers
        .accept(
            &cast.priya.doer,
            &kent.reference,
            &cast.carla.person,
            &"clg".into(),
        )
        .await
        .expect("accepted");
    let same = offers
        .assign_champion(&cast.priya.doer, &kent.reference, &cast.carla.person)
        .await;
    assert!(matches!(same, Err(Refusal::AlreadyDone)), "{same:?}");
    let wrong = offers
        .assign_champion(&cast.priya.doer, &kent.reference, &cast.hari.person)
        .await;
    assert!(matches!(&wrong, Err(Refusal::Invalid(faults)) if faults[0].field == "champion"));
    let by_place = offers
        .assign_champion(&cast.ann.doer, &kent.reference, &owen.person)
        .await;
    assert!(
        matches!(by_place, Err(Refusal::NotAllowed(_))),
        "{by_place:?}"
    );
    offers
        .assign_champion(&cast.priya.doer, &kent.reference, &owen.person)
        .await
        .expect("assigned");
    let view = cast.read(&cast.ann, &kent.reference).await;
    assert_eq!(view.champion.as_deref(), Some("Owen"));
    assert!(is_nowhere(
        offers.read(&cast.carla.viewer, &kent.reference).await
    ));
    assert!(offers.read(&owen.viewer, &kent.reference).await.is_ok());
    assert_eq!(cast.events("champion-assigned").await, 1);
    assert_eq!(cast.mails("offer-assigned").await, 2);
}

async fn a_champion_hands_over_with_the_offers(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    let services = &cast.world.services;
    let offers = services.offers();
    offers
        .accept(
            &cast.priya.doer,
            &kent.reference,
            &cast.carla.person,
            &"clg".into(),
        )
        .await
        .expect("accepted");
    let clg = OrganisationId::from("clg");
    let owen = Actor::new(&cast.world, "Owen", &clg, Role::DepartmentReviewer).await;
    let people = services
        .people_of(&cast.priya.viewer, &clg, Paging::first())
        .await
        .expect("listed");
    let carla = people
        .members
        .iter()
        .find(|member| member.person == cast.carla.person)
        .expect("a champion");
    let refused = services
        .end_membership(&cast.priya.doer, &clg, &carla.membership)
        .await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(
        faults[0].words,
        "Carla is the Whitehall champion of KEN-1. Hand over to another champion first."
    );
    services
        .hand_role_over(&cast.priya.doer, &clg, &carla.membership, &owen.person)
        .await
        .expect("handed over");
    let view = cast.read(&cast.ann, &kent.reference).await;
    assert_eq!(view.champion.as_deref(), Some("Owen"));
    assert!(is_nowhere(
        offers.read(&cast.carla.viewer, &kent.reference).await
    ));
    let owen = Actor::at_work(&cast.world, owen.person, Role::Champion).await;
    assert!(offers.read(&owen.viewer, &kent.reference).await.is_ok());
    assert_eq!(cast.events("champion-assigned").await, 1);
    let mails = cast
        .world
        .texts("SELECT body AS answer FROM outbox WHERE kind = 'role-handed-over'")
        .await;
    assert_eq!(mails.len(), 1);
    assert!(
        mails[0].contains("KEN-1") && mails[0].contains("/offers/KEN-1"),
        "{}",
        mails[0]
    );
    services.verify(None).await.expect("the chain holds");
}

async fn assigned_reviewers_get_the_mail_and_without_any_all_do(world: World) {
    let cast = Cast::of(world).await;
    let home_office = OrganisationId::from("hmt");
    let tara = Actor::new(&cast.world, "Tara", &home_office, Role::DepartmentReviewer).await;
    let uma = Actor::new(&cast.world, "Uma", &home_office, Role::DepartmentReviewer).await;
    let kent = cast.submitted().await;
    let offers = cast.world.services.offers();
    let reviewing = offers
        .reviewing(&cast.priya.viewer, &home_office, Paging::first())
        .await
        .expect("listed");
    assert_eq!(reviewing.rows.len(), 1);
    assert!(reviewing.rows[0].assigned.is_empty());
    assert_eq!(reviewing.reviewers.len(), 2);
    offers
        .assign_reviewers(
            &cast.priya.doer,
            &home_office,
            &kent.reference,
            std::slice::from_ref(&tara.person),
        )
        .await
        .expect("assigned");
    let same = offers
        .assign_reviewers(
            &cast.priya.doer,
            &home_office,
            &kent.reference,
            std::slice::from_ref(&tara.person),
        )
        .await;
    assert!(matches!(same, Err(Refusal::AlreadyDone)), "{same:?}");
    let to = async || {
        cast.world
            .texts("SELECT to_address AS answer FROM outbox WHERE kind = 'offer-to-review' ORDER BY id")
            .await
    };
    assert_eq!(to().await, ["tara@hmt.example"]);
    offers
        .accept(
            &cast.priya.doer,
            &kent.reference,
            &cast.carla.person,
            &"clg".into(),
        )
        .await
        .expect("accepted");
    let told = to().await;
    assert!(!told.contains(&"uma@hmt.example".to_owned()), "{told:?}");
    // Both still see it: an assignment is about work, not about sight.
    assert!(offers.read(&uma.viewer, &kent.reference).await.is_ok());
    let wrong = offers
        .assign_reviewers(
            &cast.priya.doer,
            &home_office,
            &kent.reference,
            std::slice::from_ref(&cast.hari.person),
        )
        .await;
    assert!(matches!(&wrong, Err(Refusal::Invalid(faults)) if faults[0].field == "reviewers"));
    offers
        .assign_reviewers(&cast.priya.doer, &home_office, &kent.reference, &[])
        .await
        .expect("left to all");
    assert_eq!(cast.events("reviewers-assigned").await, 2);
    let history = offers
        .history(
            &cast.ann.viewer,
            &kent.reference,
            &Default::default(),
            Paging::of(1, 100),
        )
        .await
        .expect("listed");
    assert!(
        history
            .entries
            .iter()
            .all(|entry| !entry.title.contains("Reviewers"))
    );
}

async fn nobody_assigns_who_is_not_asked_to(world: World) {
    let cast = Cast::of(world).await;
    let treasury = OrganisationId::from("hmt");
    let tara = Actor::new(&cast.world, "Tara", &treasury, Role::DepartmentReviewer).await;
    let vera = Actor::new(&cast.world, "Vera", &treasury, Role::Administrator).await;
    let drafted = cast.complete().await;
    let offers = cast.world.services.offers();
    let people = std::slice::from_ref(&tara.person);
    let draft = offers
        .assign_reviewers(&vera.doer, &treasury, &drafted.reference, people)
        .await;
    assert!(is_nowhere(draft), "a draft is the place's own");
    let name = offers
        .submit(&cast.ann.doer, &drafted.reference)
        .await
        .expect("submitted");
    let by_draft_name = offers
        .assign_reviewers(&vera.doer, &treasury, &drafted.reference, people)
        .await;
    assert!(is_nowhere(by_draft_name));
    for (doer, department) in [
        (&cast.ann.doer, "hmt"),
        (&cast.carla.doer, "hmt"),
        (&tara.doer, "hmt"),
        (&vera.doer, "dh"),
        (&cast.priya.doer, "kent"),
    ] {
        let refused = offers
            .assign_reviewers(doer, &department.into(), &name, people)
            .await;
        assert!(is_nowhere(refused), "{department}");
    }
    offers
        .assign_reviewers(&vera.doer, &treasury, &name, people)
        .await
        .expect("its own administrator assigns");
    assert!(
        is_nowhere(offers.read(&vera.viewer, &name).await),
        "and reads no offer by that"
    );
}
