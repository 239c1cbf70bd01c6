//! Partners answer for themselves, and are asked again when what they confirmed has changed (7.15).

use chrono::TimeDelta;
use domain::offer::{AnswerState, MatterKind};
use domain::process::Role;
use services::Refusal;
use services::offers::{Paging, PartnerSays};

use super::cast::{Cast, is_nowhere, post, willing};
use crate::support::{World, both_databases};

both_databases!(
    a_partner_is_asked_again_when_its_money_changes,
    a_partner_declines_with_a_reason,
    nobody_confirms_what_they_were_not_shown,
    a_partner_answers_for_itself_alone,
    asking_needs_a_name_a_kind_and_an_address,
    a_typed_name_opens_no_other_organisation,
);

async fn a_partner_is_asked_again_when_its_money_changes(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let view = cast.read(&cast.ann, &kent.reference).await;
    let answer = &view.answers[&kent.police];
    assert_eq!(answer.state, AnswerState::Confirmed);
    assert_eq!(answer.answered_by.as_deref(), Some("Pat"));
    assert_eq!(answer.answered_role.as_deref(), Some("Chief constable"));
    // Nothing that the police read.
    cast.save(
        &kent.reference,
        &kent.outcome,
        &[("users", "People out of work")],
    )
    .await;
    assert_eq!(cast.mails("partner-asked-again").await, 0);
    cast.save(
        &kent.reference,
        &kent.fund,
        &[
            ("contribution-count", "2"),
            ("contribution-1-amount-2014-15", "1.5m"),
            ("total-2014-15", "3.5m"),
        ],
    )
    .await;
    let view = cast.read(&cast.ann, &kent.reference).await;
    assert_eq!(view.answers[&kent.police].state, AnswerState::AskedAgain);
    // Asked once, however often it changes before they answer.
    cast.save(
        &kent.reference,
        &kent.fund,
        &[
            ("contribution-count", "2"),
            ("contribution-1-amount-2014-15", "2m"),
            ("total-2014-15", "4m"),
        ],
    )
    .await;
    assert_eq!(cast.mails("partner-asked-again").await, 1);
    assert_eq!(cast.events("partner-asked-again").await, 1);
    let refused = offers.submit(&cast.ann.doer, &kent.reference).await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}")
    };
    assert!(
        faults
            .iter()
            .any(|fault| fault.words.contains("Kent Police has to confirm again")),
        "{faults:?}"
    );
    let shown = offers
        .answer_view(&kent.pat.viewer, &kent.reference, &kent.police)
        .await
        .expect("is shown");
    let paid: Vec<_> = shown.money[0]
        .amounts
        .iter()
        .map(|amount| amount.map(|pence| pence.get()))
        .collect();
    assert_eq!(
        paid,
        [Some(100_000_000), Some(200_000_000), Some(100_000_000)]
    );
    cast.confirm(&kent.pat, &kent.reference, &kent.police).await;
    offers
        .submit(&cast.ann.doer, &kent.reference)
        .await
        .expect("is submitted");
}

async fn a_partner_declines_with_a_reason(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let (reference, police) = (&kent.reference, &kent.police);
    let digest = offers
        .answer_view(&kent.pat.viewer, reference, police)
        .await
        .expect("is shown")
        .digest;
    let no = |reason: &str| PartnerSays::Decline {
        reason: reason.to_owned(),
    };
    let silent = offers
        .answer(&kent.pat.doer, reference, police, &no(" \r\n "), &digest)
        .await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))), "{silent:?}");
    offers
        .answer(
            &kent.pat.doer,
            reference,
            police,
            &no("Too few officers"),
            &digest,
        )
        .await
        .expect("declines");
    let twice = offers
        .answer(
            &kent.pat.doer,
            reference,
            police,
            &no("Too few officers"),
            &digest,
        )
        .await;
    assert!(matches!(twice, Err(Refusal::AlreadyDone)), "{twice:?}");
    let yes = offers
        .answer(&kent.pat.doer, reference, police, &willing(), &digest)
        .await;
    assert!(matches!(yes, Err(Refusal::NotAllowed(_))), "{yes:?}");
    // Ann and Dev are told; Pat reads the answer, and no longer the offer.
    assert_eq!(cast.mails("partner-declined").await, 2);
    let shown = offers
        .answer_view(&kent.pat.viewer, reference, police)
        .await
        .expect("what was answered");
    assert!(!shown.may_answer);
    assert_eq!(shown.answer.reason.as_deref(), Some("Too few officers"));
    assert!(is_nowhere(offers.read(&kent.pat.viewer, reference).await));
    let work = offers
        .work(&cast.ann.viewer, Paging::first())
        .await
        .expect("work");
    assert!(
        work.waits_for_me
            .iter()
            .any(|item| item.what.starts_with("Kent Police has declined"))
    );
    cast.world.clock.forward(TimeDelta::minutes(5));
    let pat = cast.invite(reference, police).await;
    cast.confirm(&pat, reference, police).await;
    offers
        .submit(&cast.ann.doer, reference)
        .await
        .expect("is submitted");
}

