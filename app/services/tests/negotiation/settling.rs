//! The end of a negotiation: settled once nothing blocks it, reopened by either side, ended by the programme office.

use services::Refusal;
use services::offers::Paging;

use super::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    what_blocks_is_listed_with_the_way_there,
    settled_once_however_often_it_is_pressed,
    what_was_settled_is_reopened_and_keeps_its_terms,
    the_programme_office_ends_what_cannot_succeed,
);

async fn what_blocks_is_listed_with_the_way_there(world: World) {
    let table = Bargain::of(world).await;
    let offers = table.services().offers();
    let (carla, kent) = (&table.cast.carla, &table.kent);
    for other in [&table.cast.ann, &table.theo, &table.cast.priya] {
        let theirs = offers.settle(&other.doer, kent).await;
        assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
    }
    let Err(Refusal::Invalid(faults)) = offers.settle(&carla.doer, kent).await else {
        panic!("nothing is agreed yet");
    };
    let blocks = table
        .services()
        .negotiation()
        .blocks(&carla.viewer, kent)
        .await
        .expect("what blocks");
    assert_eq!(faults.len(), blocks.len());
    for (fault, block) in faults.iter().zip(&blocks) {
        assert_eq!(fault.words, block.words);
        assert_eq!(format!("/offers/{kent}/{}", fault.field), block.link);
    }
    assert_eq!(table.stage().await, "negotiating");
    // With every term agreed a partner that has to confirm again is all that is left.
    table.agree_to_all().await;
    table
        .cast
        .world
        .damage("UPDATE partner_answers SET state = 'asked-again'")
        .await;
    let Err(Refusal::Invalid(faults)) = offers.settle(&carla.doer, kent).await else {
        panic!("the police have not confirmed again");
    };
    assert!(
        faults
            .iter()
            .all(|fault| fault.words.contains("Kent Police")),
        "{faults:?}"
    );
    assert!(faults[0].field.starts_with("partners/"), "{faults:?}");
    assert_eq!(table.cast.events("settled").await, 0);
}

async fn settled_once_however_often_it_is_pressed(world: World) {
    let table = Bargain::of(world).await;
    table.agree_to_all().await;
    assert_eq!(table.told("all-agreed").await, ["carla@clg.example"]);
    let desk = table
        .services()
        .offers()
        .work(&table.cast.carla.viewer, Paging::first())
        .await
        .expect("work");
    let settle = &desk.waits_for_me[0];
    assert_eq!(settle.what, "No term is open any more: settle them");
    assert_eq!(settle.address, "/offers/KEN-1/settle");
    let second = table.cast.world.second_instance().await;
    let presses: Vec<_> = (0..50)
        .map(|number| {
            let services = match number % 2 {
                0 => table.services().clone(),
                _ => second.clone(),
            };
            let (carla, kent) = (table.cast.carla.doer.clone(), table.kent.clone());
            tokio::spawn(async move { services.offers().settle(&carla, &kent).await })
        })
        .collect();
    let mut settled = 0;
    for press in presses {
        match press.await.expect("does not panic") {
            Ok(()) => settled += 1,
            Err(Refusal::AlreadyDone) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(settled, 1);
    assert_eq!(table.stage().await, "settled");
    assert_eq!(table.cast.events("settled").await, 1);
    // One mail each, and none to Carla, who did it.
    assert_eq!(
        table.told("offer-settled").await,
        [
            "ann@kent.example",
            "cleo@clg.example",
            "priya@programme-office.example",
            "theo@hmt.example",
            "wendy@dwp.example"
        ]
    );
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
    second.close().await.expect("closes");
}

async fn what_was_settled_is_reopened_and_keeps_its_terms(world: World) {
    let table = Bargain::of(world).await;
    table.agree_to_all().await;
    let offers = table.services().offers();
    let (ann, carla, kent) = (&table.cast.ann, &table.cast.carla, &table.kent);
    offers.settle(&carla.doer, kent).await.expect("is settled");
    let savings = table.number("savings").await;
    let terms = table.services().negotiation();
    let early = terms
        .reopen_term(&carla.doer, kent, savings, "Too little")
        .await;
    assert!(matches!(early, Err(Refusal::WrongStage(_))));
    let theirs = offers.reopen(&table.theo.doer, kent, "Too little").await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))));
    let silent = offers.reopen(&ann.doer, kent, "  ").await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))));
    offers
        .reopen(&ann.doer, kent, "The police have second thoughts.")
        .await
        .expect("is reopened");
    let again = offers.reopen(&ann.doer, kent, "Once more").await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.cast.events("reopened").await, 1);
    assert_eq!(table.cast.mails("negotiation-reopened").await, 5);
    // Every term is still agreed: it can be settled as it stands, or one is reopened.
    assert_eq!(table.waits(savings).await, 0);
    terms
        .reopen_term(&carla.doer, kent, savings, "Too little")
        .await
        .expect("opens one");
    let open = offers.settle(&carla.doer, kent).await;
    assert!(matches!(open, Err(Refusal::Invalid(_))));
    table.agree_to(savings).await;
    offers.settle(&carla.doer, kent).await.expect("once more");
    assert_eq!(table.cast.events("settled").await, 2);
}

async fn the_programme_office_ends_what_cannot_succeed(world: World) {
    let table = Bargain::of(world).await;
    let offers = table.services().offers();
    let (priya, kent) = (&table.cast.priya, &table.kent);
    let theirs = offers.end(&table.cast.carla.doer, kent, "No use").await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))));
    let silent = offers.end(&priya.doer, kent, "").await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))));
    offers
        .end(&priya.doer, kent, "The two sides are too far apart.")
        .await
        .expect("is ended");
    let again = offers.end(&priya.doer, kent, "Really").await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.stage().await, "ended");
    assert_eq!(
        table.told("negotiation-ended").await,
        [
            "ann@kent.example",
            "carla@clg.example",
            "cleo@clg.example",
            "theo@hmt.example",
            "wendy@dwp.example"
        ]
    );
    // What was said stays readable; nothing waits for anybody.
    let view = table.cast.read(&table.theo, kent).await;
    let decision = view.decision.expect("why it ended");
    assert_eq!(
        decision.reason.as_deref(),
        Some("The two sides are too far apart.")
    );
    for who in [&table.cast.ann, &table.theo, &table.cast.carla] {
        let count = offers.work_count(&who.viewer).await.expect("a count");
        assert_eq!(count, 0);
    }
}
