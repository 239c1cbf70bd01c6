//! Whom a comment calls: they are told by mail and on their work, and nobody is called who does not read the room.

use domain::process::{Room, Section};
use domain::talk::Subject;
use services::Refusal;
use services::offers::Paging;
use services::talk::{Opening, Saying, Tellable};

use super::{JOINT, PLACE, Table, WHITEHALL, fault, negotiating, reviewer, saying};
use crate::offers::cast::{Actor, Cast};
use crate::support::{MailServer, World, both_databases};

both_databases!(
    people_and_parties_are_called_and_told,
    nobody_is_called_across_rooms,
    strangers_and_namesakes_are_refused_in_words,
    a_mention_waits_until_it_is_answered,
    an_answered_mention_is_not_mailed,
    a_change_calls_whom_it_did_not_call_before,
);

impl Table<'_> {
    async fn list_for(&self, who: &Actor) -> Vec<Tellable> {
        let desk = self
            .cast
            .world
            .services
            .talk()
            .desk(&who.viewer, who.doer.hat(), &self.kent, Subject::Offer)
            .await
            .expect("may write");
        desk.tellable
    }

    async fn code(&self, who: &Actor, name: &str) -> String {
        let list = self.list_for(who).await;
        let found = list.iter().find(|one| one.name == name);
        found
            .unwrap_or_else(|| panic!("{name} in {list:?}"))
            .code
            .clone()
    }

    async fn says(
        &self,
        who: &Actor,
        room: Room,
        body: &str,
        tell: &[String],
    ) -> Result<String, Refusal> {
        let talk = self.cast.world.services.talk();
        talk.start_and_tell(&who.doer, &self.kent, &saying(room, body), tell)
            .await
    }

    /// What the work of somebody says of talk.
    async fn called(&self, who: &Actor) -> Vec<String> {
        let offers = self.cast.world.services.offers();
        let work = offers
            .work(&who.viewer, Paging::first())
            .await
            .expect("work");
        assert_eq!(
            offers.work_count(&who.viewer).await.expect("a count"),
            work.total
        );
        let lines = work.waits_for_me.into_iter();
        lines
            .filter(|item| item.what.contains("mentions"))
            .map(|item| item.what)
            .collect()
    }

    async fn mentioned(&self, who: &Actor) -> i64 {
        let sql = format!(
            "SELECT COUNT(*) AS answer FROM outbox WHERE kind = 'mentioned' AND to_person = '{}'",
            who.person
        );
        self.cast.world.number(&sql).await
    }
}

async fn people_and_parties_are_called_and_told(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let dee = reviewer(&cast).await;
    let dwp = table
        .code(&cast.ann, "Department for Work and Pensions")
        .await;
    let words = "Ask @carla, please, and @Kent County Council.";
    let thread = table
        .says(&cast.ann, JOINT, words, &[dwp])
        .await
        .expect("is said");
    for who in [&cast.carla, &dee, &cast.dev] {
        assert_eq!(table.mentioned(who).await, 1, "{}", who.viewer.name);
        assert_eq!(table.called(who).await.len(), 1, "{}", who.viewer.name);
    }
    assert_eq!(
        table.called(&cast.carla).await,
        ["Ann mentions you in its talk"]
    );
    assert_eq!(
        table.called(&dee).await,
        ["Ann mentions your organisation in its talk"]
    );
    for who in [&cast.ann, &cast.hari, &cast.priya, &cast.lena] {
        assert_eq!(table.mentioned(who).await, 0, "{}", who.viewer.name);
    }
    // One letter for one comment: who leads is told that they are meant, and not once more that there is talk.
    assert_eq!(cast.mails("comment").await, 0);
    let seen = table.thread(&dee, &thread).await.expect("is joint");
    assert!(seen.calls_me);
    let mut told = seen.comments[0].told.clone();
    told.sort();
    assert_eq!(
        told,
        [
            "Carla",
            "Department for Work and Pensions",
            "Kent County Council"
        ]
    );
    let texts = "SELECT body AS answer FROM outbox WHERE kind = 'mentioned'";
    for body in cast.world.texts(texts).await {
        assert!(!body.contains("please"), "no words of a comment: {body}");
    }
}

