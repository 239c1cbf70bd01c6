//! Leaving, handing over, closing an account; and who has to be there.

use chrono::TimeDelta;
use domain::process::{Act, Hat, OrganisationId, PersonId, Role};
use services::{Doer, LinkRefusal, PROGRAMME_OFFICE, Refusal};

use super::{People, words};
use crate::support::{World, both_databases};

both_databases!(
    the_last_who_is_needed_cannot_go,
    of_two_leaders_who_leave_at_once_one_stays,
    a_role_is_handed_over_in_one_act,
    closing_an_account_ends_it_everywhere_and_it_can_be_opened_again,
    the_first_administrator_is_made_once,
);

async fn the_last_who_is_needed_cannot_go(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let ann = people
        .member(&people.kent, &people.ann, Role::PlaceLeader)
        .await;
    let olga = people
        .member(&people.kent, &people.olga, Role::Administrator)
        .await;
    let doer = people.olga().await;
    let told = words(
        services
            .end_membership(&doer, &people.kent, &ann.membership)
            .await,
    );
    assert!(told.contains("the last leader of Kent"), "{told}");
    let told = words(
        services
            .end_membership(&doer, &people.kent, &olga.membership)
            .await,
    );
    assert!(told.contains("the last administrator of Kent"), "{told}");
    let viewer = people.world.viewer(&people.ann).await;
    let told = words(services.leave_role(&viewer, &viewer.hats()[0]).await);
    assert!(told.contains("the last leader of Kent"), "{told}");
    let told = words(
        services
            .close_account(&people.priya, &people.kent, &ann.membership)
            .await,
    );
    assert!(told.contains("the last leader of Kent"), "{told}");
    let office = OrganisationId::from(PROGRAMME_OFFICE);
    let priya = people.priya.person().expect("a person").clone();
    let own = people.member(&office, &priya, Role::ProgrammeOffice).await;
    let told = words(
        services
            .end_membership(&people.priya, &office, &own.membership)
            .await,
    );
    assert!(
        told.contains("the last one in the programme office"),
        "{told}"
    );
    assert_eq!(
        people
            .world
            .number("SELECT COUNT(*) AS answer FROM memberships WHERE ended_at IS NOT NULL")
            .await,
        0
    );
    // With a second leader the first may go, and acts for Kent no more.
    people
        .world
        .person("Bob", &people.kent, Role::PlaceLeader)
        .await;
    services
        .leave_role(&viewer, &viewer.hats()[0])
        .await
        .expect("leaves");
    assert!(people.world.viewer(&people.ann).await.hats().is_empty());
    let again = services.leave_role(&viewer, &viewer.hats()[0]).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    let hats = people
        .world
        .texts("SELECT role AS answer FROM events WHERE kind = 'person-left'")
        .await;
    assert_eq!(
        hats,
        ["place-leader"],
        "recorded under the hat that was given up"
    );
}

