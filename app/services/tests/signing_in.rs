//! Links by mail: the same answer for everybody, once, and no longer than they live.

use chrono::TimeDelta;
use domain::process::{Hat, Role};
use services::{Claimed, Doer, Invitation, LinkRefusal};

use crate::support::{World, both_databases};

both_databases!(
    a_link_signs_in_once,
    of_fifty_at_once_one_gets_in,
    the_sixth_link_is_not_sent,
    of_twenty_wishes_at_once_five_are_heard,
    a_new_link_takes_the_place_of_the_old,
    links_expire,
    nobody_learns_who_has_an_account,
    a_disabled_person_is_not_let_in,
    an_invitation_gives_a_hat_when_it_is_taken,
    a_burglar_finds_no_tokens,
    wrong_links_explain_themselves,
);

const NETWORK: &str = "192.0.2.0/24";

async fn a_link_signs_in_once(world: World) {
    let ann = world.leader_of_kent().await;
    let token = ask(&world, "Ann@Kent.Example", "/offers/KEN-1").await;
    for _ in 0..2 {
        let open = world.services.look_at_link(&token).await.expect("open");
        assert_eq!(open.name, "Ann");
        assert_eq!(open.invited_to, None);
    }
    let claimed = world.services.claim_link(&token).await.expect("in");
    assert_eq!(
        claimed,
        Claimed {
            person: ann,
            destination: "/offers/KEN-1".to_owned(),
            hat: None,
        }
    );
    let again = world.services.claim_link(&token).await;
    assert!(matches!(again, Err(LinkRefusal::Used)), "{again:?}");
    let look = world.services.look_at_link(&token).await;
    assert!(matches!(look, Err(LinkRefusal::Used)), "{look:?}");
}

