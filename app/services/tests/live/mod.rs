//! What an open page is told: what is new for its reader, over every server of the house, and nothing of another
//! room or side.

use std::time::Duration;

use domain::negotiation::{Said, Stance};
use domain::process::{Role, Room, Section};
use domain::talk::Subject;
use services::live::{Listener, Seen, Stirred, Watch};
use services::talk::Opening;
use services::{Doer, Refusal, Services};
use tower_sessions_core::SessionStore;
use tower_sessions_core::session::{Id, Record};

use crate::negotiation::cast::Bargain;
use crate::offers::cast::Actor;
use crate::support::{World, both_databases};

both_databases!(
    what_is_new_reaches_every_server_in_its_order,
    nothing_of_another_room_is_sent,
    a_stream_ends_with_the_session_and_with_the_role,
    a_private_thread_has_no_stream_for_others,
    one_side_sees_who_of_its_own_is_here,
    what_came_before_the_stream_is_told_at_its_start,
    who_does_not_keep_up_is_let_go,
    nobody_has_streams_without_number,
    an_act_that_fails_tells_nobody,
);

/// Long after it should have come: a story that waits for this has failed.
const TOO_LONG: Duration = Duration::from_secs(20);

const TALK: Seen = Seen::News(Some(Stirred::Talk));
/// A thread is resolved, which is no comment.
const THREAD: Seen = Seen::News(Some(Stirred::Thread));
const POSITION: Seen = Seen::News(Some(Stirred::Position));

/// The table of Kent, with a second server where the database has several.
struct House {
    table: Bargain,
    other: Services,
    outcome: u32,
}

impl House {
    async fn of(world: World) -> Self {
        let other = if world.database_url.starts_with("sqlite:") {
            world.services.clone()
        } else {
            world.second_instance().await
        };
        let table = Bargain::of(world).await;
        let outcome = table.number("outcome").await;
        Self {
            table,
            other,
            outcome,
        }
    }

    /// Somebody opens the outcome at the other server; the stream stands when this returns.
    async fn opens(&self, who: &Actor) -> Watch {
        let mut watch = self.asks(who, None).await.expect("may read it");
        assert_eq!(next(&mut watch).await, Some(Seen::Ready));
        watch
    }

    async fn asks(&self, who: &Actor, session: Option<Id>) -> Result<Watch, Refusal> {
        let listener = Listener {
            viewer: &who.viewer,
            hat: who.doer.hat(),
            session,
            since: None,
        };
        let live = self.other.live();
        live.term(listener, &self.table.kent, self.outcome).await
    }

    /// Somebody writes about the outcome, at the first server.
    async fn writes(&self, who: &Actor, room: Room, words: &str) -> String {
        let opening = Opening {
            subject: Subject::of(Some(Section::Outcomes), Some(self.table.outcome.clone())),
            quote: String::new(),
            room: Some(room),
            body: words.to_owned(),
        };
        let talk = self.table.services().talk();
        talk.start(&who.doer, &self.table.kent, &opening)
            .await
            .expect("is said")
    }

    async fn agrees(&self, who: &Actor, room: Room) {
        let said = Said::new(Stance::Agree, "");
        self.table
            .says_in(who, self.outcome, room, said)
            .await
            .expect("is taken");
    }

    /// The department that has to agree to the outcome.
    fn wendy(&self) -> &Actor {
        &self.table.wendy
    }

    fn ann(&self) -> &Actor {
        &self.table.cast.ann
    }

    fn carla(&self) -> &Actor {
        &self.table.cast.carla
    }

    async fn close(self) {
        if !self.table.cast.world.database_url.starts_with("sqlite:") {
            self.other.close().await.expect("closes");
        }
    }
}

async fn next(watch: &mut Watch) -> Option<Seen> {
    loop {
        let seen = tokio::time::timeout(TOO_LONG, watch.next())
            .await
            .expect("something is told");
        if seen != Some(Seen::Beat) {
            return seen;
        }
    }
}

