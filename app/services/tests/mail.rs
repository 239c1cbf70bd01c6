//! Mail on its way: a real conversation with a mail server.

use chrono::TimeDelta;
use services::{Doer, Mail, OutboxState, Transport};

use crate::support::{MailServer, World, both_databases};

both_databases!(
    mail_goes_out_with_its_headers,
    one_refused_address_does_not_hold_up_the_rest,
    a_server_that_is_down_is_asked_again_later,
    two_workers_send_each_mail_once,
    the_worker_wakes_for_new_mail,
    nobody_smuggles_a_header_in,
);

const FROM: &str = "Single Offer <offers@single-offer.example>";

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
    assert!(ids[0].ends_with("@single-offer.example>"));
    send(&world, &server).await;
    assert_eq!(server.received().len(), 1);
    let page = world.services.outbox_page(1).await.expect("the page");
    assert_eq!(page.mails, 1);
    assert!(matches!(page.entries[0].state, OutboxState::Sent { .. }));
    assert_eq!(page.entries[0].body, None);
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
    let page = world.services.outbox_page(1).await.expect("the page");
    let errors: Vec<_> = page
        .entries
        .iter()
        .filter_map(|entry| match &entry.state {
            OutboxState::Waiting { error, .. } => error.clone(),
            OutboxState::Sent { .. } | OutboxState::GivenUp { .. } => None,
        })
        .collect();
    assert_eq!(errors.len(), 2);
    assert!(
        errors.iter().any(|error| error.contains("nobody here")),
        "{errors:?}"
    );
}

async fn a_server_that_is_down_is_asked_again_later(world: World) {
    let nowhere = Transport::to("smtp://127.0.0.1:9", FROM).expect("understood");
    write(&world, "ann@kent.example", "A note").await;
    assert_eq!(world.services.send_due(&nowhere).await.expect("tried"), 1);
    assert_eq!(world.services.send_due(&nowhere).await.expect("tried"), 0);
    world.clock.forward(TimeDelta::minutes(2));
    for _ in 0..20 {
        world.services.send_due(&nowhere).await.expect("tried");
        world.clock.forward(TimeDelta::hours(7));
    }
    let page = world.services.outbox_page(1).await.expect("the page");
    assert!(matches!(page.entries[0].state, OutboxState::GivenUp { .. }));
    let before = world.texts("SELECT message_id AS answer FROM outbox").await;
    world
        .services
        .send_again(&page.entries[0].id)
        .await
        .expect("again");
    let server = MailServer::start("refused@").await;
    send(&world, &server).await;
    assert!(server.received()[0].text.contains(&before[0]));
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
            let transport = Transport::to(&server.url, FROM).expect("understood");
            tokio::spawn(
                async move { while services.send_due(&transport).await.expect("sent") > 0 {} },
            )
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
    let transport = Transport::to(&server.url, FROM).expect("understood");
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
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(server.received().len(), 3);
    stop.send(()).expect("told");
    worker.await.expect("stops");
}

async fn nobody_smuggles_a_header_in(world: World) {
    let server = MailServer::start("refused@").await;
    write(
        &world,
        "ann@kent.example",
        "Hello\r\nBcc: bob@kent.example\r\n\r\nand a body",
    )
    .await;
    write(
        &world,
        "ann@kent.example\r\nRCPT TO:<bob@kent.example>",
        "A note",
    )
    .await;
    send(&world, &server).await;
    let received = server.received();
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].to, "ann@kent.example");
    assert!(
        !received[0]
            .text
            .lines()
            .any(|line| line.starts_with("Bcc") || line.starts_with("and a body"))
    );
}

async fn write(world: &World, address: &str, subject: &str) {
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.mail(Mail {
        kind: "note",
        to_person: None,
        to_address: address.to_owned(),
        subject: subject.to_owned(),
        body: "It happened.\n".to_owned(),
        offer: None,
    });
    act.commit().await.expect("commits");
}

async fn send(world: &World, server: &MailServer) {
    let transport = Transport::to(&server.url, FROM).expect("understood");
    while world.services.send_due(&transport).await.expect("sent") > 0 {}
}
