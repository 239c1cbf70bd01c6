//! Whatever is posted to a form is answered in words: kept and marked, refused, or not found, and never a fault.

mod posts;

use crate::support::{Browser, Page, Site, World, between, both_databases};

both_databases!(
    a_bad_figure_is_kept_and_marked,
    a_form_with_parts_missing_or_repeated_is_understood,
    addresses_that_are_none_are_not_found,
    two_people_save_over_each_other,
);

/// An offer of Kent that starts in 2013-14, with a savings line; and where the line is.
async fn an_offer(world: &World, site: &Site) -> (Browser, String, String) {
    world.leader_of_kent().await;
    let ann = site.signed_in(world, "ann@kent.example").await;
    let start = [("kind", "single-offer"), ("title", "One front door")];
    let offer = ann.post("/offers/new", &start).await.to().to_owned();
    let scope = ann.get(&format!("{offer}/scope")).await;
    let version = between(&scope.text, "name=\"version\" value=\"", "\"").to_owned();
    let dated = [
        ("version", version.as_str()),
        ("start", "2013-14"),
        ("act", "later"),
    ];
    assert_eq!(
        ann.post(&format!("{offer}/scope"), &dated).await.status,
        303
    );
    let line = add(&ann, &offer, "savings", "savings-line").await;
    (ann, offer, line)
}

async fn add(browser: &Browser, offer: &str, section: &str, kind: &str) -> String {
    let act = format!("add-{kind}");
    let added = browser
        .post(&format!("{offer}/{section}"), &[("act", &act)])
        .await;
    assert_eq!(added.status, 303, "{}", added.text);
    added.to().to_owned()
}

/// Where a matter that shares its section is filled in: the link on its card.
async fn card(browser: &Browser, section: &str, title: &str) -> String {
    let page = browser.get(section).await;
    let (_, card) = page.text.split_once(title).unwrap();
    let key = between(card, &format!("href=\"{section}/"), "\"");
    format!("{section}/{key}")
}

async fn version(browser: &Browser, address: &str) -> String {
    let page = browser.get(address).await;
    assert_eq!(page.status, 200);
    between(&page.text, "name=\"version\" value=\"", "\"").to_owned()
}

async fn save(browser: &Browser, address: &str, fields: &[(&str, &str)]) -> Page {
    let version = version(browser, address).await;
    let mut all = vec![("version", version.as_str()), ("act", "later")];
    all.extend_from_slice(fields);
    browser.post(address, &all).await
}

async fn a_bad_figure_is_kept_and_marked(world: World) {
    let site = Site::open(&world).await;
    let (ann, offer, line) = an_offer(&world, &site).await;
    let long = "9".repeat(40);
    let amounts = [
        "about 2 million",
        "1,2,3",
        "£-",
        "1e9",
        "NaN",
        "１２３",
        "two",
        "--5",
        "1.234",
        "£",
        long.as_str(),
    ];
    for typed in amounts {
        let page = save(&ann, &line, &[("low-2013-14", typed)]).await;
        assert_eq!(page.status, 422, "{typed}");
        assert!(page.title().starts_with("Error: "), "{typed}");
        assert!(
            page.says("govuk-error-summary") && page.says("href=\"#low-2013-14\""),
            "{typed}"
        );
        assert!(page.says(&format!("value=\"{typed}\"")), "{typed} is kept");
        let again = ann.get(&line).await;
        assert!(
            again.says(&format!("value=\"{typed}\"")),
            "{typed} was saved as it is"
        );
    }
    let assessment = card(
        &ann,
        &format!("{offer}/governance"),
        "Assessment and reporting",
    )
    .await;
    let assessment = assessment.trim_start_matches(&format!("{offer}/"));
    let others = [
        ("scope", "start", "next year"),
        ("scope", "start", "2013-15"),
        ("evidence", "invited-on", "31 June 2012"),
        ("evidence", "invited-on", "99/99/9999"),
        ("evidence", "population", "-5"),
        ("evidence", "population", "1.5"),
        (assessment, "indicators-before", "some"),
    ];
    for (section, name, typed) in others {
        let page = save(&ann, &format!("{offer}/{section}"), &[(name, typed)]).await;
        assert_eq!(page.status, 422, "{name} {typed}");
        assert!(
            page.says(&format!("value=\"{typed}\"")) && page.says(&format!("href=\"#{name}\"")),
            "{name} {typed}"
        );
        let other = if name == "start" { "2013-14" } else { "" };
        assert_eq!(
            save(&ann, &format!("{offer}/{section}"), &[(name, other)])
                .await
                .status,
            303
        );
    }
    let share = [("tier-count", "1"), ("tier-0-local", "half")];
    assert_eq!(
        save(&ann, &format!("{offer}/sharing"), &share).await.status,
        422
    );
    // What was typed is text, never markup.
    let page = save(
        &ann,
        &line,
        &[("low-2013-14", "\"><script>alert(1)</script>")],
    )
    .await;
    assert!(page.status == 422 && !page.says("<script>alert"));
}

