//! Delivery over HTTP: milestones read, added, forecast and achieved, what cannot be, two who write at once, and the
//! calendar of what somebody owns. The demo has an agreement in force with slips on both sides.

use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, between, both_databases, plain_press};

both_databases!(milestones_are_read_added_forecast_and_achieved);

const HOME: &str = "/offers/WOR-1/delivery";
const OFFICE: &str = "Joint office of the single service opened";
const ADVISERS: &str = "Advisers of Jobcentre Plus moved to the joint office";
const RETAIN: &str = "In place: Keep what one service saves";

/// One story, since putting the demo in takes the longest.
async fn milestones_are_read_added_forecast_and_achieved(world: World) {
    let services = world.demo_instance().await;
    services.set_press(plain_press());
    demo::put_in(&services).await.unwrap();
    let county = County {
        site: Site::of(services.clone()).await,
        services,
    };
    county
        .what_slips_stands_first_and_filters_have_addresses()
        .await;
    county.who_has_no_part_in_it_reads_or_finds_nothing().await;
    county.what_cannot_be_comes_back_beside_its_field().await;
    county.one_is_added_once().await;
    county.every_forecast_stays().await;
    county.of_two_who_write_at_once_neither_loses_a_word().await;
    county.a_circle_is_refused_with_the_way_round().await;
    county.a_calendar_has_a_secret_address().await;
}

struct County {
    site: Site,
    services: Services,
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

impl County {
    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    /// The address of a milestone.
    async fn address(&self, title: &str) -> String {
        let richard = self.enter("Richard").await;
        let mut page = 1;
        loop {
            let list = ok(richard.get(&format!("{HOME}?page={page}")).await);
            let link = format!("href=\"{HOME}/milestones/");
            let mut links = list.text.split(&link).skip(1);
            let found = links.find(|rest| {
                let words = rest.split_once('>').map_or("", |(_, words)| words);
                words.starts_with(title)
            });
            if let Some(rest) = found {
                return format!("{HOME}/milestones/{}", rest.split('"').next().unwrap());
            }
            page += 1;
            assert!(page < 5, "{title} is not there: {}", list.text);
        }
    }

    async fn what_slips_stands_first_and_filters_have_addresses(&self) {
        let richard = self.enter("Richard").await;
        let home = ok(richard.get(HOME).await);
        assert!(
            home.says("1 is blocked and 2 are slipping"),
            "{}",
            home.text
        );
        assert!(home.says(&format!(
            "It waits for “{OFFICE}”, which is expected on 18 March 2013."
        )));
        assert!(home.says("<svg") && home.says("Add a milestone"));
        let filtered = |query: &str| format!("{HOME}?{query}");
        for (query, seen, unseen) in [
            ("standing=blocked", ADVISERS, "Final report"),
            ("side=whitehall&standing=slipping", RETAIN, "Final report"),
            (
                "standing=done",
                "In place: One commissioner",
                "Final report",
            ),
        ] {
            let page = ok(richard.get(&filtered(query)).await);
            let table = between(&page.text, "<tbody", "</tbody>");
            assert!(
                table.contains(seen) && !table.contains(unseen),
                "{query}: {table}"
            );
        }
        // From a milestone to its term, and back to all of the term.
        let office = ok(richard.get(&self.address(OFFICE).await).await);
        let term = between(&office.text, "href=\"/offers/WOR-1/terms/", "\"").to_owned();
        let page = ok(richard.get(&format!("/offers/WOR-1/terms/{term}")).await);
        let of_term = filtered(&format!("term={term}"));
        assert!(page.says(&format!("href=\"{of_term}\"")), "{}", page.text);
        let page = ok(richard.get(&of_term).await);
        assert!(page.says(&format!("under term {term} only.")) && page.says(ADVISERS));
        // What is no filter is none, and behind the last page there is the last.
        let all = ok(richard.get(&filtered("standing=odd&side=&page=x")).await);
        assert!(!all.text.contains("Show all of them"));
        let behind = richard.get(&filtered("standing=blocked&page=9")).await;
        assert_eq!(behind.to(), filtered("standing=blocked"));
        // The offer and its agreement lead here.
        for page in ["/offers/WOR-1", "/offers/WOR-1/agreement"] {
            assert!(
                ok(richard.get(page).await).says(&format!("href=\"{HOME}\"")),
                "{page}"
            );
        }
        let early = richard
            .get("/offers/WOR-1/delivery/milestones/nothing")
            .await;
        assert_eq!(early.status, 404);
    }

