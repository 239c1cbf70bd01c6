//! Nobody gets mail about what they did themselves, about what is done, or about what they may no longer see:
//! judged when its turn comes.

use chrono::TimeDelta;
use domain::mail::{MailKind, MailState};
use domain::offer::MatterKind;
use domain::process::{Act, Role, Room};
use services::offers::PartnerSays;
use services::{About, Doer, Mail};

use super::{all, note, put, send, send_by, state_of, transport, write, write_to};
use crate::offers::cast::{Actor, Cast};
use crate::support::{MailServer, World, both_databases};

both_databases!(
    what_is_done_by_then_is_not_sent,
    who_has_gone_by_then_gets_nothing,
    nobody_is_told_of_what_they_did_themselves,
    a_room_is_closed_to_those_outside_it,
    invitations_are_judged_though_nobody_has_the_address,
    the_demo_writes_to_nobody,
);

/// The state and reason of each mail of a kind, and to whom, in the order in which they were written.
async fn of_kind(world: &World, kind: MailKind) -> Vec<(String, MailState, String)> {
    let mut mails = all(world).await;
    mails.retain(|mail| mail.kind == kind);
    mails.reverse();
    mails
        .into_iter()
        .map(|mail| (mail.to_address, mail.state, mail.reason.unwrap_or_default()))
        .collect()
}

async fn only(world: &World, kind: MailKind) -> (MailState, String) {
    let mut found = of_kind(world, kind).await;
    assert_eq!(found.len(), 1, "{found:?}");
    let (_, state, reason) = found.remove(0);
    (state, reason)
}

const DONE: &str = "It is done already, or the offer has moved on";

async fn what_is_done_by_then_is_not_sent(world: World) {
    let cast = Cast::of(world).await;
    let (world, offers) = (&cast.world, cast.world.services.offers());
    let server = MailServer::start("refused@").await;
    let kent = cast.submitted().await;
    // The programme office returns it before it has mail of it, and Kent submits again before it has read that.
    offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Not yet")
        .await
        .expect("is returned");
    send(world, &server).await;
    assert_eq!(
        only(world, MailKind::OfferSubmitted).await,
        (MailState::NotNeeded, DONE.to_owned())
    );
    for (_, state, _) in of_kind(world, MailKind::OfferReturned).await {
        assert_eq!(state, MailState::Sent);
    }
    // Pat came in by the link before it was sent.
    assert_eq!(
        only(world, MailKind::PartnerAsked).await.1,
        "Its link was used already"
    );
    cast.save(
        &kent.reference,
        &kent.police,
        &[("brings", "Officers and cars.")],
    )
    .await;
    cast.confirm(&kent.pat, &kent.reference, &kent.police).await;
    send(world, &server).await;
    assert_eq!(
        only(world, MailKind::PartnerAskedAgain).await,
        (
            MailState::NotNeeded,
            "The partner has answered already".to_owned()
        )
    );
    // And what still stands goes out, to the very place.
    cast.save(&kent.reference, &kent.police, &[("brings", "Officers.")])
        .await;
    send(world, &server).await;
    let last = server.received().pop().expect("a mail");
    let address = format!(
        "http://single-offer.example/offers/{}/partners/{}/answer\n",
        kent.reference, kent.police
    );
    assert!(last.body().contains(&address), "{}", last.body());
    assert_eq!(last.to, "pat@police.example");
    let digest = offers
        .answer_view(&kent.pat.viewer, &kent.reference, &kent.police)
        .await
        .expect("is shown")
        .digest;
    let no = PartnerSays::Decline {
        reason: "Not enough".to_owned(),
    };
    offers
        .answer(&kent.pat.doer, &kent.reference, &kent.police, &no, &digest)
        .await
        .expect("declines");
    offers
        .invite(&cast.ann.doer, &kent.reference, &kent.police)
        .await
        .expect("is asked again");
    send(world, &server).await;
    for (_, state, reason) in of_kind(world, MailKind::PartnerDeclined).await {
        assert_eq!(
            (state, reason.as_str()),
            (MailState::NotNeeded, "The partner was asked again since")
        );
    }
}