async fn a_form_with_parts_missing_or_repeated_is_understood(world: World) {
    let site = Site::open(&world).await;
    let (ann, _, line) = an_offer(&world, &site).await;
    assert_eq!(
        save(&ann, &line, &[("title", "Gateway"), ("low-2013-14", "5")])
            .await
            .status,
        303
    );
    // Nothing but the version: nothing changes.
    assert_eq!(save(&ann, &line, &[]).await.status, 303);
    // Twice the same name: the last counts.
    assert_eq!(
        save(&ann, &line, &[("title", "First"), ("title", "Last")])
            .await
            .status,
        303
    );
    let page = ann.get(&line).await;
    assert!(page.says("value=\"Last\"") && page.says("value=\"£5\""));
    // No version, or none that can be: both texts are shown, and nothing is overwritten.
    for version in [None, Some("-1"), Some("many"), Some("99999999999999999999")] {
        let mut fields = vec![("title", "Blind")];
        fields.extend(version.map(|version| ("version", version)));
        let page = ann.post(&line, &fields).await;
        assert_eq!(page.status, 409, "{version:?}");
        assert!(page.says("Blind") && page.says("Last"));
    }
    assert!(ann.get(&line).await.says("value=\"Last\""));
}

async fn addresses_that_are_none_are_not_found(world: World) {
    let site = Site::open(&world).await;
    let (ann, offer, line) = an_offer(&world, &site).await;
    let none = [
        format!("{offer}/nonsense"),
        format!("{offer}/outcomes/zzzzzz"),
        format!("{offer}/outcomes/{}", line.rsplit('/').next().unwrap()),
        format!("{offer}/scope/zzzzzz"),
        format!("{line}/nonsense"),
        "/offers/KEN-D99/scope".to_owned(),
        "/offers/nonsense/scope".to_owned(),
        "/offers/%00/scope".to_owned(),
        "/offers/KEN-99999999999999999999".to_owned(),
    ];
    for address in none {
        assert_eq!(ann.get(&address).await.status, 404, "{address}");
        let posted = ann
            .post(&address, &[("act", "save"), ("version", "1")])
            .await
            .status;
        assert!(matches!(posted, 404 | 405), "{address}: {posted}");
    }
    assert_eq!(
        ann.post(&format!("{offer}/savings"), &[("act", "add-nonsense")])
            .await
            .status,
        404
    );
}

async fn two_people_save_over_each_other(world: World) {
    let site = Site::open(&world).await;
    let (ann, _, line) = an_offer(&world, &site).await;
    world
        .person("Bob", &"kent".into(), domain::process::Role::Drafter)
        .await;
    let bob = site.signed_in(&world, "bob@kent.example").await;
    assert_eq!(
        save(&ann, &line, &[("title", "Gateway"), ("method", "Counted")])
            .await
            .status,
        303
    );
    let before = version(&ann, &line).await;
    let theirs = [
        ("version", before.as_str()),
        ("act", "later"),
        ("title", "Gateways"),
        ("method", "Counted"),
    ];
    assert_eq!(bob.post(&line, &theirs).await.status, 303);
    let mine = [
        ("version", before.as_str()),
        ("act", "later"),
        ("title", "The Gateway"),
        ("method", "Counted twice"),
    ];
    let clash = ann.post(&line, &mine).await;
    assert_eq!(clash.status, 409);
    for words in [
        "The Gateway",
        "Gateways",
        "Counted twice",
        "Bob",
        "You both changed this.",
        "Only you changed this.",
    ] {
        assert!(clash.says(words), "{words}");
    }
    assert!(
        ann.get(&line).await.says("value=\"Gateways\""),
        "nothing is overwritten"
    );
    let now = between(&clash.text, "name=\"version\" value=\"", "\"").to_owned();
    let chosen = [
        ("version", now.as_str()),
        ("act", "choose"),
        ("title", "The Gateway"),
        ("choose-title", "theirs"),
        ("method", "Counted twice"),
        ("choose-method", "mine"),
    ];
    assert_eq!(ann.post(&line, &chosen).await.status, 303);
    let page = ann.get(&line).await;
    assert!(page.says("value=\"Gateways\"") && page.says("Counted twice"));
}
