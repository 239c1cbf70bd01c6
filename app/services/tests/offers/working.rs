//! Your work: what waits for each of them, longest first, and what they wait for.

use chrono::TimeDelta;
use domain::offer::MatterKind;
use domain::process::Role;
use services::offers::{Paging, Work};
use services::{Doer, PROGRAMME_OFFICE, counting};

use super::cast::{Actor, Cast};
use crate::support::{World, both_databases};

both_databases!(
    the_work_goes_from_hand_to_hand,
    the_number_is_that_of_the_list_for_everybody,
    work_waits_under_the_hat_that_does_it,
    a_long_list_is_cut_into_pages_the_oldest_first,
);

async fn the_work_goes_from_hand_to_hand(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let work = |actor: &'static str| {
        let actor: &Actor = match actor {
            "Ann" => &cast.ann,
            "Pat" => &kent.pat,
            "Priya" => &cast.priya,
            _ => &cast.carla,
        };
        async move {
            let work = offers
                .work(&actor.viewer, Paging::first())
                .await
                .expect("work");
            let count = offers.work_count(&actor.viewer).await.expect("a count");
            assert_eq!(count, work.total);
            work
        }
    };
    let whats = |work: &Work| -> Vec<String> {
        work.waits_for_me
            .iter()
            .map(|item| item.what.clone())
            .collect()
    };
    assert_eq!(
        whats(&work("Ann").await),
        ["Finish the draft and submit it"]
    );
    assert!(work("Pat").await.waits_for_me.is_empty());
    cast.save(
        &kent.reference,
        &kent.police,
        &[("brings", "Officers and cars.")],
    )
    .await;
    let pat = work("Pat").await;
    assert_eq!(
        whats(&pat),
        ["Confirm again for Kent Police: what is said about it has changed"]
    );
    assert_eq!(
        pat.waits_for_me[0].address,
        format!("/offers/{}/partners/{}/answer", kent.reference, kent.police)
    );
    let ann = work("Ann").await;
    assert_eq!(
        ann.i_wait_for[0].what,
        "With Kent Police, which was asked to confirm"
    );
    cast.confirm(&kent.pat, &kent.reference, &kent.police).await;
    let name = offers
        .submit(&cast.ann.doer, &kent.reference)
        .await
        .expect("is submitted");
    assert!(work("Ann").await.waits_for_me.is_empty());
    assert_eq!(work("Ann").await.i_wait_for.len(), 1);
    let priya = work("Priya").await;
    assert_eq!(whats(&priya), ["Accept it, return it or decline it"]);
    assert_eq!(priya.waits_for_me[0].button, "Decide");
    cast.world.clock.forward(TimeDelta::days(3));
    offers
        .return_to_place(&cast.priya.doer, &name, "Not yet")
        .await
        .expect("is returned");
    assert!(work("Priya").await.waits_for_me.is_empty());
    assert_eq!(work("Priya").await.i_wait_for.len(), 1);
    assert_eq!(
        whats(&work("Ann").await),
        ["Returned to you: change it and submit it again"]
    );
    cast.start().await;
    // The one that has waited longer comes first.
    assert!(whats(&work("Ann").await)[0].starts_with("Returned"));
    offers.submit(&cast.ann.doer, &name).await.expect("again");
    offers
        .accept(&cast.priya.doer, &name, &cast.carla.person, &"clg".into())
        .await
        .expect("is accepted");
    assert_eq!(work("Carla").await.waits_for_me.len(), 1);
}