async fn who_has_gone_by_then_gets_nothing(world: World) {
    let cast = Cast::of(world).await;
    let (world, offers) = (&cast.world, cast.world.services.offers());
    let server = MailServer::start("refused@").await;
    let tess = Actor::new(world, "Tess", &"kent".into(), Role::Drafter).await;
    let kent = cast.submitted().await;
    send(world, &server).await;
    offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Not yet")
        .await
        .expect("is returned");
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.leave(&cast.dev.person, &"kent".into(), Role::Drafter)
        .await
        .expect("leaves");
    act.disable(&tess.person).await.expect("is disabled");
    act.commit().await.expect("commits");
    send(world, &server).await;
    let mut told = of_kind(world, MailKind::OfferReturned).await;
    told.sort();
    let told: Vec<_> = told
        .iter()
        .map(|(to, state, reason)| (to.as_str(), *state, reason.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("ann@kent.example", MailState::Sent, ""),
            (
                "dev@kent.example",
                MailState::NotNeeded,
                "The offer is out of their sight now"
            ),
            (
                "tess@kent.example",
                MailState::NotNeeded,
                "The account is closed"
            ),
        ]
    );
    // Its champion changes before the first has read that it is theirs.
    let chris = Actor::new(world, "Chris", &"ho".into(), Role::Champion).await;
    offers
        .submit(&cast.ann.doer, &kent.reference)
        .await
        .expect("again");
    offers
        .accept(
            &cast.priya.doer,
            &kent.reference,
            &cast.carla.person,
            &"clg".into(),
        )
        .await
        .expect("is accepted");
    offers
        .assign_champion(&cast.priya.doer, &kent.reference, &chris.person)
        .await
        .expect("is assigned");
    send(world, &server).await;
    let told: Vec<_> = of_kind(world, MailKind::OfferAssigned)
        .await
        .into_iter()
        .map(|(to, state, _)| (to, state))
        .collect();
    assert_eq!(
        told,
        [
            ("carla@clg.example".to_owned(), MailState::NotNeeded),
            ("chris@ho.example".to_owned(), MailState::Sent),
        ]
    );
}

async fn nobody_is_told_of_what_they_did_themselves(world: World) {
    let server = MailServer::start("refused@").await;
    let ann = world.leader_of_kent().await;
    let dev = world.person("Dev", &"kent".into(), Role::Drafter).await;
    let doer = world.doer(&ann, "kent", Role::PlaceLeader).await;
    let mut act = world.services.begin(&doer).await.expect("begins");
    act.record_beside("tried", &"something").expect("recorded");
    for (person, address) in [(&ann, "ann@kent.example"), (&dev, "dev@kent.example")] {
        act.mail(Mail {
            to_person: Some(person.clone()),
            ..note(address, address)
        });
    }
    // Whoever has an address is known by it.
    act.mail(note("ann@kent.example", "By address"));
    act.commit().await.expect("commits");
    send(&world, &server).await;
    let own = (
        MailState::NotNeeded,
        Some("It is about what they did themselves".to_owned()),
    );
    assert_eq!(state_of(&world, "ann@kent.example").await, own);
    assert_eq!(state_of(&world, "By address").await, own);
    assert_eq!(
        state_of(&world, "dev@kent.example").await,
        (MailState::Sent, None)
    );
}

async fn a_room_is_closed_to_those_outside_it(world: World) {
    let cast = Cast::of(world).await;
    let world = &cast.world;
    let server = MailServer::start("refused@").await;
    cast.submitted().await;
    let offer = world
        .texts("SELECT id AS answer FROM offers")
        .await
        .remove(0);
    for room in Room::ALL {
        for actor in [&cast.ann, &cast.priya, &cast.noor, &cast.lena] {
            let viewer = &actor.viewer;
            let mail = Mail {
                to_person: Some(actor.person.clone()),
                about: About::Offer {
                    offer: offer.clone(),
                    room: *room,
                    wanted: Act::ReadOffer,
                    partner: None,
                    term: None,
                },
                ..note(&viewer.email, &format!("{} {}", viewer.name, room.code()))
            };
            put(&world.services, mail).await;
        }
    }
    send(world, &server).await;
    for (name, reads) in [
        ("Ann", [true, false, true]),
        ("Priya", [false, true, true]),
        ("Noor", [false, false, true]),
        ("Lena", [false, false, false]),
    ] {
        for (room, reads) in Room::ALL.iter().zip(reads) {
            let (state, _) = state_of(world, &format!("{name} {}", room.code())).await;
            assert_eq!(state == MailState::Sent, reads, "{name} {room}");
        }
    }
}

