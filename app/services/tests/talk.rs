//! Talk: each side in its room, what is released and what is not, and who is told.

use std::time::Duration;

use chrono::TimeDelta;
use domain::offer::Key;
use domain::process::{OrganisationId, Reference, Role, Room, Section};
use domain::talk::Subject;
use services::offers::Paging;
use services::talk::{Comment, Filter, Opening, State, Thread, Threads};
use services::{Refusal, counting};

use crate::offers::cast::{Actor, Cast};
use crate::support::{World, both_databases};

both_databases!(
    a_place_talks_while_it_drafts_and_nobody_else_knows,
    each_side_has_a_room_and_both_have_one,
    what_is_released_is_one_comment_and_nothing_around_it,
    an_author_changes_their_words_for_a_while_and_the_trace_stays,
    a_thread_is_resolved_and_taken_up_again,
    what_cannot_be_said_is_refused_in_words,
    words_are_quoted_from_the_text_and_outlive_it,
    mail_goes_to_those_who_read_the_room_and_carries_no_word,
    sent_twice_it_is_said_once,
    pages_of_talk_ask_the_database_a_handful_of_times,
    two_servers_lose_no_reply,
    what_is_rewritten_in_private_gives_no_title_away,
);

const JOINT: Room = Room::Joint;
const PLACE: Room = Room::Place;
const WHITEHALL: Room = Room::Whitehall;

fn saying(room: Room, body: &str) -> Opening {
    Opening {
        subject: Subject::Offer,
        quote: String::new(),
        room: Some(room),
        body: body.to_owned(),
    }
}

/// Who speaks, in the cast of Kent.
struct Table<'a> {
    cast: &'a Cast,
    kent: Reference,
}

impl Table<'_> {
    async fn start(&self, who: &Actor, room: Room, body: &str) -> String {
        let talk = self.cast.world.services.talk();
        talk.start(&who.doer, &self.kent, &saying(room, body))
            .await
            .expect("starts")
    }

    async fn reply(&self, who: &Actor, thread: &str, body: &str) -> String {
        let talk = self.cast.world.services.talk();
        talk.reply(&who.doer, &self.kent, thread, body)
            .await
            .expect("replies")
    }

    async fn release(&self, who: &Actor, at: (&str, &str)) -> Result<String, Refusal> {
        let talk = self.cast.world.services.talk();
        talk.release(&who.doer, &self.kent, at).await
    }

    async fn list(&self, who: &Actor, filter: &Filter) -> Result<Threads, Refusal> {
        let talk = self.cast.world.services.talk();
        let hat = who.doer.hat();
        talk.threads(&who.viewer, hat, &self.kent, filter, Paging::first())
            .await
    }

    async fn thread(&self, who: &Actor, slug: &str) -> Result<Thread, Refusal> {
        let talk = self.cast.world.services.talk();
        let hat = who.doer.hat();
        talk.thread(&who.viewer, hat, &self.kent, slug, Paging::first())
            .await
    }

    /// How the threads begin that somebody finds.
    async fn openings(&self, who: &Actor) -> Vec<String> {
        let threads = self.list(who, &Filter::default()).await.expect("is seen");
        assert_eq!(threads.total, threads.lines.len() as u64);
        threads.lines.into_iter().map(|line| line.opening).collect()
    }

    async fn only(&self, who: &Actor, slug: &str) -> Comment {
        let thread = self.thread(who, slug).await.expect("is seen");
        thread.comments.into_iter().next().expect("a comment")
    }

    /// The time goes on, so that what is said later is later.
    fn wait(&self) {
        self.cast.world.clock.forward(TimeDelta::seconds(61));
    }
}

/// Kent is negotiating, with Carla as its champion.
async fn negotiating(cast: &Cast) -> Table<'_> {
    let kent = cast.submitted().await;
    cast.world
        .services
        .offers()
        .accept(
            &cast.priya.doer,
            &kent.reference,
            &cast.carla.person,
            &"clg".into(),
        )
        .await
        .expect("accepts");
    Table {
        cast,
        kent: kent.reference,
    }
}

/// A reviewer of Work and Pensions, which the complete offer names.
async fn reviewer(cast: &Cast) -> Actor {
    let dwp = OrganisationId::from("dwp");
    Actor::new(&cast.world, "Dee", &dwp, Role::DepartmentReviewer).await
}

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

