//! Whoever holds up the deal is reminded, once a day however many press.

use chrono::TimeDelta;
use domain::negotiation::{PartyId, Stance};
use services::Refusal;

use super::cast::Bargain;
use crate::offers::cast::Actor;
use crate::support::{World, both_databases};

both_databases!(
    a_party_is_reminded_once_a_day,
    only_what_waits_is_reminded_of,
    a_reminder_between_those_of_one_side_stays_there,
);

async fn remind(table: &Bargain, who: &Actor, number: u32, party: &str) -> Result<(), Refusal> {
    table
        .services()
        .negotiation()
        .remind(&who.doer, &table.kent, number, &PartyId::from_code(party))
        .await
}

async fn a_party_is_reminded_once_a_day(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    table.forget_mail().await;
    let (ann, carla) = (&table.cast.ann, &table.cast.carla);
    remind(&table, ann, savings, "hmt").await.expect("reminds");
    for who in [ann, carla] {
        let second = remind(&table, who, savings, "hmt").await;
        assert!(matches!(second, Err(Refusal::AlreadyDone)), "{second:?}");
    }
    assert_eq!(table.told("reminded").await, ["theo@hmt.example"]);
    assert_eq!(table.cast.events("reminded").await, 1);
    // Of another term, and on another day.
    let sharing = table.number("sharing").await;
    remind(&table, ann, sharing, "hmt").await.expect("reminds");
    table.cast.world.clock.forward(TimeDelta::days(1));
    remind(&table, carla, savings, "hmt").await.expect("again");
    assert_eq!(table.told("reminded").await.len(), 3);
    // Many at once, on two servers.
    table.cast.world.clock.forward(TimeDelta::days(1));
    let second = table.cast.world.second_instance().await;
    let presses: Vec<_> = (0..20)
        .map(|number| {
            let services = match number % 2 {
                0 => table.services().clone(),
                _ => second.clone(),
            };
            let (ann, kent) = (ann.doer.clone(), table.kent.clone());
            tokio::spawn(async move {
                let treasury = PartyId::department("hmt");
                services
                    .negotiation()
                    .remind(&ann, &kent, savings, &treasury)
                    .await
            })
        })
        .collect();
    let mut reminded = 0;
    for press in presses {
        match press.await.expect("does not panic") {
            Ok(()) => reminded += 1,
            Err(Refusal::AlreadyDone) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(reminded, 1);
    assert_eq!(table.told("reminded").await.len(), 4);
    second.close().await.expect("closes");
}

async fn only_what_waits_is_reminded_of(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let (ann, carla) = (&table.cast.ann, &table.cast.carla);
    let own = remind(&table, ann, savings, "place").await;
    assert!(matches!(own, Err(Refusal::NotAllowed(_))));
    let drafter = remind(&table, &table.cast.dev, savings, "hmt").await;
    assert!(matches!(drafter, Err(Refusal::NotAllowed(_))));
    let none = remind(&table, ann, savings, "dwp").await;
    assert!(matches!(none, Err(Refusal::WrongStage(_))));
    table
        .says(ann, savings, Stance::Agree, "")
        .await
        .expect("Kent agrees");
    let nothing = remind(&table, carla, savings, "place").await;
    assert!(matches!(nothing, Err(Refusal::WrongStage(_))));
    table
        .says(&table.theo, savings, Stance::Object, "Too little.")
        .await
        .expect("the Treasury objects");
    let spoken = remind(&table, ann, savings, "hmt").await;
    assert!(matches!(spoken, Err(Refusal::WrongStage(_))));
    // Now it is for Kent to answer.
    table.forget_mail().await;
    remind(&table, &table.theo, savings, "place")
        .await
        .expect("reminds");
    assert_eq!(table.told("reminded").await, ["ann@kent.example"]);
}

async fn a_reminder_between_those_of_one_side_stays_there(world: World) {
    let table = Bargain::of(world).await;
    let (savings, scope) = (table.number("savings").await, table.number("scope").await);
    table.forget_mail().await;
    remind(&table, &table.cast.carla, savings, "hmt")
        .await
        .expect("reminds");
    remind(&table, &table.cast.ann, scope, "clg")
        .await
        .expect("reminds");
    let rooms = table
        .cast
        .world
        .texts("SELECT room AS answer FROM events WHERE kind = 'reminded' ORDER BY at, id")
        .await;
    assert_eq!(rooms.len(), 2);
    assert!(rooms.contains(&"whitehall".to_owned()) && rooms.contains(&"joint".to_owned()));
    let mails = table
        .cast
        .world
        .texts("SELECT room AS answer FROM outbox WHERE kind = 'reminded' ORDER BY room")
        .await;
    assert_eq!(mails, ["joint", "whitehall"]);
}
