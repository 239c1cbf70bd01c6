//! Offers by the thousand, for measuring.

use services::offers::{Filter, Paging};

use super::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(copies_are_whole_offers_and_nobodys_acts);

async fn copies_are_whole_offers_and_nobodys_acts(world: World) {
    let cast = Cast::of(world).await;
    let services = &cast.world.services;
    let offers = services.offers();
    let kent = cast.complete().await;
    let submitted = offers.submit(&cast.ann.doer, &kent.reference).await;
    let original = cast
        .read(&cast.priya, &submitted.expect("is submitted"))
        .await;
    cast.start().await;
    let events = cast.world.rows_in("events").await;

    services.copy_submitted_offers(3).await.expect("copies");
    let list = offers
        .list(&cast.priya.viewer, &Filter::default(), Paging::first())
        .await
        .expect("a list");
    let names: Vec<_> = list
        .rows
        .iter()
        .map(|row| row.reference.to_string())
        .collect();
    // The original changed last; the draft is nobody's in Whitehall, and was not copied either.
    assert_eq!(names, ["KEN-1", "KEN-1000", "KEN-1001", "KEN-1002"]);
    let copy = cast.read(&cast.priya, &list.rows[3].reference).await;
    assert_eq!(copy.proposal.kept, original.proposal.kept);
    assert_ne!(copy.id, original.id);

    assert_eq!(cast.world.rows_in("events").await, events);
    services.verify(None).await.expect("the history is whole");
}
