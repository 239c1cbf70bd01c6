//! What makes a bargain lighter than mail, over HTTP: who releases something sees what both sides will read and writes
//! its reason anew, the sums stand beside a proposal, and what several terms wait for is said once.

use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, between, both_databases};

both_databases!(a_bargain_is_light);

const SECRET: &str = "Hushhush: we would settle for half.";

/// One story, since putting the demo in takes the longest.
async fn a_bargain_is_light(world: World) {
    let services = world.demo_instance().await;
    demo::put_in(&services).await.unwrap();
    let site = Site::open_demo(&world).await;
    let town = Town { site, services };
    let drugs = town.find("Version 3</strong>").await;
    town.who_releases_sees_what_will_be_read(&drugs).await;
    town.a_proposal_is_released_with_a_reason_of_its_own(&drugs)
        .await;
    town.the_sums_stand_beside_a_proposal(&drugs).await;
    town.the_work_says_whose_turn_it_is(&drugs).await;
}

struct Town {
    site: Site,
    services: Services,
}

impl Town {
    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    /// The address of the first term of Birmingham that says this.
    async fn find(&self, words: &str) -> String {
        let tom = self.enter("Tom").await;
        tom.term_that_says("BIR-1", words).await
    }

    async fn who_releases_sees_what_will_be_read(&self, drugs: &str) {
        let (james, priya, joan) = (
            self.enter("James").await,
            self.enter("Priya").await,
            self.enter("Joan").await,
        );
        let position = [
            ("version", "3"),
            ("room", "whitehall"),
            ("stance", "object"),
            ("words", SECRET),
            ("red-line", "yes"),
        ];
        let noted = james.post(&format!("{drugs}/position"), &position).await;
        assert_eq!(noted.status, 303, "{}", noted.text);
        // Whoever has spoken has the form folded, until something in it is wrong.
        let own = ok(james.get(drugs).await);
        let form = between(&own.text, "id=\"your-position\"", "</section>");
        let details = between(form, "<details", "</summary>");
        assert!(details.contains("Change your position") && !details.contains(" open"));
        let wrong = [("version", "3"), ("room", "whitehall"), ("stance", "")];
        let wrong = james.post(&format!("{drugs}/position"), &wrong).await;
        assert_eq!(wrong.status, 422);
        let form = between(&wrong.text, "id=\"your-position\"", "</section>");
        assert!(between(form, "<details", "</summary>").contains(" open"));
        // The page of release has what was noted, and apart from it what both sides will read.
        let page = ok(priya.get(drugs).await);
        let address = address_ending(&page, "/release");
        let page = ok(priya.get(&address).await);
        let (noted, read) = page
            .text
            .split_once("What both sides will read")
            .expect("two parts");
        assert!(noted.contains("Hushhush"));
        assert!(!read.contains("Hushhush") && read.contains("red line"));
        // One press starts from the words that were noted, and releases nothing.
        let copied = ok(priya.post(&address, &[("act", "copy")]).await);
        let (_, read) = copied.text.split_once("What both sides will read").unwrap();
        assert!(between(read, "<textarea", "</textarea>").contains("Hushhush"));
        let silent = priya
            .post(&address, &[("act", "release"), ("words", "")])
            .await;
        assert_eq!(silent.status, 422);
        assert!(silent.says("Say why you object"));
        assert!(!ok(joan.get(drugs).await).says("Hushhush"));
        let words = "The police have to keep their places.";
        let released = priya
            .post(&address, &[("act", "release"), ("words", words)])
            .await;
        assert_eq!(released.status, 303, "{}", released.text);
        let theirs = ok(joan.get(drugs).await);
        assert!(theirs.says(words) && !theirs.says("Hushhush"));
        let own = ok(james.get(drugs).await);
        assert!(own.says(words) && own.says("Hushhush"), "beside it");
    }

    async fn a_proposal_is_released_with_a_reason_of_its_own(&self, drugs: &str) {
        let (james, priya, joan) = (
            self.enter("James").await,
            self.enter("Priya").await,
            self.enter("Joan").await,
        );
        let page = ok(james.get(drugs).await);
        let (_, rest) = page.text.split_once("/proposals/new?key=").expect("a link");
        let key = rest.split('"').next().unwrap();
        let wording = [
            ("key", key),
            ("version", "3"),
            ("room", "whitehall"),
            ("conditions", "The police keep their places."),
            ("reason", SECRET),
        ];
        let sent = james
            .post(&format!("{drugs}/proposals/new"), &wording)
            .await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let proposal = sent.to().split('?').next().unwrap().to_owned();
        let release = format!("{proposal}/release");
        let page = ok(priya.get(&proposal).await);
        let form = between(&page.text, "Put it before both sides</span>", "</details>");
        assert!(form.contains("Both sides will read") && !form.contains("Hushhush"));
        let silent = priya.post(&release, &[("reason", "")]).await;
        assert_eq!(silent.status, 422);
        assert!(silent.says("Say why this is proposed, for both sides to read"));
        let copied = ok(priya.post(&release, &[("act", "copy")]).await);
        let form = between(
            &copied.text,
            "Put it before both sides</span>",
            "</details>",
        );
        assert!(between(form, "<textarea", "</textarea>").contains("Hushhush"));
        let released = priya
            .post(&release, &[("reason", "So that nobody loses a place.")])
            .await;
        assert_eq!(released.status, 303, "{}", released.text);
        let copy = released.to().split('?').next().unwrap().to_owned();
        let theirs = ok(joan.get(&copy).await);
        assert!(theirs.says("So that nobody loses a place.") && !theirs.says("Hushhush"));
        // All of them have a page of their own, on which nobody reads more than elsewhere.
        let list = format!("{drugs}/proposals");
        let all = ok(james.get(&list).await);
        assert!(all.says(&proposal) && all.says(&copy));
        let theirs = ok(joan.get(&list).await);
        assert!(theirs.says(&copy) && !theirs.says(&proposal) && !theirs.says("Hushhush"));
        let beyond = joan.get(&format!("{list}?page=9")).await;
        assert_eq!(beyond.status, 303);
    }

