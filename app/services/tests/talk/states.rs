//! How far an offer has come for somebody: with what happens in the rooms they see, and with nothing else. By this a
//! page that was drawn before is known to be still right, so that even the time it takes tells nothing of other rooms.

use domain::process::{Act, Role};
use services::counting;
use services::offers::OfferState;

use super::{JOINT, PLACE, Table, WHITEHALL, negotiating, reviewer};
use crate::offers::cast::{Actor, Cast};
use crate::support::{World, both_databases};

both_databases!(
    an_offer_comes_further_only_for_those_who_may_know,
    people_and_organisations_bring_every_offer_further,
    an_offer_is_entered_in_one_statement,
    every_event_knows_its_place_in_history,
);

impl Table<'_> {
    async fn state(&self, who: &Actor) -> OfferState {
        let offers = self.cast.world.services.offers();
        let entered = offers
            .enter(&who.viewer, Act::ReadOffer, &self.kent)
            .await
            .expect("is seen");
        entered.state().clone()
    }
}

async fn an_offer_comes_further_only_for_those_who_may_know(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let dee = reviewer(&cast).await;
    let everybody = [&cast.ann, &cast.dev, &cast.carla, &dee, &cast.noor];
    for (room, speaker, readers) in [
        (PLACE, &cast.ann, [true, true, false, false, false]),
        (WHITEHALL, &cast.carla, [false, false, true, true, false]),
        (JOINT, &cast.carla, [true; 5]),
    ] {
        let mut before = Vec::new();
        for who in everybody {
            before.push(table.state(who).await);
        }
        table.wait();
        table.start(speaker, room, "Is the baseline right?").await;
        for ((who, before), reads) in everybody.into_iter().zip(before).zip(readers) {
            let now = table.state(who).await;
            assert_eq!(now != before, reads, "{room:?}: {:?}", who.viewer.name);
            assert_eq!(table.state(who).await, now, "nothing has happened since");
        }
    }
}

async fn people_and_organisations_bring_every_offer_further(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let before = table.state(&cast.noor).await;
    let place = "kent".into();
    cast.world.person("Zoe", &place, Role::Drafter).await;
    assert_ne!(table.state(&cast.noor).await, before);
}

async fn an_offer_is_entered_in_one_statement(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let (entered, statements) = counting(table.state(&cast.carla)).await;
    assert_eq!(entered, table.state(&cast.carla).await);
    assert_eq!(statements, 1);
}

async fn every_event_knows_its_place_in_history(world: World) {
    let cast = Cast::of(world).await;
    negotiating(&cast).await;
    let misplaced = "SELECT COUNT(*) AS answer FROM events LEFT JOIN history \
                     ON history.event_id = events.id AND history.seq = events.seq \
                     WHERE history.seq IS NULL";
    assert_eq!(cast.world.number(misplaced).await, 0);
    assert!(cast.world.rows_in("events").await > 0);
}
