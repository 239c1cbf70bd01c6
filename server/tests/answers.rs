//! What every answer tells the browser to hold to.

use std::collections::HashSet;

use crate::support::{Site, World, between, both_databases};

both_databases!(
    only_scripts_with_the_nonce_of_the_answer_run,
    every_answer_carries_the_headers_that_protect_it,
    by_https_browsers_are_told_to_stay_with_it,
    pages_come_compressed,
    pages_hold_nothing_behind_their_end,
);

async fn only_scripts_with_the_nonce_of_the_answer_run(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    let mut nonces = HashSet::new();
    for _time in 0..3 {
        let page = browser.get("/sign-in").await;
        let policy = page.header("content-security-policy").unwrap().to_owned();
        let nonce = between(&policy, "script-src 'nonce-", "'").to_owned();
        assert!(nonce.len() >= 20, "{policy}");
        for rule in [
            "default-src 'none'",
            "'strict-dynamic'",
            "'wasm-unsafe-eval'",
            "style-src 'self'",
            "img-src 'self' data:",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(rule), "{rule} in {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        for script in page.text.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains(&format!(r#"nonce="{nonce}""#)), "{tag}");
        }
        assert!(!page.says(" style="), "no style in the page itself");
        nonces.insert(nonce);
    }
    assert_eq!(nonces.len(), 3, "a nonce is used once");
}

async fn every_answer_carries_the_headers_that_protect_it(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    let mut references = HashSet::new();
    for (address, status) in [
        ("/", 200),
        ("/sign-in", 200),
        ("/work", 303),
        ("/health", 200),
        ("/sign-in/nowhere", 404),
    ] {
        let page = browser.get(address).await;
        assert_eq!(page.status, status, "{address}");
        assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(page.header("referrer-policy"), Some("same-origin"));
        assert!(
            page.header("content-security-policy")
                .unwrap()
                .contains("frame-ancestors 'none'")
        );
        assert!(
            page.header("strict-transport-security").is_none(),
            "not on loopback"
        );
        references.insert(page.header("x-request-id").unwrap().to_owned());
    }
    assert_eq!(references.len(), 5);
}

async fn by_https_browsers_are_told_to_stay_with_it(world: World) {
    world.leader_of_kent().await;
    let site = Site::open_behind_https(&world).await;
    let browser = site.browser();
    let page = browser.get("/").await;
    assert!(
        page.header("strict-transport-security")
            .unwrap()
            .starts_with("max-age=")
    );
    browser
        .post("/sign-in", &[("email", "ann@kent.example")])
        .await;
    let link = crate::support::link_for(&world, "ann@kent.example").await;
    let entered = browser.post(&link, &[]).await;
    let cookie = entered.header("set-cookie").unwrap();
    for attribute in [
        "HttpOnly",
        "SameSite=Lax",
        "Secure",
        "Path=/",
        "Max-Age=604800",
    ] {
        assert!(cookie.contains(attribute), "{attribute} in {cookie}");
    }
    let plain = Site::open(&world).await.browser();
    plain
        .post("/sign-in", &[("email", "ann@kent.example")])
        .await;
    let link = crate::support::link_for(&world, "ann@kent.example").await;
    let entered = plain.post(&link, &[]).await;
    let cookie = entered.header("set-cookie").unwrap();
    assert!(
        cookie.contains("HttpOnly") && !cookie.contains("Secure"),
        "{cookie}"
    );
}

async fn pages_come_compressed(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    for coding in ["zstd", "gzip"] {
        let request = browser.request(reqwest::Method::GET, "/privacy");
        let response = request
            .header("accept-encoding", coding)
            .send()
            .await
            .unwrap();
        assert_eq!(response.headers()["content-encoding"], coding);
        assert!(response.bytes().await.unwrap().len() < 2_500);
    }
}

async fn pages_hold_nothing_behind_their_end(world: World) {
    let site = Site::open(&world).await;
    for address in ["/", "/sign-in", "/cookies"] {
        let page = site.browser().get(address).await;
        assert!(page.text.starts_with("<!DOCTYPE html><html lang=\"en-GB\""));
        assert!(page.text.ends_with("</body></html>"));
        assert!(!page.says("<!>"), "{address}");
    }
}
