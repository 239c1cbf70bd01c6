//! The daily mail: one at eight in London, with what still stands; none where nothing does.

use chrono::TimeDelta;
use domain::mail::{MailKind, MailPace, MailState};
use domain::process::PersonId;
use services::MailChoices;

use super::{all, send, send_by, state_of, transport, write_to};
use crate::offers::cast::Cast;
use crate::support::{MailServer, World, both_databases};

both_databases!(
    the_day_is_gathered_into_one_mail,
    a_daily_mail_with_nothing_left_is_not_sent,
    two_workers_gather_once,
);

async fn daily(world: &World, person: &PersonId) {
    let viewer = world.viewer(person).await;
    let choices: MailChoices = MailKind::ALL
        .iter()
        .filter(|kind| kind.is_chosen())
        .map(|kind| (*kind, MailPace::Daily))
        .collect();
    world
        .services
        .choose_mail(&viewer, None, &choices)
        .await
        .expect("is kept");
}

/// As the worker does: what is due, then what is to be gathered, then that.
async fn look(world: &World, server: &MailServer) {
    send(world, server).await;
    world.services.gather_mail().await.expect("is gathered");
    send(world, server).await;
}

async fn the_day_is_gathered_into_one_mail(world: World) {
    let cast = Cast::of(world).await;
    let (world, offers) = (&cast.world, cast.world.services.offers());
    let server = MailServer::start("refused@").await;
    for person in [&cast.ann.person, &cast.priya.person] {
        daily(world, person).await;
    }
    // It is ten on a Monday: Kent is submitted, returned, and submitted again.
    let kent = cast.submitted().await;
    look(world, &server).await;
    offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Not yet")
        .await
        .expect("is returned");
    look(world, &server).await;
    write_to(
        world,
        &cast.ann.person,
        MailKind::OfferAccepted,
        "A piece of news",
    )
    .await;
    write_to(
        world,
        &cast.ann.person,
        MailKind::OfferAccepted,
        "A piece of news",
    )
    .await;
    let to = |address: &str| {
        let received = server.received();
        received
            .into_iter()
            .filter(|mail| mail.to == address)
            .collect::<Vec<_>>()
    };
    world
        .clock
        .forward(TimeDelta::hours(21) + TimeDelta::minutes(59));
    look(world, &server).await;
    assert_eq!(to("ann@kent.example").len(), 0);
    world.clock.forward(TimeDelta::minutes(1));
    look(world, &server).await;
    let mails = to("ann@kent.example");
    assert_eq!(mails.len(), 1, "{mails:?}");
    let body = mails[0].body();
    assert_eq!(
        mails[0].header("Subject"),
        "Single Offer: your mail of 15 January 2013"
    );
    let returned =
        "KEN-1 is returned to you for changes\nhttp://single-offer.example/offers/KEN-1\n";
    assert!(body.contains(returned), "{body}");
    assert_eq!(body.matches("A piece of news").count(), 1, "{body}");
    assert!(body.contains("http://single-offer.example/account/mail"));
    // What Priya was to decide she has decided: she gets no mail at all.
    assert_eq!(to("priya@programme-office.example").len(), 0);
    let told = all(world).await;
    assert!(
        told.iter()
            .any(|mail| mail.kind == MailKind::OfferSubmitted && mail.state == MailState::NotNeeded)
    );
    // The next morning there is nothing new, and no mail.
    world.clock.forward(TimeDelta::days(1));
    look(world, &server).await;
    assert_eq!(to("ann@kent.example").len(), 1);
}

async fn a_daily_mail_with_nothing_left_is_not_sent(world: World) {
    let cast = Cast::of(world).await;
    let (world, offers) = (&cast.world, cast.world.services.offers());
    let server = MailServer::start("refused@").await;
    daily(world, &cast.priya.person).await;
    let kent = cast.submitted().await;
    look(world, &server).await;
    world.clock.forward(TimeDelta::hours(22));
    assert_eq!(world.services.gather_mail().await.expect("gathered"), 1);
    // Gathered, but decided in the minute before it goes.
    offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Not yet")
        .await
        .expect("is returned");
    send(world, &server).await;
    let mails = all(world).await;
    let digest = mails
        .iter()
        .find(|mail| mail.kind == MailKind::Digest)
        .expect("was gathered");
    assert_eq!(digest.state, MailState::NotNeeded);
    assert_eq!(
        digest.reason.as_deref(),
        Some("Nothing in it stands any more")
    );
    assert!(
        !server
            .received()
            .iter()
            .any(|mail| mail.to == "priya@programme-office.example")
    );
}

async fn two_workers_gather_once(world: World) {
    let server = MailServer::start("refused@").await;
    let ann = world.leader_of_kent().await;
    daily(&world, &ann).await;
    for number in 0..5 {
        write_to(
            &world,
            &ann,
            MailKind::OfferAccepted,
            &format!("Note {number}"),
        )
        .await;
    }
    send(&world, &server).await;
    world.clock.forward(TimeDelta::hours(22));
    let second = world.second_instance().await;
    let (one, other) = tokio::join!(world.services.gather_mail(), second.gather_mail());
    assert_eq!(one.expect("gathered") + other.expect("gathered"), 1);
    send_by(&second, &transport(&server.url)).await;
    send(&world, &server).await;
    assert_eq!(server.received().len(), 1);
    let body = server.received()[0].body();
    for number in 0..5 {
        assert!(body.contains(&format!("Note {number}\n")), "{body}");
    }
    assert_eq!(state_of(&world, "Note 0").await.0, MailState::Gathered);
    second.close().await.expect("closes");
}
