//! One term over HTTP, as Birmingham and the departments of the demo bargain over it: what is refused comes back with
//! all that was typed, and what is private is not there for others.

use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, between, both_databases};

both_databases!(a_term_is_bargained_over);

/// One story, since putting the demo in takes the longest.
async fn a_term_is_bargained_over(world: World) {
    let services = world.demo_instance().await;
    demo::put_in(&services).await.unwrap();
    let site = Site::open_demo(&world).await;
    let mut town = Town {
        drugs: String::new(),
        site,
        services,
    };
    town.drugs = town.find("Version 3</strong>").await;
    town.the_page_says_what_changed_and_who_says_what().await;
    town.what_there_is_not_is_not_found().await;
    town.a_position_that_is_refused_comes_back().await;
    town.a_position_on_a_former_version_is_shown_the_new_one()
        .await;
    town.nobody_speaks_for_another().await;
    town.wording_is_proposed_and_taken_up().await;
    town.two_clicks_lead_from_the_mail_to_a_position(&world)
        .await;
    town.a_term_is_withdrawn_and_reopened_with_a_reason().await;
}

struct Town {
    site: Site,
    services: Services,
    /// The term on drug money.
    drugs: String,
}

impl Town {
    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    /// The address of the first term that says this.
    async fn find(&self, words: &str) -> String {
        let tom = self.enter("Tom").await;
        tom.term_that_says("BIR-1", words).await
    }

    async fn the_page_says_what_changed_and_who_says_what(&self) {
        let joan = ok(self.enter("Joan").await.get(&self.drugs).await);
        assert!(joan.says("<ins>") && joan.says("[added: ") && joan.says("] "));
        assert!(joan.says("no fewer treatment places than in 2011-12"));
        assert!(joan.says("Birmingham") && joan.says("(you)"));
        assert!(
            joan.says("Objects") && joan.says("red line") && joan.says("Minister for policing")
        );
        assert!(joan.says("Nobody yet"), "nobody reviews for Justice");
        assert!(joan.says("Where does") || joan.says("Change your position"));
        assert!(!joan.says("Noted within Whitehall") && !joan.says("Whitehall only"));
        let james = ok(self.enter("James").await.get(&self.drugs).await);
        let whitehall = between(&james.text, "value=\"whitehall\"", ">");
        assert!(whitehall.contains("checked"), "the more private one");
        // Two former versions beside each other; what somebody said of each stays in sight.
        let former = format!("{}?version=2&against=1", self.drugs);
        let former = ok(self.enter("Tom").await.get(&former).await);
        assert!(
            former.says("You are looking at version 2.") && former.says("Compared with version 1.")
        );
        assert!(!former.says("Record for"), "an auditor says nothing");
    }

    async fn what_there_is_not_is_not_found(&self) {
        let joan = self.enter("Joan").await;
        for question in [
            "version=9",
            "version=0",
            "version=x",
            "version=-1",
            "against=4",
            "against=+1",
            "version=99999999999",
        ] {
            let page = joan.get(&format!("{}?{question}", self.drugs)).await;
            assert_eq!(page.status, 404, "{question}");
        }
        assert_eq!(joan.get("/offers/BIR-1/terms/99").await.status, 404);
        assert_eq!(joan.get("/offers/BIR-1/terms/01").await.status, 404);
        let nowhere = format!("{}/proposals/never", self.drugs);
        assert_eq!(joan.get(&nowhere).await.status, 404);
        let anil = self.enter("Anil").await;
        assert_eq!(anil.get(&self.drugs).await.status, 404);
    }

    async fn says(&self, who: &Browser, fields: &[(&str, &str)]) -> Page {
        who.post(&format!("{}/position", self.drugs), fields).await
    }

