//! Who reads what: rooms, releases, mail, and text that is rewritten in private.

use chrono::TimeDelta;
use domain::process::{Role, Section};
use domain::talk::Subject;
use services::Refusal;
use services::talk::{Filter, Opening};

use super::{JOINT, PLACE, Table, WHITEHALL, fault, negotiating, reviewer, saying};
use crate::offers::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(
    a_place_talks_while_it_drafts_and_nobody_else_knows,
    each_side_has_a_room_and_both_have_one,
    what_is_released_is_one_comment_and_nothing_around_it,
    mail_goes_to_those_who_read_the_room_and_carries_no_word,
    what_is_rewritten_in_private_gives_no_title_away,
);

async fn a_place_talks_while_it_drafts_and_nobody_else_knows(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.start().await;
    let table = Table { cast: &cast, kent };
    let slug = table
        .start(&cast.dev, PLACE, "Is the baseline right?")
        .await;
    table.wait();
    table.reply(&cast.ann, &slug, "It is from 2011.").await;
    assert_eq!(table.openings(&cast.dev).await, ["Is the baseline right?"]);
    for outsider in [&cast.lena, &cast.priya, &cast.carla, &cast.hari, &cast.noor] {
        let seen = table.list(outsider, &Filter::default()).await;
        assert!(matches!(seen, Err(Refusal::NotFound)), "{seen:?}");
        let talk = cast.world.services.talk();
        let said = talk
            .start(&outsider.doer, &table.kent, &saying(PLACE, "Hello"))
            .await;
        assert!(matches!(said, Err(Refusal::NotFound)), "{said:?}");
    }
    // Nobody on the other side reads a draft, so there is no room for both yet.
    let talk = cast.world.services.talk();
    let joint = talk
        .start(&cast.ann.doer, &table.kent, &saying(JOINT, "Hello"))
        .await;
    assert_eq!(fault(joint), "room");
    let comment = table.only(&cast.dev, &slug).await;
    let released = table.release(&cast.ann, (&slug, &comment.slug)).await;
    assert!(
        matches!(released, Err(Refusal::WrongStage(_))),
        "{released:?}"
    );
}

async fn each_side_has_a_room_and_both_have_one(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let dee = reviewer(&cast).await;
    let place = table.start(&cast.ann, PLACE, "Our last word is 60%.").await;
    table.wait();
    let whitehall = table
        .start(&dee, WHITEHALL, "We could live with 70%.")
        .await;
    table.wait();
    let joint = table
        .start(&cast.carla, JOINT, "Let us meet on Monday.")
        .await;
    let (p, w, j) = (
        "Our last word is 60%.".to_owned(),
        "We could live with 70%.".to_owned(),
        "Let us meet on Monday.".to_owned(),
    );
    for (who, reads) in [
        (&cast.ann, vec![j.clone(), p.clone()]),
        (&cast.dev, vec![j.clone(), p]),
        (&cast.carla, vec![j.clone(), w.clone()]),
        (&dee, vec![j.clone(), w.clone()]),
        (&cast.priya, vec![j.clone(), w]),
        (&cast.noor, vec![j]),
    ] {
        let mut found = table.openings(who).await;
        found.sort_by_key(|opening| reads.iter().position(|one| one == opening));
        assert_eq!(found, reads);
        for (slug, room) in [(&place, PLACE), (&whitehall, WHITEHALL), (&joint, JOINT)] {
            let thread = table.thread(who, slug).await;
            let rooms = table
                .list(who, &Filter::default())
                .await
                .expect("seen")
                .rooms;
            assert_eq!(thread.is_ok(), rooms.contains(&room), "{room}");
            let talk = cast.world.services.talk();
            let replied = talk.reply(&who.doer, &table.kent, slug, "Noted").await;
            match (rooms.contains(&room), who.doer.role()) {
                (_, Some(Role::Auditor)) => {
                    assert!(
                        matches!(replied, Err(Refusal::NotAllowed(_))),
                        "{replied:?}"
                    );
                }
                (false, _) => assert!(matches!(replied, Err(Refusal::NotFound)), "{replied:?}"),
                (true, _) => assert!(replied.is_ok(), "{replied:?}"),
            }
        }
        let asked = Filter {
            room: Some(PLACE),
            ..Filter::default()
        };
        let found = table.list(who, &asked).await.expect("is seen").total;
        assert_eq!(
            found == 1,
            who.doer
                .hat()
                .is_some_and(|hat| hat.side() == domain::process::Side::Place)
        );
    }
    // No reply has moved the offer: its row tells the other side nothing.
    let row = "SELECT version AS answer FROM offers";
    let version = cast.world.number(row).await;
    table.wait();
    table.reply(&cast.ann, &place, "Still 60%.").await;
    assert_eq!(cast.world.number(row).await, version);
}

