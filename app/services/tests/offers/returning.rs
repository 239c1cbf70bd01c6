//! A returned offer is rewritten in private, and seen again when it is submitted again.

use chrono::TimeDelta;
use domain::offer::AnswerState;
use domain::process::{Act, Stage};
use services::Refusal;
use services::offers::{Filter, HistoryFilter, Paging};

use super::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(whitehall_reads_what_was_submitted, a_place_walks_away,);

async fn whitehall_reads_what_was_submitted(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.submitted().await;
    let before = cast.read(&cast.priya, &kent.reference).await;
    cast.world.clock.forward(TimeDelta::days(1));
    offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Say who gains")
        .await
        .expect("is returned");
    let again = offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Say who gains")
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(cast.mails("offer-returned").await, 2);
    let returned = cast.read(&cast.ann, &kent.reference).await;
    assert_eq!(returned.stage, Stage::Draft);
    let decision = returned.decision.as_ref().expect("a decision");
    assert_eq!(decision.reason.as_deref(), Some("Say who gains"));
    assert_eq!(decision.by, "Priya");
    assert!(returned.may(Act::EditSection) && returned.may(Act::Submit));

    cast.world.clock.forward(TimeDelta::days(1));
    let scope = returned
        .only(domain::offer::MatterKind::Scope)
        .expect("is there")
        .key
        .clone();
    cast.save(&kent.reference, &scope, &[("title", "A secret plan")])
        .await;
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
    let version = cast
        .read(&cast.ann, &kent.reference)
        .await
        .matter(&kent.desks)
        .expect("is there")
        .version;
    offers
        .remove(&cast.ann.doer, &kent.reference, &kent.desks, version)
        .await
        .expect("is taken out");
    cast.add(
        &kent.reference,
        domain::offer::MatterKind::Outcome,
        &[("statement", "A secret outcome")],
    )
    .await;

    let ours = cast.read(&cast.ann, &kent.reference).await;
    assert_eq!(
        (ours.title.as_str(), ours.as_submitted),
        ("A secret plan", false)
    );
    assert_eq!(ours.answers[&kent.police].state, AnswerState::AskedAgain);
    for outsider in [&cast.priya, &cast.noor] {
        let theirs = cast.read(outsider, &kent.reference).await;
        assert!(theirs.as_submitted);
        assert_eq!(theirs.title, "One front door");
        assert_eq!(theirs.proposal, before.proposal);
        assert!(
            theirs
                .edits
                .values()
                .all(|edit| Some(edit.at) <= theirs.submitted_at)
        );
        let list = offers
            .list(&outsider.viewer, &Filter::default(), Paging::first())
            .await
            .expect("a list");
        assert_eq!(list.rows[0].title, "One front door");
        assert_eq!(
            list.rows[0].additional_final.map(|pence| pence.get()),
            Some(199_000_000)
        );
        let timeline = offers
            .history(
                &outsider.viewer,
                &kent.reference,
                &HistoryFilter::default(),
                Paging::first(),
            )
            .await
            .expect("a timeline");
        let titles: Vec<_> = timeline
            .entries
            .iter()
            .map(|one| one.title.as_str())
            .collect();
        assert_eq!(titles, ["Offer returned", "Offer submitted"]);
        assert_eq!(timeline.total, 2);
    }
    let found = offers
        .list(
            &cast.priya.viewer,
            &Filter {
                text: Some("secret".to_owned()),
                ..Filter::default()
            },
            Paging::first(),
        )
        .await
        .expect("a list");
    assert_eq!(found.total, 0);

    cast.world.clock.forward(TimeDelta::days(1));
    let refused = offers.submit(&cast.ann.doer, &kent.reference).await;
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
}

async fn a_place_walks_away(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let draft = cast.start().await;
    offers
        .withdraw(&cast.ann.doer, &draft, "")
        .await
        .expect("is withdrawn");
    assert_eq!(cast.mails("offer-withdrawn").await, 0);
    let edited = offers
        .add(
            &cast.ann.doer,
            &draft,
            domain::offer::MatterKind::Outcome,
            &domain::form::Posted::default(),
        )
        .await;
    assert!(matches!(edited, Err(Refusal::WrongStage(_))), "{edited:?}");
    let kent = cast.submitted().await;
    let by_drafter = offers.withdraw(&cast.dev.doer, &kent.reference, "").await;
    assert!(
        matches!(by_drafter, Err(Refusal::NotAllowed(_))),
        "{by_drafter:?}"
    );
    offers
        .withdraw(&cast.ann.doer, &kent.reference, "Another way")
        .await
        .expect("is withdrawn");
    let again = offers.withdraw(&cast.ann.doer, &kent.reference, "").await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    let view = cast.read(&cast.priya, &kent.reference).await;
    assert_eq!(view.stage, Stage::Withdrawn);
    let decision = view.decision.expect("a decision");
    assert_eq!(decision.reason.as_deref(), Some("Another way"));
    assert_eq!(cast.mails("offer-withdrawn").await, 1);
}
