//! Your work while an offer is bargained over: each finds what waits for them, and whom they wait for.

use domain::negotiation::{PartyId, Stance};
use domain::process::Role;
use services::counting;
use services::offers::{Item, Paging, Work};

use super::cast::Bargain;
use crate::offers::cast::{Actor, Cast};
use crate::support::{World, both_databases};

both_databases!(
    a_term_waits_for_who_has_to_say,
    an_objection_waits_for_the_other_side,
    whoever_waits_can_remind_once_a_day,
    where_nobody_reviews_somebody_has_that_to_do,
    the_work_costs_the_same_however_much_it_is,
);

async fn work(table: &Bargain, who: &Actor) -> Work {
    let offers = table.services().offers();
    let work = offers
        .work(&who.viewer, Paging::first())
        .await
        .expect("work");
    let count = offers.work_count(&who.viewer).await.expect("a count");
    assert_eq!(count, work.total);
    work
}

fn of_term(items: &[Item], number: u32) -> Vec<&Item> {
    let named = format!("Term {number},");
    items
        .iter()
        .filter(|item| item.what.starts_with(&named))
        .collect()
}

async fn a_term_waits_for_who_has_to_say(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let theo = work(&table, &table.theo).await;
    assert_eq!(theo.total, 2);
    let item = of_term(&theo.waits_for_me, savings)[0];
    assert_eq!(
        item.what,
        format!("Term {savings}, Savings commitment: position asked for")
    );
    assert_eq!(item.button, "Give position");
    assert_eq!(item.address, format!("/offers/KEN-1/terms/{savings}"));
    assert_eq!(item.hats.len(), 1);
    assert_eq!(work(&table, &table.cast.ann).await.total, 8);
    // Neither drafters nor a champion say where a party stands, nor does a department that is none.
    for nobody in [&table.cast.dev, &table.cast.hari, &table.cast.noor] {
        assert_eq!(work(&table, nobody).await.total, 0);
    }
    assert!(of_term(&work(&table, &table.cast.carla).await.waits_for_me, savings).is_empty());
    table
        .says(&table.theo, savings, Stance::Agree, "")
        .await
        .expect("agrees");
    assert_eq!(work(&table, &table.theo).await.total, 1);
    // Once more, after a version to which it had agreed.
    table
        .cast
        .world
        .damage("UPDATE terms SET openings = openings + 1")
        .await;
    table
        .cast
        .world
        .damage(
            "INSERT INTO term_turns (id, term_id, offer_id, waits, party, side, red_line, since) \
             SELECT 'again', id, offer_id, 'position', 'hmt', 'whitehall', 0 = 1, '2013-01-14 10:00:00+00:00' \
             FROM terms WHERE kind = 'savings'",
        )
        .await;
    let theo = work(&table, &table.theo).await;
    let item = of_term(&theo.waits_for_me, savings)[0];
    assert!(
        item.what.ends_with("new wording since you agreed"),
        "{item:?}"
    );
    assert!(item.address.ends_with("?against=1"), "{item:?}");
}

async fn an_objection_waits_for_the_other_side(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    table
        .says(&table.theo, savings, Stance::Object, "Too little.")
        .await
        .expect("objects");
    let ann = work(&table, &table.cast.ann).await;
    let whats: Vec<&str> = of_term(&ann.waits_for_me, savings)
        .iter()
        .map(|item| item.what.as_str())
        .collect();
    assert!(
        whats
            .iter()
            .any(|what| what.ends_with("Treasury objects: answer it")),
        "{whats:?}"
    );
    let theo = work(&table, &table.theo).await;
    let waits = of_term(&theo.i_wait_for, savings);
    assert!(
        waits[0]
            .what
            .ends_with("Kent County Council has to answer, since Treasury objects"),
        "{waits:?}"
    );
    table
        .says(&table.cast.ann, savings, Stance::AgreeIf, "By halves.")
        .await
        .expect("agrees if");
    let carla = work(&table, &table.cast.carla).await;
    let item = of_term(&carla.waits_for_me, savings)[0];
    assert!(
        item.what
            .ends_with("Kent County Council agrees only with other wording: answer it"),
        "{item:?}"
    );
    assert_eq!(item.button, "Answer it");
    let ann = work(&table, &table.cast.ann).await;
    let waits = of_term(&ann.i_wait_for, savings);
    assert!(
        waits
            .iter()
            .any(|item| item.what.contains("the champion has to answer") && item.remind.is_none()),
        "{waits:?}"
    );
}