    async fn a_position_that_is_refused_comes_back(&self) {
        let james = self.enter("James").await;
        let long = "x".repeat(10_240);
        let good = [
            ("version", "3"),
            ("room", "joint"),
            ("stance", "object"),
            ("words", "Our own words"),
            ("authority", "The <b>minister</b>"),
            ("reply-by", "1 March 2013"),
        ];
        for (field, text, told) in [
            ("words", " \u{200B}\u{202E}", "Say why you object"),
            ("words", long.as_str(), "Shorten this to 10,000 characters"),
            ("room", "kitchen", "Choose who will read this"),
            ("room", "place", "Choose who will read this"),
            ("stance", "perhaps", "Choose where you stand"),
            ("reply-by", "31.February", "Enter a date, like 1 April 2013"),
            ("reply-by", "1 January 2001", "Enter today or a day to come"),
        ] {
            let mut fields = good.to_vec();
            fields.retain(|(name, _)| *name != field);
            fields.push((field, text));
            let page = self.says(&james, &fields).await;
            assert_eq!(page.status, 422, "{field} {text:.20}");
            assert!(page.says(told), "{told}");
            assert!(page.says("There is a problem") && page.says("<title>Error: "));
            if field != "words" {
                assert!(page.says("Our own words"), "is kept");
            }
            assert!(page.says("The &lt;b&gt;minister&lt;/b&gt;") && !page.says("<b>minister"));
        }
        // What turns the writing round is not kept.
        let mut tricky = good.to_vec();
        tricky.retain(|(name, _)| *name != "words");
        tricky.push(("words", "No\u{202E} places\u{200B} are kept."));
        let sent = self.says(&james, &tricky).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let page = ok(james.get(sent.to()).await);
        assert!(page.says("Your position is recorded.") && page.says("No places are kept."));
        assert!(!page.text.contains('\u{202E}') && page.says("Answer asked for by"));
        // The same sent again is no second position, and no error.
        assert_eq!(self.says(&james, &tricky).await.status, 303);
    }

    async fn a_position_on_a_former_version_is_shown_the_new_one(&self) {
        let james = self.enter("James").await;
        for old in ["2", "many", ""] {
            let page = self
                .says(
                    &james,
                    &[
                        ("version", old),
                        ("room", "whitehall"),
                        ("stance", "agree-if"),
                        ("words", "Typed before it was overtaken"),
                    ],
                )
                .await;
            assert_eq!(page.status, 409, "{old}");
            assert!(page.says("Another version was put forward while you were writing"));
            assert!(page.says("Typed before it was overtaken"));
            let stance = between(&page.text, "value=\"agree-if\"", ">");
            assert!(stance.contains("checked"), "{stance}");
            let version = between(&page.text, "name=\"version\" value=\"", "\"");
            assert_eq!(version, "3", "sent again, it is about the new one");
        }
    }

    async fn nobody_speaks_for_another(&self) {
        let fields = [("version", "3"), ("room", "joint"), ("stance", "agree")];
        for (name, status) in [("Priya", 403), ("Tom", 403), ("Edward", 403), ("Anil", 404)] {
            let who = self.enter(name).await;
            assert_eq!(self.says(&who, &fields).await.status, status, "{name}");
            // With nothing filled in it is the same, and not what is missing.
            assert_eq!(self.says(&who, &[]).await.status, status, "{name}");
        }
    }

    async fn wording_is_proposed_and_taken_up(&self) {
        let james = self.enter("James").await;
        let page = ok(james.get(&self.drugs).await);
        let link = format!("{}/proposals/new?key=", self.drugs);
        let key = between(&page.text, &link, "\"").to_owned();
        let form = ok(james.get(&format!("{link}{key}")).await);
        assert!(form.says("Record this as your position as well?"));
        let address = format!("{}/proposals/new", self.drugs);
        let conditions = "A fifth of the places is kept for people whom the courts send.";
        let fields = [
            ("key", key.as_str()),
            ("version", "3"),
            ("room", "joint"),
            ("conditions", conditions),
            ("stance", "agree-if"),
        ];
        let without = james.post(&address, &fields).await;
        assert_eq!(without.status, 422, "{}", without.text);
        assert!(without.says("Say why you propose this") && without.says(conditions));
        let mut whole = fields.to_vec();
        whole.push(("reason", "So that the courts can rely on it."));
        let sent = james.post(&address, &whole).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let proposal = sent.to().split('?').next().unwrap().to_owned();
        let shown = ok(james.get(&proposal).await);
        assert!(shown.says("<del>") && shown.says("So that the courts can rely on it."));
        assert!(!shown.says("Take it up"), "a department does not");

        let joan = self.enter("Joan").await;
        let shown = ok(joan.get(&proposal).await);
        assert!(shown.says("Take it up as version 4"));
        let refused = joan.post(&format!("{proposal}/refuse"), &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("Say why you refuse it"));
        let take_up = format!("{proposal}/take-up");
        let old = joan.post(&take_up, &[("base", "2")]).await;
        assert_eq!(old.status, 409);
        assert!(old.says("Nothing was taken up"));
        let taken = joan.post(&take_up, &[("base", "3")]).await;
        assert_eq!(taken.status, 303, "{}", taken.text);
        let page = ok(joan.get(taken.to()).await);
        assert!(page.says("It is version 4 now") && page.says("Version 4</strong>"));
        assert!(page.says("Of version 3: ") && page.says("asked again"));
        assert_eq!(joan.post(&take_up, &[("base", "3")]).await.status, 303);
        // Nadia agreed to the third version: that is what she is shown the difference to.
        let nadia = ok(self.enter("Nadia").await.get(&self.drugs).await);
        assert!(nadia.says("last agreed to version 3"));
    }

