//! The chain of history shows whatever was done to it.

use std::fs;

use services::{AuditError, Doer, Head};
use tempfile::TempDir;

use crate::support::{World, both_databases};

both_databases!(
    a_chain_left_alone_holds,
    an_altered_entry_shows,
    an_altered_event_shows,
    a_removed_entry_shows,
    entries_that_changed_places_show,
    a_tail_that_was_cut_off_shows,
    a_forged_tail_does_not_run_through_the_kept_head,
    among_ten_thousand_entries_every_kind_of_damage_shows,
    a_head_noted_outside_shows_what_was_cut_off_and_mended,
    a_history_written_anew_does_not_run_through_the_noted_heads,
    the_file_of_heads_is_missed_and_mistrusted,
    two_instances_note_in_one_file,
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

/// Each kind of damage somewhere in a long history, and each put right again.
async fn among_ten_thousand_entries_every_kind_of_damage_shows(world: World) {
    let folder = TempDir::new().expect("a folder");
    world.services.note_heads_in(&folder.path().join("heads"));
    live(&world, 10_000).await;
    let verified = world.services.verify(None).await.expect("holds");
    assert_eq!((verified.entries, verified.kept), (10_000, 100));
    let content = "content = REPLACE(content, '\"noted\"', '\"lost\"')";
    let back = "content = REPLACE(content, '\"lost\"', '\"noted\"')";
    for seq in [1, 4_999, 10_000] {
        let at = format!("WHERE seq = {seq}");
        world
            .damage(&format!("UPDATE history SET {content} {at}"))
            .await;
        let broken = world.services.verify(None).await;
        assert!(
            matches!(broken, Err(AuditError::Altered { seq: found }) if found == seq),
            "{seq} altered: {broken:?}"
        );
        world
            .damage(&format!("UPDATE history SET {back} {at}"))
            .await;
    }
    // Two that changed places, hashes and all.
    let swap = [(7_000, -1), (7_001, 7_000), (-1, 7_001)];
    for (from, to) in swap {
        world
            .damage(&format!("UPDATE history SET seq = {to} WHERE seq = {from}"))
            .await;
    }
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::OutOfOrder { seq: 7_000 })),
        "reordered: {broken:?}"
    );
    for (from, to) in swap {
        world
            .damage(&format!("UPDATE history SET seq = {to} WHERE seq = {from}"))
            .await;
    }
    // One that was put in beside the chain, and one that was taken out of it.
    world
        .damage(
            "INSERT INTO events (id, at, kind, room, payload, salt) \
             SELECT 'another', at, kind, room, payload, salt FROM events LIMIT 1",
        )
        .await;
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::OutsideChain { events: 10_001, .. })),
        "put in: {broken:?}"
    );
    world
        .damage("DELETE FROM events WHERE id = 'another'")
        .await;
    world.services.verify(None).await.expect("all is put right");
    world.damage("DELETE FROM history WHERE seq = 3000").await;
    let broken = world.services.verify(None).await;
    assert!(
        matches!(
            broken,
            Err(AuditError::Missing {
                seq: 3_000,
                found: 3_001
            })
        ),
        "removed: {broken:?}"
    );
}

/// The end of the chain goes, its events go, and its head is mended: only the file knows better.
async fn a_head_noted_outside_shows_what_was_cut_off_and_mended(world: World) {
    let folder = TempDir::new().expect("a folder");
    world.services.note_heads_in(&folder.path().join("heads"));
    for _act in 0..10 {
        live(&world, 1).await;
    }
    cut_off_behind(&world, 8).await;
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
    // Life goes on, and the gap shows for ever.
    for _act in 0..5 {
        live(&world, 1).await;
    }
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::OtherHead { entries: 9 })),
        "{broken:?}"
    );
}

/// Somebody who knows how hashes are made writes the whole history again, without one act.
async fn a_history_written_anew_does_not_run_through_the_noted_heads(world: World) {
    let folder = TempDir::new().expect("a folder");
    world.services.note_heads_in(&folder.path().join("heads"));
    for _act in 0..6 {
        live(&world, 1).await;
    }
    cut_off_behind(&world, 0).await;
    for _act in 0..6 {
        live(&world, 1).await;
    }
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::OtherHead { entries: 1 })),
        "{broken:?}"
    );
}

async fn the_file_of_heads_is_missed_and_mistrusted(world: World) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("below/heads");
    world.services.note_heads_in(&file);
    let empty = world.services.verify(None).await.expect("holds");
    assert_eq!(empty.kept, 0);
    assert!(!file.exists(), "looking makes no file");
    live(&world, 3).await;
    world.services.note_head().await.expect("is noted");
    let verified = world.services.verify(None).await.expect("holds");
    assert_eq!((verified.entries, verified.kept), (3, 2));

    let noted = fs::read_to_string(&file).expect("the file");
    fs::write(&file, noted.replace("3:", "three:")).expect("written");
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::NoHeadInLine { line: 1, .. })),
        "{broken:?}"
    );
    // A machine that stopped in the middle of a line.
    fs::write(&file, format!("{noted}2013-01-14T1")).expect("written");
    let verified = world.services.verify(None).await.expect("holds");
    assert_eq!(verified.kept, 2);
    fs::remove_file(&file).expect("gone");
    let broken = world.services.verify(None).await;
    assert!(
        matches!(broken, Err(AuditError::HeadsGone { entries: 3, .. })),
        "{broken:?}"
    );
}

async fn two_instances_note_in_one_file(world: World) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("heads");
    let second = world.second_instance().await;
    world.services.note_heads_in(&file);
    second.note_heads_in(&file);
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
    let verified = second.verify(None).await.expect("holds");
    assert_eq!((verified.entries, verified.kept), (40, 40));
    let noted = fs::read_to_string(&file).expect("the file");
    assert!(!noted.contains("note"), "no text of any event is in it");
    second.close().await.expect("closes");
}

/// As a burglar does it who knows the tables.
async fn cut_off_behind(world: &World, seq: i64) {
    for statement in [
        format!("DELETE FROM events WHERE id IN (SELECT event_id FROM history WHERE seq > {seq})"),
        format!("DELETE FROM history WHERE seq > {seq}"),
        format!(
            "UPDATE chain_head SET seq = {seq}, \
             hash = COALESCE((SELECT hash FROM history WHERE seq = {seq}), '{}')",
            "0".repeat(64)
        ),
    ] {
        world.damage(&statement).await;
    }
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
