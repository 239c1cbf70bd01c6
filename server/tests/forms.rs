//! What is posted: too much, no text, by the wrong person, after the session ended.

use domain::process::Role;

use crate::support::{Browser, Page, Site, World, between, both_databases};

both_databases!(
    more_than_a_form_can_hold_is_refused,
    what_is_no_text_is_refused,
    what_is_no_form_is_refused,
    text_typed_into_an_ended_session_comes_back,
    kept_text_comes_back_to_its_own_person_only,
    a_form_opened_by_somebody_else_changes_nothing,
);

const ANN: &str = "ann@kent.example";
const BOB: &str = "bob@kent.example";
const FORM: &str = "/offers/new";

async fn send(browser: &Browser, address: &str, body: &str) -> Page {
    let request = browser
        .form(address, body)
        .header("sec-fetch-site", "same-origin");
    browser.send(request).await
}

async fn more_than_a_form_can_hold_is_refused(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    let long = format!("email={}", "a".repeat(2 * 1024 * 1024));
    let many = "a=b&".repeat(5_001);
    for body in [&long, &many] {
        let page = send(&browser, "/sign-in", body).await;
        assert_eq!(page.status, 413);
        assert!(page.says("This is too large"));
    }
    let just = "a=b&".repeat(5_000);
    assert_eq!(send(&browser, "/sign-in", &just).await.status, 422);
}

async fn what_is_no_text_is_refused(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    for body in ["email=%ff", "email=%00", "%c3%28=x", "email=%ed%a0%80"] {
        let page = send(&browser, "/sign-in", body).await;
        assert_eq!(page.status, 400, "{body}");
        assert!(page.says("cannot be understood"));
    }
    let raw = browser
        .request(reqwest::Method::POST, "/sign-in")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(b"email=\xff\xfe".to_vec());
    assert_eq!(browser.send(raw).await.status, 400);
    for body in ["email=%", "email=%zz", "&&=&", "email", "email=1&email=2"] {
        assert_eq!(send(&browser, "/sign-in", body).await.status, 422, "{body}");
    }
}

async fn what_is_no_form_is_refused(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    for kind in [
        "application/json",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
    ] {
        let request = browser
            .request(reqwest::Method::POST, "/sign-in")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", kind)
            .body("email=x");
        assert_eq!(browser.send(request).await.status, 400, "{kind}");
    }
}

/// The hidden field by which a form says who opened it.
fn opened_by(page: &Page) -> String {
    between(&page.text, r#"name="_as" value=""#, "\"").to_owned()
}

async fn people_of_kent(world: &World) {
    world.leader_of_kent().await;
    world.person("Bob", &"kent".into(), Role::PlaceLeader).await;
}

async fn text_typed_into_an_ended_session_comes_back(world: World) {
    let person = world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    let form = ann.get(FORM).await;
    assert_eq!(form.status, 200, "{}", form.text);
    let opened_by = opened_by(&form);
    assert!(!opened_by.is_empty());

    world.services.sign_out_everywhere(&person).await.unwrap();
    let typed = "Two hours’ work: <Kent> & “more”\r\non two lines";
    let away = ann
        .post(
            FORM,
            &[
                ("title", typed),
                ("kind", "single-offer"),
                ("_as", &opened_by),
            ],
        )
        .await;
    assert_eq!(away.status, 303);
    assert!(
        away.to()
            .starts_with("/sign-in?next=%2Foffers%2Fnew%3Fkept%3D"),
        "{}",
        away.to()
    );

    let sign_in = ann.get(away.to()).await;
    let next = between(&sign_in.text, r#"name="next" value=""#, "\"").to_owned();
    ann.post("/sign-in", &[("email", ANN), ("next", &next)])
        .await;
    let link = crate::support::link_for(&world, ANN).await;
    let back = ann.post(&link, &[]).await;
    assert_eq!(back.to(), next);
    for _look in 0..2 {
        let page = ann.get(&next).await;
        assert_eq!(page.status, 200);
        assert!(
            page.says("Two hours’ work: &lt;Kent&gt; &amp; “more”"),
            "{}",
            page.text
        );
    }
    assert_eq!(world.rows_in("offers").await, 0, "kept, and not saved");
}

async fn kept_text_comes_back_to_its_own_person_only(world: World) {
    people_of_kent(&world).await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    let opened_by = opened_by(&ann.get(FORM).await);
    ann.post("/sign-out", &[]).await;
    let away = ann
        .post(FORM, &[("title", "A secret of Ann’s"), ("_as", &opened_by)])
        .await;
    let sign_in = ann.get(away.to()).await;
    let next = between(&sign_in.text, r#"name="next" value=""#, "\"").to_owned();
    assert!(next.contains("kept="));

    let bob = site.signed_in(&world, BOB).await;
    let page = bob.get(&next).await;
    assert_eq!(page.status, 200);
    assert!(!page.says("A secret"));
    let ann = site.signed_in(&world, ANN).await;
    assert!(ann.get(&next).await.says("A secret of Ann’s"));
    assert!(!ann.get(FORM).await.says("A secret"));

    let nobodys = site
        .browser()
        .post(FORM, &[("title", "x"), ("_as", "nobody")])
        .await;
    assert_eq!(
        nobodys.status, 303,
        "a form of nobody's: only off to sign-in"
    );
}

async fn a_form_opened_by_somebody_else_changes_nothing(world: World) {
    people_of_kent(&world).await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    let anns = opened_by(&ann.get(FORM).await);
    let bob = site.signed_in(&world, BOB).await;
    let page = bob
        .post(
            FORM,
            &[("title", "Ann’s"), ("kind", "single-offer"), ("_as", &anns)],
        )
        .await;
    assert_eq!(page.status, 403);
    assert!(page.says("opened by somebody else"));
    assert_eq!(world.rows_in("offers").await, 0);
}