fn names(names: &[&str]) -> Option<Seen> {
    Some(Seen::Here(
        names.iter().map(|name| (*name).to_owned()).collect(),
    ))
}

async fn what_is_new_reaches_every_server_in_its_order(world: World) {
    let house = House::of(world).await;
    let mut carla = house.opens(house.carla()).await;
    house
        .writes(house.ann(), Room::Joint, "Can this be measured?")
        .await;
    house.agrees(house.ann(), Room::Joint).await;
    house.writes(house.ann(), Room::Joint, "And by whom?").await;
    assert_eq!(next(&mut carla).await, Some(TALK));
    assert_eq!(next(&mut carla).await, Some(POSITION));
    assert_eq!(next(&mut carla).await, Some(TALK));
    // What is about another term is not told here.
    let savings = house.table.number("savings").await;
    house
        .table
        .says(house.ann(), savings, Stance::Agree, "")
        .await
        .expect("agrees");
    house
        .writes(house.ann(), Room::Joint, "Is anybody there?")
        .await;
    assert_eq!(next(&mut carla).await, Some(TALK));
    drop(carla);
    house.close().await;
}

/// The order proves it: had anything been sent of the rooms of others, it would stand before what follows.
async fn nothing_of_another_room_is_sent(world: World) {
    let house = House::of(world).await;
    let mut carla = house.opens(house.carla()).await;
    let mut ann = house.opens(house.ann()).await;
    let mut noor = house.opens(&house.table.cast.noor).await;
    let private = house.writes(house.ann(), Room::Place, "Among us").await;
    let talk = house.table.services().talk();
    let kent = &house.table.kent;
    let reply = talk
        .reply(&house.table.cast.dev.doer, kent, &private, "Yes.")
        .await;
    reply.expect("replies");
    house
        .writes(house.wendy(), Room::Whitehall, "Between departments")
        .await;
    house.agrees(house.wendy(), Room::Whitehall).await;
    talk.resolve(&house.ann().doer, kent, &private)
        .await
        .expect("resolves");
    house.agrees(house.ann(), Room::Joint).await;
    assert_eq!(next(&mut ann).await, Some(TALK), "it is started");
    assert_eq!(next(&mut ann).await, Some(TALK), "answered");
    assert_eq!(next(&mut ann).await, Some(THREAD), "and resolved");
    assert_eq!(next(&mut ann).await, Some(POSITION));
    assert_eq!(next(&mut carla).await, Some(TALK));
    assert_eq!(next(&mut carla).await, Some(POSITION));
    assert_eq!(next(&mut carla).await, Some(POSITION));
    assert_eq!(
        next(&mut noor).await,
        Some(POSITION),
        "an auditor reads what is joint"
    );
    // What is released is joint from then on.
    let comments = talk
        .thread(
            &house.ann().viewer,
            house.ann().doer.hat(),
            kent,
            &private,
            services::offers::Paging::first(),
        )
        .await
        .expect("is seen")
        .comments;
    talk.release(&house.ann().doer, kent, (&private, &comments[0].slug))
        .await
        .expect("releases");
    assert_eq!(next(&mut noor).await, Some(TALK));
    drop((carla, ann, noor));
    house.close().await;
}

async fn a_stream_ends_with_the_session_and_with_the_role(world: World) {
    let house = House::of(world).await;
    let (signed_in, signed_out) = (
        session(&house.other, house.carla()).await,
        session(&house.other, house.wendy()).await,
    );
    let mut carla = house
        .asks(house.carla(), Some(signed_in))
        .await
        .expect("opens");
    let mut wendy = house
        .asks(house.wendy(), Some(signed_out))
        .await
        .expect("opens");
    assert_eq!(next(&mut carla).await, Some(Seen::Ready));
    assert_eq!(next(&mut wendy).await, Some(Seen::Ready));
    assert_eq!(next(&mut carla).await, names(&["Wendy (DWP)"]));
    let store = house.table.services().session_store();
    store.delete(&signed_out).await.expect("is ended");
    house.writes(house.ann(), Room::Joint, "Hello?").await;
    assert_eq!(next(&mut wendy).await, None, "nothing more, not even this");
    assert_eq!(next(&mut carla).await, Some(TALK));
    drop(wendy);
    assert_eq!(next(&mut carla).await, names(&[]));
    let mut act = house
        .table
        .services()
        .begin(&Doer::house())
        .await
        .expect("begins");
    act.leave(&house.carla().person, &"clg".into(), Role::Champion)
        .await
        .expect("leaves");
    act.commit().await.expect("commits");
    house
        .writes(house.ann(), Room::Joint, "Are you there?")
        .await;
    assert_eq!(next(&mut carla).await, None);
    drop(carla);
    house.close().await;
}

