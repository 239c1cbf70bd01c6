//! Every act leaves its event and its link in the chain, and the timeline tells them.

use domain::process::{Role, Room};
use services::offers::{HistoryFilter, Paging};

use super::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(
    history_tells_who_did_what_under_which_hat,
    the_demo_lives_through_its_past,
);

async fn history_tells_who_did_what_under_which_hat(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.submitted().await;
    let timeline = offers
        .history(
            &cast.ann.viewer,
            &kent.reference,
            &HistoryFilter::default(),
            Paging::of(1, 100),
        )
        .await
        .expect("a timeline");
    let newest = &timeline.entries[0];
    assert_eq!(newest.sentence, "Ann submitted the offer.");
    assert_eq!(newest.organisation.as_deref(), Some("Kent County Council"));
    assert_eq!(
        (newest.role, newest.room),
        (Some(Role::PlaceLeader), Room::Joint)
    );
    let confirmed = &timeline.entries[1];
    assert_eq!(
        confirmed.sentence,
        "Pat confirmed that Kent Police is willing."
    );
    assert_eq!(confirmed.organisation.as_deref(), Some("Kent Police"));
    let oldest = timeline.entries.last().expect("an entry");
    assert_eq!(oldest.title, "Single Offer started");
    let changed = timeline
        .entries
        .iter()
        .find(|entry| entry.title == "Scope changed")
        .expect("the scope was saved");
    let detail = changed.detail.as_deref().unwrap_or_default();
    assert!(
        detail.contains("Area") && !detail.contains("The county"),
        "{detail}"
    );
    let on_pages = offers
        .history(
            &cast.ann.viewer,
            &kent.reference,
            &HistoryFilter::default(),
            Paging::of(2, 5),
        )
        .await
        .expect("a timeline");
    assert_eq!(on_pages.entries, timeline.entries[5..10]);
    assert_eq!(on_pages.total, timeline.total);

    let events = cast.world.rows_in("events").await;
    assert_eq!(cast.world.rows_in("history").await, events);
    let verified = cast
        .world
        .services
        .verify(None)
        .await
        .expect("the chain holds");
    assert_eq!(verified.entries, events);
}

async fn the_demo_lives_through_its_past(world: World) {
    let cast = Cast::of(world).await;
    let then = "2012-09-03T09:00:00Z".parse().expect("a moment");
    let past = cast.world.services.as_of(then);
    let reference = past
        .offers()
        .start(
            &cast.ann.doer,
            &services::offers::Start {
                kind: domain::process::OfferKind::SingleOffer,
                title: "Long ago".to_owned(),
                theme: None,
            },
        )
        .await
        .expect("starts");
    let view = cast.read(&cast.ann, &reference).await;
    assert_eq!(view.stage_since, then);
    assert!(
        view.edits
            .values()
            .all(|edit| edit.at == then && edit.by == "Ann")
    );
}
