//! What nobody may know of: a draft, outside its place, before it is first submitted.

use domain::form::Posted;
use domain::offer::{Key, MatterKind};
use services::offers::{Direction, Filter, HistoryFilter, Paging, reference};

use super::cast::{Actor, Cast, is_nowhere, willing};
use super::complete::Complete;
use crate::support::{World, both_databases};

both_databases!(
    a_draft_does_not_exist_for_others,
    a_draft_name_is_forgotten_outside_the_place,
);

async fn a_draft_does_not_exist_for_others(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.complete().await;
    for outsider in [&cast.lena, &cast.priya, &cast.carla, &cast.hari, &cast.noor] {
        sees_nothing(&cast, &kent, outsider).await;
    }
}

async fn sees_nothing(cast: &Cast, kent: &Complete, who: &Actor) {
    let offers = cast.world.services.offers();
    let (r, key, nothing) = (&kent.reference, &kent.outcome, Posted::default());
    let (viewer, doer) = (&who.viewer, &who.doer);
    assert!(is_nowhere(offers.read(viewer, r).await));
    assert!(is_nowhere(offers.preview(viewer, r, key, &nothing).await));
    assert!(is_nowhere(
        offers
            .preview_new(viewer, r, MatterKind::Outcome, &nothing)
            .await
    ));
    assert!(is_nowhere(
        offers
            .history(viewer, r, &HistoryFilter::default(), Paging::first())
            .await
    ));
    assert!(is_nowhere(
        offers.answer_view(viewer, r, &kent.police).await
    ));
    assert!(is_nowhere(offers.save(doer, r, key, 1, &nothing).await));
    assert!(is_nowhere(
        offers.add(doer, r, MatterKind::Outcome, &nothing).await
    ));
    assert!(is_nowhere(offers.remove(doer, r, key, 1).await));
    assert!(is_nowhere(
        offers.reorder(doer, r, key, Direction::Up).await
    ));
    assert!(is_nowhere(offers.invite(doer, r, &kent.police).await));
    assert!(is_nowhere(
        offers.answer(doer, r, &kent.police, &willing(), "").await
    ));
    assert!(is_nowhere(offers.submit(doer, r).await));
    assert!(is_nowhere(offers.withdraw(doer, r, "").await));
    assert!(is_nowhere(
        offers
            .accept(doer, r, &cast.carla.person, &"clg".into())
            .await
    ));
    assert!(is_nowhere(offers.return_to_place(doer, r, "Back").await));
    assert!(is_nowhere(offers.decline(doer, r, "No", None).await));

    for text in [None, Some("front door"), Some("KEN-D1")] {
        let filter = Filter {
            text: text.map(str::to_owned),
            ..Filter::default()
        };
        let list = offers
            .list(viewer, &filter, Paging::first())
            .await
            .expect("a list");
        assert_eq!((list.rows.len(), list.total), (0, 0));
    }
    let work = offers.work(viewer, Paging::first()).await.expect("work");
    assert!(work.waits_for_me.is_empty() && work.i_wait_for.is_empty());
    assert_eq!(offers.work_count(viewer).await.expect("a count"), 0);
}

async fn a_draft_name_is_forgotten_outside_the_place(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.submitted().await;
    let old = reference("KEN-D1").expect("a reference");
    assert_eq!(cast.read(&cast.dev, &old).await.reference, kent.reference);
    assert_eq!(cast.read(&kent.pat, &old).await.reference, kent.reference);
    for outsider in [&cast.priya, &cast.noor] {
        assert!(is_nowhere(offers.read(&outsider.viewer, &old).await));
        assert!(offers.read(&outsider.viewer, &kent.reference).await.is_ok());
    }
    assert!(is_nowhere(
        offers.return_to_place(&cast.priya.doer, &old, "Back").await
    ));
    let filter = Filter {
        text: Some("ken-d1".to_owned()),
        ..Filter::default()
    };
    let list = offers
        .list(&cast.priya.viewer, &filter, Paging::first())
        .await
        .expect("a list");
    assert_eq!(list.total, 0);
    // The departments that the offer names see it, and no others.
    assert!(is_nowhere(
        offers.read(&cast.hari.viewer, &kent.reference).await
    ));
    let dwp = Actor::new(
        &cast.world,
        "Dee",
        &"dwp".into(),
        domain::process::Role::DepartmentReviewer,
    )
    .await;
    assert!(offers.read(&dwp.viewer, &kent.reference).await.is_ok());
    let refused = offers.submit(&dwp.doer, &kent.reference).await;
    assert!(
        matches!(refused, Err(services::Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let key = Key::new("zzzzzzzz");
    assert!(is_nowhere(
        offers.answer_view(&dwp.viewer, &kent.reference, &key).await
    ));
    assert!(is_nowhere(
        offers
            .answer_view(&dwp.viewer, &kent.reference, &kent.police)
            .await
    ));
}