async fn nobody_is_called_across_rooms(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let dee = reviewer(&cast).await;
    // The place finds its own people, and of the other side the parties and who leads there.
    let list = table.list_for(&cast.ann).await;
    for one in &list {
        assert!(
            !["Dee", "Hari", "Priya", "Noor", "Lena"].contains(&one.name.as_str()),
            "{one:?}"
        );
        assert!(!one.rooms.contains(&WHITEHALL), "{one:?}");
    }
    let rooms = |name: &str| {
        let found = list.iter().find(|one| one.name == name);
        found
            .unwrap_or_else(|| panic!("{name} in {list:?}"))
            .rooms
            .clone()
    };
    assert_eq!(rooms("Dev"), [PLACE, JOINT]);
    assert_eq!(rooms("Carla"), [JOINT]);
    let theirs = table.list_for(&cast.carla).await;
    assert!(
        theirs
            .iter()
            .any(|one| one.name == "Dee" && one.rooms.contains(&WHITEHALL))
    );
    assert!(theirs.iter().all(|one| one.name != "Dev"), "{theirs:?}");
    assert!(
        theirs
            .iter()
            .any(|one| one.name == "Ann" && one.rooms == [JOINT])
    );
    // By name, by a box, by a code that somebody made up: all refused, and none tells who is there.
    assert_eq!(
        fault(table.says(&cast.ann, PLACE, "Ask @Carla", &[]).await),
        "body"
    );
    let dwp = table
        .code(&cast.ann, "Department for Work and Pensions")
        .await;
    assert_eq!(
        fault(table.says(&cast.ann, PLACE, "Ask them", &[dwp]).await),
        "tell"
    );
    let dees = format!("person:{}", dee.person);
    let known = table.says(&cast.ann, JOINT, "Ask", &[dees]).await;
    let unknown = table
        .says(&cast.ann, JOINT, "Ask", &["person:nobody".to_owned()])
        .await;
    assert_eq!(format!("{known:?}"), format!("{unknown:?}"));
    assert_eq!(fault(known), "tell");
    let known = table.says(&cast.ann, JOINT, "Ask @Hari", &[]).await;
    let unknown = table.says(&cast.ann, JOINT, "Ask @Zeno", &[]).await;
    assert_eq!(
        format!("{known:?}").replace("Hari", "Zeno"),
        format!("{unknown:?}")
    );
    assert_eq!(cast.world.rows_in("mentions").await, 0);
    // What Whitehall says among itself reaches nobody else’s work.
    table
        .says(&cast.carla, WHITEHALL, "@Dee?", &[])
        .await
        .expect("is said");
    assert_eq!(table.called(&dee).await.len(), 1);
    for who in [&cast.ann, &cast.dev, &cast.hari] {
        assert!(table.called(who).await.is_empty(), "{}", who.viewer.name);
    }
    // Somebody who has spoken can be answered by name.
    let thread = table.start(&dee, JOINT, "From the department").await;
    let talk = cast.world.services.talk();
    talk.reply(&cast.ann.doer, &table.kent, &thread, "Thank you, @Dee.")
        .await
        .expect("replies");
    assert_eq!(table.mentioned(&dee).await, 2);
    // And whoever has lost the role is not told any more.
    let before = table.called(&dee).await.len();
    let mut act = cast
        .world
        .services
        .begin(&services::Doer::house())
        .await
        .expect("begins");
    act.leave(
        &dee.person,
        &"dwp".into(),
        domain::process::Role::DepartmentReviewer,
    )
    .await
    .expect("leaves");
    act.commit().await.expect("commits");
    let gone = Actor {
        viewer: cast.world.viewer(&dee.person).await,
        person: dee.person.clone(),
        doer: dee.doer.clone(),
    };
    assert_eq!((before, table.called(&gone).await.len()), (2, 0));
}

async fn strangers_and_namesakes_are_refused_in_words(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let stranger = table.says(&cast.ann, JOINT, "Ask @Bob about it", &[]).await;
    let Err(Refusal::Invalid(faults)) = &stranger else {
        panic!("{stranger:?}");
    };
    assert_eq!(
        faults[0].words,
        "Nobody called “Bob” reads this room: choose from the list, or write the name without @"
    );
    // An address of mail and a price call nobody, and neither do letters that nobody sees.
    table
        .says(
            &cast.ann,
            JOINT,
            "Write to ann@kent.example, 5 @ £3, @\u{202E}\u{200B}1",
            &[],
        )
        .await
        .expect("is said");
    let kent = "kent".into();
    let mut act = cast
        .world
        .services
        .begin(&services::Doer::house())
        .await
        .expect("begins");
    let namesake = act
        .person_at("dev.two@kent.example", "Dev")
        .await
        .expect("is added");
    act.join(&namesake, &kent, domain::process::Role::Drafter)
        .await
        .expect("joins");
    act.commit().await.expect("commits");
    assert_eq!(
        fault(table.says(&cast.ann, PLACE, "Ask @Dev", &[]).await),
        "body"
    );
    let box_of = format!("person:{namesake}");
    table
        .says(&cast.ann, PLACE, "Ask Dev", &[box_of])
        .await
        .expect("is said");
    assert_eq!(cast.world.rows_in("mentions").await, 1);
    let many: Vec<String> = (0..25).map(|number| format!("person:{number}")).collect();
    assert_eq!(
        fault(table.says(&cast.ann, PLACE, "All", &many).await),
        "tell"
    );
}

