//! Ending a role, handing it over, closing an account, leaving by oneself.

use domain::process::Role;

use super::{OLGA, PRIYA, join, kent, link_of, links};
use crate::support::{Site, World, between, both_databases};

both_databases!(
    the_last_leader_is_told_why_nobody_can_go,
    a_role_is_handed_over_on_a_page,
    a_closed_account_is_out_everywhere_at_the_next_click,
    who_leaves_by_themselves_is_asked_once_more,
);

async fn the_last_leader_is_told_why_nobody_can_go(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let people = olga.get("/organisations/kent").await;
    let end = link_of(&people, "Ann", "/end").to_owned();
    let page = olga.get(&end).await;
    assert!(page.says("End Ann’s role"), "{}", page.text);
    let refused = olga.post(&end, &[]).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.says("This is the last leader of Kent"),
        "{}",
        refused.text
    );
    assert!(refused.title().starts_with("Error: "));
    world.person("Bob", &"kent".into(), Role::PlaceLeader).await;
    let ended = olga.post(&end, &[]).await;
    assert_eq!(ended.to(), "/organisations/kent?done=ended");
    assert_eq!(olga.post(&end, &[]).await.status, 404, "it is over");
}

async fn a_role_is_handed_over_on_a_page(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let people = olga.get("/organisations/kent").await;
    let hand_over = link_of(&people, "Ann", "/hand-over").to_owned();
    let page = olga.get(&hand_over).await;
    assert!(
        page.says("Who takes over") && page.says(">Olga<"),
        "{}",
        page.text
    );
    let nobody = olga.post(&hand_over, &[("to", "")]).await;
    assert_eq!(nobody.status, 422);
    let to = between(&page.text, "<option value=\"\"", "</select>");
    let to = between(to, "<option value=\"", "\"");
    let done = olga.post(&hand_over, &[("to", to)]).await;
    assert_eq!(
        done.to(),
        "/organisations/kent?done=handed-over",
        "{}",
        done.text
    );
    let mails = world
        .texts("SELECT to_address AS answer FROM outbox WHERE kind = 'role-handed-over'")
        .await;
    assert!(mails.is_empty(), "Olga did it herself, and for herself");
    let people = olga.get("/organisations/kent").await;
    assert!(link_of(&people, "Place leader", "/end").contains("/people/"));
    assert!(!people.says(">Ann"));
}

async fn a_closed_account_is_out_everywhere_at_the_next_click(world: World) {
    let kent = kent(&world).await;
    world.person("Bob", &kent, Role::Drafter).await;
    let site = Site::open(&world).await;
    let second = Site::of(world.second_instance().await).await;
    let priya = site.signed_in(&world, PRIYA).await;
    let bob = site.signed_in(&world, "bob@kent.example").await;
    let bob_elsewhere = second.signed_in(&world, "bob@kent.example").await;
    assert_eq!(bob.get("/work").await.status, 200);
    assert_eq!(bob_elsewhere.get("/work").await.status, 200);
    let people = priya.get("/organisations/kent").await;
    let account = link_of(&people, "Bob", "/account").to_owned();
    let page = priya.get(&account).await;
    assert!(page.says("signed out everywhere at once"), "{}", page.text);
    let closed = priya.post(&account, &[("act", "close")]).await;
    assert_eq!(
        closed.to(),
        "/organisations/kent?done=closed",
        "{}",
        closed.text
    );
    assert_eq!(bob.get("/work").await.status, 303);
    assert_eq!(bob_elsewhere.get("/work").await.status, 303);
    assert!(
        priya
            .get("/organisations/kent")
            .await
            .says("Account closed")
    );
    let opened = priya.post(&account, &[("act", "open")]).await;
    assert_eq!(
        opened.to(),
        "/organisations/kent?done=opened",
        "{}",
        opened.text
    );
    assert_eq!(
        bob.get("/work").await.status,
        303,
        "whoever was out signs in anew"
    );
}

async fn who_leaves_by_themselves_is_asked_once_more(world: World) {
    let kent = kent(&world).await;
    let bob = world.person("Bob", &kent, Role::Drafter).await;
    world.place("medway", "Medway", "MED").await;
    join(&world, &bob, "medway", Role::PlaceLeader).await;
    let site = Site::open(&world).await;
    let bob = site.signed_in(&world, "bob@kent.example").await;
    let roles = bob.get("/account/roles").await;
    assert_eq!(links(&roles, "/account/roles/").len(), 2, "{}", roles.text);
    let kent = "/account/roles/drafter@kent";
    assert!(bob.get(kent).await.says("Leave Kent"));
    let left = bob.post(kent, &[]).await;
    assert_eq!((left.status, left.to()), (303, "/account/roles?done=left"));
    assert!(bob.get(left.to()).await.says("You have left"));
    assert_eq!(bob.get(kent).await.status, 404);
    let medway = bob.post("/account/roles/place-leader@medway", &[]).await;
    assert_eq!(medway.status, 422);
    assert!(medway.says("the last leader of Medway"), "{}", medway.text);
    assert_eq!(
        bob.get("/account/roles/administrator@kent").await.status,
        404
    );
}
