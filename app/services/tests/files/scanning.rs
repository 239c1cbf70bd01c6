//! The virus scanner: what it finds is not taken, and while it says nothing the file waits.

use std::time::Duration;

use domain::file::FileState;
use domain::process::Room;
use services::{Refusal, Services};

use super::clamd::{CLEAN, Clamd, INFECTED, Mood};
use super::{Table, fault_at, made, new};
use crate::offers::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(
    what_the_scanner_finds_is_not_taken,
    while_it_is_silent_a_file_waits_and_is_released_later,
    what_is_found_later_goes_and_its_record_stays,
    what_came_before_the_scanner_is_looked_at_too,
);

/// A server of the same house with this scanner.
async fn scanned(cast: &Cast, clamd: &Clamd) -> Services {
    let services = cast.world.instance_without_files().await;
    let patience = Duration::from_millis(300);
    services
        .keep_files_waiting(&cast.world.files, &clamd.address, patience)
        .expect("a folder");
    services
}

async fn what_the_scanner_finds_is_not_taken(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let clamd = Clamd::start(CLEAN).await;
    let services = scanned(&cast, &clamd).await;
    let letter = || new("engagement", Room::Place, "letter.pdf", &made::pdf());
    let slug = services
        .files()
        .attach(&cast.ann.doer, &table.kent, letter())
        .await;
    let slug = slug.expect("is attached");
    assert_eq!(table.one(&cast.ann, &slug).await.state, FileState::Clean);
    assert_eq!(clamd.shown(), [made::pdf()]);
    clamd.turns(INFECTED);
    let refused = services
        .files()
        .attach(&cast.dev.doer, &table.kent, letter())
        .await;
    assert_eq!(fault_at("file", refused), "A virus was found in this file");
    assert_eq!((table.on_disk(), table.rows().await), (1, 1));
    services.close().await.expect("closes");
}

async fn while_it_is_silent_a_file_waits_and_is_released_later(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let clamd = Clamd::start(Mood::HangsUp).await;
    let services = scanned(&cast, &clamd).await;
    let files = services.files();
    for (nth, mood) in [
        Mood::HangsUp,
        Mood::Sleeps,
        Mood::Says("INSTREAM size limit exceeded. ERROR\0"),
        Mood::Says("stream: OK but I am not sure\0"),
    ]
    .into_iter()
    .enumerate()
    {
        clamd.turns(mood);
        let letter = new(
            "engagement",
            Room::Place,
            &format!("{nth}.pdf"),
            &made::pdf(),
        );
        let slug = files.attach(&cast.ann.doer, &table.kent, letter).await;
        let slug = slug.expect("is attached");
        let line = table.one(&cast.ann, &slug).await;
        assert_eq!(line.state, FileState::Quarantined);
        assert!(!line.can_be_opened());
        let read = table.read(&cast.ann, &slug).await;
        assert!(matches!(read, Err(Refusal::WrongStage(_))), "{read:?}");
    }
    clamd.turns(Mood::HangsUp);
    assert_eq!(files.look_at_waiting().await.expect("looks"), 0);
    clamd.turns(CLEAN);
    assert_eq!(files.look_at_waiting().await.expect("looks"), 4);
    assert_eq!(files.look_at_waiting().await.expect("looks"), 0);
    for line in table.all(&cast.ann).await.expect("is seen") {
        assert_eq!(line.state, FileState::Clean);
        assert_eq!(
            table.read(&cast.ann, &line.slug).await.expect("opens"),
            made::pdf()
        );
    }
    let cleared = "SELECT COUNT(*) AS answer FROM events WHERE kind = 'file-cleared'";
    assert_eq!(cast.world.number(cleared).await, 4);
    services.close().await.expect("closes");
}

async fn what_is_found_later_goes_and_its_record_stays(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let clamd = Clamd::start(Mood::HangsUp).await;
    let services = scanned(&cast, &clamd).await;
    let letter = new("engagement", Room::Place, "letter.pdf", &made::pdf());
    let slug = services
        .files()
        .attach(&cast.ann.doer, &table.kent, letter)
        .await;
    let slug = slug.expect("is attached");
    clamd.turns(INFECTED);
    assert_eq!(services.files().look_at_waiting().await.expect("looks"), 1);
    assert_eq!(table.one(&cast.ann, &slug).await.state, FileState::Refused);
    assert_eq!((table.on_disk(), table.rows().await), (0, 1));
    let told = "SELECT payload AS answer FROM events WHERE kind = 'file-refused'";
    assert!(cast.world.texts(told).await[0].contains("Eicar-Test-Signature"));
    services.verify(None).await.expect("the chain holds");
    services.close().await.expect("closes");
}

async fn what_came_before_the_scanner_is_looked_at_too(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let slug = table.letter(&cast.ann, Room::Place, "letter.pdf").await;
    assert_eq!(
        table.one(&cast.ann, &slug).await.state,
        FileState::Unscanned
    );
    let clamd = Clamd::start(CLEAN).await;
    let services = scanned(&cast, &clamd).await;
    assert_eq!(services.files().look_at_waiting().await.expect("looks"), 1);
    assert_eq!(table.one(&cast.ann, &slug).await.state, FileState::Clean);
    services.close().await.expect("closes");
}
