//! Every act on a term, at every state, by everybody: a table. Each is tried with something missing, so that what is
//! allowed changes nothing.

use domain::negotiation::{Stance, TermState};
use services::Refusal;

use super::cast::Bargain;
use crate::offers::cast::Actor;
use crate::support::{World, both_databases};

both_databases!(
    who_may_do_what_with_an_open_term,
    who_may_do_what_with_a_term_that_is_agreed,
    who_may_do_what_with_a_term_that_is_withdrawn,
    who_may_do_what_with_a_freedom_that_is_refused,
);

/// What somebody is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// It is theirs to do, and something is missing.
    Yes,
    NotYours,
    WrongState,
    Done,
    Nowhere,
}

use Told::{Done, NotYours, Nowhere, WrongState, Yes};

const ACTS: [&str; 6] = ["position", "reopen", "withdraw", "refuse", "add", "release"];

/// What is expected of each act, in the order of `ACTS`: of Kent’s leader, of the department that owns the freedom, of
/// the champion. Another department, which has no say in it, is told that it is none of it.
struct Expected {
    leader: [Told; 6],
    owner: [Told; 6],
    champion: [Told; 6],
    /// Who speaks for no party of it is told so once it is known that the term is open.
    stranger_on_position: Told,
}

async fn try_it(table: &Bargain, who: &Actor, act: &str) -> Told {
    let (number, kent, doer) = (table.number("freedom").await, &table.kent, &who.doer);
    let terms = table.services().negotiation();
    let answer = match act {
        "position" => table.says(who, number, Stance::AgreeIf, "").await.map(drop),
        "reopen" => terms.reopen_term(doer, kent, number, "").await,
        "withdraw" => terms.withdraw_term(doer, kent, number, "").await,
        "refuse" => terms.refuse_freedom(doer, kent, number, "").await,
        "add" => terms.add_party(doer, kent, number, &"ho".into(), "").await,
        _ => terms.release_party(doer, kent, number, &"dwp".into()).await,
    };
    match answer {
        Err(Refusal::Invalid(_)) => Yes,
        Err(Refusal::NotAllowed(_)) => NotYours,
        Err(Refusal::WrongStage(_)) => WrongState,
        Err(Refusal::AlreadyDone) => Done,
        Err(Refusal::NotFound) => Nowhere,
        other => panic!("{act}: {other:?}"),
    }
}

async fn compare(table: &Bargain, expected: Expected) {
    let cast = &table.cast;
    let mut stranger = [NotYours; 6];
    stranger[0] = expected.stranger_on_position;
    let rows: [(&Actor, [Told; 6]); 9] = [
        (&cast.ann, expected.leader),
        (&table.wendy, expected.owner),
        (&cast.carla, expected.champion),
        (&table.theo, stranger),
        (&cast.dev, [NotYours; 6]),
        (&table.pat, [NotYours; 6]),
        (&cast.priya, [NotYours; 6]),
        (&cast.noor, [NotYours; 6]),
        (&cast.lena, [Nowhere; 6]),
    ];
    let events = cast.world.rows_in("events").await;
    for (who, wanted) in rows {
        for (act, wanted) in ACTS.into_iter().zip(wanted) {
            let told = try_it(table, who, act).await;
            assert_eq!(told, wanted, "{act} by {}", who.viewer.name);
        }
    }
    assert_eq!(cast.world.rows_in("events").await, events);
}

async fn who_may_do_what_with_an_open_term(world: World) {
    let table = Bargain::of(world).await;
    let expected = Expected {
        leader: [Yes, WrongState, Yes, NotYours, NotYours, NotYours],
        owner: [Yes, WrongState, NotYours, Yes, NotYours, NotYours],
        champion: [NotYours, WrongState, NotYours, NotYours, Yes, Yes],
        stranger_on_position: NotYours,
    };
    compare(&table, expected).await;
}

async fn who_may_do_what_with_a_term_that_is_agreed(world: World) {
    let table = Bargain::of(world).await;
    let freedom = table.number("freedom").await;
    assert_eq!(table.agree_to(freedom).await, TermState::Agreed);
    let expected = Expected {
        leader: [WrongState, Yes, WrongState, NotYours, NotYours, NotYours],
        owner: [WrongState, Yes, NotYours, WrongState, NotYours, NotYours],
        champion: [NotYours, Yes, NotYours, NotYours, WrongState, WrongState],
        stranger_on_position: WrongState,
    };
    compare(&table, expected).await;
}

async fn who_may_do_what_with_a_term_that_is_withdrawn(world: World) {
    let table = Bargain::of(world).await;
    let freedom = table.number("freedom").await;
    table
        .services()
        .negotiation()
        .withdraw_term(&table.cast.ann.doer, &table.kent, freedom, "Not needed")
        .await
        .expect("is withdrawn");
    let expected = Expected {
        leader: [WrongState, Yes, Done, NotYours, NotYours, NotYours],
        owner: [WrongState, Yes, NotYours, WrongState, NotYours, NotYours],
        champion: [NotYours, Yes, NotYours, NotYours, WrongState, WrongState],
        stranger_on_position: WrongState,
    };
    compare(&table, expected).await;
}

async fn who_may_do_what_with_a_freedom_that_is_refused(world: World) {
    let table = Bargain::of(world).await;
    let freedom = table.number("freedom").await;
    table
        .services()
        .negotiation()
        .refuse_freedom(&table.wendy.doer, &table.kent, freedom, "Not lawful")
        .await
        .expect("is refused");
    let expected = Expected {
        leader: [WrongState, Yes, WrongState, NotYours, NotYours, NotYours],
        owner: [WrongState, Yes, NotYours, Done, NotYours, NotYours],
        champion: [NotYours, Yes, NotYours, NotYours, WrongState, WrongState],
        stranger_on_position: WrongState,
    };
    compare(&table, expected).await;
}
