//! Offers that were stored before assessment was a matter of its own: the tables take them there and back, and
//! nobody reads anything else afterwards.

use chrono::TimeDelta;
use domain::offer::{Kept, Matter, MatterKind};
use domain::process::{Room, Section};
use domain::talk::Subject;
use migrations::{Migrations, MigratorTrait};
use services::offers::OfferView;
use services::talk::Opening;

use super::cast::Cast;
use super::complete::Complete;
use crate::support::{World, both_databases};

both_databases!(
    an_assessment_moves_out_of_the_governance_and_back,
    a_draft_with_nothing_in_it_is_split_too,
);

/// Kent is returned, and rewrites both in private, at different times; it talks about words of each.
async fn rewritten(cast: &Cast) -> Complete {
    let offers = cast.world.services.offers();
    let kent = cast.submitted().await;
    cast.world.clock.forward(TimeDelta::days(1));
    offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Say more")
        .await
        .expect("is returned");
    for (kind, typed) in [
        (MatterKind::Assessment, ("reporting", "Monthly.")),
        (MatterKind::Governance, ("board", "Seven members.")),
        (MatterKind::Assessment, ("indicators-after", "about ten")),
    ] {
        cast.world.clock.forward(TimeDelta::hours(1));
        let key = cast.only(&kent.reference, kind).await;
        cast.save(&kent.reference, &key, &[typed]).await;
    }
    for (kind, quote) in [
        (MatterKind::Governance, "Seven members."),
        (MatterKind::Assessment, "Once a year."),
    ] {
        let opening = Opening {
            subject: Subject::of(
                Some(Section::Governance),
                Some(cast.only(&kent.reference, kind).await),
            ),
            quote: quote.to_owned(),
            room: Some(Room::Place),
            body: format!("Is “{quote}” enough?"),
        };
        cast.world
            .services
            .talk()
            .start(&cast.ann.doer, &kent.reference, &opening)
            .await
            .expect("starts");
    }
    kent
}

async fn an_assessment_moves_out_of_the_governance_and_back(world: World) {
    let cast = Cast::of(world).await;
    let kent = rewritten(&cast).await;
    let (place, whitehall) = both_sides(&cast, &kent).await;
    assert_eq!(place.proposal.assessment().reporting, "Monthly.");
    assert_eq!(whitehall.proposal.assessment().reporting, "Quarterly.");
    let about = talk(&cast.world).await;
    assert_eq!(about, ["governance", "assessment"]);

    down(&cast.world).await;
    assert_eq!(of_kind(&cast.world, "assessment").await, 0);
    let texts = governance_then(&cast.world).await;
    let says = |text: &str, words: &[&str]| words.iter().all(|one| text.contains(one));
    let last = texts.last().expect("a text");
    assert!(
        says(last, &["Seven members.", "Monthly.", "about ten"]),
        "{last}"
    );
    let submitted = &texts[texts.len() - 4];
    assert!(
        says(submitted, &["Six members.", "Quarterly.", "18"]),
        "{submitted}"
    );
    let between = &texts[texts.len() - 3];
    assert!(says(between, &["Six members.", "Monthly."]), "{between}");
    let stands = "SELECT content AS answer FROM matters WHERE kind = 'governance'";
    assert_eq!(cast.world.texts(stands).await, std::slice::from_ref(last));
    let numbers = "SELECT COUNT(*) AS answer FROM matters m JOIN matter_versions v \
        ON v.matter_id = m.id AND v.version = m.version AND v.content = m.content \
        AND v.edited_at = m.edited_at WHERE m.kind = 'governance'";
    assert_eq!(
        cast.world.number(numbers).await,
        1,
        "the newest version stands"
    );
    assert_eq!(talk(&cast.world).await, ["governance", "governance"]);

    up(&cast.world).await;
    let (place_again, whitehall_again) = both_sides(&cast, &kent).await;
    assert_eq!(said(&place_again), said(&place));
    assert_eq!(said(&whitehall_again), said(&whitehall));
    assert_eq!(
        place_again.answers[&kent.police].state,
        place.answers[&kent.police].state
    );
    assert_eq!(talk(&cast.world).await, about);
    // What is saved next goes on from there.
    let key = cast.only(&kent.reference, MatterKind::Assessment).await;
    let saved = cast
        .save(&kent.reference, &key, &[("indicators-after", "10")])
        .await;
    assert!(saved.changed && saved.sheet.problems().is_empty());
    let services = &cast.world.services;
    services.verify(None).await.expect("the chain holds");
}

async fn a_draft_with_nothing_in_it_is_split_too(world: World) {
    let cast = Cast::of(world).await;
    let reference = cast.start().await;
    let before = cast.read(&cast.ann, &reference).await;
    down(&cast.world).await;
    assert_eq!(of_kind(&cast.world, "assessment").await, 0);
    assert_eq!(governance_then(&cast.world).await.len(), 1);
    // As it was written before: every field in one.
    let whole = r#"{"governance":{"board":"","assessment":"","indicators_before":null}}"#;
    for table in ["matters", "matter_versions"] {
        let which = match table {
            "matters" => "id",
            _ => "matter_id",
        };
        cast.world
            .damage(&format!(
                "UPDATE {table} SET content = '{whole}' \
                 WHERE {which} IN (SELECT id FROM matters WHERE kind = 'governance')"
            ))
            .await;
    }
    up(&cast.world).await;
    let after = cast.read(&cast.ann, &reference).await;
    assert_eq!(said(&after), said(&before));
    let versions: Vec<i64> = after
        .proposal
        .kept
        .iter()
        .map(|kept| kept.version)
        .collect();
    assert!(versions.iter().all(|version| *version == 1));
}

/// The step that splits, and every one after it, are taken back.
async fn down(world: &World) {
    let steps = Migrations::migrations();
    let before = steps
        .iter()
        .position(|step| step.name() == "m13_assessment")
        .expect("the step is there");
    let back = u32::try_from(steps.len() - before).expect("few");
    let door = world.back_door().await;
    Migrations::down(&door, Some(back)).await.expect("down");
}

async fn up(world: &World) {
    let door = world.back_door().await;
    Migrations::up(&door, None).await.expect("up again");
}

/// What the place reads of it, and what Whitehall does.
async fn both_sides(cast: &Cast, kent: &Complete) -> (OfferView, OfferView) {
    (
        cast.read(&cast.ann, &kent.reference).await,
        cast.read(&cast.priya, &kent.reference).await,
    )
}

/// The texts in order; the split draws new keys.
fn said(view: &OfferView) -> Vec<&Matter> {
    let kept: &[Kept] = &view.proposal.kept;
    kept.iter().map(|one| &one.matter).collect()
}

async fn of_kind(world: &World, kind: &str) -> i64 {
    world
        .number(&format!(
            "SELECT COUNT(*) AS answer FROM matters WHERE kind = '{kind}'"
        ))
        .await
}

/// Every text that the governance had, oldest first.
async fn governance_then(world: &World) -> Vec<String> {
    world
        .texts(
            "SELECT v.content AS answer FROM matter_versions v JOIN matters m ON m.id = v.matter_id \
             WHERE m.kind = 'governance' ORDER BY v.version",
        )
        .await
}

/// The kinds of matter that threads are about, in the order in which these were started.
async fn talk(world: &World) -> Vec<String> {
    world
        .texts(
            "SELECT m.kind AS answer FROM threads t JOIN matters m \
             ON m.offer_id = t.offer_id AND m.slug = t.matter_slug ORDER BY t.id",
        )
        .await
}
