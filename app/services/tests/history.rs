//! The chain of history shows whatever was done to it.

use services::{AuditError, Doer, Head};

use crate::support::{World, both_databases};

both_databases!(
    a_chain_left_alone_holds,
    an_altered_entry_shows,
    an_altered_event_shows,
    a_removed_entry_shows,
    entries_that_changed_places_show,
    a_tail_that_was_cut_off_shows,
    a_forged_tail_does_not_run_through_the_kept_head,
    an_erased_text_leaves_the_chain_whole,
    acts_at_the_same_moment_make_one_chain,
);

async fn a_chain_left_alone_holds(world: World) {
    let empty = world.services.verify(None).await.expect("holds");
    assert_eq!(empty.entries, 0);
    live(&world, 10_000).await;
    let verified = world.services.verify(None).await.expect("holds");
    assert_eq!(verified.entries, 10_000);
    live(&world, 1).await;
    world
        .services
        .verify(Some(&verified.head))
        .await
        .expect("the chain runs through the head that was kept");
}

async fn an_altered_entry_shows(world: World) {
    live(&world, 10).await;
    world
        .damage("UPDATE history SET content = REPLACE(content, 'noted', 'lost') WHERE seq = 4")
        .await;
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::Altered { seq: 4 })),
        "{broken:?}"
    );
}

async fn an_altered_event_shows(world: World) {
    live(&world, 10).await;
    world
        .damage("UPDATE events SET payload = '\"note 99\"' WHERE payload = '\"note 6\"'")
        .await;
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::EventAltered { seq: 7 })),
        "{broken:?}"
    );
}

async fn a_removed_entry_shows(world: World) {
    live(&world, 10).await;
    world.damage("DELETE FROM history WHERE seq = 5").await;
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::Missing { seq: 5, found: 6 })),
        "{broken:?}"
    );
}

async fn entries_that_changed_places_show(world: World) {
    live(&world, 10).await;
    for (from, to) in [(3, 1_000), (4, 3), (1_000, 4)] {
        world
            .damage(&format!("UPDATE history SET seq = {to} WHERE seq = {from}"))
            .await;
    }
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::OutOfOrder { seq: 3 })),
        "{broken:?}"
    );
}

async fn a_tail_that_was_cut_off_shows(world: World) {
    live(&world, 10).await;
    world.damage("DELETE FROM history WHERE seq > 8").await;
    let broken = world.services.verify(None).await;
    assert!(
        matches!(
            broken,
            Err(AuditError::CutOff {
                expected: 10,
                found: 8
            })
        ),
        "{broken:?}"
    );
}

/// Somebody cuts the tail off, events and all, and mends the head so that the chain holds in itself.
async fn a_forged_tail_does_not_run_through_the_kept_head(world: World) {
    live(&world, 10).await;
    let head = world.services.verify(None).await.expect("holds").head;
    for statement in [
        "DELETE FROM events WHERE id IN (SELECT event_id FROM history WHERE seq > 8)",
        "DELETE FROM history WHERE seq > 8",
        "UPDATE chain_head SET seq = 8, hash = (SELECT hash FROM history WHERE seq = 8)",
    ] {
        world.damage(statement).await;
    }
    world.services.verify(None).await.expect("holds in itself");
    let broken = world.services.verify(Some(&head)).await;
    assert!(
        matches!(broken, Err(AuditError::CutOff { .. })),
        "{broken:?}"
    );
    live(&world, 5).await;
    let broken = world.services.verify(Some(&head)).await;
    assert!(
        matches!(broken, Err(AuditError::OtherHead { entries: 10 })),
        "{broken:?}"
    );
}

async fn an_erased_text_leaves_the_chain_whole(world: World) {
    live(&world, 10).await;
    world
        .damage("UPDATE events SET payload = NULL, salt = NULL WHERE payload = '\"note 6\"'")
        .await;
    let verified = world.services.verify(None).await.expect("holds");
    assert_eq!(verified.entries, 10);
}

async fn acts_at_the_same_moment_make_one_chain(world: World) {
    let second = world.second_instance().await;
    let acts = (0..40).map(|number| {
        let services = if number % 2 == 0 {
            world.services.clone()
        } else {
            second.clone()
        };
        tokio::spawn(async move {
            let mut act = services.begin(&Doer::house()).await.expect("begins");
            act.record_beside("noted", &number).expect("recorded");
            act.commit().await.expect("commits");
        })
    });
    for act in acts.collect::<Vec<_>>() {
        act.await.expect("done");
    }
    let verified = world.services.verify(None).await.expect("holds");
    assert_eq!(verified.entries, 40);
    assert_ne!(
        verified.head,
        Head {
            entries: 40,
            hash: String::new()
        }
    );
    second.close().await.expect("closes");
}

/// So many events, each an entry: a hundred to an act.
async fn live(world: &World, events: usize) {
    let numbers: Vec<usize> = (0..events).collect();
    for some in numbers.chunks(100) {
        let mut act = world.services.begin(&Doer::house()).await.expect("begins");
        for number in some {
            act.record_beside("noted", &format!("note {number}"))
                .expect("recorded");
        }
        act.commit().await.expect("commits");
    }
}
