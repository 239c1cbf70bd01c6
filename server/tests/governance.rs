//! A section of two matters that come once: read on one page, filled in one after the other, without scripts.

use crate::support::{Browser, Page, Site, World, between, both_databases};

both_databases!(two_matters_share_the_section_and_follow_each_other);

const GOVERNANCE: &str = "Governance</h2>";
const ASSESSMENT: &str = "Assessment and reporting</h2>";

async fn two_matters_share_the_section_and_follow_each_other(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    let start = [("kind", "single-offer"), ("title", "One front door")];
    let offer = ann.post("/offers/new", &start).await.to().to_owned();
    let section = format!("{offer}/governance");

    let page = ok(ann.get(&section).await);
    assert!(page.says("6 answers are still needed") && page.says("4 answers are still needed"));
    assert!(
        !page.says("/remove\"") && !page.says("value=\"add-"),
        "each comes once"
    );
    let (governance, assessment) = (
        link(&page, &section, GOVERNANCE),
        link(&page, &section, ASSESSMENT),
    );
    assert_ne!(governance, assessment);
    let check = ok(ann.get(&format!("{offer}/check")).await);
    for field in [
        format!("{governance}#board"),
        format!("{assessment}#reporting"),
    ] {
        assert!(check.says(&format!("href=\"{field}\"")), "leads to {field}");
    }

    let form = ok(ann.get(&governance).await);
    assert!(form.says("id=\"board\"") && !form.says("id=\"reporting\""));
    let lead = between(&form.text, "", ">Kent</option>");
    let lead = lead.rsplit("value=\"").next().unwrap();
    let lead = lead.split('"').next().unwrap();
    let half = [("board", "Six members.")];
    let kept = save(&ann, &governance, "save", &half).await;
    assert_eq!(kept.status, 422);
    assert!(kept.says("Six members.") && kept.says("href=\"#scrutiny\""));
    let whole = [
        ("accountable-body", lead),
        ("board", "Six members."),
        ("scrutiny", "A joint committee."),
        ("to-parliament", "Yearly."),
        ("between-partners", "Quarterly."),
        ("to-residents", "In public."),
    ];
    let on = save(&ann, &governance, "save", &whole).await;
    assert_eq!((on.status, on.to()), (303, assessment.as_str()));
    let home = ok(ann.get(&offer).await);
    assert!(home.says("Say how it is assessed"), "the section is begun");
    let later = save(&ann, &governance, "later", &whole).await;
    assert_eq!((later.status, later.to()), (303, offer.as_str()));

    let counted = [
        ("assessment", "Once a year."),
        ("reporting", "A return each quarter."),
        ("indicators-before", "41"),
        ("indicators-after", "18"),
    ];
    let done = save(&ann, &assessment, "save", &counted).await;
    assert_eq!((done.status, done.to()), (303, offer.as_str()));
    let home = ok(ann.get(&offer).await);
    assert!(home.says("1 of 10 sections complete"));
    let page = ok(ann.get(&section).await);
    for words in [
        "Six members.",
        "Accountable body",
        "A return each quarter.",
        "18",
    ] {
        assert!(page.says(words), "{words}");
    }
    assert!(!page.says("still needed"));
    let whole = ok(ann.get(&format!("{offer}/check")).await);
    assert!(whole.says("Six members.") && whole.says("A return each quarter."));

    // The section itself holds no form, and neither matter can be taken out or filed elsewhere.
    let to_section = ann
        .post(&section, &[("act", "save"), ("version", "1")])
        .await;
    assert_eq!(to_section.status, 404);
    let twice = ann.post(&section, &[("act", "add-assessment")]).await;
    assert_eq!(twice.status, 404);
    assert_eq!(ann.get(&format!("{assessment}/remove")).await.status, 404);
    let elsewhere = assessment.replace("/governance/", "/sharing/");
    assert_eq!(ann.get(&elsewhere).await.status, 404);
    assert_eq!(ann.post(&elsewhere, &[("act", "save")]).await.status, 404);
}

/// The address on the card with this title.
fn link(page: &Page, section: &str, title: &str) -> String {
    let (_, card) = page.text.split_once(title).unwrap();
    let key = between(card, &format!("href=\"{section}/"), "\"");
    format!("{section}/{key}")
}

async fn save(browser: &Browser, address: &str, act: &str, fields: &[(&str, &str)]) -> Page {
    let form = ok(browser.get(address).await);
    let version = between(&form.text, "name=\"version\" value=\"", "\"").to_owned();
    let mut all = vec![("version", version.as_str()), ("act", act)];
    all.extend_from_slice(fields);
    browser.post(address, &all).await
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}
