//! Each side has its files to itself; what both read is read by the other side from the submission on.

use domain::process::Room;
use services::Refusal;

use super::{Table, made, new};
use crate::negotiation::cast::Bargain;
use crate::offers::cast::{Actor, Cast};
use crate::support::{World, both_databases};

both_databases!(
    what_stands_in_another_room_is_not_there,
    what_is_attached_to_a_draft_waits_for_its_submission,
    a_term_and_the_positions_on_it_have_files_of_their_own,
    a_milestone_has_files_of_its_own,
);

async fn a_milestone_has_files_of_its_own(world: World) {
    let bargain = Bargain::in_force(world).await;
    let (cast, kent) = (&bargain.cast, bargain.kent.clone());
    let table = Table { cast, kent };
    let slug = bargain.agreed("freedom:").await.slug;
    let place = format!("delivery/milestones/{slug}");
    let report = new(&place, Room::Joint, "report.pdf", &made::pdf());
    let evidence = table.attach(&bargain.wendy, report).await;
    let note = new(&place, Room::Place, "note.pdf", &made::pdf());
    table.attach(&cast.ann, note).await.expect("is attached");
    let files = cast.world.services.files();
    for (who, sees) in [
        (&cast.ann, vec!["note.pdf", "report.pdf"]),
        (&bargain.wendy, vec!["report.pdf"]),
        (&cast.noor, vec!["report.pdf"]),
    ] {
        let at = (&table.kent, slug.as_str());
        let here = files.on_milestone(&who.viewer, who.doer.hat(), at).await;
        let here = here.expect("is seen");
        let mut names: Vec<_> = here.lines.into_iter().map(|line| line.name).collect();
        names.sort();
        assert_eq!(names, sees, "{}", who.viewer.name);
    }
    let evidence = evidence.expect("is attached");
    assert_eq!(
        table.one(&cast.ann, &evidence).await.place.address(),
        format!("/{place}")
    );
    let read = table.read(&cast.ann, &evidence).await;
    assert_eq!(read.expect("opens"), made::pdf());
    let nowhere = new(
        "delivery/milestones/never",
        Room::Joint,
        "a.pdf",
        &made::pdf(),
    );
    let nowhere = table.attach(&bargain.wendy, nowhere).await;
    assert!(matches!(nowhere, Err(Refusal::NotFound)), "{nowhere:?}");
    let here = files.on_milestone(&cast.lena.viewer, None, (&table.kent, &slug));
    assert!(matches!(here.await, Err(Refusal::NotFound)));
}

/// Kent’s offer, submitted: Whitehall and the auditor see it.
async fn submitted(cast: &Cast, stage: &str) {
    cast.world
        .damage(&format!(
            "UPDATE offers SET stage = '{stage}', reference = 'KEN-1', first_submitted_at = updated_at, \
             submitted_at = updated_at"
        ))
        .await;
}

async fn what_stands_in_another_room_is_not_there(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let mut table = Table { cast: &cast, kent };
    let own = table.letter(&cast.ann, Room::Place, "own.pdf").await;
    submitted(&cast, "submitted").await;
    table.kent = "KEN-1".parse().expect("a reference");
    let theirs = table
        .letter(&cast.priya, Room::Whitehall, "theirs.pdf")
        .await;
    let joint = table.letter(&cast.priya, Room::Joint, "joint.pdf").await;
    for (who, sees) in [
        (&cast.ann, vec!["joint.pdf", "own.pdf"]),
        (&cast.dev, vec!["joint.pdf", "own.pdf"]),
        (&cast.priya, vec!["joint.pdf", "theirs.pdf"]),
        (&cast.noor, vec!["joint.pdf"]),
    ] {
        let mut names = table.names(who).await;
        names.sort();
        assert_eq!(names, sees, "{}", who.viewer.name);
        assert_eq!(
            table.on_section(who, "engagement").await.lines.len(),
            sees.len()
        );
    }
    for (who, slug) in [
        (&cast.priya, &own),
        (&cast.noor, &own),
        (&cast.ann, &theirs),
        (&cast.noor, &theirs),
    ] {
        not_there(&table, who, slug).await;
    }
    for who in [&cast.ann, &cast.priya, &cast.noor] {
        assert_eq!(table.read(who, &joint).await.expect("opens"), made::pdf());
    }
    let elsewhere = table.all(&cast.lena).await;
    assert!(matches!(elsewhere, Err(Refusal::NotFound)), "{elsewhere:?}");
    let reads_only = new("engagement", Room::Joint, "a.pdf", &made::pdf());
    let refused = table.attach(&cast.noor, reads_only).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    // The leader of one side takes nothing of the other away.
    let refused = table.remove(&cast.ann, &joint, "Not ours").await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
}

