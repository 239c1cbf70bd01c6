//! How soon people want mail: at once, daily or never, by kind; and what nobody switches off.

use domain::mail::{MailKind, MailPace, MailState};
use services::{MailChoices, counting};

use super::{send, state_of, write_to};
use crate::support::{MailServer, World, both_databases};

both_databases!(
    people_choose_by_kind,
    nobody_switches_off_the_way_in,
    a_change_of_mind_frees_what_was_held,
);

async fn choose(
    world: &World,
    person: &domain::process::PersonId,
    choices: &[(MailKind, MailPace)],
) {
    let viewer = world.viewer(person).await;
    let hats = viewer.hats();
    let choices: MailChoices = choices.iter().copied().collect();
    world
        .services
        .choose_mail(&viewer, hats.first(), &choices)
        .await
        .expect("is kept");
}

async fn people_choose_by_kind(world: World) {
    let server = MailServer::start("refused@").await;
    let ann = world.leader_of_kent().await;
    let (kept, statements) = counting(world.services.mail_choices(&ann)).await;
    assert_eq!(statements, 1);
    let kept = kept.expect("her choices");
    assert!(kept.values().all(|pace| *pace == MailPace::AtOnce));
    assert!(kept.keys().all(|kind| kind.is_chosen()));
    choose(
        &world,
        &ann,
        &[
            (MailKind::OfferReturned, MailPace::Never),
            (MailKind::OfferDeclined, MailPace::Daily),
        ],
    )
    .await;
    for kind in [
        MailKind::OfferReturned,
        MailKind::OfferDeclined,
        MailKind::OfferAccepted,
    ] {
        write_to(&world, &ann, kind, kind.code()).await;
    }
    send(&world, &server).await;
    assert_eq!(server.received().len(), 1);
    let (state, reason) = state_of(&world, "offer-returned").await;
    assert_eq!(state, MailState::NotNeeded);
    assert_eq!(reason.as_deref(), Some("They want no mail of this kind"));
    assert_eq!(state_of(&world, "offer-declined").await.0, MailState::Held);
    assert_eq!(state_of(&world, "offer-accepted").await.0, MailState::Sent);
    let events = world
        .number("SELECT COUNT(*) AS answer FROM events WHERE kind = 'mail-chosen'")
        .await;
    assert_eq!(events, 1);
    // The others’ mail is their own to choose.
    let dev = world
        .person("Dev", &"kent".into(), domain::process::Role::Drafter)
        .await;
    write_to(&world, &dev, MailKind::OfferReturned, "To Dev").await;
    send(&world, &server).await;
    assert_eq!(state_of(&world, "To Dev").await.0, MailState::Sent);
}

async fn nobody_switches_off_the_way_in(world: World) {
    let server = MailServer::start("refused@").await;
    let ann = world.leader_of_kent().await;
    let never: Vec<_> = MailKind::ALL
        .iter()
        .map(|kind| (*kind, MailPace::Never))
        .collect();
    choose(&world, &ann, &never).await;
    let rows = world
        .number("SELECT COUNT(*) AS answer FROM mail_choices WHERE kind IN ('sign-in-link', 'invitation', 'partner-asked', 'digest')")
        .await;
    assert_eq!(rows, 0);
    // Not even by writing past the service.
    for kind in ["sign-in-link", "invitation"] {
        world
            .damage(&format!(
                "INSERT INTO mail_choices (person_id, kind, pace) VALUES ('{ann}', '{kind}', 'never')"
            ))
            .await;
    }
    world
        .services
        .ask_for_link("ann@kent.example", "here", "/work")
        .await
        .expect("asked");
    send(&world, &server).await;
    assert_eq!(server.received().len(), 1);
    assert!(server.received()[0].body().contains("/sign-in/link/"));
}

async fn a_change_of_mind_frees_what_was_held(world: World) {
    let server = MailServer::start("refused@").await;
    let ann = world.leader_of_kent().await;
    let pace = |pace| [(MailKind::OfferAccepted, pace)];
    choose(&world, &ann, &pace(MailPace::Daily)).await;
    write_to(&world, &ann, MailKind::OfferAccepted, "A note").await;
    send(&world, &server).await;
    assert_eq!(state_of(&world, "A note").await.0, MailState::Held);
    choose(&world, &ann, &pace(MailPace::AtOnce)).await;
    send(&world, &server).await;
    assert_eq!(state_of(&world, "A note").await.0, MailState::Sent);
    assert_eq!(server.received()[0].header("Subject"), "A note");
}