    async fn who_has_no_part_in_it_reads_or_finds_nothing(&self) {
        let office = self.address(OFFICE).await;
        for (name, seen, adding) in [("Tom", 200, 403), ("Anil", 404, 404), ("Ruth", 200, 403)] {
            let who = self.enter(name).await;
            assert_eq!(who.get(HOME).await.status, seen, "{name}");
            assert_eq!(who.get(&office).await.status, seen, "{name}");
            let new = format!("{HOME}/milestones/new");
            assert_eq!(who.get(&new).await.status, adding, "{name}");
            assert_eq!(who.post(&new, &[]).await.status, adding, "{name}");
            assert_eq!(who.post(&office, &[]).await.status, adding, "{name}");
        }
        let nobody = self.site.browser();
        assert!(nobody.get(HOME).await.to().starts_with("/sign-in?next="));
        // Who takes part reads the other side’s, and says nothing of it.
        let richard = self.enter("Richard").await;
        let retain = self.address(RETAIN).await;
        let page = ok(richard.get(&retain).await);
        assert!(page.says("settled after the Budget") && !page.says("name=\"forecast\""));
        let said = richard
            .post(&retain, &[("version", "2"), ("note", "Mine")])
            .await;
        assert_eq!(said.status, 403, "{}", said.text);
    }

    async fn what_cannot_be_comes_back_beside_its_field(&self) {
        let richard = self.enter("Richard").await;
        let office = self.address(OFFICE).await;
        let form = ok(richard.get(&office).await).form("Save");
        assert_eq!(form.text("forecast"), "18 March 2013");
        for (field, text, told) in [
            ("forecast", "31.February", "Forecast: "),
            ("forecast", "1 January 2013", "A forecast lies ahead"),
            ("forecast", "2 April 2013", "Say why the forecast changes"),
            ("achieved", "1 March 2013", "This day has not come"),
            (
                "achieved",
                "1 February 2013",
                "Say what shows that it was achieved",
            ),
        ] {
            let form = ok(richard.get(&office).await).form("Save");
            let sent = form
                .with(field, text)
                .with("note", "Kept <as> typed")
                .send(&richard)
                .await;
            assert_eq!(sent.status, 422, "{text}");
            assert!(
                sent.says(told) && sent.title().starts_with("Error: "),
                "{text}: {}",
                sent.text
            );
            let again = sent.form("Save");
            assert_eq!(
                (again.text(field), again.text("note")),
                (text, "Kept <as> typed")
            );
        }
    }

    async fn one_is_added_once(&self) {
        let sandra = self.enter("Sandra").await;
        let new = format!("{HOME}/milestones/new");
        let form = || async { ok(sandra.get(&new).await).form("Add the") };
        let nothing = form().await.send(&sandra).await;
        assert_eq!(nothing.status, 422);
        for told in ["Say what will be done", "Choose the term", "Enter the day"] {
            assert!(nothing.says(told), "{told}");
        }
        let page = ok(sandra.get(&new).await);
        let owner = between(&page.text, "name=\"owner\"", ">");
        let owner = between(owner, "value=\"", "\"").to_owned();
        let full = form()
            .await
            .with("title", "Two <advisers> trained")
            .with("term", "1")
            .with("owner", &owner)
            .with("due", "28 March 2013");
        // A press for one more row is no attempt to save.
        let row = form().await.with("title", "Two <advisers> trained");
        let row = row.with("act", "add-after").send(&sandra).await;
        let row = ok(row).form("Add the");
        assert_eq!(
            (row.text("title"), row.text("after-count")),
            ("Two <advisers> trained", "2")
        );
        let mut to = Vec::new();
        for _twice in 0..2 {
            let sent = full.send(&sandra).await;
            assert_eq!(sent.status, 303, "{}", sent.text);
            to.push(sent.to().to_owned());
        }
        assert_eq!(to[0], to[1], "sent twice it is added once");
        let seen = ok(sandra.get(&to[0]).await);
        assert!(
            seen.says("Two &lt;advisers&gt; trained") && seen.says("Added on the way by Sandra")
        );
        // One of the other side is not hers to add.
        let theirs = full.with("owner", "hmt").send(&sandra).await;
        assert_eq!(theirs.status, 422);
    }