async fn whoever_waits_can_remind_once_a_day(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let ann = work(&table, &table.cast.ann).await;
    let waits = of_term(&ann.i_wait_for, savings);
    assert!(
        waits[0]
            .what
            .ends_with("Treasury has not said where it stands on version 1"),
        "{waits:?}"
    );
    let remind = waits[0].remind.clone().expect("can be reminded");
    assert_eq!(
        remind.address,
        format!("/offers/KEN-1/terms/{savings}/remind")
    );
    assert_eq!(remind.party, PartyId::department("hmt"));
    // A drafter sees the same, and leaves reminding to the leader.
    let dev = work(&table, &table.cast.dev).await;
    assert!(of_term(&dev.i_wait_for, savings)[0].remind.is_none());
    table
        .services()
        .negotiation()
        .remind(&table.cast.ann.doer, &table.kent, savings, &remind.party)
        .await
        .expect("reminds");
    for who in [&table.cast.ann, &table.cast.carla] {
        let waits = work(&table, who).await.i_wait_for;
        let of_treasury: Vec<_> = of_term(&waits, savings)
            .into_iter()
            .filter(|item| item.what.contains("Treasury"))
            .collect();
        assert!(of_treasury[0].remind.is_none(), "{of_treasury:?}");
    }
}

async fn where_nobody_reviews_somebody_has_that_to_do(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.submitted().await.reference;
    offers
        .accept(&cast.priya.doer, &kent, &cast.carla.person, &"clg".into())
        .await
        .expect("is accepted");
    let work = async |who: &Actor| {
        let work = offers
            .work(&who.viewer, Paging::first())
            .await
            .expect("work");
        let count = offers.work_count(&who.viewer).await.expect("a count");
        assert_eq!(count, work.total);
        work.waits_for_me
    };
    // No department in it has anybody: the programme office has all three, once each.
    let whats: Vec<String> = work(&cast.priya)
        .await
        .into_iter()
        .map(|item| format!("{}: {}", item.what, item.title))
        .collect();
    assert!(
        whats.contains(
            &"Nobody reviews for HM Treasury yet: 2 terms wait for its position".to_owned()
        ),
        "{whats:?}"
    );
    assert_eq!(whats.len(), 3, "{whats:?}");
    // With an administrator it is theirs; with a reviewer it is done.
    let alma = Actor::new(&cast.world, "Alma", &"hmt".into(), Role::Administrator).await;
    let items = work(&alma).await;
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].address, "/organisations/hmt/invite");
    assert_eq!(work(&cast.priya).await.len(), 2);
    let theo = Actor::new(&cast.world, "Theo", &"hmt".into(), Role::DepartmentReviewer).await;
    assert_eq!(work(&alma).await.len(), 0);
    assert_eq!(work(&theo).await.len(), 2);
}

async fn the_work_costs_the_same_however_much_it_is(world: World) {
    let table = Bargain::of(world).await;
    let offers = table.services().offers();
    for who in [&table.cast.ann, &table.cast.carla, &table.theo] {
        let (work, statements) = counting(offers.work(&who.viewer, Paging::first())).await;
        assert!(work.is_ok());
        assert!(statements <= 6, "{statements}");
        let (count, statements) = counting(offers.work_count(&who.viewer)).await;
        assert!(count.is_ok());
        assert_eq!(statements, 1);
    }
}