async fn session(services: &Services, who: &Actor) -> Id {
    let mut record = Record {
        id: Id::default(),
        data: [(
            services::PERSON_IN_SESSION.to_owned(),
            who.person.to_string().into(),
        )]
        .into(),
        expiry_date: time::OffsetDateTime::UNIX_EPOCH,
    };
    services
        .session_store()
        .create(&mut record)
        .await
        .expect("is begun");
    record.id
}

async fn a_private_thread_has_no_stream_for_others(world: World) {
    let house = House::of(world).await;
    let private = house.writes(house.ann(), Room::Place, "Among us").await;
    let open = async |who: &Actor, thread: &str| {
        let listener = Listener {
            viewer: &who.viewer,
            hat: who.doer.hat(),
            session: None,
            since: None,
        };
        house
            .other
            .live()
            .thread(listener, &house.table.kent, thread)
            .await
    };
    for who in [house.carla(), house.wendy(), &house.table.cast.noor] {
        let there = open(who, &private).await.err();
        let nowhere = open(who, "zzzzzzzz").await.err();
        assert!(matches!(there, Some(Refusal::NotFound)), "{there:?}");
        assert!(matches!(nowhere, Some(Refusal::NotFound)), "{nowhere:?}");
    }
    let mut dev = open(&house.table.cast.dev, &private)
        .await
        .expect("is of the place");
    assert_eq!(next(&mut dev).await, Some(Seen::Ready));
    // Another thread about the same is not this one.
    house.writes(house.ann(), Room::Joint, "To all").await;
    let talk = house.table.services().talk();
    talk.resolve(&house.ann().doer, &house.table.kent, &private)
        .await
        .expect("resolves");
    assert_eq!(next(&mut dev).await, Some(THREAD));
    let lena = house.asks(&house.table.cast.lena, None).await.err();
    assert!(matches!(lena, Some(Refusal::NotFound)), "{lena:?}");
    drop(dev);
    house.close().await;
}

async fn one_side_sees_who_of_its_own_is_here(world: World) {
    let house = House::of(world).await;
    let mut ann = house.opens(house.ann()).await;
    let mut wendy = house.opens(house.wendy()).await;
    // At the first server, as it were in another town.
    let listener = Listener {
        viewer: &house.carla().viewer,
        hat: house.carla().doer.hat(),
        session: None,
        since: None,
    };
    let live = house.table.services().live();
    let mut carla = live
        .term(listener, &house.table.kent, house.outcome)
        .await
        .expect("opens");
    assert_eq!(next(&mut carla).await, Some(Seen::Ready));
    assert_eq!(next(&mut wendy).await, names(&["Carla (CLG)"]));
    assert_eq!(next(&mut carla).await, names(&["Wendy (DWP)"]));
    // A second window of the same person is nobody new; an auditor is shown to nobody and sees nobody.
    let second = house.opens(house.wendy()).await;
    let mut noor = house.opens(&house.table.cast.noor).await;
    drop(second);
    drop(carla);
    assert_eq!(next(&mut wendy).await, names(&[]));
    // The place was told of none of them: the next thing it hears is what it is told now.
    house.writes(house.wendy(), Room::Joint, "Hello").await;
    assert_eq!(next(&mut ann).await, Some(TALK));
    assert_eq!(next(&mut noor).await, Some(TALK));
    let mut dev = house.opens(&house.table.cast.dev).await;
    assert_eq!(next(&mut ann).await, names(&["Dev (Kent County Council)"]));
    assert_eq!(next(&mut dev).await, names(&["Ann (Kent County Council)"]));
    drop((ann, wendy, noor, dev));
    house.close().await;
}

