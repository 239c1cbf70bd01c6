//! Writing: what can be said and changed, resolving, quotes, and many at once.

use std::time::Duration;

use chrono::TimeDelta;
use domain::offer::Key;
use domain::process::Section;
use domain::talk::Subject;
use services::talk::{Filter, Opening, State};
use services::{Refusal, counting};

use super::{JOINT, PLACE, Table, WHITEHALL, fault, negotiating, saying};
use crate::offers::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(
    an_author_changes_their_words_for_a_while_and_the_trace_stays,
    a_thread_is_resolved_and_taken_up_again,
    what_cannot_be_said_is_refused_in_words,
    words_are_quoted_from_the_text_and_outlive_it,
    sent_twice_it_is_said_once,
    pages_of_talk_ask_the_database_a_handful_of_times,
    two_servers_lose_no_reply,
);

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
    // Offer, parties, thread, comments, whom they call, and who can be told of the next.
    assert!(asked <= 6, "a thread: {asked}");
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
