//! Inviting somebody to act for an organisation, and what becomes of the invitation.

use chrono::TimeDelta;

use super::{OLGA, kent, links};
use crate::support::{Site, World, both_databases, link_for};

both_databases!(
    an_administrator_invites_and_the_invited_act_for_the_place,
    invitations_that_do_not_open_say_why,
    an_invitation_is_sent_again_and_cancelled_on_its_page,
);

async fn an_administrator_invites_and_the_invited_act_for_the_place(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let work = olga.get("/work").await;
    assert!(work.says("Your organisation"), "{}", work.text);
    let list = olga.get("/organisations").await;
    assert_eq!((list.status, list.to()), (303, "/organisations/kent"));
    let page = olga.get("/organisations/kent").await;
    assert_eq!(page.status, 200);
    assert!(
        page.says("Ann") && page.says("Place leader"),
        "{}",
        page.text
    );
    assert!(
        !page.says("Close the account"),
        "that is the programme office's"
    );

    let invite = "/organisations/kent/invite";
    assert_eq!(olga.get(invite).await.status, 200);
    let wrong = olga
        .post(
            invite,
            &[("name", "Dev <b>"), ("email", "dev"), ("role", "champion")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("Error: Invite somebody"), "{}", wrong.text);
    assert!(wrong.says(r#"value="Dev &lt;b&gt;""#) && wrong.says(r#"value="dev""#));
    assert!(wrong.says(r##"href="#email""##) && wrong.says(r##"href="#role""##));
    let sent = olga
        .post(
            invite,
            &[
                ("name", "Dev"),
                ("email", "dev@kent.example"),
                ("role", "drafter"),
            ],
        )
        .await;
    assert_eq!(
        (sent.status, sent.to()),
        (303, "/organisations/kent?done=invited")
    );
    let page = olga.get(sent.to()).await;
    assert!(page.says("The invitation is on its way"));
    assert!(
        page.says("dev@kent.example") && page.says("28 January 2013"),
        "{}",
        page.text
    );

    let dev = site.browser();
    let link = link_for(&world, "dev@kent.example").await;
    let seen = dev.get(&link).await;
    assert!(seen.says("Accept your invitation"), "{}", seen.text);
    assert!(seen.says("to act for Kent, as: Drafter"), "{}", seen.text);
    assert_eq!(dev.post(&link, &[]).await.to(), "/work");
    let roles = dev.get("/account/roles").await;
    assert!(
        roles.says("Kent") && roles.says("Drafter"),
        "{}",
        roles.text
    );
    assert_eq!(dev.get("/offers/new").await.status, 200);
    assert!(
        !olga
            .get("/organisations/kent")
            .await
            .says("Invited, and not here yet")
    );
}

async fn invitations_that_do_not_open_say_why(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let invite = async || {
        let fields = [
            ("name", "Dev"),
            ("email", "dev@kent.example"),
            ("role", "drafter"),
        ];
        assert_eq!(
            olga.post("/organisations/kent/invite", &fields)
                .await
                .status,
            303
        );
        link_for(&world, "dev@kent.example").await
    };
    let dev = site.browser();
    let told = async |link: &str, words: &str| {
        for page in [dev.get(link).await, {
            let posted = dev.post(link, &[]).await;
            assert_eq!((posted.status, posted.to()), (303, link));
            dev.get(posted.to()).await
        }] {
            assert_eq!(page.status, 410, "{link}");
            assert!(page.says(words), "{words}: {}", page.text);
        }
        assert_eq!(dev.get("/work").await.status, 303, "nobody is let in");
    };
    let first = invite().await;
    told(&first[..first.len() - 3], "not one of ours").await;
    told(&format!("{first}x"), "not one of ours").await;
    told("/sign-in/link/nobody-ever-got-this", "not one of ours").await;
    let second = invite().await;
    told(&first, "was replaced by a newer one").await;
    world.clock.forward(TimeDelta::days(15));
    told(&second, "has expired").await;
    let olga = site.signed_in(&world, OLGA).await;
    let page = olga.get("/organisations/kent").await;
    assert!(page.says("Expired"), "{}", page.text);
    let its_page = links(&page, "/invitations/")[0].to_owned();
    let cancelled = olga.post(&its_page, &[("act", "cancel")]).await;
    assert_eq!(cancelled.to(), "/organisations/kent?done=cancelled");
    let fields = [
        ("name", "Dev"),
        ("email", "dev@kent.example"),
        ("role", "drafter"),
    ];
    olga.post("/organisations/kent/invite", &fields).await;
    let third = link_for(&world, "dev@kent.example").await;
    let page = olga.get("/organisations/kent").await;
    let its_page = links(&page, "/invitations/")[0].to_owned();
    olga.post(&its_page, &[("act", "cancel")]).await;
    told(&third, "was cancelled").await;
    olga.post("/organisations/kent/invite", &fields).await;
    let fourth = link_for(&world, "dev@kent.example").await;
    assert_eq!(site.browser().post(&fourth, &[]).await.to(), "/work");
    told(&fourth, "was used already").await;
}

async fn an_invitation_is_sent_again_and_cancelled_on_its_page(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let fields = [
        ("name", "Dev"),
        ("email", "dev@kent.example"),
        ("role", "drafter"),
    ];
    olga.post("/organisations/kent/invite", &fields).await;
    let first = link_for(&world, "dev@kent.example").await;
    let its_page = async || {
        let page = olga.get("/organisations/kent").await;
        links(&page, "/invitations/")[0].to_owned()
    };
    let page = olga.get(&its_page().await).await;
    assert!(
        page.says("Send again") && page.says("Cancel the invitation"),
        "{}",
        page.text
    );
    let again = olga.post(&its_page().await, &[("act", "again")]).await;
    assert_eq!(again.to(), "/organisations/kent?done=invited");
    let second = link_for(&world, "dev@kent.example").await;
    assert_ne!(first, second);
    let here = its_page().await;
    assert_eq!(site.browser().post(&second, &[]).await.to(), "/work");
    let late = olga.post(&here, &[("act", "cancel")]).await;
    assert_eq!(late.status, 409);
    assert!(late.says("was accepted in the meantime"), "{}", late.text);
    assert_eq!(olga.get(&here).await.status, 404);
}
