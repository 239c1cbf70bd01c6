//! What is taken along over HTTP: the brief of an offer, and what bargaining has changed. Each says what its reader
//! may see.

use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, both_databases, plain_press};

both_databases!(what_is_printed_is_what_its_reader_may_see);

struct Town {
    site: Site,
    services: Services,
}

impl Town {
    async fn open(world: &World) -> Self {
        let services = world.demo_instance().await;
        services.set_press(plain_press());
        demo::put_in(&services).await.unwrap();
        Self {
            site: Site::of(services.clone()).await,
            services,
        }
    }

    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

async fn what_is_printed_is_what_its_reader_may_see(world: World) {
    let town = Town::open(&world).await;
    // Joan leads Birmingham, Priya is its champion.
    let joan = town.enter("Joan").await;
    let priya = town.enter("Priya").await;
    let (place, whitehall) = ("The place only", "Whitehall only");

    let brief = ok(joan.get("/offers/BIR-1/brief.pdf").await);
    for words in [
        "reference: \"BIR-1\"",
        "Negotiating for",
        "place_gives: [",
        "Additional savings a year by",
        "government_gives: [",
        "name: \"Net present value\"",
        "a position on term",
    ] {
        assert!(brief.text.contains(words), "{words}: {}", brief.text);
    }
    for (name, value) in [
        ("content-type", "application/pdf"),
        (
            "content-disposition",
            "attachment; filename=\"BIR-1-brief.pdf\"",
        ),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(brief.header(name), Some(value), "{name}");
    }
    assert!(!brief.text.contains("said in Whitehall only"));
    let other = ok(priya.get("/offers/BIR-1/brief.pdf").await);
    assert!(!other.text.contains("said in the place only"));

    let changes = ok(joan.get("/offers/BIR-1/redline.docx").await);
    assert!(changes.text.contains("anchor: \"term-1\""));
    assert!(!changes.text.contains(whitehall), "{}", changes.text);
    let other = ok(priya.get("/offers/BIR-1/redline.docx").await);
    assert!(other.text.contains("Everyone in this offer"));
    assert!(!other.text.contains(place), "{}", other.text);

    // Read twice in a day, it is the same.
    let again = ok(joan.get("/offers/BIR-1/brief.pdf").await);
    assert_eq!(brief.text, again.text);
    let again = ok(joan.get("/offers/BIR-1/redline.docx").await);
    assert_eq!(changes.text, again.text);

    // A draft has a brief for those who write it, and is nothing for others.
    let margaret = town.enter("Margaret").await;
    let draft = ok(margaret.get("/offers/KEN-D1/brief.pdf").await);
    assert!(draft.text.contains("Write the offer and submit it"));
    for file in ["brief.pdf", "redline.docx"] {
        let hidden = priya.get(&format!("/offers/KEN-D1/{file}")).await;
        assert_eq!(hidden.status, 404);
        let nobody = town.site.browser();
        let away = nobody.get(&format!("/offers/BIR-1/{file}")).await;
        assert_eq!(away.status, 303, "{}", away.text);
    }
    // The home of the offer leads to both.
    let home = ok(joan.get("/offers/BIR-1").await);
    assert!(home.says("/offers/BIR-1/brief.pdf"));
    assert!(home.says("/offers/BIR-1/redline.docx"));
}
