//! A term is agreed when every required party has agreed to its current version, and nobody agrees for another.

use chrono::TimeDelta;
use domain::negotiation::{Said, Stance, TermState};
use domain::process::Room;
use services::Refusal;
use services::negotiation::PositionToTake;

use super::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    a_term_is_agreed_by_every_party_and_locked,
    nobody_agrees_for_another,
    what_a_department_says_in_its_own_room_does_not_count,
    a_version_that_is_not_current_is_refused,
    the_last_word_counts_whatever_the_clocks_say,
);

async fn a_term_is_agreed_by_every_party_and_locked(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let state = table
        .says(&table.cast.ann, savings, Stance::Agree, "")
        .await;
    assert_eq!(state.expect("Kent agrees"), TermState::Open);
    assert_eq!(table.waits(savings).await, 1);
    let state = table
        .says(
            &table.theo,
            savings,
            Stance::Object,
            "Too little by 2013-14.",
        )
        .await;
    assert_eq!(state.expect("the Treasury objects"), TermState::Open);
    let state = table.says(&table.theo, savings, Stance::Agree, "").await;
    assert_eq!(state.expect("the Treasury agrees"), TermState::Agreed);
    assert_eq!(table.waits(savings).await, 0);
    assert_eq!(table.cast.events("term-agreed").await, 1);
    let late = table
        .says(&table.theo, savings, Stance::Object, "On second thoughts")
        .await;
    assert!(matches!(late, Err(Refusal::WrongStage(_))), "{late:?}");
    // The same press again is done already, and not twice in history.
    let again = table.says(&table.theo, savings, Stance::Agree, "").await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.cast.events("position-taken").await, 3);
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn nobody_agrees_for_another(world: World) {
    let table = Bargain::of(world).await;
    let sharing = table.number("sharing").await;
    let champion = table
        .says(&table.cast.carla, sharing, Stance::Agree, "")
        .await;
    assert!(matches!(champion, Err(Refusal::NotAllowed(_))));
    let pensions = table.says(&table.wendy, sharing, Stance::Agree, "").await;
    assert!(matches!(pensions, Err(Refusal::NotAllowed(_))));
    let leicester = table
        .says(&table.cast.lena, sharing, Stance::Agree, "")
        .await;
    assert!(matches!(leicester, Err(Refusal::NotFound)));
    let drafter = table
        .says(&table.cast.dev, sharing, Stance::Agree, "")
        .await;
    assert!(matches!(drafter, Err(Refusal::NotAllowed(_))));
    assert_eq!(table.cast.events("position-taken").await, 0);
}

async fn what_a_department_says_in_its_own_room_does_not_count(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    table
        .says(&table.cast.ann, savings, Stance::Agree, "")
        .await
        .expect("Kent agrees");
    let first = Said::new(Stance::Agree, "If the Chancellor does.");
    let state = table
        .says_in(&table.theo, savings, Room::Whitehall, first)
        .await;
    assert_eq!(state.expect("is recorded"), TermState::Open);
    assert_eq!(table.waits(savings).await, 1);
    let theirs = Said::new(Stance::Agree, "");
    let wrong_room = table
        .says_in(&table.theo, savings, Room::Place, theirs)
        .await;
    assert!(matches!(wrong_room, Err(Refusal::Invalid(_))));
}

async fn a_version_that_is_not_current_is_refused(world: World) {
    let table = Bargain::of(world).await;
    let scope = table.number("scope").await;
    let position = PositionToTake {
        version: 2,
        room: Some(Room::Joint),
        said: Said::new(Stance::Agree, ""),
    };
    let early = table
        .services()
        .negotiation()
        .take_position(&table.cleo.doer, &table.kent, scope, &position)
        .await;
    assert!(matches!(early, Err(Refusal::WrongStage(_))), "{early:?}");
    let unknown = table
        .services()
        .negotiation()
        .take_position(&table.cleo.doer, &table.kent, 99, &position)
        .await;
    assert!(matches!(unknown, Err(Refusal::NotFound)), "{unknown:?}");
}

async fn the_last_word_counts_whatever_the_clocks_say(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let clock = table.cast.world.clock.clone();
    let (ann, theo) = (&table.cast.ann, &table.theo);
    let state = table.says(ann, savings, Stance::Agree, "").await;
    assert_eq!(state.expect("Kent"), TermState::Open);
    let state = table.says(theo, savings, Stance::Object, "Too low.").await;
    assert_eq!(state.expect("the Treasury"), TermState::Open);
    // The clock of the server that hears this is behind that of the other, or the act waited for its turn.
    clock.forward(-TimeDelta::seconds(2));
    let state = table.says(theo, savings, Stance::Agree, "").await;
    assert_eq!(state.expect("the Treasury"), TermState::Agreed);
    let view = table.page(ann, savings).await;
    assert_eq!(view.state, TermState::Agreed);
    assert_eq!(table.waits(savings).await, 0);
}
