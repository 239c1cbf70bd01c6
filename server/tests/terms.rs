//! The negotiation as a whole over HTTP: its table, what each side gives, and how it ends.

use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, both_databases};

both_databases!(a_negotiation_is_looked_over_reminded_of_and_ended);

/// One story, since putting the demo in takes the longest.
async fn a_negotiation_is_looked_over_reminded_of_and_ended(world: World) {
    let services = world.demo_instance().await;
    demo::put_in(&services).await.unwrap();
    let town = Town {
        site: Site::open_demo(&world).await,
        services,
    };
    town.everybody_reads_the_table().await;
    town.the_table_is_filtered_by_its_address().await;
    town.a_party_is_reminded_once_a_day().await;
    town.both_sides_stand_on_one_page().await;
    town.what_blocks_is_told_with_its_links().await;
    town.the_programme_office_ends_it_with_a_reason().await;
}

struct Town {
    site: Site,
    services: Services,
}

impl Town {
    /// One of the demo's people, signed in by their button.
    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    async fn everybody_reads_the_table(&self) {
        let joan = self.enter("Joan").await;
        let table = ok(joan.get("/offers/BIR-1/terms").await);
        assert!(table.says("What blocks BIR-1"));
        assert!(
            table.says(
                "<caption class=\"govuk-visually-hidden\">Terms, and where each party stands"
            )
        );
        assert!(table.says("/offers/BIR-1/terms/1\""));
        assert!(table.says("Waiting for us ("));
        assert!(!table.says("Settle the terms"), "that is the champion’s");
        // The place reads that a department is asked, and nobody’s private word.
        assert!(table.says("Awaited"));
        let tom = self.enter("Tom").await;
        let auditor = ok(tom.get("/offers/BIR-1/terms").await);
        assert!(
            !auditor.says("Waiting for us ("),
            "nothing waits for an auditor"
        );
        assert!(!auditor.says("/remind\""));
        let anil = self.enter("Anil").await;
        for below in ["terms", "gives", "settle", "reopen", "end"] {
            let page = anil.get(&format!("/offers/BIR-1/{below}")).await;
            assert_eq!(page.status, 404, "Leicester knows nothing of it: {below}");
        }
        assert_eq!(joan.get("/offers/BIR-1/settle").await.status, 403);
        assert_eq!(joan.get("/offers/BIR-1/reopen").await.status, 409);
        let margaret = self.enter("Margaret").await;
        let early = margaret.get("/offers/KEN-D1/terms").await;
        assert_eq!(early.status, 409, "a draft has no terms");
        let home = ok(margaret.get("/offers/KEN-D1/talk").await);
        assert!(!home.says("/offers/KEN-D1/terms"));
    }

    async fn the_table_is_filtered_by_its_address(&self) {
        let joan = self.enter("Joan").await;
        let all = ok(joan.get("/offers/BIR-1/terms").await);
        let odd = "/offers/BIR-1/terms?show=nonsense&sort=%00&waiting-for=%3Cb%3E&page=0";
        let odd = ok(joan.get(odd).await);
        assert!(odd.says("Only terms on which nobody here") && !odd.says("<b>"));
        let ours = ok(joan.get("/offers/BIR-1/terms?show=ours&sort=longest").await);
        assert!(chosen(&ours, "Waiting for us ("));
        assert!(chosen(&ours, "Longest waiting"));
        // The other choices keep what was chosen.
        assert!(ours.says("?show=ours&amp;sort=turn#terms"));
        assert!(all.text.matches("id=\"term-").count() >= ours.text.matches("id=\"term-").count());
        let behind = joan.get("/offers/BIR-1/terms?show=ours&page=9").await;
        assert_eq!(behind.to(), "/offers/BIR-1/terms?show=ours&page=1");
    }