async fn invitations_are_judged_though_nobody_has_the_address(world: World) {
    let cast = Cast::of(world).await;
    let (world, offers) = (&cast.world, cast.world.services.offers());
    let server = MailServer::start("refused@").await;
    let reference = cast.start().await;
    let fire = cast
        .add(
            &reference,
            MatterKind::Partner,
            &[
                ("name", "Kent Fire"),
                ("kind", "fire"),
                ("email", "fay@fire.example"),
            ],
        )
        .await;
    let invite = || async {
        offers
            .invite(&cast.ann.doer, &reference, &fire)
            .await
            .expect("is asked");
        world.clock.forward(TimeDelta::minutes(2));
    };
    invite().await;
    invite().await;
    send(world, &server).await;
    let told: Vec<_> = of_kind(world, MailKind::PartnerAsked)
        .await
        .into_iter()
        .map(|(_, state, reason)| (state, reason))
        .collect();
    assert_eq!(
        told,
        [
            (
                MailState::NotNeeded,
                "A newer link has taken its place".to_owned()
            ),
            (MailState::Sent, String::new()),
        ]
    );
    let sent = server.received().pop().expect("a mail");
    assert_eq!(sent.to, "fay@fire.example");
    assert!(sent.body().contains("until 28 January 2013 at 10:02am"));
    // Nothing but the mail itself holds its link.
    let links = world
        .number("SELECT COUNT(*) AS answer FROM outbox WHERE link LIKE '%/sign-in/link/%' OR body LIKE '%/sign-in/link/%'")
        .await;
    assert_eq!(links, 0);
    // The partner is taken out before the third goes; then the offer is withdrawn before another.
    invite().await;
    let version = cast
        .read(&cast.ann, &reference)
        .await
        .matter(&fire)
        .expect("is there")
        .version;
    offers
        .remove(&cast.ann.doer, &reference, &fire, version)
        .await
        .expect("is taken out");
    send(world, &server).await;
    let third = of_kind(world, MailKind::PartnerAsked).await.pop();
    assert_eq!(
        third.map(|(_, _, reason)| reason).as_deref(),
        Some("The partner is not in the offer any more")
    );
    let health = cast
        .add(
            &reference,
            MatterKind::Partner,
            &[
                ("name", "Kent Health"),
                ("kind", "health"),
                ("email", "hal@health.example"),
            ],
        )
        .await;
    offers
        .invite(&cast.ann.doer, &reference, &health)
        .await
        .expect("is asked");
    offers
        .withdraw(&cast.ann.doer, &reference, "")
        .await
        .expect("is withdrawn");
    send(world, &server).await;
    let fourth = of_kind(world, MailKind::PartnerAsked).await.pop();
    assert_eq!(
        fourth.map(|(_, state, _)| state),
        Some(MailState::NotNeeded)
    );
    // A link that was asked for twice is sent once.
    for _ in 0..2 {
        world
            .services
            .ask_for_link("ann@kent.example", "here", "/work")
            .await
            .expect("asked");
    }
    send(world, &server).await;
    let links = of_kind(world, MailKind::SignInLink).await;
    assert_eq!(
        [links[0].1, links[1].1],
        [MailState::NotNeeded, MailState::Sent]
    );
    // One that waits too long is not worth sending.
    world
        .services
        .ask_for_link("ann@kent.example", "here", "/work")
        .await
        .expect("asked");
    world.clock.forward(TimeDelta::minutes(16));
    send(world, &server).await;
    let late = of_kind(world, MailKind::SignInLink).await.pop();
    assert_eq!(
        late.map(|(_, _, reason)| reason).as_deref(),
        Some("Its link has expired")
    );
}

async fn the_demo_writes_to_nobody(world: World) {
    let server = MailServer::start("refused@").await;
    let demo = world.demo_instance().await;
    for address in [
        "ann@kent.example",
        "pat@police.example.org",
        "fay@fire.gov.uk",
    ] {
        put(&demo, note(address, address)).await;
    }
    send_by(&demo, &transport(&server.url)).await;
    let to: Vec<_> = server.received().into_iter().map(|mail| mail.to).collect();
    assert_eq!(to, ["fay@fire.gov.uk"]);
    for address in ["ann@kent.example", "pat@police.example.org"] {
        let (state, reason) = state_of(&world, address).await;
        assert_eq!(state, MailState::MadeUp);
        assert!(reason.is_some_and(|reason| reason.contains("made up")));
    }
    // Without a server the demo judges all the same, and says what is missing.
    put(&demo, note("gus@gas.gov.uk", "No server")).await;
    put(&demo, note("bob@kent.example", "Made up")).await;
    while demo.send_next(None).await.expect("is looked after") {}
    assert_eq!(state_of(&world, "Made up").await.0, MailState::MadeUp);
    assert_eq!(state_of(&world, "No server").await.0, MailState::Retrying);
    demo.close().await.expect("closes");
    // Anywhere else an address is an address.
    write(&world, "ann@kent.example", "Elsewhere").await;
    send(&world, &server).await;
    assert_eq!(state_of(&world, "Elsewhere").await.0, MailState::Sent);
    let ann = world.leader_of_kent().await;
    write_to(&world, &ann, MailKind::OfferAccepted, "To a person").await;
    send(&world, &server).await;
    assert_eq!(state_of(&world, "To a person").await.0, MailState::Sent);
}
