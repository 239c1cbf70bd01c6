//! A side prepares its answer in its own room; the champion, or the leader, puts it before both.

use domain::negotiation::{Said, Stance, TermState};
use domain::process::Room;
use services::Refusal;
use services::negotiation::WordingToPropose;

use super::cast::Bargain;
use super::proposing::edit;
use crate::offers::cast::Actor;
use crate::support::{World, both_databases};

both_databases!(
    the_champion_brokers_a_line_and_releases_it,
    a_place_prepares_its_answer_in_its_room,
    the_reason_that_was_noted_stays_private,
    the_reason_of_a_proposal_stays_private,
    nothing_of_a_private_position_reaches_the_other_side,
    what_is_about_an_older_version_is_not_released,
);

/// The id of the last position in a room.
async fn last(table: &Bargain, room: Room) -> String {
    table
        .cast
        .world
        .texts(&format!(
            "SELECT id AS answer FROM term_positions WHERE room = '{}' ORDER BY at, id",
            room.code()
        ))
        .await
        .pop()
        .expect("a position")
}

async fn release(
    table: &Bargain,
    who: &Actor,
    number: u32,
    (id, words): (&str, &str),
) -> Result<TermState, Refusal> {
    table
        .services()
        .negotiation()
        .release_position(&who.doer, &table.kent, number, id, words)
        .await
}

async fn the_champion_brokers_a_line_and_releases_it(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    table
        .says(&table.cast.ann, savings, Stance::Agree, "")
        .await
        .expect("Kent agrees");
    table
        .says(&table.theo, savings, Stance::Object, "Too little.")
        .await
        .expect("the Treasury objects");
    table.cast.world.clock.forward(chrono::TimeDelta::hours(1));
    table.forget_mail().await;
    let said = Said::new(Stance::Agree, "With the Chief Secretary’s leave.");
    let state = table
        .says_in(&table.theo, savings, Room::Whitehall, said)
        .await;
    assert_eq!(state.expect("is noted"), TermState::Open);
    assert_eq!(table.told("position-taken").await, ["carla@clg.example"]);
    let id = last(&table, Room::Whitehall).await;
    // For the place there is no such thing; the department and the programme office see it and do not release it.
    for stranger in [&table.cast.ann, &table.cast.lena] {
        let none = release(&table, stranger, savings, (&id, "")).await;
        assert!(matches!(none, Err(Refusal::NotFound)), "{none:?}");
    }
    for reader in [&table.theo, &table.cast.priya] {
        let refused = release(&table, reader, savings, (&id, "")).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
    }
    let state = release(&table, &table.cast.carla, savings, (&id, "")).await;
    assert_eq!(state.expect("is released"), TermState::Agreed);
    let again = release(&table, &table.cast.carla, savings, (&id, "")).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.cast.events("position-released").await, 1);
    // It is the Treasury’s word, and stands behind what it had said before.
    let rows = table
        .cast
        .world
        .texts(
            "SELECT party || ' ' || stance || ' ' || organisation_id AS answer FROM term_positions \
             WHERE released_from IS NOT NULL",
        )
        .await;
    assert_eq!(rows, ["hmt agree hmt"]);
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn a_place_prepares_its_answer_in_its_room(world: World) {
    let table = Bargain::of(world).await;
    let scope = table.number("scope").await;
    let said = Said::new(Stance::Object, "The district is missing.");
    table
        .says_in(&table.cast.ann, scope, Room::Place, said)
        .await
        .expect("is noted");
    let id = last(&table, Room::Place).await;
    let none = release(&table, &table.cast.carla, scope, (&id, "")).await;
    assert!(matches!(none, Err(Refusal::NotFound)), "{none:?}");
    table.forget_mail().await;
    // An objection needs a reason, and the one that was noted is not taken for it.
    let silent = release(&table, &table.cast.ann, scope, (&id, " ")).await;
    assert!(
        matches!(&silent, Err(Refusal::Invalid(faults)) if faults[0].field == "words"),
        "{silent:?}"
    );
    let words = "A district of ours is missing.";
    let state = release(&table, &table.cast.ann, scope, (&id, words)).await;
    assert_eq!(state.expect("is released"), TermState::Open);
    // Now Whitehall has something to answer, and can read the words that were released with it.
    assert_eq!(table.told("position-taken").await, ["carla@clg.example"]);
    let bodies = table
        .cast
        .world
        .texts("SELECT body AS answer FROM outbox WHERE kind = 'position-taken'")
        .await;
    assert!(
        bodies[0].contains("A district of ours is missing."),
        "{bodies:?}"
    );
    assert!(
        !bodies[0].contains("The district is missing."),
        "{bodies:?}"
    );
}