async fn what_is_released_is_one_comment_and_nothing_around_it(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let thread = table.start(&cast.dev, PLACE, "First thoughts.").await;
    table.wait();
    let answer = table.reply(&cast.ann, &thread, "We can offer 55%.").await;
    table.wait();
    table.reply(&cast.dev, &thread, "But not 50%.").await;
    table.wait();
    // A drafter prepares what the leader releases; the other side cannot even see it.
    let drafter = table.release(&cast.dev, (&thread, &answer)).await;
    assert!(
        matches!(drafter, Err(Refusal::NotAllowed(_))),
        "{drafter:?}"
    );
    let other = table.release(&cast.carla, (&thread, &answer)).await;
    assert!(matches!(other, Err(Refusal::NotFound)), "{other:?}");
    let joint = table
        .release(&cast.ann, (&thread, &answer))
        .await
        .expect("releases");
    let again = table.release(&cast.ann, (&thread, &answer)).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.openings(&cast.carla).await, ["We can offer 55%."]);
    let seen = table.thread(&cast.carla, &joint).await.expect("is joint");
    assert_eq!((seen.total, seen.room), (1, JOINT));
    let copy = &seen.comments[0];
    assert_eq!(copy.author.name, "Ann");
    assert_eq!(copy.released_by.as_deref(), Some("Ann"));
    assert_ne!(copy.slug, answer, "a name of its own");
    assert_eq!(copy.written_at, cast.world.services.now());
    assert_eq!(seen.released_into, None);
    let private = table.thread(&cast.ann, &thread).await.expect("is seen");
    assert_eq!((private.total, private.room), (3, PLACE));
    assert_eq!(private.released_into.as_deref(), Some(joint.as_str()));
    assert!(private.comments[1].released_at.is_some() && !private.comments[1].may_edit);
    // What is said later in the private thread stays there; what is released later goes on in the joint one.
    table.wait();
    let later = table.reply(&cast.dev, &thread, "And if they refuse?").await;
    assert_eq!(
        table.thread(&cast.carla, &joint).await.expect("seen").total,
        1
    );
    table.wait();
    let same = table
        .release(&cast.ann, (&thread, &later))
        .await
        .expect("releases");
    assert_eq!(same, joint);
    assert_eq!(
        table.thread(&cast.carla, &joint).await.expect("seen").total,
        2
    );
    // Both acts stand in the history of both sides; the talk before in that of the place alone.
    assert_eq!(cast.events("comment-released").await, 2);
    let rooms = cast
        .world
        .texts("SELECT DISTINCT room AS answer FROM events WHERE kind = 'talked'")
        .await;
    assert_eq!(rooms, ["place"]);
    let moved = "SELECT COUNT(*) AS answer FROM comments JOIN threads ON threads.id = comments.thread_id WHERE threads.room <> comments.room";
    assert_eq!(cast.world.number(moved).await, 0);
    cast.world
        .services
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn mail_goes_to_those_who_read_the_room_and_carries_no_word(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let dee = reviewer(&cast).await;
    let told = async |kind: &str| {
        cast.world
            .texts(&format!(
                "SELECT to_address AS answer FROM outbox WHERE kind = '{kind}' ORDER BY to_address"
            ))
            .await
    };
    let place = table.start(&cast.dev, PLACE, "SECRETPLACE").await;
    assert_eq!(told("comment").await, ["ann@kent.example"]);
    table.wait();
    let own = table.reply(&cast.ann, &place, "SECRETPLACE as well").await;
    assert_eq!(
        told("comment").await,
        ["ann@kent.example", "dev@kent.example"]
    );
    cast.world.damage("DELETE FROM outbox").await;
    let whitehall = table.start(&dee, WHITEHALL, "SECRETWHITEHALL").await;
    assert_eq!(told("comment").await, ["carla@clg.example"]);
    table.wait();
    table
        .reply(&cast.carla, &whitehall, "SECRETWHITEHALL too")
        .await;
    assert_eq!(
        told("comment").await,
        ["carla@clg.example", "dee@dwp.example"]
    );
    cast.world.damage("DELETE FROM outbox").await;
    table.start(&cast.dev, JOINT, "SECRETJOINT").await;
    assert_eq!(
        told("comment").await,
        ["ann@kent.example", "carla@clg.example"]
    );
    table
        .release(&cast.ann, (&place, &own))
        .await
        .expect("releases");
    assert_eq!(told("comment-released").await, ["carla@clg.example"]);
    // Who has left the department does not hear how the thread goes on.
    cast.world.damage("DELETE FROM outbox").await;
    let gone = "UPDATE memberships SET ended_at = since WHERE organisation_id = 'dwp'";
    cast.world.damage(gone).await;
    table.wait();
    table
        .reply(&cast.carla, &whitehall, "SECRETWHITEHALL later")
        .await;
    assert_eq!(told("comment").await, Vec::<String>::new());
    let words = "SELECT subject || body AS answer FROM outbox";
    for mail in cast.world.texts(words).await {
        assert!(!mail.contains("SECRET"), "{mail}");
    }
}

async fn what_is_rewritten_in_private_gives_no_title_away(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    let offers = cast.world.services.offers();
    let talk = cast.world.services.talk();
    let about = Opening {
        subject: Subject::of(Some(Section::Outcomes), Some(kent.outcome.clone())),
        ..saying(JOINT, "Is this measured yet?")
    };
    let slug = talk
        .start(&cast.priya.doer, &kent.reference, &about)
        .await
        .expect("starts");
    offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Measure it")
        .await
        .expect("returns");
    cast.world.clock.forward(TimeDelta::minutes(1));
    cast.save(
        &kent.reference,
        &kent.outcome,
        &[("statement", "REWRITTEN")],
    )
    .await;
    let table = Table {
        cast: &cast,
        kent: kent.reference.clone(),
    };
    let ours = table.thread(&cast.ann, &slug).await.expect("is seen");
    assert_eq!(ours.about, "Outcomes: REWRITTEN");
    for outsider in [&cast.priya, &cast.noor] {
        let theirs = table.thread(outsider, &slug).await.expect("is seen");
        assert!(!theirs.about.contains("REWRITTEN"), "{}", theirs.about);
        let line = &table
            .list(outsider, &Filter::default())
            .await
            .expect("seen")
            .lines[0];
        assert!(!line.about.contains("REWRITTEN"), "{}", line.about);
    }
    // Nor can Whitehall find out by quoting which words stand in the text that it does not read.
    let guess = Opening {
        quote: "REWRITTEN".to_owned(),
        ..about
    };
    let guessed = talk.start(&cast.priya.doer, &kent.reference, &guess).await;
    assert_eq!(fault(guessed), "quote");
}