async fn what_came_before_the_stream_is_told_at_its_start(world: World) {
    let house = House::of(world).await;
    let drawn = house.other.now();
    house
        .table
        .cast
        .world
        .clock
        .forward(chrono::TimeDelta::seconds(30));
    let open = async |who: &Actor| {
        let listener = Listener {
            viewer: &who.viewer,
            hat: who.doer.hat(),
            session: None,
            since: Some(drawn + chrono::TimeDelta::seconds(10)),
        };
        let live = house.other.live();
        let mut watch = live
            .term(listener, &house.table.kent, house.outcome)
            .await
            .expect("opens");
        assert_eq!(next(&mut watch).await, Some(Seen::Ready));
        watch
    };
    house.writes(house.ann(), Room::Place, "Among us").await;
    let mut ann = open(house.ann()).await;
    assert_eq!(next(&mut ann).await, Some(Seen::News(None)));
    // For the other side nothing was written.
    let mut wendy = open(house.wendy()).await;
    house.agrees(house.ann(), Room::Joint).await;
    assert_eq!(next(&mut wendy).await, Some(POSITION));
    drop((ann, wendy));
    house.close().await;
}

async fn who_does_not_keep_up_is_let_go(world: World) {
    let house = House::of(world).await;
    let mut slow = house.opens(house.carla()).await;
    let thread = house
        .writes(house.ann(), Room::Joint, "Count with me")
        .await;
    let talk = house.table.services().talk();
    for number in 0..80 {
        let words = format!("{number}");
        talk.reply(&house.ann().doer, &house.table.kent, &thread, &words)
            .await
            .expect("replies");
    }
    // The last of them has come to the other server when somebody there hears of it.
    let mut last = house.opens(house.wendy()).await;
    house.agrees(house.ann(), Room::Joint).await;
    while next(&mut last).await != Some(POSITION) {}
    assert_eq!(next(&mut slow).await, None);
    drop((slow, last));
    house.close().await;
}

async fn nobody_has_streams_without_number(world: World) {
    let house = House::of(world).await;
    let mut open = Vec::new();
    let refused = loop {
        match house.asks(house.wendy(), None).await {
            Ok(mut watch) => {
                assert_eq!(next(&mut watch).await, Some(Seen::Ready));
                open.push(watch);
            }
            Err(refusal) => break refusal,
        }
        assert!(open.len() < 100, "there is an end");
    };
    assert!(matches!(refused, Refusal::Busy(_)), "{refused:?}");
    // Others have theirs, and one that is closed makes room for another.
    drop(house.opens(house.carla()).await);
    open.pop();
    drop(house.opens(house.wendy()).await);
    house.other.end_streams();
    for watch in &mut open {
        while let Some(seen) = next(watch).await {
            assert!(matches!(seen, Seen::Here(_)), "{seen:?}");
        }
    }
    let after = house.asks(house.carla(), None).await.err();
    assert!(matches!(after, Some(Refusal::Busy(_))), "{after:?}");
    drop(open);
    house.close().await;
}

async fn an_act_that_fails_tells_nobody(world: World) {
    let house = House::of(world).await;
    let mut carla = house.opens(house.carla()).await;
    let services = house.table.services();
    let mut act = services.begin(&house.ann().doer).await.expect("begins");
    let recorded = act.record(
        &house
            .table
            .cast
            .world
            .texts("SELECT id AS answer FROM offers")
            .await[0],
        &domain::process::Event::Settled,
    );
    recorded.expect("is recorded");
    drop(act);
    house.agrees(house.ann(), Room::Joint).await;
    assert_eq!(next(&mut carla).await, Some(POSITION));
    drop(carla);
    house.close().await;
}