async fn of_two_leaders_who_leave_at_once_one_stays(world: World) {
    let people = People::of(world).await;
    let bob = people
        .world
        .person("Bob", &people.kent, Role::PlaceLeader)
        .await;
    let second = people.world.second_instance().await;
    for round in 0..5 {
        let mut tries = Vec::new();
        for (number, person) in [&people.ann, &bob].into_iter().enumerate() {
            let services = match number {
                0 => people.services().clone(),
                _ => second.clone(),
            };
            let viewer = people.world.viewer(person).await;
            let hat = Hat::new(person.clone(), "kent", Role::PlaceLeader);
            tries.push(tokio::spawn(async move {
                services.leave_role(&viewer, &hat).await
            }));
        }
        let mut left = 0;
        for one in tries {
            match one.await.expect("does not panic") {
                Ok(()) => left += 1,
                Err(Refusal::Invalid(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(left, 1, "round {round}");
        let mut act = people
            .services()
            .begin(&Doer::house())
            .await
            .expect("begins");
        for person in [&people.ann, &bob] {
            act.join(person, &people.kent, Role::PlaceLeader)
                .await
                .expect("joins");
        }
        act.commit().await.expect("commits");
    }
    second.close().await.expect("closes");
}

async fn a_role_is_handed_over_in_one_act(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let bob = people
        .world
        .person("Bob", &people.kent, Role::Drafter)
        .await;
    let stranger = people
        .world
        .person("Eve", &"dwp".into(), Role::DepartmentReviewer)
        .await;
    let ann = people
        .member(&people.kent, &people.ann, Role::PlaceLeader)
        .await;
    let doer = people.olga().await;
    let viewer = people.world.viewer(&people.olga).await;
    let successors = services
        .successors(&viewer, &people.kent, &ann.membership)
        .await
        .expect("listed");
    let named: Vec<_> = successors.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(named, ["Bob", "Olga"]);
    for wrong in [&stranger, &people.ann, &PersonId::from("nobody")] {
        let told = words(
            services
                .hand_role_over(&doer, &people.kent, &ann.membership, wrong)
                .await,
        );
        assert_eq!(told, "to: Choose who takes over");
    }
    services
        .hand_role_over(&doer, &people.kent, &ann.membership, &bob)
        .await
        .expect("handed over");
    assert!(people.world.viewer(&people.ann).await.hats().is_empty());
    let roles: Vec<Role> = people
        .world
        .viewer(&bob)
        .await
        .hats()
        .iter()
        .map(|hat| hat.role)
        .collect();
    assert!(roles.contains(&Role::PlaceLeader) && roles.contains(&Role::Drafter));
    let mails = people
        .world
        .texts("SELECT to_address || ' ' || subject AS answer FROM outbox")
        .await;
    assert_eq!(
        mails,
        ["bob@kent.example You take over from Ann at Kent, as: Place leader"]
    );
    let again = services
        .hand_role_over(&doer, &people.kent, &ann.membership, &bob)
        .await;
    assert!(
        matches!(again, Err(Refusal::NotFound)),
        "the role is gone: {again:?}"
    );
    services.verify(None).await.expect("the chain holds");
}

async fn closing_an_account_ends_it_everywhere_and_it_can_be_opened_again(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let bob = people
        .world
        .person("Bob", &people.kent, Role::Drafter)
        .await;
    let member = people.member(&people.kent, &bob, Role::Drafter).await;
    services
        .close_account(&people.priya, &people.kent, &member.membership)
        .await
        .expect("closed");
    assert_eq!(services.viewer(&bob).await.expect("answers"), None);
    let again = services
        .close_account(&people.priya, &people.kent, &member.membership)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert!(
        people
            .member(&people.kent, &bob, Role::Drafter)
            .await
            .closed
    );
    let told = words(
        people
            .invite("Bob", "bob@kent.example", Role::Drafter)
            .await,
    );
    assert!(
        told.starts_with("email: The account with this email address was closed"),
        "{told}"
    );
    services
        .open_account(&people.priya, &people.kent, &member.membership)
        .await
        .expect("opened");
    assert_eq!(people.world.viewer(&bob).await.hats().len(), 1);
    let office = OrganisationId::from(PROGRAMME_OFFICE);
    let priya = people.priya.person().expect("a person").clone();
    people
        .world
        .person("Quentin", &office, Role::ProgrammeOffice)
        .await;
    let own = people.member(&office, &priya, Role::ProgrammeOffice).await;
    let told = words(
        services
            .close_account(&people.priya, &office, &own.membership)
            .await,
    );
    assert!(told.contains("You cannot close your own account"), "{told}");
    let refused = people.priya.may_for(Act::DisablePeople, &people.kent);
    assert!(refused.is_ok());
}

async fn the_first_administrator_is_made_once(world: World) {
    let services = &world.services;
    let wrong = services.first_administrator("nobody", None, false).await;
    assert!(matches!(wrong, Err(Refusal::Invalid(_))), "{wrong:?}");
    let link = services
        .first_administrator(" Ruth@Office.Example ", Some("Ruth"), false)
        .await
        .expect("made");
    let people = world.rows_in("people").await;
    let told = services
        .first_administrator("ruth@office.example", None, false)
        .await;
    let Err(Refusal::WrongStage(told)) = told else {
        panic!("{told:?}");
    };
    assert!(told.contains("--again"), "{told}");
    let token = |link: &str| {
        let (_, token) = link.rsplit_once('/').expect("a link");
        token.to_owned()
    };
    let again = services
        .first_administrator("ruth@office.example", None, true)
        .await
        .expect("made again");
    assert_eq!(world.rows_in("people").await, people);
    assert_eq!(world.rows_in("memberships").await, 2);
    let old = services.claim_link(&token(&link)).await;
    assert!(matches!(old, Err(LinkRefusal::Superseded)), "{old:?}");
    world.clock.forward(TimeDelta::hours(23));
    let claimed = services.claim_link(&token(&again)).await.expect("claimed");
    let roles: Vec<Role> = world
        .viewer(&claimed.person)
        .await
        .hats()
        .into_iter()
        .map(|hat| hat.role)
        .collect();
    assert_eq!(roles, [Role::ProgrammeOffice, Role::Administrator]);
    assert_eq!(world.rows_in("outbox").await, 0, "nothing is mailed");
    let late = services
        .first_administrator("sam@office.example", None, true)
        .await
        .expect("made");
    world.clock.forward(TimeDelta::hours(24));
    let expired = services.claim_link(&token(&late)).await;
    assert!(matches!(expired, Err(LinkRefusal::Expired)), "{expired:?}");
}