async fn an_author_changes_their_words_for_a_while_and_the_trace_stays(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let talk = cast.world.services.talk();
    let thread = table.start(&cast.ann, JOINT, "We ask for 60 %.").await;
    let comment = table.only(&cast.ann, &thread).await;
    let at = (thread.as_str(), comment.slug.as_str());
    let (ann, kent) = (&cast.ann.doer, &table.kent);
    assert!(comment.may_edit && !table.only(&cast.dev, &thread).await.may_edit);
    let by_other = talk
        .edit(&cast.dev.doer, kent, at, 1, "We ask for 50 %.")
        .await;
    assert!(
        matches!(by_other, Err(Refusal::NotAllowed(_))),
        "{by_other:?}"
    );
    cast.world.clock.forward(TimeDelta::minutes(5));
    talk.edit(ann, kent, at, 1, "We ask for 65 %.")
        .await
        .expect("changes");
    let stale = talk.edit(ann, kent, at, 1, "We ask for 70 %.").await;
    let Err(Refusal::Conflict(conflict)) = stale else {
        panic!("{stale:?}");
    };
    assert_eq!(conflict.theirs, "We ask for 65 %.");
    assert_eq!(
        (conflict.yours.as_str(), conflict.version),
        ("We ask for 70 %.", 2)
    );
    talk.edit(ann, kent, at, 2, "We ask for 65 %.")
        .await
        .expect("the same again is nothing");
    let seen = table.only(&cast.carla, &thread).await;
    assert_eq!(seen.body, "We ask for 65 %.");
    assert!(seen.edited_at.is_some());
    let former: Vec<_> = seen.former.iter().map(|text| text.body.as_str()).collect();
    assert_eq!(former, ["We ask for 60 %."]);
    cast.world.clock.forward(TimeDelta::minutes(10));
    assert!(!table.only(&cast.ann, &thread).await.may_edit);
    let late = talk.edit(ann, kent, at, 2, "We ask for 80 %.").await;
    assert_eq!(fault(late), "body");
}

async fn a_thread_is_resolved_and_taken_up_again(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let talk = cast.world.services.talk();
    let thread = table.start(&cast.ann, JOINT, "Who chairs the board?").await;
    let (carla, kent) = (&cast.carla.doer, &table.kent);
    talk.resolve(carla, kent, &thread).await.expect("resolves");
    let again = talk.resolve(carla, kent, &thread).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    let replied = talk.reply(&cast.ann.doer, kent, &thread, "I do.").await;
    assert_eq!(fault(replied), "body");
    let found = |state| Filter {
        state: Some(state),
        ..Filter::default()
    };
    let open = table
        .list(&cast.ann, &found(State::Open))
        .await
        .expect("seen");
    let resolved = table
        .list(&cast.ann, &found(State::Resolved))
        .await
        .expect("seen");
    assert_eq!((open.total, resolved.total), (0, 1));
    let seen = table.thread(&cast.noor, &thread).await.expect("is joint");
    assert_eq!(seen.resolved.map(|(by, _)| by).as_deref(), Some("Carla"));
    talk.reopen(&cast.ann.doer, kent, &thread)
        .await
        .expect("reopens");
    table.reply(&cast.ann, &thread, "I do.").await;
    let private = table.start(&cast.ann, PLACE, "Who else?").await;
    let hidden = talk.resolve(carla, kent, &private).await;
    assert!(matches!(hidden, Err(Refusal::NotFound)), "{hidden:?}");
}

async fn what_cannot_be_said_is_refused_in_words(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let talk = cast.world.services.talk();
    let (ann, kent) = (&cast.ann.doer, &table.kent);
    let nothing = Opening {
        subject: Subject::Offer,
        quote: "words".to_owned(),
        room: None,
        body: " \u{200B} ".to_owned(),
    };
    let Err(Refusal::Invalid(faults)) = talk.start(ann, kent, &nothing).await else {
        panic!("is refused");
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["room", "quote", "body"], "all at once");
    let whitehall = talk.start(ann, kent, &saying(WHITEHALL, "Hello")).await;
    assert_eq!(fault(whitehall), "room");
    let huge = talk
        .start(ann, kent, &saying(PLACE, &"a".repeat(1_048_576)))
        .await;
    assert_eq!(fault(huge), "body");
    let unknown = Opening {
        subject: Subject::of(Some(Section::Savings), Some(Key::new("zzzzzzzz"))),
        ..saying(PLACE, "Hello")
    };
    assert_eq!(fault(talk.start(ann, kent, &unknown).await), "about");
    let auditor = talk
        .start(&cast.noor.doer, kent, &saying(JOINT, "Hello"))
        .await;
    assert!(
        matches!(auditor, Err(Refusal::NotAllowed(_))),
        "{auditor:?}"
    );
    cast.world
        .services
        .offers()
        .withdraw(ann, kent, "")
        .await
        .expect("withdraws");
    let over = talk.start(ann, kent, &saying(PLACE, "Hello")).await;
    assert!(matches!(over, Err(Refusal::WrongStage(_))), "{over:?}");
    assert_eq!(cast.world.rows_in("comments").await, 0);
}