    /// The link in the mail, and one press on the page that it leads to.
    async fn two_clicks_lead_from_the_mail_to_a_position(&self, world: &World) {
        for (name, address, kind, about, party) in [
            (
                "Nadia",
                "nadia@health.example",
                "new-version",
                "put forward",
                "Department of Health",
            ),
            (
                "Edward",
                "edward@treasury.example",
                "position-asked",
                "Keep what early help saves",
                "HM Treasury",
            ),
            (
                "Edward",
                "edward@treasury.example",
                "reminded",
                "Sharing of savings",
                "HM Treasury",
            ),
            (
                "Joan",
                "joan@birmingham.example",
                "offer-accepted",
                "Keep what early help saves",
                "Birmingham",
            ),
        ] {
            let mails = format!(
                "SELECT body AS answer FROM outbox WHERE kind = '{kind}' AND to_address = '{address}' \
                 AND body LIKE '%BIR-1%' ORDER BY created_at DESC"
            );
            let mail = world.texts(&mails).await.remove(0);
            let who = self.enter(name).await;
            let page = ok(who.get(&link_after(&mail, about)).await);
            let sent = page.form("Agree to version").send(&who).await;
            assert_eq!(sent.status, 303, "{name}, {kind}: {}", sent.text);
            let page = ok(who.get(sent.to()).await);
            assert!(page.says("Your position is recorded."), "{name}, {kind}");
            // It counts: the other side reads it.
            let term = sent.to().split('?').next().unwrap();
            let tom = ok(self.enter("Tom").await.get(term).await);
            let said = between(&tom.text, "id=\"positions\"", "</section>");
            let said = said.split_once(party).expect("the party").1;
            let stance = said.split("so-positions__item").next().unwrap();
            assert!(stance.contains(">Agrees<"), "{name}, {kind}: {stance}");
        }
    }

    async fn a_term_is_withdrawn_and_reopened_with_a_reason(&self) {
        let joan = self.enter("Joan").await;
        let withdraw = format!("{}/withdraw", self.drugs);
        assert!(ok(joan.get(&withdraw).await).says("Why do you withdraw it?"));
        let empty = joan.post(&withdraw, &[("reason", " ")]).await;
        assert_eq!(empty.status, 422);
        let gone = joan.post(&withdraw, &[("reason", "Not this year.")]).await;
        assert_eq!(gone.status, 303, "{}", gone.text);
        let page = ok(joan.get(gone.to()).await);
        assert!(page.says("The place has withdrawn this term.") && page.says("Not this year."));
        assert!(!page.says("Record for"));
        assert_eq!(joan.get(&withdraw).await.status, 409);
        let reopen = format!("{}/reopen", self.drugs);
        let reason = [("reason", "We found the money.")];
        assert_eq!(joan.post(&reopen, &reason).await.status, 303);
        assert!(ok(joan.get(&self.drugs).await).says("Record for"));
        // Scope, savings and sharing stay on the table.
        let scope = joan.get("/offers/BIR-1/terms/1/withdraw").await;
        assert_eq!(scope.status, 403);
    }
}

/// The first address in a mail behind these words, on this site.
fn link_after(mail: &str, words: &str) -> String {
    let (_, rest) = mail.split_once(words).expect(words);
    let (_, link) = rest.split_once("/offers/").expect("a link");
    format!("/offers/{}", link.split_whitespace().next().unwrap())
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}