async fn not_there(table: &Table<'_>, who: &Actor, slug: &str) {
    let read = table.read(who, slug).await;
    assert!(matches!(read, Err(Refusal::NotFound)), "{read:?}");
    let removed = table.remove(who, slug, "Gone").await;
    assert!(
        matches!(removed, Err(Refusal::NotFound | Refusal::NotAllowed(_))),
        "{removed:?}"
    );
}

async fn what_is_attached_to_a_draft_waits_for_its_submission(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let mut table = Table { cast: &cast, kent };
    submitted(&cast, "draft").await;
    cast.world.clock.forward(chrono::TimeDelta::minutes(5));
    table.kent = "KEN-1".parse().expect("a reference");
    // Returned: the place rewrites it, and Whitehall reads what was submitted.
    let slug = table.letter(&cast.ann, Room::Joint, "letter.pdf").await;
    assert!(table.one(&cast.ann, &slug).await.held_back);
    assert!(table.names(&cast.priya).await.is_empty());
    not_there(&table, &cast.priya, &slug).await;
    let told = cast
        .world
        .texts("SELECT room AS answer FROM events WHERE kind = 'file-attached'")
        .await;
    assert_eq!(
        told,
        ["place"],
        "the other side’s history tells nothing of it"
    );
    let now = cast.world.services.now().to_rfc3339();
    cast.world
        .damage(&format!(
            "UPDATE offers SET stage = 'submitted', submitted_at = '{now}'"
        ))
        .await;
    assert!(!table.one(&cast.ann, &slug).await.held_back);
    assert_eq!(table.names(&cast.priya).await, ["letter.pdf"]);
    assert_eq!(
        table.read(&cast.priya, &slug).await.expect("opens"),
        made::pdf()
    );
}

async fn a_term_and_the_positions_on_it_have_files_of_their_own(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let mut table = Table { cast: &cast, kent };
    submitted(&cast, "negotiating").await;
    table.kent = "KEN-1".parse().expect("a reference");
    let at = |place: &str, room, name: &str| new(place, room, name, &made::pdf());
    let nowhere = table
        .attach(&cast.ann, at("terms/1", Room::Place, "a.pdf"))
        .await;
    assert!(matches!(nowhere, Err(Refusal::NotFound)), "{nowhere:?}");
    cast.world
        .damage(
            "INSERT INTO terms (id, offer_id, number, kind, lead_id, current, openings, added, version) \
             SELECT 'term', id, 1, 'scope', 'ho', 1, 0, '[]', 1 FROM offers; \
             INSERT INTO offer_parties (offer_id, organisation_id, relation) SELECT id, 'ho', 'department' FROM offers",
        )
        .await;
    let term = table
        .attach(&cast.ann, at("terms/1", Room::Place, "term.pdf"))
        .await;
    term.expect("is attached");
    let position = "terms/1/positions/ho";
    let others = table
        .attach(&cast.ann, at(position, Room::Joint, "a.pdf"))
        .await;
    assert!(matches!(others, Err(Refusal::NotAllowed(_))), "{others:?}");
    let own = table
        .attach(&cast.hari, at(position, Room::Whitehall, "why.pdf"))
        .await;
    let own = own.expect("is attached");
    let line = table.one(&cast.hari, &own).await;
    assert_eq!(line.about, "Term 1: position of Home Office");
    assert_eq!(table.names(&cast.ann).await, ["term.pdf"]);
    assert_eq!(table.names(&cast.hari).await, ["why.pdf"]);
}
