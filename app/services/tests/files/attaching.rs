//! What is attached stays, with its digest in the history; what is taken away leaves its record.

use chrono::TimeDelta;
use domain::file::{FileState, MOST_FILES_IN_ROOM};
use domain::process::Room;
use services::Refusal;
use services::offers::{HistoryFilter, Paging};
use sha2::{Digest, Sha256};

use super::{Table, fault_at, made, new};
use crate::offers::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(
    a_file_is_attached_and_hashed_into_the_history,
    a_file_that_is_removed_leaves_its_record,
    a_press_twice_is_one_file,
    a_room_that_is_full_tells_nothing_of_the_others,
    what_has_no_row_is_swept_away,
    a_file_that_was_changed_on_disk_is_not_given_out,
    without_a_folder_nobody_attaches,
);

async fn a_file_is_attached_and_hashed_into_the_history(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let slug = table.letter(&cast.dev, Room::Place, "letter.pdf").await;
    let line = table.one(&cast.ann, &slug).await;
    let sha256 = format!("{:x}", Sha256::digest(made::pdf()));
    assert_eq!((line.name.as_str(), &line.sha256), ("letter.pdf", &sha256));
    assert_eq!(
        (line.state, line.by.name.as_str()),
        (FileState::Unscanned, "Dev")
    );
    assert_eq!(line.about, "Engagement");
    assert!(line.may_remove, "by who leads the place");
    assert_eq!(
        table.read(&cast.ann, &slug).await.expect("opens"),
        made::pdf()
    );
    let history = cast
        .world
        .services
        .offers()
        .history(
            &cast.ann.viewer,
            &table.kent,
            &HistoryFilter::default(),
            Paging::first(),
        )
        .await
        .expect("is seen");
    let told = &history.entries[0];
    assert_eq!(told.title, "Engagement: file attached");
    assert_eq!(
        told.sentence,
        "Dev attached “letter.pdf” to the engagement section."
    );
    assert!(
        told.detail
            .as_ref()
            .is_some_and(|detail| detail.contains(&sha256))
    );
    cast.world
        .services
        .verify(None)
        .await
        .expect("the chain holds");
    // What the event says cannot be changed afterwards.
    cast.world
        .damage(&format!(
            "UPDATE events SET payload = REPLACE(payload, '{sha256}', '{}') WHERE kind = 'file-attached'",
            "0".repeat(64)
        ))
        .await;
    assert!(cast.world.services.verify(None).await.is_err());
    // On its page, and not on others.
    assert_eq!(
        table.on_section(&cast.ann, "engagement").await.lines.len(),
        1
    );
    assert!(
        table
            .on_section(&cast.ann, "partners")
            .await
            .lines
            .is_empty()
    );
}

async fn a_file_that_is_removed_leaves_its_record(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let slug = table.letter(&cast.ann, Room::Place, "letter.pdf").await;
    let refused = table.remove(&cast.dev, &slug, "Not mine").await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let refused = table.remove(&cast.lena, &slug, "Not mine").await;
    assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    let silent = table.remove(&cast.ann, &slug, "  ").await;
    fault_at("reason", silent.map(|()| String::new()));
    assert_eq!(table.on_disk(), 1);
    table
        .remove(&cast.ann, &slug, "The board has written a new one.")
        .await
        .expect("is removed");
    assert_eq!(table.on_disk(), 0);
    let line = table.one(&cast.ann, &slug).await;
    let removed = line.removed.as_ref().expect("its record");
    assert_eq!(removed.reason, "The board has written a new one.");
    assert!(!line.can_be_opened() && !line.may_remove);
    assert_eq!(line.sha256.len(), 64);
    let gone = table.read(&cast.ann, &slug).await;
    assert!(matches!(gone, Err(Refusal::WrongStage(_))), "{gone:?}");
    let again = table.remove(&cast.ann, &slug, "Again").await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert!(
        table
            .on_section(&cast.ann, "engagement")
            .await
            .lines
            .is_empty()
    );
}

async fn a_press_twice_is_one_file(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let one = table.letter(&cast.ann, Room::Place, "letter.pdf").await;
    let other = table.letter(&cast.ann, Room::Place, "letter.pdf").await;
    assert_eq!(one, other);
    assert_eq!((table.on_disk(), table.rows().await), (1, 1));
    // Elsewhere, under another name, or later it is another file.
    table.letter(&cast.ann, Room::Joint, "letter.pdf").await;
    table.letter(&cast.ann, Room::Place, "another.pdf").await;
    cast.world.clock.forward(TimeDelta::minutes(2));
    table.letter(&cast.ann, Room::Place, "letter.pdf").await;
    assert_eq!((table.on_disk(), table.rows().await), (4, 4));
    let nowhere = new("partners/nobody", Room::Place, "letter.pdf", &made::pdf());
    let refused = table.attach(&cast.ann, nowhere).await;
    assert!(matches!(refused, Err(Refusal::NotFound)), "{refused:?}");
    let mut unsaid = new("engagement", Room::Place, "letter.pdf", &made::pdf());
    unsaid.room = None;
    fault_at("room", table.attach(&cast.ann, unsaid).await);
    let other_side = new("engagement", Room::Whitehall, "letter.pdf", &made::pdf());
    fault_at("room", table.attach(&cast.ann, other_side).await);
    assert_eq!((table.on_disk(), table.rows().await), (4, 4));
}