async fn words_are_quoted_from_the_text_and_outlive_it(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.complete().await;
    let table = Table {
        cast: &cast,
        kent: kent.reference.clone(),
    };
    let talk = cast.world.services.talk();
    let statement = {
        let view = cast.read(&cast.ann, &kent.reference).await;
        view.matter(&kent.outcome).expect("there").matter.title()
    };
    let about = |quote: &str| Opening {
        subject: Subject::of(Some(Section::Outcomes), Some(kent.outcome.clone())),
        quote: quote.to_owned(),
        ..saying(PLACE, "Can we measure this?")
    };
    let ann = &cast.ann.doer;
    let none = talk
        .start(ann, &table.kent, &about("words that stand nowhere"))
        .await;
    assert_eq!(fault(none), "quote");
    let slug = talk
        .start(ann, &table.kent, &about(&statement))
        .await
        .expect("starts");
    let thread = table.thread(&cast.dev, &slug).await.expect("is seen");
    assert_eq!(thread.about, format!("Outcomes: {statement}"));
    assert!(thread.quote.expect("words").still_stand);
    cast.save(
        &table.kent,
        &kent.outcome,
        &[("statement", "Something else")],
    )
    .await;
    let thread = table.thread(&cast.dev, &slug).await.expect("is seen");
    let quote = thread.quote.expect("words");
    assert_eq!(quote.words, statement);
    assert!(!quote.still_stand);
    assert_eq!(thread.about, "Outcomes: Something else");
    let filter = Filter {
        section: Some(Section::Outcomes),
        key: Some(kent.outcome.clone()),
        ..Filter::default()
    };
    assert_eq!(table.list(&cast.dev, &filter).await.expect("seen").total, 1);
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

async fn sent_twice_it_is_said_once(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let first = table.start(&cast.ann, JOINT, "Once").await;
    assert_eq!(table.start(&cast.ann, JOINT, "Once").await, first);
    let reply = table.reply(&cast.ann, &first, "Again").await;
    assert_eq!(table.reply(&cast.ann, &first, "Again").await, reply);
    table.wait();
    assert_ne!(
        table.reply(&cast.ann, &first, "Again").await,
        reply,
        "later it is said again"
    );
    assert_eq!(cast.world.rows_in("threads").await, 1);
    assert_eq!(
        table.thread(&cast.ann, &first).await.expect("seen").total,
        3
    );
}

async fn pages_of_talk_ask_the_database_a_handful_of_times(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let mut last = String::new();
    for number in 0..12 {
        last = table
            .start(&cast.ann, JOINT, &format!("Question {number}"))
            .await;
        table.reply(&cast.dev, &last, "An answer").await;
    }
    let (list, asked) = counting(table.list(&cast.carla, &Filter::default())).await;
    assert_eq!(list.expect("seen").total, 12);
    assert!(asked <= 5, "the list: {asked}");
    let (thread, asked) = counting(table.thread(&cast.carla, &last)).await;
    assert_eq!(thread.expect("seen").total, 2);
    assert!(asked <= 5, "a thread: {asked}");
}

async fn two_servers_lose_no_reply(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let thread = table.start(&cast.ann, JOINT, "Everybody at once").await;
    let second = cast.world.second_instance().await;
    let replies: Vec<_> = (0..20)
        .map(|number| {
            let services = match number % 2 {
                0 => cast.world.services.clone(),
                _ => second.clone(),
            };
            let doer = match number % 3 {
                0 => cast.ann.doer.clone(),
                1 => cast.carla.doer.clone(),
                _ => cast.priya.doer.clone(),
            };
            let (kent, thread) = (table.kent.clone(), thread.clone());
            tokio::spawn(async move {
                let talk = services.talk();
                talk.reply(&doer, &kent, &thread, &format!("Reply {number}"))
                    .await
            })
        })
        .collect();
    for reply in replies {
        let waited = tokio::time::timeout(Duration::from_secs(60), reply).await;
        waited
            .expect("ends")
            .expect("does not panic")
            .expect("is said");
    }
    let seen = table.thread(&cast.carla, &thread).await.expect("seen");
    assert_eq!(seen.total, 21);
    assert_eq!(cast.world.rows_in("comments").await, 21);
    cast.world
        .services
        .verify(None)
        .await
        .expect("the chain holds");
    second.close().await.expect("closes");
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

/// The one field that is at fault.
fn fault<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> String {
    match answer {
        Err(Refusal::Invalid(faults)) if faults.len() == 1 => faults[0].field.clone(),
        other => panic!("{other:?}"),
    }
}