async fn a_mention_waits_until_it_is_answered(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let talk = cast.world.services.talk();
    let thread = table
        .says(&cast.ann, PLACE, "@Dev, is this so?", &[])
        .await
        .expect("is said");
    // To read it is not to answer it.
    assert!(
        table
            .thread(&cast.dev, &thread)
            .await
            .expect("seen")
            .calls_me
    );
    assert_eq!(table.called(&cast.dev).await.len(), 1);
    table.reply(&cast.dev, &thread, "It is.").await;
    assert!(table.called(&cast.dev).await.is_empty());
    assert!(
        !table
            .thread(&cast.dev, &thread)
            .await
            .expect("seen")
            .calls_me
    );
    // Set aside, by who is called and nobody else.
    table.wait();
    let again = Saying {
        body: "@Dev?".to_owned(),
        tell: vec![table.code(&cast.ann, "Dev").await],
    };
    talk.reply(&cast.ann.doer, &table.kent, &thread, again)
        .await
        .expect("replies");
    let by_other = talk.set_aside(&cast.ann.doer, &table.kent, &thread).await;
    assert!(
        matches!(by_other, Err(Refusal::AlreadyDone)),
        "{by_other:?}"
    );
    let outside = talk.set_aside(&cast.carla.doer, &table.kent, &thread).await;
    assert!(matches!(outside, Err(Refusal::NotFound)), "{outside:?}");
    talk.set_aside(&cast.dev.doer, &table.kent, &thread)
        .await
        .expect("is set aside");
    assert!(table.called(&cast.dev).await.is_empty());
    // A thread that is resolved asks nothing of anybody.
    table.wait();
    talk.reply(
        &cast.ann.doer,
        &table.kent,
        &thread,
        "@Dev and @Kent County Council!",
    )
    .await
    .expect("replies");
    assert_eq!(table.called(&cast.dev).await.len(), 2);
    talk.resolve(&cast.ann.doer, &table.kent, &thread)
        .await
        .expect("resolves");
    assert!(table.called(&cast.dev).await.is_empty());
}

async fn a_change_calls_whom_it_did_not_call_before(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let talk = cast.world.services.talk();
    let opening = Opening {
        subject: Subject::Section(Section::Savings),
        ..saying(JOINT, "@Carla, is this so?")
    };
    let thread = talk
        .start(&cast.ann.doer, &table.kent, &opening)
        .await
        .expect("starts");
    let comment = table.only(&cast.ann, &thread).await;
    let at = (thread.as_str(), comment.slug.as_str());
    let edit = async |version: i64, body: &str| {
        talk.edit(&cast.ann.doer, &table.kent, at, version, body)
            .await
    };
    assert_eq!(fault(edit(1, "@Carla and @Zeno?").await), "body");
    edit(1, "@Carla and @Dev?").await.expect("changes");
    edit(2, "@Carla and @Dev, really?").await.expect("changes");
    assert_eq!(table.mentioned(&cast.carla).await, 1, "once is enough");
    assert_eq!(table.mentioned(&cast.dev).await, 1);
    assert_eq!(table.called(&cast.dev).await.len(), 1);
}

async fn an_answered_mention_is_not_mailed(world: World) {
    let cast = Cast::of(world).await;
    let table = negotiating(&cast).await;
    let server = MailServer::start("refused@").await;
    let ask = async |words: &str| {
        let thread = table.says(&cast.ann, PLACE, words, &[]).await;
        thread.expect("is said")
    };
    let answered = ask("@Dev, is this so?").await;
    let aside = ask("@Dev, for your information.").await;
    ask("@Dev, and this?").await;
    table.reply(&cast.dev, &answered, "It is.").await;
    cast.world
        .services
        .talk()
        .set_aside(&cast.dev.doer, &table.kent, &aside)
        .await
        .expect("sets it aside");
    crate::mail::send(&cast.world, &server).await;
    let sql = format!(
        "SELECT state || ' ' || COALESCE(reason, '') AS answer FROM outbox \
         WHERE kind = 'mentioned' AND to_person = '{}' ORDER BY created_at, id",
        cast.dev.person
    );
    let mut states = cast.world.texts(&sql).await;
    states.sort();
    let over = "not-needed They have answered, or set it aside";
    assert_eq!(states, [over, over, "sent "]);
}
