//! What is refused, cut off or kept quiet, whoever asks.

use std::{
    io::{self, Write},
    sync::{Arc, Mutex, OnceLock},
};

use app::routes::{ROUTES, Way};
use reqwest::Method;
use tracing_subscriber::{EnvFilter, fmt::format::FmtSpan};

use crate::slow::impatient;
use crate::support::{Page, Provider, Site, World, between, both_databases, link_for};

both_databases!(
    no_changing_address_believes_another_site,
    every_kind_of_answer_carries_the_headers,
    a_form_too_large_is_told_so,
    a_reference_is_ours_or_one_that_looks_like_it,
    the_log_holds_nothing_that_opens_a_door,
);

const ANN: &str = "ann@kent.example";

/// Every form there is, each forged in the four ways in which another site can send it.
async fn no_changing_address_believes_another_site(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    let forms: Vec<_> = ROUTES
        .iter()
        .filter(|route| match route.way {
            Way::Form => true,
            Way::Page | Way::File | Way::Stream => false,
        })
        .collect();
    assert!(forms.len() > 20, "the table has the forms of the house");
    let before = everything(&world).await;
    for route in forms {
        let address = filled_in(route.path);
        for forgery in [
            [
                ("origin", "https://evil.example"),
                ("sec-fetch-mode", "navigate"),
            ],
            [
                ("sec-fetch-site", "cross-site"),
                ("sec-fetch-mode", "navigate"),
            ],
            [("origin", "null"), ("sec-fetch-mode", "navigate")],
            [
                ("referer", "https://evil.example/page"),
                ("accept", "text/html"),
            ],
        ] {
            let mut request = ann.form(&address, "email=ann@kent.example&end-others=yes");
            for (name, value) in forgery {
                request = request.header(name, value);
            }
            let page = ann.send(request).await;
            assert_eq!(page.status, 403, "{address} {forgery:?}");
            assert!(page.says("did not come from our own page"), "{address}");
        }
    }
    assert_eq!(everything(&world).await, before);
    assert_eq!(ann.get("/work").await.status, 200, "still signed in");
}

/// The address with something in each of its places.
fn filled_in(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{ref}" => "KEN-1",
        part if part.starts_with('{') => "something",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn everything(world: &World) -> Vec<i64> {
    let mut rows = Vec::new();
    for table in [
        "events",
        "outbox",
        "sessions",
        "people",
        "offers",
        "memberships",
    ] {
        rows.push(world.rows_in(table).await);
    }
    rows
}

async fn every_kind_of_answer_carries_the_headers(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, ANN).await;
    let nobody = site.browser();
    let big = "email=".to_owned() + &"a".repeat(2 << 20);
    let forged = ann.form("/sign-out", "").header("origin", "null");
    let put = ann
        .request(Method::PUT, "/work")
        .header("origin", &site.url);
    let large = nobody.form("/sign-in", &big).header("origin", &site.url);
    let no_form = nobody
        .request(Method::POST, "/sign-in")
        .header("origin", &site.url)
        .body("{}");
    for (status, page) in [
        (200, ann.get("/work").await),
        (200, ann.get("/account/export").await),
        (200, nobody.get("/health").await),
        (303, nobody.get("/work").await),
        (303, ann.post("/account/sessions", &[("end", "none")]).await),
        (400, nobody.send(no_form).await),
        (403, ann.send(forged).await),
        (404, ann.get("/nowhere").await),
        (404, nobody.get("/assets/nothing.css").await),
        (405, ann.send(put).await),
        (410, nobody.get("/sign-in/link/none").await),
        (413, nobody.send(large).await),
        (422, nobody.post("/sign-in", &[("email", "")]).await),
    ] {
        // Whoever is not signed in is led to sign-in from what is not there, too.
        assert!(
            page.status == status || page.status == 303,
            "{status} {}",
            page.status
        );
        protects(&page);
    }
}

fn protects(page: &Page) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(page.header(name), Some(value), "{} {name}", page.status);
    }
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    let devices = page.header("permissions-policy").unwrap();
    assert!(devices.contains("camera=()"), "{devices}");
    assert!(page.header("x-request-id").is_some());
    assert!(
        page.header("server").is_none(),
        "no word about what answers"
    );
}

async fn a_form_too_large_is_told_so(world: World) {
    let site = impatient(&world, |limits| limits.form = 1000).await;
    let browser = site.browser();
    let long = "a".repeat(1000);
    let page = browser.post("/sign-in", &[("email", &long)]).await;
    assert_eq!(page.status, 413);
    assert!(page.says("This is too large"), "{}", page.text);
    assert!(page.says("Nothing was saved: go back, shorten it"));
    assert_eq!(world.rows_in("sign_in_attempts").await, 0);
}