async fn of_fifty_at_once_one_gets_in(world: World) {
    world.leader_of_kent().await;
    let token = ask(&world, "ann@kent.example", "/work").await;
    let second = world.second_instance().await;
    let claims: Vec<_> = (0..50)
        .map(|number| {
            let services = if number % 2 == 0 {
                world.services.clone()
            } else {
                second.clone()
            };
            let token = token.clone();
            tokio::spawn(async move { services.claim_link(&token).await })
        })
        .collect();
    let mut let_in = 0;
    for claim in claims {
        match claim.await.expect("answered") {
            Ok(_) => let_in += 1,
            Err(LinkRefusal::Used) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!(let_in, 1);
    second.close().await.expect("closes");
}

async fn the_sixth_link_is_not_sent(world: World) {
    world.leader_of_kent().await;
    let networks = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
    for number in 0..7 {
        let network = networks[number % networks.len()];
        world
            .services
            .ask_for_link("ann@kent.example", network, "/work")
            .await
            .expect("the same answer as ever");
    }
    assert_eq!(world.rows_in("outbox").await, 5);
    // From one network, whatever the addresses.
    for number in 0..7 {
        world
            .services
            .ask_for_link(
                &format!("nobody{number}@kent.example"),
                "198.51.100.7",
                "/work",
            )
            .await
            .expect("the same answer as ever");
    }
    assert_eq!(
        world
            .number(
                "SELECT COUNT(*) AS answer FROM sign_in_attempts WHERE network = '198.51.100.7'"
            )
            .await,
        5
    );
    world.clock.forward(TimeDelta::minutes(16));
    ask(&world, "ann@kent.example", "/work").await;
    assert_eq!(world.rows_in("outbox").await, 6);
}

async fn of_twenty_wishes_at_once_five_are_heard(world: World) {
    world.leader_of_kent().await;
    let second = world.second_instance().await;
    let wishes: Vec<_> = (0..20)
        .map(|number| {
            let services = if number % 2 == 0 {
                world.services.clone()
            } else {
                second.clone()
            };
            tokio::spawn(async move {
                services
                    .ask_for_link("ann@kent.example", &format!("192.0.2.{number}"), "/work")
                    .await
            })
        })
        .collect();
    for wish in wishes {
        wish.await.expect("answered").expect("the same answer");
    }
    assert_eq!(world.rows_in("outbox").await, 5);
    second.close().await.expect("closes");
}

async fn a_new_link_takes_the_place_of_the_old(world: World) {
    world.leader_of_kent().await;
    let first = ask(&world, "ann@kent.example", "/work").await;
    world.clock.forward(TimeDelta::seconds(1));
    let last = ask(&world, "ann@kent.example", "/work").await;
    let old = world.services.claim_link(&first).await;
    assert!(matches!(old, Err(LinkRefusal::Superseded)), "{old:?}");
    world.services.claim_link(&last).await.expect("in");
}

async fn links_expire(world: World) {
    world.leader_of_kent().await;
    let token = ask(&world, "ann@kent.example", "/work").await;
    world.clock.forward(TimeDelta::minutes(15));
    let late = world.services.claim_link(&token).await;
    assert!(matches!(late, Err(LinkRefusal::Expired)), "{late:?}");
}

async fn nobody_learns_who_has_an_account(world: World) {
    world
        .services
        .ask_for_link("stranger@kent.example", NETWORK, "/work")
        .await
        .expect("the same answer as for those who are known");
    assert_eq!(world.rows_in("outbox").await, 0);
    assert!(
        world
            .services
            .ask_for_link("no address", NETWORK, "/work")
            .await
            .is_err()
    );
}

async fn a_disabled_person_is_not_let_in(world: World) {
    let ann = world.leader_of_kent().await;
    let token = ask(&world, "ann@kent.example", "/work").await;
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    act.disable(&ann).await.expect("disabled");
    act.commit().await.expect("commits");
    let link = world.services.claim_link(&token).await;
    assert!(matches!(link, Err(LinkRefusal::Unknown)), "{link:?}");
    assert_eq!(world.services.viewer(&ann).await.expect("answers"), None);
    world
        .services
        .ask_for_link("ann@kent.example", NETWORK, "/work")
        .await
        .expect("the same answer as ever");
    assert_eq!(world.rows_in("outbox").await, 1);
}

async fn an_invitation_gives_a_hat_when_it_is_taken(world: World) {
    let kent = world.place("kent", "Kent", "KEN").await;
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    let invitation = Invitation {
        address: "Bob@Kent.example",
        name: "Bob",
        organisation: &kent,
        role: Role::Drafter,
        destination: "//evil.example/offers",
    };
    let former = act.invite(invitation.clone()).await.expect("invited");
    let link = act.invite(invitation).await.expect("invited again");
    act.commit().await.expect("commits");
    let old = world.services.look_at_link(token_in(&former)).await;
    assert!(matches!(old, Err(LinkRefusal::Superseded)), "{old:?}");
    world.clock.forward(TimeDelta::days(13));
    let open = world
        .services
        .look_at_link(token_in(&link))
        .await
        .expect("open");
    assert_eq!(open.invited_to, Some(("Kent".to_owned(), Role::Drafter)));
    let claimed = world
        .services
        .claim_link(token_in(&link))
        .await
        .expect("in");
    assert_eq!(claimed.destination, "/work");
    let bob = world.viewer(&claimed.person).await;
    assert_eq!(
        bob.hats(),
        [Hat::new(bob.person.clone(), kent, Role::Drafter)]
    );
    world.services.verify(None).await.expect("the chain holds");
}

async fn a_burglar_finds_no_tokens(world: World) {
    world.leader_of_kent().await;
    let token = ask(&world, "ann@kent.example", "/work").await;
    let links = world
        .texts("SELECT token_digest AS answer FROM sign_in_links")
        .await;
    assert!(!links.contains(&token));
    assert_eq!(links.len(), 1);
}

async fn wrong_links_explain_themselves(world: World) {
    for token in [
        "",
        "nonsense",
        "'; DROP TABLE people; --",
        "a\0b",
        "é".repeat(500).as_str(),
    ] {
        let link = world.services.look_at_link(token).await;
        let refusal = link.expect_err("refused");
        assert!(matches!(refusal, LinkRefusal::Unknown), "{refusal:?}");
        assert!(refusal.to_string().contains("ask for a new one"));
        assert!(world.services.claim_link(token).await.is_err());
    }
}

/// Asks for a link and finds its token in the last mail.
async fn ask(world: &World, address: &str, destination: &str) -> String {
    world
        .services
        .ask_for_link(address, NETWORK, destination)
        .await
        .expect("asked");
    let mails = world
        .texts("SELECT body AS answer FROM outbox ORDER BY id DESC LIMIT 1")
        .await;
    let link = mails[0]
        .split_whitespace()
        .find(|word| word.starts_with("http://"))
        .expect("a link in the mail");
    token_in(link).to_owned()
}

fn token_in(link: &str) -> &str {
    link.strip_prefix("http://single-offer.example/sign-in/link/")
        .expect("a link of this house")
}
