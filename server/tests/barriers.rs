//! What stands in the way of a deal, over HTTP: raised, written in by two at once, closed and opened again; and what
//! waits for it is at risk for as long as it stands.

use domain::offer::Key;
use services::Services;
use single_offer::demo;

use crate::support::{Browser, Form, Page, Site, World, between, both_databases};

both_databases!(a_barrier_is_raised_changed_and_closed);

const BARRIERS: &str = "/offers/KEN-1/barriers";
const WHAT: &str = "The county may not tell Jobcentre Plus who pays <no> rent.";
/// A savings line that waits for one freedom, which is agreed.
const TRANSACTIONS: &str = "Fewer and cheaper transactions through Gateway";
const DESK: &str =
    "People who lose their job deal with council and Jobcentre Plus at one desk of a Gateway";

/// One story, since putting the demo in takes the longest.
async fn a_barrier_is_raised_changed_and_closed(world: World) {
    let services = world.demo_instance().await;
    demo::put_in(&services).await.unwrap();
    let kent = Kent {
        transactions: key(&services, TRANSACTIONS).await,
        desk: key(&services, DESK).await,
        site: Site::open_demo(&world).await,
        services,
    };
    kent.whoever_does_not_bargain_raises_none().await;
    kent.what_waits_for_a_barrier_is_at_risk_while_it_stands()
        .await;
    kent.one_that_does_not_say_what_who_and_when_comes_back()
        .await;
    let barrier = kent.it_is_raised_once_and_its_owner_told(&world).await;
    kent.of_two_who_write_at_once_neither_loses_a_word(&barrier)
        .await;
    kent.it_is_closed_and_opened_again(&barrier).await;
}

struct Kent {
    site: Site,
    services: Services,
    transactions: Key,
    desk: Key,
}

impl Kent {
    /// One of the demo's people, signed in by their button, under the role in which they bargain.
    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    async fn whoever_does_not_bargain_raises_none(&self) {
        for (name, seen, raising) in [("Tom", 200, 403), ("Anil", 404, 404)] {
            let who = self.enter(name).await;
            assert_eq!(who.get(BARRIERS).await.status, seen, "{name}");
            let new = format!("{BARRIERS}/new");
            assert_eq!(who.get(&new).await.status, raising, "{name}");
            assert_eq!(who.post(&new, &[]).await.status, raising, "{name}");
        }
        let tom = self.enter("Tom").await;
        let barrier = self.address("Data Protection Act").await;
        let page = ok(tom.get(&barrier).await);
        assert!(page.says("Data Protection Act") && !page.says("name=\"what\""));
        assert_eq!(tom.post(&barrier, &[]).await.status, 403);
    }

    /// The demo's barrier on data sharing is out of the way, and comes back.
    async fn what_waits_for_a_barrier_is_at_risk_while_it_stands(&self) {
        let barrier = self.address("Data Protection Act").await;
        assert!(self.is_at_risk().await && self.blocks("Data Protection Act").await);
        let moira = self.enter("Moira").await;
        let form = ok(moira.get(&barrier).await).form("Save");
        let gone = form.with("status", "removed").send(&moira).await;
        assert_eq!(gone.status, 303, "{}", gone.text);
        assert!(!self.is_at_risk().await && !self.blocks("Data Protection Act").await);
        let list = ok(moira.get(BARRIERS).await);
        assert!(list.says("Removed"));
    }