async fn nobody_confirms_what_they_were_not_shown(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let fire = cast
        .add(
            &kent.reference,
            MatterKind::Partner,
            &[
                ("name", "Kent Fire"),
                ("kind", "fire"),
                ("role", "partner"),
                ("email", "fay@fire.example"),
                ("brings", "Engines."),
            ],
        )
        .await;
    let fay = cast.invite(&kent.reference, &fire).await;
    let shown = offers
        .answer_view(&fay.viewer, &kent.reference, &fire)
        .await
        .expect("is shown");
    cast.save(&kent.reference, &fire, &[("brings", "Engines and money.")])
        .await;
    let refused = offers
        .answer(&fay.doer, &kent.reference, &fire, &willing(), &shown.digest)
        .await;
    let Err(Refusal::Conflict(conflict)) = refused else {
        panic!("{refused:?}")
    };
    assert!(conflict.theirs.contains("Engines and money."));
    cast.confirm(&fay, &kent.reference, &fire).await;
    let shown = offers
        .answer_view(&fay.viewer, &kent.reference, &fire)
        .await
        .expect("is shown");
    let again = offers
        .answer(&fay.doer, &kent.reference, &fire, &willing(), &shown.digest)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
}

async fn a_partner_answers_for_itself_alone(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let fire = cast
        .add(
            &kent.reference,
            MatterKind::Partner,
            &[
                ("name", "Kent Fire"),
                ("kind", "fire"),
                ("email", "fay@fire.example"),
            ],
        )
        .await;
    let fay = cast.invite(&kent.reference, &fire).await;
    let refused = offers
        .answer(&fay.doer, &kent.reference, &kent.police, &willing(), "")
        .await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let by_leader = offers
        .answer(&cast.ann.doer, &kent.reference, &fire, &willing(), "")
        .await;
    assert!(
        matches!(by_leader, Err(Refusal::NotAllowed(_))),
        "{by_leader:?}"
    );
    // Out of the offer, out of its sight.
    let version = cast
        .read(&cast.ann, &kent.reference)
        .await
        .matter(&fire)
        .expect("is there")
        .version;
    offers
        .remove(&cast.ann.doer, &kent.reference, &fire, version)
        .await
        .expect("is taken out");
    assert!(is_nowhere(offers.read(&fay.viewer, &kent.reference).await));
    assert!(is_nowhere(
        offers
            .answer_view(&fay.viewer, &kent.reference, &fire)
            .await
    ));
    assert_eq!(offers.work_count(&fay.viewer).await.expect("a count"), 0);
}

async fn asking_needs_a_name_a_kind_and_an_address(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let reference = cast.start().await;
    let key = cast.add(&reference, MatterKind::Partner, &[]).await;
    let Err(Refusal::Invalid(faults)) = offers.invite(&cast.ann.doer, &reference, &key).await
    else {
        panic!("nothing was said")
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["name", "kind", "email"]);
    cast.save(
        &reference,
        &key,
        &[
            ("name", "Kent Fire"),
            ("kind", "department"),
            ("email", "fay@fire"),
        ],
    )
    .await;
    let Err(Refusal::Invalid(faults)) = offers.invite(&cast.ann.doer, &reference, &key).await
    else {
        panic!("not a partner")
    };
    assert_eq!(faults.len(), 2, "{faults:?}");
    let lead = cast.lead(&reference).await;
    let refused = offers.invite(&cast.ann.doer, &reference, &lead).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    assert_eq!(cast.mails("partner-asked").await, 0);
    cast.save(
        &reference,
        &key,
        &[("kind", "fire"), ("email", "fay@fire.example")],
    )
    .await;
    offers
        .invite(&cast.dev.doer, &reference, &key)
        .await
        .expect("is asked");
    let again = offers.invite(&cast.dev.doer, &reference, &key).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    cast.world.clock.forward(TimeDelta::minutes(2));
    offers
        .invite(&cast.dev.doer, &reference, &key)
        .await
        .expect("is asked again");
    assert_eq!(cast.mails("partner-asked").await, 2);
}

async fn a_typed_name_opens_no_other_organisation(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.complete().await;
    let reference = cast
        .world
        .services
        .offers()
        .start(
            &cast.lena.doer,
            &services::offers::Start {
                kind: domain::process::OfferKind::SingleOffer,
                title: "Leicester first".to_owned(),
                theme: None,
            },
        )
        .await
        .expect("starts");
    let offers = cast.world.services.offers();
    let key = offers
        .add(
            &cast.lena.doer,
            &reference,
            MatterKind::Partner,
            &post(&[
                ("name", "Kent Police"),
                ("kind", "police"),
                ("email", "eve@evil.example"),
            ]),
        )
        .await
        .expect("is added")
        .key;
    offers
        .invite(&cast.lena.doer, &reference, &key)
        .await
        .expect("is asked");
    let mails = cast
        .world
        .texts("SELECT body AS answer FROM outbox WHERE to_address = 'eve@evil.example'")
        .await;
    let (_, link) = mails[0].split_once("/sign-in/link/").expect("a link");
    let token = link.split_whitespace().next().expect("a token");
    let eve = cast.world.services.claim_link(token).await.expect("in");
    let eve = super::cast::Actor::at_work(&cast.world, eve.person, Role::Partner).await;
    assert!(offers.read(&eve.viewer, &reference).await.is_ok());
    assert!(is_nowhere(offers.read(&eve.viewer, &kent.reference).await));
}
