//! Your work: what waits for each of them, longest first, and what they wait for.

use chrono::TimeDelta;
use services::offers::{Paging, Work};

use super::cast::{Actor, Cast};
use crate::support::{World, both_databases};

both_databases!(the_work_goes_from_hand_to_hand);

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
