//! `single-offer admin`: the first administrator of a real installation, let in by one link.

use chrono::TimeDelta;
use clap::Parser;
use single_offer::admin::{Administrator, admin, make};
use single_offer::config::Config;

use crate::support::{Site, World, both_databases};

both_databases!(
    the_first_administrator_comes_in_and_invites_the_next,
    a_second_one_is_refused_in_words_unless_it_is_meant,
    the_command_works_on_a_real_database_and_not_on_a_demo,
);

fn whom(address: &str, again: bool) -> Administrator {
    Administrator {
        address: address.to_owned(),
        name: Some("Ruth".to_owned()),
        again,
    }
}

/// The path of the link, as the browser of a story asks for it.
fn path(link: &str) -> &str {
    link.strip_prefix("http://single-offer.example").unwrap()
}

async fn the_first_administrator_comes_in_and_invites_the_next(world: World) {
    let link = make(&world.services, &whom("ruth@office.example", false))
        .await
        .unwrap();
    let site = Site::open(&world).await;
    let ruth = site.browser();
    let page = ruth.get(path(&link)).await;
    assert!(page.says("You are signing in as Ruth"), "{}", page.text);
    assert_eq!(ruth.post(path(&link), &[]).await.to(), "/work");
    assert_eq!(ruth.get("/organisations").await.status, 200);
    assert_eq!(ruth.get("/programme/rounds/new").await.status, 200);
    let invited = ruth
        .post(
            "/organisations/programme-office/invite",
            &[
                ("name", "Sam"),
                ("email", "sam@office.example"),
                ("role", "programme-office"),
            ],
        )
        .await;
    assert_eq!(invited.status, 303, "{}", invited.text);
    let again = site.browser();
    again.post(path(&link), &[]).await;
    assert_eq!(again.get("/work").await.status, 303, "the link works once");
    assert!(again.get(path(&link)).await.says("was used already"));
}

async fn a_second_one_is_refused_in_words_unless_it_is_meant(world: World) {
    let first = make(&world.services, &whom("ruth@office.example", false))
        .await
        .unwrap();
    for address in ["ruth@office.example", "eve@evil.example"] {
        let refused = make(&world.services, &whom(address, false)).await;
        let words = refused.unwrap_err().to_string();
        assert!(words.contains("has an administrator already"), "{words}");
    }
    assert_eq!(world.rows_in("people").await, 1);
    let wrong = make(&world.services, &whom("ruth", true)).await;
    let words = wrong.unwrap_err().to_string();
    assert!(
        words.contains("email address in the correct format"),
        "{words}"
    );
    let second = make(&world.services, &whom("ruth@office.example", true))
        .await
        .unwrap();
    assert_eq!(world.rows_in("people").await, 1);
    let site = Site::open(&world).await;
    let ruth = site.browser();
    assert!(
        ruth.get(path(&first))
            .await
            .says("was replaced by a newer one")
    );
    world.clock.forward(TimeDelta::hours(24));
    assert!(ruth.get(path(&second)).await.says("has expired"));
}

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    config: Config,
}

async fn the_command_works_on_a_real_database_and_not_on_a_demo(world: World) {
    let config = |demo: &str| {
        Line::parse_from(["single-offer", "--database-url", &world.database_url, demo]).config
    };
    admin(&config("--demo=0"), &whom("ruth@office.example", false))
        .await
        .unwrap();
    assert_eq!(world.rows_in("memberships").await, 2);
    let again = admin(&config("--demo=0"), &whom("ruth@office.example", false)).await;
    assert!(again.unwrap_err().to_string().contains("--again"));
    let demo = admin(&config("--demo=1"), &whom("ruth@office.example", true)).await;
    assert!(
        demo.unwrap_err()
            .to_string()
            .contains("the demo lets anybody in")
    );
}
