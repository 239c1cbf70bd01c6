//! One act, one transaction: what it leaves behind, and what it does not.

use domain::mail::MailKind;
use domain::process::Event;
use services::{About, Doer, Mail};

use crate::support::{World, both_databases};

both_databases!(
    the_tables_go_up_down_and_up_again,
    event_history_and_mail_come_together,
    an_act_that_is_not_committed_leaves_nothing,
    events_and_statements_are_counted,
);

async fn the_tables_go_up_down_and_up_again(world: World) {
    world.services.migrate_down().await.expect("down");
    world.services.migrate().await.expect("up again");
    world
        .services
        .migrate()
        .await
        .expect("up once more changes nothing");
    world.services.ping().await.expect("the database answers");
}

async fn event_history_and_mail_come_together(world: World) {
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.record_beside("house-opened", &"a first note")
        .expect("recorded");
    act.record_beside("house-opened", &"a second note")
        .expect("recorded");
    act.mail(note());
    act.commit().await.expect("commits");
    assert_eq!(rows(&world).await, [2, 2, 1]);
    let verified = world.services.verify(None).await.expect("the chain holds");
    assert_eq!(verified.entries, 2);
}

async fn an_act_that_is_not_committed_leaves_nothing(world: World) {
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.record_beside("house-opened", &"never said")
        .expect("recorded");
    act.mail(note());
    drop(act);
    // An event of an offer that does not exist is refused by the database, at the end.
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.record("no-such-offer", &Event::Submitted)
        .expect("recorded");
    act.mail(note());
    assert!(act.commit().await.is_err());
    assert_eq!(rows(&world).await, [0, 0, 0]);
}

async fn events_and_statements_are_counted(world: World) {
    let (_, statements) = services::counting(async {
        let mut act = world.services.begin(&Doer::house()).await.expect("begins");
        act.record_beside("house-opened", &"a note")
            .expect("recorded");
        act.mail(note());
        act.commit().await.expect("commits");
    })
    .await;
    // Mail, events, head, links, head again.
    assert_eq!(statements, 5);
}

fn note() -> Mail {
    Mail {
        kind: MailKind::OfferAccepted,
        to_person: None,
        to_address: "ann@kent.example".to_owned(),
        subject: "A note".to_owned(),
        body: "It happened.".to_owned(),
        link: String::new(),
        about: About::Oneself,
    }
}

/// Rows in events, history and outbox.
async fn rows(world: &World) -> [i64; 3] {
    [
        world.rows_in("events").await,
        world.rows_in("history").await,
        world.rows_in("outbox").await,
    ]
}
