//! Owners are told of what is due soon and of what is late: once, and with all of it in one letter.

use domain::mail::Telling;
use domain::process::EventKind;

use crate::mail::letters::{EVENTS_AND_MAIL, is_of_delivery, told};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    told_thirty_days_before_and_when_it_is_late_once_each,
    what_is_done_is_not_told,
    every_event_of_delivery_is_told_as_the_domain_says,
);

async fn told_thirty_days_before_and_when_it_is_late_once_each(world: World) {
    let table = Bargain::in_force(world).await;
    let services = table.services();
    table.forget_mail().await;
    let told = async || {
        let cast = &table.cast;
        let (late, due) = (
            cast.events("milestones-late").await,
            cast.events("milestones-due").await,
        );
        (late, due)
    };
    let keep = async || services.keep_calendar().await.expect("is kept");
    // On its day it is not late: it ends at midnight in London.
    keep().await;
    assert_eq!(told().await, (0, 0));
    table.wait_until("2013-04-02").await;
    let second = table.cast.world.second_instance().await;
    let (here, there) = tokio::join!(services.keep_calendar(), second.keep_calendar());
    assert!(here.is_ok() && there.is_ok());
    assert_eq!(told().await, (1, 0));
    assert_eq!(table.told("milestone-late").await, ["wendy@dwp.example"]);
    keep().await;
    // What is due at the end of the first year: a letter to the leader and one to the police, with all of theirs.
    table.wait_until("2014-02-28").await;
    keep().await;
    assert_eq!(told().await, (1, 0));
    for _twice in 0..2 {
        table.wait_until("2014-03-01").await;
        keep().await;
        assert_eq!(told().await, (1, 1));
    }
    let letters = table.told("milestone-due").await;
    assert_eq!(letters.len(), 2, "{letters:?}");
    services.verify(None).await.expect("the chain holds");
    second.close().await.expect("closes");
}

async fn what_is_done_is_not_told(world: World) {
    let table = Bargain::in_force(world).await;
    let freedom = table.agreed("freedom:").await.slug;
    let done = [
        ("achieved", "1 April 2013"),
        ("evidence", "The order is in force."),
    ];
    table
        .says_of(&table.wendy, &freedom, &done)
        .await
        .expect("is said");
    table.wait_until("2013-04-02").await;
    table.services().keep_calendar().await.expect("is kept");
    assert!(table.told("milestone-late").await.is_empty());
}

async fn every_event_of_delivery_is_told_as_the_domain_says(world: World) {
    let table = Bargain::in_force(world).await;
    let ann = &table.cast.ann;
    let term = table.number("budget").await.to_string();
    let lease = [
        ("title", "Lease signed"),
        ("term", &term),
        ("owner", "place"),
        ("due", "1 June 2013"),
    ];
    let lease = table.adds(ann, &lease).await.expect("is added");
    let says = [
        ("forecast", "1 July 2013"),
        ("why", "Slowly"),
        ("note", "A note"),
    ];
    table.says_of(ann, &lease, &says).await.expect("is said");
    let report = table.agreed("report:interim").await.slug;
    let done = [("achieved", "1 April 2013"), ("evidence", "It is written.")];
    table.says_of(ann, &report, &done).await.expect("is said");
    for day in ["2013-04-02", "2013-05-30"] {
        table.wait_until(day).await;
        table.services().keep_calendar().await.expect("is kept");
    }
    let mut found = told(table.cast.world.texts(EVENTS_AND_MAIL).await);
    for event in EventKind::ALL
        .iter()
        .filter(|event| is_of_delivery(**event))
    {
        assert!(table.cast.events(event.code()).await > 0, "{event}");
        let found = found.remove(event).unwrap_or_default();
        match Telling::of(*event) {
            Telling::Mail(kinds) => {
                assert_eq!(found, kinds.iter().copied().collect(), "{event}");
            }
            Telling::Nobody(why) => assert!(found.is_empty(), "{event} {found:?}: {why}"),
        }
    }
}
