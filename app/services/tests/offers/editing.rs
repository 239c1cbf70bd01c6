//! Saving: whatever is typed is kept, and nobody’s newer text is overwritten.

use domain::form::compare;
use domain::offer::{Key, MatterKind};
use services::Refusal;
use services::offers::{Direction, NEW, posted, texts};

use super::cast::{Cast, post};
use crate::support::{World, both_databases};

both_databases!(
    a_stale_save_shows_all_three_texts,
    saving_what_stands_writes_nothing,
    nonsense_is_kept_as_it_was_typed,
    a_preview_writes_nothing,
    what_is_taken_out_stays_among_the_versions,
    outcomes_are_put_in_order,
    a_form_sent_back_as_it_stands_changes_nothing,
    keys_from_nowhere_are_not_found,
);

async fn a_stale_save_shows_all_three_texts(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let reference = cast.start().await;
    let scope = cast.only(&reference, MatterKind::Scope).await;
    let saved = offers
        .save(
            &cast.dev.doer,
            &reference,
            &scope,
            1,
            &post(&[("area", "The county of Kent")]),
        )
        .await
        .expect("is saved");
    assert_eq!((saved.version, saved.changed), (2, true));
    let rows = cast.world.rows_in("matter_versions").await;
    let events = cast.world.rows_in("events").await;
    let refused = offers
        .save(
            &cast.ann.doer,
            &reference,
            &scope,
            1,
            &post(&[("area", "Kent"), ("title", "Two doors")]),
        )
        .await;
    let Err(Refusal::Conflict(conflict)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!((conflict.version, conflict.saved_by.as_str()), (2, "Dev"));
    assert!(conflict.saved_at.is_some());
    let view = cast.read(&cast.ann, &reference).await;
    let around = view.around();
    let three = texts(&conflict).expect("three texts");
    let differences = compare(
        &three.base.sheet(&around),
        &three.yours.sheet(&around),
        &three.theirs.sheet(&around),
    );
    let seen: Vec<_> = differences
        .iter()
        .map(|one| (one.name.as_str(), one.mine.as_str(), one.theirs.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            ("title", "Two doors", "One front door"),
            ("area", "Kent", "The county of Kent")
        ]
    );
    assert_eq!(cast.world.rows_in("matter_versions").await, rows);
    assert_eq!(cast.world.rows_in("events").await, events);
    // Who says the same, or nothing, has no quarrel.
    for typed in [[("area", "The county of Kent")], [("area", "")]] {
        let saved = offers
            .save(&cast.ann.doer, &reference, &scope, 1, &post(&typed))
            .await
            .expect("no quarrel");
        assert_eq!((saved.version, saved.changed), (2, false));
    }
    assert_eq!(cast.world.rows_in("matter_versions").await, rows);
}

async fn saving_what_stands_writes_nothing(world: World) {
    let cast = Cast::of(world).await;
    let reference = cast.start().await;
    let scope = cast.only(&reference, MatterKind::Scope).await;
    let events = cast.world.rows_in("events").await;
    let saved = cast
        .save(
            &reference,
            &scope,
            &[("title", "  One front door "), ("area", "")],
        )
        .await;
    assert_eq!((saved.version, saved.changed), (1, false));
    assert_eq!(cast.world.rows_in("events").await, events);
    let versions = cast
        .world
        .number("SELECT MAX(version) AS answer FROM matter_versions")
        .await;
    assert_eq!(versions, 1);
}

async fn nonsense_is_kept_as_it_was_typed(world: World) {
    let cast = Cast::of(world).await;
    let reference = cast.start().await;
    let scope = cast.only(&reference, MatterKind::Scope).await;
    let saved = cast
        .save(
            &reference,
            &scope,
            &[("start", "soon\u{0}ish"), ("level", "moon")],
        )
        .await;
    let problems = saved.sheet.problems();
    assert_eq!(problems.len(), 1, "{problems:?}");
    let view = cast.read(&cast.ann, &reference).await;
    let sheet = view.sheet(&scope).expect("a sheet");
    assert_eq!(
        sheet.field("start").map(|field| field.text.as_str()),
        Some("soonish")
    );
    assert!(view.proposal.years().is_empty());
}

async fn a_preview_writes_nothing(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let before = cast.read(&cast.ann, &kent.reference).await;
    let events = cast.world.rows_in("events").await;
    let more = offers
        .preview(
            &cast.ann.viewer,
            &kent.reference,
            &kent.desks,
            &post(&[("low-2015-16", "9m"), ("high-2015-16", "9m")]),
        )
        .await
        .expect("a preview");
    let total = |view: &services::offers::OfferView| {
        let appraisal = view.appraisal().expect("below the limit");
        appraisal.central.npv.expect("is computable")
    };
    assert!(total(&more) > total(&before));
    let new = offers
        .preview_new(
            &cast.ann.viewer,
            &kent.reference,
            MatterKind::Outcome,
            &post(&[("statement", "Fewer letters")]),
        )
        .await
        .expect("a preview");
    assert_eq!(
        new.matter(&Key::new(NEW))
            .expect("stands there")
            .matter
            .title(),
        "Fewer letters"
    );
    assert_eq!(
        cast.read(&cast.ann, &kent.reference).await.proposal,
        before.proposal
    );
    assert_eq!(cast.world.rows_in("events").await, events);
}

async fn what_is_taken_out_stays_among_the_versions(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let reference = cast.start().await;
    let key = cast
        .add(
            &reference,
            MatterKind::Outcome,
            &[("statement", "Fewer letters")],
        )
        .await;
    let stale = offers.remove(&cast.ann.doer, &reference, &key, 7).await;
    assert!(matches!(stale, Err(Refusal::Conflict(_))), "{stale:?}");
    offers
        .remove(&cast.ann.doer, &reference, &key, 1)
        .await
        .expect("is taken out");
    let again = offers.remove(&cast.ann.doer, &reference, &key, 1).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert!(cast.read(&cast.ann, &reference).await.matter(&key).is_err());
    let kept = cast
        .world
        .number(
            "SELECT COUNT(*) AS answer FROM matter_versions WHERE content LIKE '%Fewer letters%'",
        )
        .await;
    assert_eq!(kept, 1);
    for stays in [
        cast.lead(&reference).await,
        cast.only(&reference, MatterKind::Sharing).await,
    ] {
        let refused = offers.remove(&cast.ann.doer, &reference, &stays, 1).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
    }
}

async fn outcomes_are_put_in_order(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let reference = cast.start().await;
    let mut keys = Vec::new();
    for statement in ["First", "Second", "Third"] {
        keys.push(
            cast.add(&reference, MatterKind::Outcome, &[("statement", statement)])
                .await,
        );
    }
    let order = || async {
        let view = cast.read(&cast.ann, &reference).await;
        view.proposal
            .outcomes()
            .map(|(_, outcome)| outcome.statement.clone())
            .collect::<Vec<_>>()
    };
    offers
        .reorder(&cast.ann.doer, &reference, &keys[2], Direction::Up)
        .await
        .expect("moves");
    assert_eq!(order().await, ["First", "Third", "Second"]);
    offers
        .reorder(&cast.ann.doer, &reference, &keys[0], Direction::Down)
        .await
        .expect("moves");
    assert_eq!(order().await, ["Third", "First", "Second"]);
    let events = cast.events("matters-reordered").await;
    offers
        .reorder(&cast.ann.doer, &reference, &keys[2], Direction::Up)
        .await
        .expect("is at the top");
    assert_eq!(order().await, ["Third", "First", "Second"]);
    assert_eq!(cast.events("matters-reordered").await, events);
}

async fn a_form_sent_back_as_it_stands_changes_nothing(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let view = cast.read(&cast.ann, &kent.reference).await;
    let events = cast.world.rows_in("events").await;
    for kept in &view.proposal.kept {
        let form = posted(&kept.matter, &view.around());
        let saved = offers
            .save(
                &cast.dev.doer,
                &kent.reference,
                &kept.key,
                kept.version,
                &form,
            )
            .await
            .expect("is saved");
        assert!(!saved.changed, "{}", kept.matter.kind());
    }
    assert_eq!(cast.world.rows_in("events").await, events);
}

async fn keys_from_nowhere_are_not_found(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let reference = cast.start().await;
    for key in ["", "zzzzzzzz", "\u{0}", "a'; DROP TABLE matters", "é"] {
        let key = Key::new(key);
        let saved = offers
            .save(&cast.ann.doer, &reference, &key, 1, &post(&[]))
            .await;
        assert!(matches!(saved, Err(Refusal::NotFound)), "{saved:?}");
        let removed = offers.remove(&cast.ann.doer, &reference, &key, 1).await;
        assert!(matches!(removed, Err(Refusal::NotFound)), "{removed:?}");
        let invited = offers.invite(&cast.ann.doer, &reference, &key).await;
        assert!(matches!(invited, Err(Refusal::NotFound)), "{invited:?}");
    }
    assert!(services::offers::reference("KEN-\u{0}").is_err());
}
