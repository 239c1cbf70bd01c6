//! The account: who one is, a copy of what is held, and going for good.

use domain::process::Role;

use crate::support::{Site, World, both_databases, link_for};

both_databases!(
    the_account_leads_to_all_that_is_ones_own,
    a_copy_of_what_is_held_is_a_file,
    who_deletes_the_account_is_out_everywhere,
    who_is_needed_reads_what_to_hand_over,
);

const ANN: &str = "ann@kent.example";
const BOB: &str = "bob@kent.example";

async fn the_account_leads_to_all_that_is_ones_own(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let signed_out = site.browser().get("/account").await;
    assert_eq!(signed_out.to(), "/sign-in?next=%2Faccount");
    let ann = site.signed_in(&world, ANN).await;
    let page = ann.get("/account").await;
    for words in ["Ann", ANN, "Place leader, Kent"] {
        assert!(page.says(words), "{words}: {}", page.text);
    }
    for address in [
        "/account/sessions",
        "/account/roles",
        "/account/mail",
        "/account/export",
        "/account/erase",
    ] {
        assert!(page.says(&format!("href=\"{address}\"")), "{address}");
        assert_eq!(ann.get(address).await.status, 200, "{address}");
    }
    assert!(ann.get("/privacy").await.says(r#"href="/account""#));
}

async fn a_copy_of_what_is_held_is_a_file(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    assert_eq!(site.browser().get("/account/export").await.status, 303);
    let ann = site.signed_in(&world, ANN).await;
    let file = ann.get("/account/export").await;
    assert_eq!(file.status, 200);
    assert_eq!(file.header("content-type"), Some("application/json"));
    assert_eq!(file.header("cache-control"), Some("no-store"));
    let disposition = file.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment"), "{disposition}");
    let held: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    assert_eq!(held["email"], ANN);
    assert_eq!(held["sessions"].as_array().unwrap().len(), 1);
}

async fn who_deletes_the_account_is_out_everywhere(world: World) {
    world.leader_of_kent().await;
    world.person("Bob", &"kent".into(), Role::Drafter).await;
    let site = Site::open(&world).await;
    let second = world.second_instance().await;
    let other = Site::of(second.clone()).await;
    let bob = site.signed_in(&world, BOB).await;
    let elsewhere = other.signed_in(&world, BOB).await;

    let page = bob.get("/account/erase").await;
    assert!(page.says("To confirm, type your email address: bob@kent.example"));
    let wrong = bob.post("/account/erase", &[("confirm", "bob")]).await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.title().starts_with("Error: "), "{}", wrong.title());
    assert!(wrong.says(r#"value="bob""#) && wrong.says(r#"id="confirm-error""#));

    let gone = bob.post("/account/erase", &[("confirm", BOB)]).await;
    assert_eq!(
        (gone.status, gone.to()),
        (303, "/sign-in/account-deleted"),
        "{}",
        gone.text
    );
    assert!(bob.get(gone.to()).await.says("Your account is deleted"));
    assert_eq!(bob.get("/work").await.status, 303);
    assert_eq!(elsewhere.get("/work").await.status, 303);
    let mails = world.rows_in("outbox").await;
    let asked = bob.post("/sign-in", &[("email", BOB)]).await;
    assert_eq!(asked.to(), "/sign-in/check-your-email");
    assert_eq!(world.rows_in("outbox").await, mails);
    world.services.verify(None).await.unwrap();
    second.close().await.unwrap();
}

async fn who_is_needed_reads_what_to_hand_over(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    let page = ann.get("/account/erase").await;
    assert!(
        page.says("There is something to hand over first"),
        "{}",
        page.text
    );
    assert!(page.says("Kent") && page.says(r#"href="/account/roles""#));
    let refused = ann.post("/account/erase", &[("confirm", ANN)]).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("There is something to hand over first"));
    assert_eq!(ann.get("/account").await.status, 200);
    ann.post("/sign-out", &[]).await;
    ann.post("/sign-in", &[("email", ANN)]).await;
    assert_eq!(
        ann.post(&link_for(&world, ANN).await, &[]).await.to(),
        "/work"
    );
}
