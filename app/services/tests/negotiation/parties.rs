//! The champion asks one more department, which sees the offer from then on, and lets it go.

use chrono::{DateTime, TimeDelta, Utc};
use domain::negotiation::{PartyId, Stance, TermState, Turn};
use services::Refusal;

use super::cast::Bargain;
use crate::offers::cast::is_nowhere;
use crate::support::{World, both_databases};

both_databases!(
    a_department_that_is_added_sees_the_offer_and_has_to_agree,
    only_whom_the_champion_added_is_let_go,
);

async fn a_department_that_is_added_sees_the_offer_and_has_to_agree(world: World) {
    let table = Bargain::of(world).await;
    let terms = table.services().negotiation();
    let (hari, carla, kent) = (&table.cast.hari, &table.cast.carla.doer, &table.kent);
    let scope = table.number("scope").await;
    let offers = table.services().offers();
    assert!(is_nowhere(offers.read(&hari.viewer, kent).await));
    for other in [&table.cast.ann, &table.cleo, &table.cast.priya] {
        let theirs = terms
            .add_party(&other.doer, kent, scope, &"ho".into(), "Borders")
            .await;
        assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
    }
    let unknown = terms
        .add_party(carla, kent, scope, &"narnia".into(), "Lions")
        .await;
    assert!(matches!(unknown, Err(Refusal::Invalid(_))));
    let no_reason = terms
        .add_party(carla, kent, scope, &"ho".into(), "\n")
        .await;
    assert!(matches!(no_reason, Err(Refusal::Invalid(_))));
    table.forget_mail().await;
    table.cast.world.clock.forward(TimeDelta::days(3));
    terms
        .add_party(carla, kent, scope, &"ho".into(), "Police are in it.")
        .await
        .expect("is added");
    let again = terms
        .add_party(carla, kent, scope, &"ho".into(), "Police are in it.")
        .await;
    assert!(matches!(again, Err(Refusal::Invalid(_))));
    offers
        .read(&hari.viewer, kent)
        .await
        .expect("Hari sees it now");
    assert_eq!(table.told("position-asked").await, ["hari@ho.example"]);
    // It waits since it was asked, and not since the others were.
    let days = waits_since(&table, scope, "ho").await - waits_since(&table, scope, "clg").await;
    assert_eq!(days, TimeDelta::days(3));
    table
        .says(&table.cast.ann, scope, Stance::Agree, "")
        .await
        .expect("Kent");
    let state = table.says(&table.cleo, scope, Stance::Agree, "").await;
    assert_eq!(state.expect("Communities"), TermState::Open);
    let state = table.says(hari, scope, Stance::NoInterest, "").await;
    // Whoever was only added is released by having no interest.
    assert_eq!(state.expect("the Home Office"), TermState::Agreed);
    // What the place changes later does not take the offer out of its sight.
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn only_whom_the_champion_added_is_let_go(world: World) {
    let table = Bargain::of(world).await;
    let terms = table.services().negotiation();
    let (carla, kent) = (&table.cast.carla.doer, &table.kent);
    let savings = table.number("savings").await;
    let required = terms
        .release_party(carla, kent, savings, &"hmt".into())
        .await;
    assert!(matches!(required, Err(Refusal::Invalid(_))));
    let stranger = terms
        .release_party(carla, kent, savings, &"ho".into())
        .await;
    assert!(matches!(stranger, Err(Refusal::NotAllowed(_))));
    terms
        .add_party(carla, kent, savings, &"ho".into(), "Police savings")
        .await
        .expect("is added");
    for who in [&table.cast.ann, &table.theo] {
        table
            .says(who, savings, Stance::Agree, "")
            .await
            .expect("agrees");
    }
    assert_eq!(table.waits(savings).await, 1);
    table
        .says(&table.cast.hari, savings, Stance::Object, "Too much.")
        .await
        .expect("objects");
    // With the one gone who objected, everybody else has agreed.
    terms
        .release_party(carla, kent, savings, &"ho".into())
        .await
        .expect("is let go");
    assert_eq!(table.waits(savings).await, 0);
    assert_eq!(table.cast.events("party-released").await, 1);
    assert_eq!(table.cast.events("term-agreed").await, 1);
    let gone = table
        .says(&table.cast.hari, savings, Stance::Agree, "")
        .await;
    assert!(gone.is_err());
}

/// Since when the term waits for what this department has to say.
async fn waits_since(table: &Bargain, number: u32, code: &str) -> DateTime<Utc> {
    let view = table.page(&table.cast.carla, number).await;
    let turn = view.turns.iter().map(|view| &view.turn).find(
        |turn| matches!(turn, Turn::Position { party, .. } if *party == PartyId::department(code)),
    );
    turn.expect("it is asked").since()
}
