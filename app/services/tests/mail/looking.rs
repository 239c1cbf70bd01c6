//! Who sees which mail, and has it sent again.

use domain::mail::{MailKind, MailState};
use domain::offer::MatterKind;
use domain::process::Role;
use services::offers::Paging;
use services::{About, Mail, OutboxPage, PROGRAMME_OFFICE, Refusal, Viewer, counting};

use super::{note, put, send, write};
use crate::offers::cast::{Actor, Cast};
use crate::support::{MailServer, World, both_databases};

both_databases!(
    each_sees_the_mail_that_is_theirs_to_look_after,
    a_mail_is_sent_again_by_hand_and_on_record,
    the_outbox_is_filtered_and_paged,
);

async fn seen(world: &World, viewer: &Viewer) -> Vec<MailKind> {
    let page = world
        .services
        .outbox(Some(viewer), None, Paging::of(1, 100))
        .await
        .expect("is shown");
    assert!(page.entries.iter().all(|mail| mail.body.is_none()));
    let mut kinds: Vec<_> = page.entries.into_iter().map(|mail| mail.kind).collect();
    kinds.sort();
    kinds.dedup();
    kinds
}

async fn each_sees_the_mail_that_is_theirs_to_look_after(world: World) {
    let cast = Cast::of(world).await;
    let world = &cast.world;
    let steward = Actor::new(world, "Stella", &"kent".into(), Role::Administrator).await;
    let office = Actor::new(world, "Olga", &PROGRAMME_OFFICE.into(), Role::Administrator).await;
    let kent = cast.complete().await;
    cast.save(&kent.reference, &kent.police, &[("brings", "Officers.")])
        .await;
    put(
        &world.services,
        Mail {
            kind: MailKind::Invitation,
            about: About::Organisation("kent".into()),
            ..note("new@kent.example", "Join Kent")
        },
    )
    .await;
    write(world, "somebody@kent.example", "A note").await;
    let place = [MailKind::PartnerAsked, MailKind::PartnerAskedAgain];
    for actor in [&cast.ann, &cast.dev] {
        assert_eq!(seen(world, &actor.viewer).await, place);
    }
    // Neither the mail nor the number of mails of Kent’s room is for others.
    assert_eq!(seen(world, &cast.lena.viewer).await, []);
    let shared = [MailKind::Invitation, MailKind::OfferAccepted];
    for actor in [&cast.priya, &office] {
        assert_eq!(seen(world, &actor.viewer).await, shared);
    }
    assert_eq!(seen(world, &steward.viewer).await, [MailKind::Invitation]);
    for actor in [&cast.carla, &cast.hari, &cast.noor, &kent.pat] {
        let refused = world
            .services
            .outbox(Some(&actor.viewer), None, Paging::first())
            .await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    }
    // Once it is submitted, what is told to both sides is the programme office’s too.
    cast.confirm(&kent.pat, &kent.reference, &kent.police).await;
    world
        .services
        .offers()
        .submit(&cast.ann.doer, &kent.reference)
        .await
        .expect("is submitted");
    assert!(
        seen(world, &cast.priya.viewer)
            .await
            .contains(&MailKind::OfferSubmitted)
    );
    assert_eq!(seen(world, &cast.ann.viewer).await, place);
}

async fn a_mail_is_sent_again_by_hand_and_on_record(world: World) {
    let cast = Cast::of(world).await;
    let world = &cast.world;
    let server = MailServer::start("refused@").await;
    let reference = cast.start().await;
    let fire = cast
        .add(
            &reference,
            MatterKind::Partner,
            &[
                ("name", "Kent Fire"),
                ("kind", "fire"),
                ("email", "refused@fire.example"),
            ],
        )
        .await;
    world
        .services
        .offers()
        .invite(&cast.ann.doer, &reference, &fire)
        .await
        .expect("is asked");
    write(world, "refused@kent.example", "A note").await;
    send(world, &server).await;
    let services = &world.services;
    let of = |viewer: Viewer| async move {
        let page: OutboxPage = services
            .outbox(Some(&viewer), Some(MailState::Retrying), Paging::first())
            .await
            .expect("is shown");
        assert_eq!(page.mails, 1);
        assert!(page.may_resend);
        page.entries[0].clone()
    };
    let (hers, theirs) = (
        of(cast.ann.viewer.clone()).await,
        of(cast.priya.viewer.clone()).await,
    );
    assert_eq!(hers.kind, MailKind::PartnerAsked);
    assert_eq!((theirs.attempts, theirs.subject.as_str()), (1, "A note"));
    // Neither touches the other’s.
    for (actor, mail) in [(&cast.ann, &theirs), (&cast.priya, &hers)] {
        let refused = services.send_again(&actor.doer, &mail.id).await;
        assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    }
    let refused = services.send_again(&cast.hari.doer, &theirs.id).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    services
        .send_again(&cast.ann.doer, &hers.id)
        .await
        .expect("again");
    services
        .send_again(&cast.priya.doer, &theirs.id)
        .await
        .expect("again");
    let acts = world
        .number("SELECT COUNT(*) AS answer FROM events WHERE kind = 'mail-resent'")
        .await;
    assert_eq!(acts, 2);
    let kind = MailServer::start("nobody@").await;
    send(world, &kind).await;
    assert_eq!(kind.received().len(), 2);
    let again = services.send_again(&cast.priya.doer, &theirs.id).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
}

async fn the_outbox_is_filtered_and_paged(world: World) {
    let priya = world.programme_officer().await;
    let viewer = world.viewer(&priya).await;
    let server = MailServer::start("refused@").await;
    for number in 0..25 {
        let name = if number % 5 == 0 { "refused" } else { "ann" };
        write(&world, &format!("{name}@kent.example"), "A note").await;
    }
    send(&world, &server).await;
    let services = &world.services;
    for (state, expected) in [
        (None, 25),
        (Some(MailState::Sent), 20),
        (Some(MailState::Retrying), 5),
        (Some(MailState::Waiting), 0),
        (Some(MailState::Failed), 0),
    ] {
        let (page, statements) =
            counting(services.outbox(Some(&viewer), state, Paging::of(1, 10))).await;
        let page = page.expect("is shown");
        assert_eq!((page.mails, statements), (expected, 2));
        assert!(page.entries.len() <= 10);
        assert_eq!(page.pages, expected.div_ceil(10).max(1));
    }
    let last = services
        .outbox(Some(&viewer), None, Paging::of(3, 10))
        .await
        .expect("is shown");
    assert_eq!(last.entries.len(), 5);
}