async fn a_reference_is_ours_or_one_that_looks_like_it(world: World) {
    let site = Site::open(&world).await;
    let browser = site.browser();
    let ask = |given: &'static str| {
        let request = browser.request(Method::GET, "/privacy");
        browser.send(request.header("x-request-id", given))
    };
    for given in ["0af7651916cd43dd8448eb211c80319c", "of-our-proxy-17"] {
        assert_eq!(ask(given).await.header("x-request-id"), Some(given));
    }
    let long = "a".repeat(65);
    let long: &'static str = long.leak();
    for given in [
        "short",
        long,
        "<script>alert(1)</script>",
        "two words here",
        "fake\tlog=line",
    ] {
        let page = ask(given).await;
        let reference = page.header("x-request-id").unwrap();
        assert!(reference.len() == 12 && reference != given, "{reference}");
    }
}

async fn the_log_holds_nothing_that_opens_a_door(world: World) {
    let log = listen();
    world.leader_of_kent().await;
    let provider = Provider::start(&world.clock, ANN).await;
    let services = world.services.clone().with_providers([provider.settings()]);
    let site = Site::of(services).await;
    let mut secrets = vec![
        "hush-of-the-client".to_owned(),
        "token-for-the-user-info".to_owned(),
    ];

    // By mail, and once more with a link that was used.
    let ann = site.browser();
    ann.post("/sign-in", &[("email", ANN)]).await;
    let link = link_for(&world, ANN).await;
    secrets.push(link.rsplit('/').next().unwrap().to_owned());
    ann.get(&link).await;
    ann.post(&link, &[]).await;
    secrets.push(ann.cookie().split('=').nth(1).unwrap().to_owned());
    site.browser().post(&link, &[]).await;
    let page = ann.get("/offers/new").await;
    let person = between(between(&page.text, "name=\"_as\"", ">"), "value=\"", "\"").to_owned();
    world
        .services
        .sign_out_everywhere(&person.as_str().into())
        .await
        .unwrap();
    let kept = ann
        .post(
            "/offers/new",
            &[("_as", &person), ("title", "what Ann typed")],
        )
        .await;
    let token = kept.to().rsplit("kept%3D").next().unwrap();
    assert!(token.len() > 20, "{}", kept.to());
    secrets.push(token.to_owned());
    secrets.push("what Ann typed".to_owned());

    // Through the provider, and once more with the same code.
    let ann = site.browser();
    ann.post("/sign-in/with/kent", &[]).await;
    secrets.push(ann.cookie().split('=').nth(1).unwrap().to_owned());
    let page = ann.get("/sign-in/with/kent").await;
    let address = between(&page.text, "content=\"0;url=", "\"").replace("&amp;", "&");
    for name in ["state=", "nonce="] {
        secrets.push(between(&format!("{address}&"), name, "&").to_owned());
    }
    let begun = world
        .texts("SELECT data AS answer FROM sessions WHERE person_id IS NULL")
        .await;
    let begun: serde_json::Value = serde_json::from_str(&begun[0]).unwrap();
    let verifier = begun["begun-at-provider"]["verifier"].as_str().unwrap();
    secrets.push(verifier.to_owned());
    let back = provider.visit(&address).await;
    let back = back.strip_prefix("http://single-offer.example").unwrap();
    secrets.push(between(back, "code=", "&").to_owned());
    ann.get(back).await;
    let (path, form) = back.split_once('?').unwrap();
    for status in [303, 422] {
        let request = ann.form(path, form).header("origin", &site.url);
        assert_eq!(ann.send(request).await.status, status);
    }
    secrets.push(ann.cookie().split('=').nth(1).unwrap().to_owned());

    let log = String::from_utf8_lossy(&log.lock().unwrap()).into_owned();
    assert!(
        log.contains("/sign-in/with/kent/back"),
        "requests are logged:\n{log}"
    );
    assert!(
        log.contains("path=\"/sign-in/link/\""),
        "the link without its token"
    );
    for secret in secrets {
        assert!(secret.len() >= 10, "{secret}");
        let at = log.find(&secret);
        let line = at.map(|at| log[..at].rsplit('\n').next().unwrap_or_default());
        assert_eq!(line, None, "{secret} stands in the log");
    }
}

/// Everything that would be logged if one asked for all of it. One log for all stories of a process.
fn listen() -> Arc<Mutex<Vec<u8>>> {
    static LOG: OnceLock<Arc<Mutex<Vec<u8>>>> = OnceLock::new();
    LOG.get_or_init(|| {
        let log = Arc::new(Mutex::new(Vec::new()));
        let kept = log.clone();
        let subscriber = tracing_subscriber::fmt()
            // The client of the stories is no part of the house.
            .with_env_filter(EnvFilter::new("trace,reqwest=off,hyper_util=off"))
            .with_span_events(FmtSpan::NEW)
            .with_ansi(false)
            .with_writer(move || Pen(kept.clone()))
            .finish();
        tracing::subscriber::set_global_default(subscriber).expect("nobody listens yet");
        log
    })
    .clone()
}

struct Pen(Arc<Mutex<Vec<u8>>>);

impl Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