    async fn the_sums_stand_beside_a_proposal(&self, drugs: &str) {
        let joan = self.enter("Joan").await;
        let savings = self.find("Savings commitment").await;
        let page = ok(joan.get(&format!("{savings}/proposals/new")).await);
        let (_, rest) = page.text.split_once("/proposals/new?key=").expect("a line");
        let key = rest.split('"').next().unwrap();
        let address = format!("{savings}/proposals/new");
        let form = ok(joan.get(&format!("{address}?key={key}")).await);
        assert!(form.says("What the offer would add up to") && form.says("data-figures"));
        let before = sums(&form);
        // Without scripts a button works them out anew, and proposes nothing.
        let amount = between(&form.text, "name=\"low-", "\"").to_owned();
        let (low, high) = (format!("low-{amount}"), format!("high-{amount}"));
        let again = [
            ("key", key),
            ("version", "1"),
            ("act", "recalculate"),
            (&low, "£90 million"),
            (&high, "£95 million"),
        ];
        let again = ok(joan.post(&address, &again).await);
        assert_ne!(sums(&again), before);
        assert!(!again.says("There is a problem"));
        let mut fields = again.text.split("<input");
        let kept = fields.find(|field| field.contains(&format!("name=\"{low}\"")));
        let kept = kept.unwrap().split('>').next().unwrap();
        assert!(kept.contains("90"), "{kept}");
        // Wording without figures has none beside it.
        let page = ok(joan.get(drugs).await);
        let (_, rest) = page.text.split_once("/proposals/new?key=").expect("a link");
        let key = rest.split('"').next().unwrap();
        let form = ok(joan.get(&format!("{drugs}/proposals/new?key={key}")).await);
        assert!(!form.says("Recalculate"));
    }

    async fn the_work_says_whose_turn_it_is(&self, drugs: &str) {
        let (joan, priya) = (self.enter("Joan").await, self.enter("Priya").await);
        let work = ok(priya.get("/work").await);
        assert!(work.says(" terms wait for its position"));
        let (_, rest) = work
            .text
            .split_once("/terms?waiting-for=")
            .expect("a link to the table");
        let question = rest.split(['"', '#']).next().unwrap().replace("&amp;", "&");
        let (before, _) = work.text.split_once("/terms?waiting-for=").unwrap();
        let offer = before.rsplit("\"").next().unwrap();
        let table = ok(priya
            .get(&format!("{offer}/terms?waiting-for={question}"))
            .await);
        assert!(table.says("Only terms on which "));
        // The place says no; the champion takes their time, and can be reminded.
        let no = [
            ("version", "3"),
            ("room", "joint"),
            ("stance", "object"),
            ("words", "It has to be more."),
        ];
        let said = joan.post(&format!("{drugs}/position"), &no).await;
        assert_eq!(said.status, 303, "{}", said.text);
        let table = ok(joan.get("/offers/BIR-1/terms").await);
        assert!(table.says("value=\"champion\""));
        let remind = format!("{drugs}/remind");
        let sent = joan.post(&remind, &[("party", "champion")]).await;
        assert_eq!(sent.status, 303, "{}", sent.text);
        assert!(ok(joan.get(sent.to()).await).says("You reminded the champion of term "));
        let again = joan.post(&remind, &[("party", "champion")]).await;
        assert!(again.to().contains("done=reminded-before"));
        let refused = priya.post(&remind, &[("party", "champion")]).await;
        assert_eq!(refused.status, 403);
    }
}

/// The figures beside the form.
fn sums(page: &Page) -> String {
    between(&page.text, "class=\"so-live\"", "</table>").to_owned()
}

/// The address of the first link that ends like this.
fn address_ending(page: &Page, end: &str) -> String {
    let links = page.text.split("href=\"").skip(1);
    links
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.ends_with(end))
        .unwrap_or_else(|| panic!("no link to {end}"))
        .to_owned()
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}