/// Everybody’s number is that of their list, and costs one statement.
async fn the_number_is_that_of_the_list_for_everybody(world: World) {
    let cast = Cast::of(world).await;
    let world = &cast.world;
    let offers = world.services.offers();
    let office = Actor::new(world, "Olga", &"kent".into(), Role::Administrator).await;
    // One in negotiation, one submitted, one returned, and a draft with an open question.
    let first = cast.submitted().await;
    offers
        .accept(
            &cast.priya.doer,
            &first.reference,
            &cast.carla.person,
            &"clg".into(),
        )
        .await
        .expect("is accepted");
    cast.submitted().await;
    let third = cast.submitted().await;
    offers
        .return_to_place(&cast.priya.doer, &third.reference, "Not yet")
        .await
        .expect("is returned");
    cast.save(
        &third.reference,
        &third.police,
        &[("brings", "Officers and cars.")],
    )
    .await;
    for (actor, mine, others) in [
        // Of the eight terms of the first each waits for Kent and for one of three departments, none of which has a
        // reviewer yet. Who waits for several of one party waits for one thing.
        (&cast.ann, 1 + 8, 2 + 3),
        (&cast.dev, 1, 2 + 3),
        (&first.pat, 1, 0),
        (&cast.priya, 1 + 3, 1),
        (&cast.carla, 1, 1 + 3),
        (&cast.lena, 0, 0),
        (&cast.hari, 0, 0),
        (&cast.noor, 0, 0),
        (&office, 0, 0),
    ] {
        let name = &actor.viewer.name;
        let work = offers
            .work(&actor.viewer, Paging::first())
            .await
            .expect("work");
        assert_eq!((work.total, work.others_total), (mine, others), "{name}");
        assert_eq!(work.waits_for_me.len(), usize::try_from(mine).expect("few"));
        assert_eq!(work.i_wait_for.len(), usize::try_from(others).expect("few"));
        let (count, statements) = counting(offers.work_count(&actor.viewer)).await;
        assert_eq!(count.expect("a count"), mine, "{name}");
        assert!(statements <= 1, "{name}");
        for item in work.waits_for_me.iter().chain(&work.i_wait_for) {
            assert_eq!(item.hats, actor.viewer.hats(), "{name}");
        }
    }
    // A drafter prepares what only the leader submits.
    let dev = offers
        .work(&cast.dev.viewer, Paging::first())
        .await
        .expect("work");
    assert_eq!(
        dev.waits_for_me[0].what,
        "Returned: change it, for its leader to submit it again"
    );
}

/// Olivia leads Kent and works for the programme office, and answers for the police too.
async fn work_waits_under_the_hat_that_does_it(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let mut act = cast
        .world
        .services
        .begin(&Doer::house())
        .await
        .expect("begins");
    let police = kent.pat.viewer.hats[0].hat.organisation.clone();
    for (organisation, role) in [
        (PROGRAMME_OFFICE.into(), Role::ProgrammeOffice),
        (police.clone(), Role::Partner),
    ] {
        act.join(&cast.ann.person, &organisation, role)
            .await
            .expect("joins");
    }
    act.commit().await.expect("commits");
    cast.save(
        &kent.reference,
        &kent.police,
        &[("brings", "Officers and cars.")],
    )
    .await;
    let work = || async {
        let olivia = cast.world.viewer(&cast.ann.person).await;
        let work = offers.work(&olivia, Paging::first()).await.expect("work");
        let count = offers.work_count(&olivia).await.expect("a count");
        assert_eq!(count, work.total);
        work
    };
    let roles = |work: &Work| -> Vec<Vec<Role>> {
        let items = work.waits_for_me.iter();
        items
            .map(|item| item.hats.iter().map(|hat| hat.role).collect())
            .collect()
    };
    let hers = work().await;
    let mut under = roles(&hers);
    under.sort();
    assert_eq!(under, [vec![Role::PlaceLeader], vec![Role::Partner]]);
    // Whoever answers for the partner too waits for nobody.
    assert_eq!(hers.others_total, 0);
    cast.confirm(&kent.pat, &kent.reference, &kent.police).await;
    offers
        .submit(&cast.ann.doer, &kent.reference)
        .await
        .expect("is submitted");
    let hers = work().await;
    assert_eq!(roles(&hers), [vec![Role::ProgrammeOffice]]);
    assert_eq!(hers.others_total, 0);
}

async fn a_long_list_is_cut_into_pages_the_oldest_first(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    for _ in 0..5 {
        cast.start().await;
        cast.world.clock.forward(TimeDelta::days(1));
    }
    // To write on in a draft does not make it younger.
    let oldest = offers
        .work(&cast.ann.viewer, Paging::first())
        .await
        .expect("work")
        .waits_for_me
        .remove(0);
    cast.add(
        &oldest.reference,
        MatterKind::Outcome,
        &[("statement", "Fewer in care")],
    )
    .await;
    let mut seen = Vec::new();
    for page in 1..=3 {
        let (work, statements) = counting(offers.work(&cast.ann.viewer, Paging::of(page, 2))).await;
        let work = work.expect("work");
        assert_eq!((work.total, work.pages, statements), (5, 3, 4));
        seen.extend(work.waits_for_me);
    }
    assert_eq!(seen.len(), 5);
    assert_eq!(seen[0].reference, oldest.reference);
    assert!(seen.is_sorted_by_key(|item| item.since));
    seen.dedup_by(|one, other| one.reference == other.reference);
    assert_eq!(seen.len(), 5);
}