async fn the_reason_that_was_noted_stays_private(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let said = Said {
        red_line: true,
        ..Said::new(Stance::Object, "Hushhush: we would take two million.")
    };
    table
        .says_in(&table.theo, savings, Room::Whitehall, said)
        .await
        .expect("is noted");
    let id = last(&table, Room::Whitehall).await;
    table.cast.world.clock.forward(chrono::TimeDelta::hours(1));
    let words = "More has to be saved in the third year.";
    release(&table, &table.cast.carla, savings, (&id, words))
        .await
        .expect("is released");
    let treasury = |view: &services::negotiation::TermView| {
        let hmt = domain::negotiation::PartyId::department("hmt");
        let party = view.parties.iter().find(|one| one.name.id == hmt);
        party.expect("is a party").clone()
    };
    // Both sides read the same words; its own reads what was noted beside it, and cannot release it twice.
    for who in [&table.cast.ann, &table.cast.noor, &table.pat] {
        let view = table.page(who, savings).await;
        let party = treasury(&view);
        let says = party.says.expect("is read");
        assert_eq!(says.position.said.words, words);
        assert!(says.position.said.red_line && says.was_private);
        assert!(party.noted.is_none());
        assert!(!format!("{view:?}").contains("Hushhush"));
        let history = table.history(who).await.join("\n");
        assert!(!history.contains("Hushhush"), "{history}");
    }
    for who in [&table.cast.carla, &table.theo] {
        let party = treasury(&table.page(who, savings).await);
        assert_eq!(party.says.expect("is read").position.said.words, words);
        let noted = party.noted.expect("is kept");
        assert!(noted.position.said.words.contains("Hushhush") && !noted.may_release);
    }
    let mails = table
        .cast
        .world
        .texts("SELECT subject || body AS answer FROM outbox")
        .await;
    assert!(
        mails.iter().all(|mail| !mail.contains("Hushhush")),
        "{mails:?}"
    );
}

async fn the_reason_of_a_proposal_stays_private(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let wording = WordingToPropose {
        room: Some(Room::Whitehall),
        reason: "Hushhush: our last word.".to_owned(),
        ..edit(&table.desks, &[("method", "As the Treasury counts.")])
    };
    let slug = table.proposed(&table.theo, savings, &wording).await;
    let negotiation = table.services().negotiation();
    let carla = &table.cast.carla;
    let silent = negotiation
        .release_wording(&carla.doer, &table.kent, savings, &slug, "")
        .await;
    assert!(
        matches!(&silent, Err(Refusal::Invalid(faults)) if faults[0].field == "reason"),
        "{silent:?}"
    );
    let copy = negotiation
        .release_wording(
            &carla.doer,
            &table.kent,
            savings,
            &slug,
            "One way to count.",
        )
        .await
        .expect("is released");
    let view = table.looks(&table.cast.ann, savings, &copy).await;
    let view = view.expect("both sides read it");
    assert_eq!(view.line.reason, "One way to count.");
    assert!(!format!("{view:?}").contains("Hushhush"));
    // Taken up without a word more, the version has the reason that everybody read.
    table
        .takes_up(&table.cast.ann, savings, &copy, 1, &[])
        .await
        .expect("is taken up");
    for who in [&table.cast.ann, &table.cast.noor] {
        let view = table.page(who, savings).await;
        assert_eq!(view.shown.reason, "One way to count.");
        assert!(!format!("{view:?}").contains("Hushhush"));
    }
    let own = table.looks(&table.theo, savings, &slug).await;
    assert_eq!(
        own.expect("stays where it was").line.reason,
        "Hushhush: our last word."
    );
}

async fn nothing_of_a_private_position_reaches_the_other_side(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    table.forget_mail().await;
    let view = |who: &Actor| {
        let (viewer, kent) = (who.viewer.clone(), table.kent.clone());
        let services = table.services().clone();
        async move {
            let table = services
                .negotiation()
                .table(
                    &viewer,
                    viewer.hats().first(),
                    &kent,
                    &Default::default(),
                    services::offers::Paging::first(),
                )
                .await
                .expect("the table");
            let blocks = services
                .negotiation()
                .blocks(&viewer, &kent)
                .await
                .expect("what blocks");
            let term = services
                .negotiation()
                .term(&viewer, viewer.hats().first(), &kent, savings, None, None)
                .await
                .expect("the term");
            let history = services
                .offers()
                .history(
                    &viewer,
                    &kent,
                    &Default::default(),
                    services::offers::Paging::first(),
                )
                .await
                .expect("the history");
            let work = services
                .offers()
                .work(&viewer, services::offers::Paging::first())
                .await
                .expect("the work");
            format!("{table:?} {blocks:?} {term:?} {history:?} {work:?}")
        }
    };
    let before = view(&table.cast.ann).await;
    let said = Said {
        red_line: true,
        ..Said::new(Stance::Object, "We would settle for less.")
    };
    table
        .says_in(&table.theo, savings, Room::Whitehall, said)
        .await
        .expect("is noted");
    // To the letter what it was: no count, no turn, no gap.
    assert_eq!(view(&table.cast.ann).await, before);
    assert!(view(&table.cast.carla).await.contains("settle for less"));
    let mails = table
        .cast
        .world
        .texts("SELECT subject || body || to_address AS answer FROM outbox")
        .await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].contains("carla@clg.example"));
    assert!(!mails[0].contains("settle for less") && !mails[0].contains("red line"));
}

async fn what_is_about_an_older_version_is_not_released(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let said = Said::new(Stance::Agree, "For now.");
    table
        .says_in(&table.theo, savings, Room::Whitehall, said)
        .await
        .expect("is noted");
    let id = last(&table, Room::Whitehall).await;
    table
        .cast
        .world
        .damage("UPDATE terms SET openings = openings + 1")
        .await;
    let old = release(&table, &table.cast.carla, savings, (&id, "")).await;
    assert!(matches!(old, Err(Refusal::WrongStage(_))), "{old:?}");
    let joint = release(&table, &table.cast.carla, savings, ("nothing", "")).await;
    assert!(matches!(joint, Err(Refusal::NotFound)));
}
