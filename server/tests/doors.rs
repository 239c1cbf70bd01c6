//! Who gets how far: what is public, what is not there, and requests that other sites forge.

use reqwest::Method;

use crate::support::{Site, World, both_databases};

both_databases!(
    signed_out_every_address_leads_to_sign_in,
    signed_in_what_is_not_there_is_not_found,
    what_is_public_needs_no_sign_in,
    forged_requests_are_refused,
    our_own_requests_are_believed,
    a_method_that_an_address_has_not_is_told_so,
);

const ANN: &str = "ann@kent.example";

async fn signed_out_every_address_leads_to_sign_in(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    for address in [
        "/work",
        "/offers",
        "/offers/KEN-1/savings",
        "/nowhere",
        "/sign-in-or-not",
        "/a%00b",
    ] {
        let page = browser.get(address).await;
        assert_eq!(page.status, 303, "{address}");
        assert!(
            page.to().starts_with("/sign-in?next=%2F"),
            "{address} {}",
            page.to()
        );
        let posted = browser.post(address, &[]).await;
        assert_eq!(posted.status, 303, "{address}");
        assert!(
            posted.to().starts_with("/sign-in?next=%2F"),
            "{address} {}",
            posted.to()
        );
    }
    assert_eq!(world.rows_in("sessions").await, 0);
}

async fn signed_in_what_is_not_there_is_not_found(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    for address in [
        "/nowhere",
        "/offers/KEN-99/nonsense/deep/below",
        "/offers/KEN-1%00",
        "/%ff",
        "/work/",
    ] {
        let page = ann.get(address).await;
        assert_eq!(page.status, 404, "{address}");
        assert_eq!(page.title(), "Page not found – Single Offer");
        assert!(page.says("Sign out"), "the page has its header");
    }
    assert_eq!(ann.post("/nowhere", &[("a", "b")]).await.status, 404);
}

async fn what_is_public_needs_no_sign_in(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    for address in [
        "/",
        "/sign-in",
        "/sign-in/check-your-email",
        "/accessibility",
        "/privacy",
        "/cookies",
    ] {
        let page = browser.get(address).await;
        assert_eq!(page.status, 200, "{address}");
        assert!(page.title().ends_with("Single Offer"));
        assert!(
            page.header("set-cookie").is_none(),
            "{address} sets no cookie"
        );
    }
    assert_eq!(browser.get("/health").await.text, "ok");
    assert_eq!(browser.get("/ready").await.text, "ready");
}

async fn forged_requests_are_refused(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    let forgeries: &[&[(&str, &str)]] = &[
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "http://127.0.0.1:1")],
        &[("origin", "http://127.0.0.1")],
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", "null")],
        &[("sec-fetch-site", "nonsense")],
        &[("referer", "https://evil.example/page")],
        &[],
    ];
    for forgery in forgeries {
        let mut request = ann.form("/sign-out", "");
        for (name, value) in *forgery {
            request = request.header(*name, *value);
        }
        let page = ann.send(request).await;
        assert_eq!(page.status, 403, "{forgery:?}");
        assert!(page.says("did not come from our own page"), "{forgery:?}");
        assert_eq!(
            ann.get("/").await.to(),
            "/work",
            "still signed in after {forgery:?}"
        );
    }
    let put = ann
        .request(Method::PUT, "/sign-out")
        .header("origin", "https://evil.example");
    assert_eq!(ann.send(put).await.status, 403);
}

async fn our_own_requests_are_believed(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    for (name, value) in [
        ("origin", site.url.as_str()),
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-site", "none"),
        ("origin", "http://single-offer.example"),
    ] {
        let browser = site.browser();
        let request = browser.form("/sign-in", "email=x").header(name, value);
        assert_eq!(browser.send(request).await.status, 422, "{name}: {value}");
    }
}

async fn a_method_that_an_address_has_not_is_told_so(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    for (method, address) in [
        (Method::PUT, "/sign-in"),
        (Method::DELETE, "/sign-in"),
        (Method::POST, "/privacy"),
    ] {
        let request = browser.request(method, address).header("origin", &site.url);
        let page = browser.send(request).await;
        assert_eq!(page.status, 405, "{address}");
        assert!(page.header("allow").is_some());
        assert!(page.says("This address cannot do that"), "{}", page.text);
    }
}