    async fn every_forecast_stays(&self) {
        let edward = self.enter("Edward").await;
        let retain = self.address(RETAIN).await;
        let form = ok(edward.get(&retain).await).form("Save");
        assert_eq!(form.text("why"), "", "each reason is given anew");
        let later = form
            .with("forecast", "3 June 2013")
            .with("why", "The accounts close in May.");
        assert_eq!(later.send(&edward).await.to(), retain);
        let page = ok(edward.get(&retain).await);
        for told in [
            "6 May 2013",
            "3 June 2013",
            "The accounts close in May.",
            "settled after the Budget",
            "Slipping",
        ] {
            assert!(page.says(told), "{told}");
        }
        let history = ok(edward.get("/offers/WOR-1/history").await);
        assert!(history.says("new forecast") && history.says("The accounts close in May."));
    }

    async fn of_two_who_write_at_once_neither_loses_a_word(&self) {
        let (richard, sandra) = (self.enter("Richard").await, self.enter("Sandra").await);
        let advisers = self.address(ADVISERS).await;
        let his = ok(richard.get(&advisers).await).form("Save");
        let hers = ok(sandra.get(&advisers).await).form("Save");
        let saved = hers.with("note", "Eight of them.").send(&sandra).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let both = his
            .with("note", "Ten of them.")
            .with("forecast", "20 March 2013")
            .with("why", "After the office.")
            .send(&richard)
            .await;
        assert_eq!(both.status, 409, "{}", both.text);
        assert!(
            both.says("Eight of them.")
                && both.says("Ten of them.")
                && both.says("Saved by Sandra, ")
        );
        let choice = both.form("Save what I chose").with("choose-note", "theirs");
        let saved = choice.send(&richard).await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let kept = ok(richard.get(&advisers).await).form("Save");
        assert_eq!(
            (kept.text("note"), kept.text("forecast")),
            ("Eight of them.", "20 March 2013")
        );
    }

    async fn a_circle_is_refused_with_the_way_round(&self) {
        let richard = self.enter("Richard").await;
        let (office, advisers) = (self.address(OFFICE).await, self.address(ADVISERS).await);
        let slug = advisers.rsplit('/').next().unwrap();
        let form = ok(richard.get(&office).await).form("Save");
        let circle = form.with("after-0-milestone", slug).send(&richard).await;
        assert_eq!(circle.status, 422, "{}", circle.text);
        assert!(circle.says(&format!(
            "These milestones would wait for each other: “{OFFICE}” waits for “{ADVISERS}”, which waits for “{OFFICE}”"
        )));
    }

    async fn a_calendar_has_a_secret_address(&self) {
        let edward = self.enter("Edward").await;
        let page = ok(edward.get("/account/calendar").await);
        assert!(page.says("You have no address yet."));
        let address = |page: &Page| {
            let secret = between(&page.text, "/calendar/", ".ics");
            assert!(secret.len() > 30, "{}", page.text);
            format!("/calendar/{secret}.ics")
        };
        let first = ok(page.form("Make an address").send(&edward).await);
        let first = address(&first);
        // A calendar program has no session.
        let nobody = self.site.browser();
        let file = ok(nobody.get(&first).await);
        assert_eq!(
            file.header("content-type"),
            Some("text/calendar; charset=utf-8")
        );
        assert_eq!(file.header("cache-control"), Some("no-store"));
        for line in [
            "BEGIN:VCALENDAR",
            "BEGIN:VEVENT",
            "DTSTART;VALUE=DATE:20130603",
            "END:VCALENDAR",
        ] {
            assert!(file.text.contains(line), "{line}: {}", file.text);
        }
        assert!(
            file.text
                .replace("\r\n ", "")
                .contains("SUMMARY:In place: Keep what one service saves (WOR-1)")
        );
        // It is shown the once.
        let page = ok(edward.get("/account/calendar").await);
        assert!(!page.text.contains(&first) && page.says("Make a new address"));
        let second = address(&ok(page.form("Make a new address").send(&edward).await));
        assert_eq!(nobody.get(&first).await.status, 404);
        assert_eq!(nobody.get(&second).await.status, 200);
        let page = ok(edward.get("/account/calendar").await);
        let removed = page.form("Remove the address").send(&edward).await;
        assert_eq!(removed.status, 303, "{}", removed.text);
        for gone in [&second, "/calendar/.ics", "/calendar/x", "/calendar/x.ics"] {
            assert_eq!(nobody.get(gone).await.status, 404, "{gone}");
        }
    }
}