    async fn one_that_does_not_say_what_who_and_when_comes_back(&self) {
        let daniel = self.enter("Daniel").await;
        let form = || async { ok(daniel.get(&format!("{BARRIERS}/new")).await).form("Raise the") };
        let nothing = form().await.send(&daniel).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.title().starts_with("Error: "));
        for told in [
            "Say what stands in the way",
            "Choose who can remove it",
            "Enter the date by which it should be out of the way",
        ] {
            assert!(nothing.says(told), "{told}");
        }
        for (field, text) in [("due", "31.February"), ("owner", "nobody"), ("what", "  ")] {
            let sent = full(form().await, self)
                .with(field, text)
                .send(&daniel)
                .await;
            assert_eq!(sent.status, 422, "{field}");
            assert!(sent.says("There is a problem"), "{field}");
            if field != "what" {
                assert_eq!(sent.form("Raise the").text("what"), WHAT, "is kept");
            }
        }
        // A press for one more row is no attempt to save.
        let row = full(form().await, self).with("act", "add-steps");
        let row = ok(row.send(&daniel).await).form("Raise the");
        assert_eq!((row.text("what"), row.text("steps-count")), (WHAT, "2"));
        assert_eq!(row.text("due"), "28 March 2013");
    }

    async fn it_is_raised_once_and_its_owner_told(&self, world: &World) -> String {
        let mails = "SELECT COUNT(*) AS answer FROM outbox WHERE kind = 'barrier-raised' \
                     AND to_address = 'moira@work-and-pensions.example'";
        let before = world.number(mails).await;
        let daniel = self.enter("Daniel").await;
        let form = ok(daniel.get(&format!("{BARRIERS}/new")).await).form("Raise the");
        let form = full(form, self);
        for _twice in 0..2 {
            let raised = form.send(&daniel).await;
            assert_eq!(
                (raised.status, raised.to()),
                (303, BARRIERS),
                "{}",
                raised.text
            );
        }
        let list = ok(daniel.get(BARRIERS).await);
        assert!(list.says("3 barriers, for both sides to read."));
        assert!(list.says("pays &lt;no&gt; rent"));
        assert!(!list.says("<no>"));
        assert_eq!(world.number(mails).await, before + 1);
        assert!(self.is_at_risk().await && self.blocks("pays &lt;no&gt; rent").await);
        self.address("pays &lt;no&gt; rent").await
    }

    async fn of_two_who_write_at_once_neither_loses_a_word(&self, barrier: &str) {
        let (daniel, moira) = (self.enter("Daniel").await, self.enter("Moira").await);
        let his = ok(daniel.get(barrier).await).form("Save");
        let hers = ok(moira.get(barrier).await).form("Save");
        let saved = hers
            .with("status", "in-hand")
            .with("trial", "A form of consent in Ashford.")
            .send(&moira)
            .await;
        assert_eq!(saved.status, 303, "{}", saved.text);

        // He wrote in one field that she left alone, and in one that she wrote in too.
        let his = his
            .with("due", "12 April 2013")
            .with("trial", "A <protocol> for the whole county.");
        let both = his.send(&daniel).await;
        assert_eq!(both.status, 409, "{}", both.text);
        assert!(both.says("Choose which text to keep") && both.says("Saved by Moira, "));
        assert!(both.says("A form of consent in Ashford."));
        assert!(both.says("A &lt;protocol&gt; for the whole county.") && !both.says("<protocol>"));
        let choice = both.form("Save what I chose");
        assert_eq!(
            choice.text("choose-status"),
            "theirs",
            "only she changed it"
        );
        assert_eq!(choice.text("choose-due"), "mine", "only he changed it");
        // Where both wrote, his own stands until he chooses otherwise.
        assert_eq!(choice.text("choose-trial"), "mine");

        // While he chooses, the champion saves as well: he is shown that too, and his words are still there.
        let helen = self.champion().await;
        let third = ok(helen.get(barrier).await).form("Save");
        let third = third
            .with("trial", "Both of them, one after the other.")
            .send(&helen)
            .await;
        assert_eq!(third.status, 303, "{}", third.text);
        let again = choice.with("choose-trial", "mine").send(&daniel).await;
        assert_eq!(again.status, 409, "{}", again.text);
        assert!(again.says("Both of them, one after the other."));
        assert!(again.says("A &lt;protocol&gt; for the whole county."));

        // What cannot be read is not saved through the choice either.
        let choice = again.form("Save what I chose").with("choose-trial", "mine");
        let unread = choice.with("due", "some day").send(&daniel).await;
        assert_eq!(unread.status, 422, "{}", unread.text);
        let form = unread.form("Save");
        assert_eq!(form.text("due"), "some day");
        assert_eq!(form.text("trial"), "A <protocol> for the whole county.");
        let saved = form.with("due", "12 April 2013").send(&daniel).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let kept = ok(daniel.get(barrier).await).form("Save");
        assert_eq!(kept.text("trial"), "A <protocol> for the whole county.");
        assert_eq!(
            (kept.text("due"), kept.text("status")),
            ("12 April 2013", "in-hand")
        );
        // A version that never was is no way round it.
        let odd = kept.with("version", "many").with("what", "Something else.");
        assert_eq!(odd.send(&daniel).await.status, 409);
    }

    async fn it_is_closed_and_opened_again(&self, barrier: &str) {
        let margaret = self.enter("Margaret").await;
        let form = ok(margaret.get(barrier).await).form("Save");
        let empty = form.with("what", "").send(&margaret).await;
        assert_eq!(empty.status, 422);
        assert!(empty.says("Say what stands in the way"));
        for (status, stands) in [("removed", false), ("trial", true), ("accepted", false)] {
            let form = ok(margaret.get(barrier).await).form("Save");
            let form = form.with("status", status);
            // Sent twice it is done once.
            for _twice in 0..2 {
                assert_eq!(form.send(&margaret).await.status, 303, "{status}");
            }
            assert_eq!(self.is_at_risk().await, stands, "{status}");
            assert_eq!(
                self.blocks("pays &lt;no&gt; rent").await,
                stands,
                "{status}"
            );
        }
        assert!(ok(margaret.get(BARRIERS).await).says("It stays, and the offer lives with it"));
    }

    /// Whether the pages say so of the savings line and the outcome: both, or neither.
    async fn is_at_risk(&self) -> bool {
        let tom = self.enter("Tom").await;
        let savings = ok(tom.get("/offers/KEN-1/savings").await);
        let line = between(
            &savings.text,
            &format!("id=\"{}\"", self.transactions),
            "</tr>",
        );
        let outcomes = ok(tom.get("/offers/KEN-1/outcomes").await);
        let desk = between(&outcomes.text, &format!("id=\"{}\"", self.desk), "</dl>");
        let [line, desk] = [line, desk].map(|part| {
            assert!(part.len() > 100, "{part}");
            // Its freedom is agreed: that puts nothing at risk any more.
            assert!(
                !part.contains("Jobcentre Plus behind the Gateway door"),
                "{part}"
            );
            part.contains("At risk") && part.contains(">barrier</a>")
        });
        assert_eq!(line, desk);
        line
    }

    /// Whether it stands among what blocks the offer.
    async fn blocks(&self, what: &str) -> bool {
        let table = ok(self.enter("Tom").await.get("/offers/KEN-1/terms").await);
        between(&table.text, "class=\"so-blocks\"", "</section>").contains(what)
    }

    /// The address of the barrier that says this.
    async fn address(&self, what: &str) -> String {
        let list = ok(self.enter("Tom").await.get(BARRIERS).await);
        let (_, rest) = list.text.split_once(what).unwrap();
        let slug = between(rest, &format!("href=\"{BARRIERS}/"), "\"");
        format!("{BARRIERS}/{slug}")
    }

    /// Helen wears two hats.
    async fn champion(&self) -> Browser {
        let helen = self.enter("Helen").await;
        let hat = [("hat", "champion@dcsf"), ("next", "/work")];
        assert_eq!(helen.post("/acting-for", &hat).await.status, 303);
        helen
    }
}

/// The form filled in as far as it is needed.
fn full(form: Form, kent: &Kent) -> Form {
    form.with("what", WHAT)
        .with("owner", "dwp")
        .with("due", "28 March 2013")
        .with("status", "open")
        .with("blocks", "6")
        .with("puts-at-risk", kent.transactions.as_str())
        .and("puts-at-risk", kent.desk.as_str())
}

/// The key of the matter of this title in Kent's offer.
async fn key(services: &Services, title: &str) -> Key {
    let people = services.demo_people().await.unwrap();
    let margaret = people.iter().find(|one| one.name == "Margaret").unwrap();
    let margaret = services.viewer(&margaret.person).await.unwrap().unwrap();
    let kent = "KEN-1".parse().unwrap();
    let view = services.offers().read(&margaret, &kent).await.unwrap();
    let mut kept = view.proposal.kept.iter();
    let found = kept.find(|kept| kept.matter.title() == title);
    found.expect(title).key.clone()
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}