    async fn a_party_is_reminded_once_a_day(&self) {
        let ruth = self.enter("Ruth").await;
        let table = ok(ruth.get("/offers/BIR-1/terms?sort=longest").await);
        let (term, party) = first_reminder(&table.text);
        let address = format!("/offers/BIR-1/terms/{term}/remind");
        let fields = [("party", party.as_str()), ("sort", "longest")];
        for done in ["reminded", "reminded-before"] {
            let sent = ruth.post(&address, &fields).await;
            let to =
                format!("/offers/BIR-1/terms?sort=longest&done={done}&term={term}&party={party}");
            assert_eq!(
                (sent.status, sent.to()),
                (303, to.as_str()),
                "{}",
                sent.text
            );
        }
        let page = format!("/offers/BIR-1/terms?done=reminded&term={term}&party={party}");
        assert!(ok(ruth.get(&page).await).says("You reminded "));
        let nobody = ok(ruth
            .get("/offers/BIR-1/terms?done=reminded&term=1&party=nobody")
            .await);
        assert!(!nobody.says("You reminded "));
        let tom = self.enter("Tom").await;
        assert_eq!(tom.post(&address, &fields).await.status, 403);
        let missing = ruth.post("/offers/BIR-1/terms/999/remind", &fields).await;
        assert_eq!(missing.status, 404);
    }

    async fn both_sides_stand_on_one_page(&self) {
        let joan = self.enter("Joan").await;
        let gives = ok(joan.get("/offers/BIR-1/gives").await);
        assert!(gives.says("Government gives") && gives.says("Additional savings a year"));
        assert!(gives.says("/offers/BIR-1/terms/1\"") || gives.says("/offers/BIR-1/terms/2\""));
        let home = ok(joan.get("/offers/BIR-1").await);
        assert!(home.says("terms agreed") && home.says("<progress"));
        assert!(home.says("/offers/BIR-1/terms\"") && home.says("/offers/BIR-1/gives\""));
    }

    async fn what_blocks_is_told_with_its_links(&self) {
        let champion = self.champion().await;
        let table = ok(champion.get("/offers/BIR-1/terms").await);
        assert!(table.says("/offers/BIR-1/settle\""));
        let settle = ok(champion.get("/offers/BIR-1/settle").await);
        assert!(settle.says("href=\"/offers/BIR-1/terms"), "{}", settle.text);
        assert!(settle.says("action=\"/offers/BIR-1/settle\""));
        let refused = champion.post("/offers/BIR-1/settle", &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.title().starts_with("Error: "));
        assert!(refused.says("The terms cannot be settled yet"));
        assert!(refused.says("href=\"/offers/BIR-1/terms"));
    }

    /// Whoever of the champions may settle Birmingham's terms.
    async fn champion(&self) -> Browser {
        for name in ["Priya", "Owen", "Helen"] {
            let browser = self.enter(name).await;
            if browser.get("/offers/BIR-1/settle").await.status == 200 {
                return browser;
            }
        }
        panic!("nobody may settle")
    }

    async fn the_programme_office_ends_it_with_a_reason(&self) {
        let ruth = self.enter("Ruth").await;
        assert!(ok(ruth.get("/offers/BIR-1/end").await).says("cannot be taken up again"));
        let silent = ruth.post("/offers/BIR-1/end", &[("reason", " ")]).await;
        assert_eq!(silent.status, 422);
        assert!(silent.says("Give your reason."));
        let reason = [("reason", "The two sides are too far <apart>.")];
        for _twice in 0..2 {
            let ended = ruth.post("/offers/BIR-1/end", &reason).await;
            assert_eq!(
                (ended.status, ended.to()),
                (303, "/offers/BIR-1?done=ended")
            );
        }
        let home = ok(ruth.get("/offers/BIR-1?done=ended").await);
        assert!(home.says("You ended the negotiation of BIR-1."));
        assert!(home.says("too far &lt;apart&gt;."));
        // What was bargained stays readable; nothing can be done with it any more.
        let joan = self.enter("Joan").await;
        let table = ok(joan.get("/offers/BIR-1/terms").await);
        assert!(!table.says("What blocks BIR-1") && !table.says("/remind\""));
    }
}

/// The number of the first term on which somebody can be reminded, and the code of who.
fn first_reminder(text: &str) -> (String, String) {
    let button = text.split(" formaction=\"/offers/BIR-1/terms/").nth(1);
    let button = button.expect("somebody to remind");
    let (term, rest) = button.split_once("/remind\"").expect("a reminder");
    let (_, rest) = rest.split_once("name=\"party\" value=\"").expect("a party");
    let (party, _) = rest.split_once('"').expect("its code");
    (term.to_owned(), party.to_owned())
}

/// Whether the choice that begins so is the one that is shown.
fn chosen(page: &Page, words: &str) -> bool {
    let links = page.text.split("aria-current=\"true\"").skip(1);
    links
        .filter_map(|rest| rest.split_once('>'))
        .any(|(_, rest)| rest.starts_with(words))
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}