async fn a_room_that_is_full_tells_nothing_of_the_others(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let slug = table.letter(&cast.ann, Room::Place, "letter.pdf").await;
    for nth in 1..MOST_FILES_IN_ROOM {
        cast.world
            .damage(&format!(
                "INSERT INTO files SELECT 'copy-{nth}', offer_id, 'copy{nth}', room, place, shown_at, name, kind, \
                 bytes, sha256, state, drafted, attached_by, organisation_id, role, attached_at, checked_at, found, \
                 removed_by, removed_at, reason, version FROM files WHERE slug = '{slug}'"
            ))
            .await;
    }
    let one_more = new("engagement", Room::Place, "more.pdf", &made::pdf());
    let full = table.attach(&cast.ann, one_more).await;
    assert!(fault_at("file", full).starts_with("200 files"));
    table.letter(&cast.ann, Room::Joint, "more.pdf").await;
    table
        .remove(&cast.ann, &slug, "Too many")
        .await
        .expect("goes");
    table.letter(&cast.ann, Room::Place, "more.pdf").await;
    // By size as well, without the files that are gone.
    let all = 500 * 1024 * 1024;
    cast.world
        .damage(&format!(
            "UPDATE files SET bytes = {all} WHERE name = 'more.pdf' AND room = 'joint'"
        ))
        .await;
    let one_more = new("engagement", Room::Joint, "larger.pdf", &made::pdf());
    let full = table.attach(&cast.ann, one_more).await;
    assert!(fault_at("file", full).contains("500 MB"));
}

async fn what_has_no_row_is_swept_away(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let slug = table.letter(&cast.ann, Room::Place, "letter.pdf").await;
    let files = &cast.world.files;
    std::fs::create_dir_all(files.join("ab")).expect("a folder");
    std::fs::write(files.join("ab/0000-ab"), "left in the middle").expect("is written");
    std::fs::write(files.join("not-ours.txt"), "somebody else’s").expect("is written");
    let services = &cast.world.services;
    let long_ago = "2000-01-01T00:00:00Z".parse().expect("a moment");
    assert_eq!(services.files().sweep(long_ago).await.expect("sweeps"), 0);
    let some_day = "2100-01-01T00:00:00Z".parse().expect("a moment");
    // Half written when the house broke off, as the library writes it; and what only looks so.
    std::fs::write(files.join("ab/0001-ab#1"), "hal").expect("is written");
    std::fs::write(files.join("not-ours#1"), "somebody else’s").expect("is written");
    assert_eq!(services.files().sweep(long_ago).await.expect("sweeps"), 0);
    assert_eq!(services.files().sweep(some_day).await.expect("sweeps"), 2);
    assert!(!files.join("ab/0000-ab").exists());
    assert!(!files.join("ab/0001-ab#1").exists());
    assert!(files.join("not-ours#1").exists());
    assert!(
        files.join("not-ours.txt").exists(),
        "what has no name of ours is left alone"
    );
    assert_eq!(
        table.read(&cast.ann, &slug).await.expect("opens"),
        made::pdf()
    );
}

async fn a_file_that_was_changed_on_disk_is_not_given_out(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let slug = table.letter(&cast.ann, Room::Place, "letter.pdf").await;
    let id = cast
        .world
        .texts("SELECT id AS answer FROM files")
        .await
        .remove(0);
    let path = cast.world.files.join(&id[id.len() - 2..]).join(&id);
    std::fs::write(path, made::png()).expect("is written");
    let changed = table.read(&cast.ann, &slug).await;
    assert!(matches!(changed, Err(Refusal::Broken(_))), "{changed:?}");
}

async fn without_a_folder_nobody_attaches(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let other = cast.world.instance_without_files().await;
    let letter = new("engagement", Room::Place, "letter.pdf", &made::pdf());
    let refused = other
        .files()
        .attach(&cast.ann.doer, &table.kent, letter)
        .await;
    assert!(
        matches!(refused, Err(Refusal::WrongStage(_))),
        "{refused:?}"
    );
    other.close().await.expect("closes");
}
