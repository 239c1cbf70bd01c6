//! Sending: headers, refusals, a server that is down or slow, two workers.

use std::time::Duration;

use chrono::TimeDelta;
use domain::mail::MailState;
use domain::process::Role;
use services::PROGRAMME_OFFICE;

use super::{FROM, all, send, send_by, transport, write};
use crate::support::{MailServer, Manners, World, both_databases};

both_databases!(
    mail_goes_out_with_its_headers,
    one_refused_address_does_not_hold_up_the_rest,
    a_server_that_falls_silent_holds_up_nobody_else,
    a_server_that_is_down_is_asked_again_later,
    two_workers_send_each_mail_once,
    the_worker_wakes_for_new_mail,
);

async fn mail_goes_out_with_its_headers(world: World) {
    let server = MailServer::start("refused@").await;
    write(&world, "ann@kent.example", "Kent’s offer was accepted").await;
    let ids = world.texts("SELECT message_id AS answer FROM outbox").await;
    send(&world, &server).await;
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].to, "ann@kent.example");
    let text = &received[0].text;
    for line in [
        format!("Message-ID: {}", ids[0]).as_str(),
        "From: \"Single Offer\" <offers@single-offer.example>",
        "To: ann@kent.example",
        "Auto-Submitted: auto-generated",
        "Content-Type: text/plain; charset=utf-8",
    ] {
        assert!(
            text.lines().any(|found| found == line),
            "{line}\nin\n{text}"
        );
    }
    assert!(FROM.contains("offers@single-offer.example"));
    assert!(ids[0].ends_with("@single-offer.example>"));
    // Whoever gets it learns how to get less.
    assert!(
        received[0]
            .body()
            .contains("http://single-offer.example/account/mail")
    );
    send(&world, &server).await;
    assert_eq!(server.received().len(), 1);
    assert_eq!(all(&world).await[0].state, MailState::Sent);
    let bodies = world.texts("SELECT body AS answer FROM outbox").await;
    assert_eq!(bodies, [""]);
}

async fn one_refused_address_does_not_hold_up_the_rest(world: World) {
    let server = MailServer::start("refused@").await;
    for address in ["refused@kent.example", "ann@kent.example", "no address"] {
        write(&world, address, "A note").await;
    }
    send(&world, &server).await;
    assert_eq!(server.received().len(), 1);
    let mails = all(&world).await;
    let of = |address: &str| {
        mails
            .iter()
            .find(|mail| mail.to_address == address)
            .expect("is there")
    };
    let refused = of("refused@kent.example");
    assert_eq!((refused.state, refused.attempts), (MailState::Retrying, 1));
    let said = refused.error.as_deref().unwrap_or_default();
    assert!(said.contains("nobody here by that name"), "{said}");
    // No attempt could ever end otherwise.
    assert_eq!(of("no address").state, MailState::Failed);
    assert_eq!(of("ann@kent.example").state, MailState::Sent);
}

async fn a_server_that_falls_silent_holds_up_nobody_else(world: World) {
    let server = MailServer::with(Manners {
        ignores: Some("slow@"),
        ..Manners::default()
    })
    .await;
    for address in ["slow@kent.example", "ann@kent.example", "bob@kent.example"] {
        write(&world, address, "A note").await;
    }
    let impatient = transport(&server.url).patient_for(Duration::from_millis(200));
    send_by(&world.services, &impatient).await;
    assert_eq!(server.received().len(), 2);
    let mails = all(&world).await;
    let slow: Vec<_> = mails.iter().filter(|mail| mail.error.is_some()).collect();
    assert_eq!(slow.len(), 1);
    assert_eq!(slow[0].to_address, "slow@kent.example");
    assert!(
        slow[0]
            .error
            .as_deref()
            .is_some_and(|error| error.contains("longer than")),
        "{slow:?}"
    );
}

async fn a_server_that_is_down_is_asked_again_later(world: World) {
    let nowhere = transport("smtp://127.0.0.1:9");
    write(&world, "ann@kent.example", "A note").await;
    let next = || async {
        world
            .services
            .send_next(Some(&nowhere))
            .await
            .expect("tried")
    };
    assert!(next().await);
    assert!(!next().await);
    let waits = &all(&world).await[0];
    assert_eq!(waits.due_at - waits.created_at, TimeDelta::minutes(1));
    for _ in 0..30 {
        world.clock.forward(TimeDelta::hours(7));
        next().await;
    }
    let mail = all(&world).await.remove(0);
    assert_eq!((mail.state, mail.attempts), (MailState::Failed, 20));
    let before = world.texts("SELECT message_id AS answer FROM outbox").await;
    let priya = world.programme_officer().await;
    let doer = world
        .doer(&priya, PROGRAMME_OFFICE, Role::ProgrammeOffice)
        .await;
    world
        .services
        .send_again(&doer, &mail.id)
        .await
        .expect("again");
    let server = MailServer::start("refused@").await;
    send(&world, &server).await;
    assert_eq!(server.received()[0].header("Message-ID"), before[0]);
}

async fn two_workers_send_each_mail_once(world: World) {
    let server = MailServer::start("refused@").await;
    for number in 0..60 {
        write(&world, &format!("person{number}@kent.example"), "A note").await;
    }
    let second = world.second_instance().await;
    let workers: Vec<_> = [world.services.clone(), second.clone()]
        .into_iter()
        .map(|services| {
            let transport = transport(&server.url);
            tokio::spawn(async move { send_by(&services, &transport).await })
        })
        .collect();
    for worker in workers {
        worker.await.expect("done");
    }
    let mut to: Vec<_> = server.received().into_iter().map(|mail| mail.to).collect();
    assert_eq!(to.len(), 60);
    to.sort();
    to.dedup();
    assert_eq!(to.len(), 60);
    second.close().await.expect("closes");
}

async fn the_worker_wakes_for_new_mail(world: World) {
    let server = MailServer::start("refused@").await;
    let transport = transport(&server.url);
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let services = world.services.clone();
    let worker = tokio::spawn(async move {
        let shutdown = async { drop(stopped.await) };
        services.run_worker(Some(transport), shutdown).await;
    });
    for _ in 0..3 {
        write(&world, "ann@kent.example", "A note").await;
    }
    for _ in 0..100 {
        if server.received().len() == 3 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(server.received().len(), 3);
    stop.send(()).expect("told");
    worker.await.expect("stops");
}
