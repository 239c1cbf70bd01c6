//! The pages of talk, as people of the demo use them: what was typed is never lost, what is private is not there
//! for others, and nothing that somebody writes does anything but stand there.

use domain::process::Reference;
use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, between, both_databases};

both_databases!(people_talk_and_release_over_the_pages);

/// One story, since putting the demo in takes the longest.
async fn people_talk_and_release_over_the_pages(world: World) {
    let services = world.demo_instance().await;
    demo::put_in(&services).await.unwrap();
    let town = Town {
        site: Site::open_demo(&world).await,
        services,
    };
    town.the_room_is_said_before_and_after_writing().await;
    town.every_page_leads_to_the_talk_about_it().await;
    town.what_was_typed_comes_back().await;
    town.what_was_typed_outlives_the_session().await;
    town.what_people_write_does_nothing().await;
    town.one_side_writes_and_releases().await;
    town.an_author_changes_and_a_thread_is_resolved().await;
    town.a_draft_has_one_room().await;
}

struct Town {
    site: Site,
    services: Services,
}

const TALK: &str = "/offers/BIR-1/talk";
const NEW: &str = "/offers/BIR-1/talk/new";

impl Town {
    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    async fn the_room_is_said_before_and_after_writing(&self) {
        let joan = self.enter("Joan").await;
        let new = ok(joan.get(NEW).await);
        let place = between(&new.text, "value=\"place\"", ">");
        assert!(place.contains("checked"), "the more private one: {place}");
        assert!(!new.says("value=\"whitehall\""));
        assert!(new.says("Only the place and its partners read this."));
        assert!(new.says("Everyone who may read this offer reads this, on both sides."));
        let list = ok(joan.get(TALK).await);
        assert!(list.says("so-room so-room--place") && list.says(">The place only<"));
        assert!(!list.says("so-room--whitehall") && !list.says("Whitehall only"));
        let priya = ok(self.enter("Priya").await.get(TALK).await);
        assert!(priya.says(">Whitehall only<") && !priya.says("The place only"));
        let tom = self.enter("Tom").await;
        let auditor = ok(tom.get(TALK).await);
        assert!(!auditor.says("Start a thread") && !auditor.says("Whitehall only"));
        assert_eq!(tom.get(NEW).await.status, 403);
        let stranger = self.enter("Anil").await;
        assert_eq!(stranger.get(TALK).await.status, 404);
        assert_eq!(stranger.get(NEW).await.status, 404);
    }

    async fn every_page_leads_to_the_talk_about_it(&self) {
        let joan = self.enter("Joan").await;
        for section in domain::process::Section::ALL {
            let page = ok(joan.get(&format!("/offers/BIR-1/{}", section.slug())).await);
            let href = format!("/offers/BIR-1/talk/new?section={}", section.code());
            assert!(page.says(&href), "{section}");
        }
        let lists = ok(joan.get("/offers/BIR-1/freedoms").await);
        let key = between(&lists.text, "/offers/BIR-1/freedoms/", "\"").to_owned();
        let matter = ok(joan.get(&format!("/offers/BIR-1/freedoms/{key}")).await);
        let new = format!("/offers/BIR-1/talk/new?section=freedoms&amp;key={key}");
        assert!(
            matter.says(&new) || matter.says(&new.replace("&amp;", "&")),
            "{}",
            matter.text
        );
        let page = ok(joan.get(&format!("{NEW}?section=freedoms&key={key}")).await);
        assert!(page.says("Words of the text that you mean"));
        assert_eq!(
            joan.get(&format!("{NEW}?section=freedoms&key=zzzzzzzz"))
                .await
                .status,
            404
        );
        assert_eq!(
            joan.get(&format!("{NEW}?section=nonsense")).await.status,
            404
        );
        let decision = ok(self.enter("Ruth").await.get("/offers/LEI-1/decision").await);
        assert!(decision.says("/offers/LEI-1/talk/new"));
        let reader = ok(self.enter("Tom").await.get("/offers/BIR-1/savings").await);
        assert!(reader.says("Read the talk about this") && !reader.says("Talk about this<"));
    }

    async fn what_was_typed_comes_back(&self) {
        let joan = self.enter("Joan").await;
        let long = format!("Kept {}", "x".repeat(10_000));
        for (fields, words) in [
            (
                &[("room", "joint"), ("body", " ")][..],
                "Write your comment",
            ),
            (&[("body", "Kept words")], "Choose who will read this"),
            (
                &[("room", "whitehall"), ("body", "Kept words")],
                "Choose who will read this",
            ),
            (
                &[("room", "joint"), ("body", &long)],
                "Shorten your comment to 10,000 characters: it has 10,005",
            ),
            (
                &[
                    ("section", "savings"),
                    ("key", "zzzzzzzz"),
                    ("room", "joint"),
                    ("body", "Kept words"),
                ],
                "This entry is no longer in the offer",
            ),
        ] {
            let page = joan.post(NEW, fields).await;
            assert_eq!(page.status, 422, "{words}");
            assert!(page.title().starts_with("Error: "), "{}", page.title());
            assert!(page.says(words), "{words}");
            let typed = fields
                .iter()
                .find(|(name, _)| *name == "body")
                .unwrap()
                .1
                .trim();
            assert!(page.says(typed), "what was typed is there again");
            if fields.contains(&("room", "joint")) {
                let joint = between(&page.text, "value=\"joint\"", ">");
                assert!(joint.contains("checked"), "and the room: {joint}");
            }
        }
        let thread = self.start(&joan, "joint", "Who chairs?").await;
        let again = joan.post(&thread, &[("act", "reply"), ("body", "")]).await;
        assert_eq!(again.status, 422);
        let huge = "m".repeat(1_048_577);
        let sent = joan
            .post(&thread, &[("act", "reply"), ("body", &huge)])
            .await;
        assert!(matches!(sent.status, 413 | 422), "{}", sent.status);
        // Resolved while somebody writes: the text stays in the field, and reopening keeps it too.
        let priya = self.enter("Priya").await;
        let typed = [("act", "resolve"), ("body", "Kept too")];
        let unsent = priya.post(&thread, &typed).await;
        assert_eq!(unsent.status, 422);
        assert!(unsent.says("Kept too") && unsent.says("resolving does not send it"));
        assert_eq!(priya.post(&thread, &[("act", "resolve")]).await.status, 303);
        let late = joan
            .post(&thread, &[("act", "reply"), ("body", "Kept reply")])
            .await;
        assert_eq!(late.status, 422);
        assert!(late.says("This thread was resolved meanwhile") && late.says("Kept reply"));
        let reopened = joan
            .post(&thread, &[("act", "reopen"), ("body", "Kept reply")])
            .await;
        assert_eq!(reopened.status, 200);
        assert!(reopened.says("Kept reply") && reopened.says("Send the reply"));
    }

    async fn what_was_typed_outlives_the_session(&self) {
        let people = self.services.demo_people().await.unwrap();
        let joan = people.iter().find(|person| person.name == "Joan").unwrap();
        let id = joan.person.to_string();
        let browser = self.enter("Joan").await;
        browser.post("/sign-out", &[]).await;
        let fields = [
            ("_as", id.as_str()),
            ("room", "joint"),
            ("body", "Kept over night"),
        ];
        let sent = browser.post(NEW, &fields).await;
        assert_eq!(sent.status, 303);
        let next = sent.to().split_once("next=").unwrap().1.to_owned();
        let entered = browser
            .post(
                &format!("/sign-in/demo?next={next}"),
                &[("person", &id), ("next", &app_text(&next))],
            )
            .await;
        assert_eq!(entered.status, 303);
        let back = ok(browser.get(&app_text(&next)).await);
        assert!(
            back.says("Kept over night") && back.says("You were signed out before this was sent")
        );
        let joint = between(&back.text, "value=\"joint\"", ">");
        assert!(joint.contains("checked"), "{joint}");
    }

    async fn what_people_write_does_nothing(&self) {
        let joan = self.enter("Joan").await;
        let attack = "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) \
            ![y](https://a.example/pixel.gif) </textarea><!>\n\n\u{202E}evil **bold** [x](javascript:alert(2))";
        let thread = self.start(&joan, "joint", attack).await;
        for address in [&thread, &TALK.to_owned()] {
            let page = ok(self.enter("Priya").await.get(address).await);
            for harm in [
                "<script>alert",
                "<img",
                "=\"javascript:",
                "pixel.gif\"",
                "\u{202E}",
                "</textarea><!>",
            ] {
                assert!(!page.says(harm), "{harm} at {address}");
            }
        }
        let page = ok(joan.get(&thread).await);
        assert!(page.says("&lt;script&gt;") && page.says("<strong>bold</strong>"));
        let edit = ok(joan.get(&self.only_edit(&page)).await);
        assert!(
            edit.says("&lt;/textarea"),
            "what was typed is in the field as text"
        );
        let linked = self
            .start(&joan, "joint", "[here](https://kent.example)")
            .await;
        let page = ok(joan.get(&linked).await);
        assert!(page.says("rel=\"noopener noreferrer nofollow ugc\""));
    }

    async fn one_side_writes_and_releases(&self) {
        let (joan, priya) = (self.enter("Joan").await, self.enter("Priya").await);
        let thread = self.start(&joan, "place", "zq-offer 55%").await;
        joan.post(&thread, &[("act", "reply"), ("body", "zq-not-below 50%")])
            .await;
        for (method, address) in [("get", thread.clone()), ("post", thread.clone())] {
            let page = match method {
                "get" => priya.get(&address).await,
                _ => {
                    priya
                        .post(&address, &[("act", "reply"), ("body", "Hello")])
                        .await
                }
            };
            assert_eq!(page.status, 404, "{method}");
        }
        let page = ok(joan.get(&thread).await);
        let address = address_ending(&page, "/release");
        assert_eq!(priya.get(&address).await.status, 404);
        let asked = ok(joan.get(&address).await);
        assert!(asked.says("zq-offer 55%") && !asked.says("zq-not-below"));
        assert!(asked.says("Whitehall") || asked.says("both sides"));
        assert!(
            !ok(priya.get(TALK).await).says("zq-offer"),
            "looking changes nothing"
        );
        let done = joan.post(&address, &[]).await;
        assert_eq!(done.status, 303);
        let joint = done.to().to_owned();
        let page = ok(priya.get(joint.split('?').next().unwrap()).await);
        assert!(page.says("zq-offer 55%") && !page.says("zq-not-below"));
        assert!(page.says("Released to both sides by"));
        let again = joan.post(&address, &[]).await;
        assert!(
            again.to().starts_with(&thread),
            "pressed again: {}",
            again.to()
        );
        let history = ok(priya.get("/offers/BIR-1/history").await);
        assert!(history.says("Comment released to both sides") && !history.says("zq-"));
        assert_eq!(self.enter("Sunita").await.get(&address).await.status, 403);
    }

    async fn an_author_changes_and_a_thread_is_resolved(&self) {
        let (joan, sunita) = (self.enter("Joan").await, self.enter("Sunita").await);
        let thread = self.start(&sunita, "joint", "We ask for 60 percent").await;
        let page = ok(sunita.get(&thread).await);
        let edit = self.only_edit(&page);
        assert!(!ok(joan.get(&thread).await).says("/edit\""));
        assert_eq!(joan.get(&edit).await.status, 403);
        let empty = sunita.post(&edit, &[("version", "1"), ("body", "")]).await;
        assert_eq!(empty.status, 422);
        let saved = sunita
            .post(
                &edit,
                &[("version", "1"), ("body", "We ask for 65 percent")],
            )
            .await;
        assert_eq!(saved.status, 303, "{}", saved.text);
        let stale = sunita
            .post(
                &edit,
                &[("version", "1"), ("body", "We ask for 70 percent")],
            )
            .await;
        assert_eq!(stale.status, 409);
        assert!(stale.says("We ask for 65 percent") && stale.says("We ask for 70 percent"));
        let page = ok(joan.get(&thread).await);
        assert!(
            page.says("Edited ")
                && page.says("What it said before")
                && page.says("We ask for 60 percent")
        );
        assert_eq!(joan.post(&thread, &[("act", "resolve")]).await.to(), thread);
        assert!(ok(sunita.get(&thread).await).says("Reopen this thread"));
        let resolved = ok(joan.get(&format!("{TALK}?state=resolved&room=joint")).await);
        assert!(resolved.says("We ask for 65 percent"));
        let open = ok(joan
            .get(&format!("{TALK}?state=open&page=99"))
            .await
            .or_follow(&joan)
            .await);
        assert!(!open.says("We ask for 65 percent"));
        ok(joan
            .get(&format!(
                "{TALK}?room=%00&section=%FF&state=1&key=<&page=-1"
            ))
            .await);
    }

    async fn a_draft_has_one_room(&self) {
        let margaret = self.enter("Margaret").await;
        let new = ok(margaret.get("/offers/KEN-D1/talk/new").await);
        assert!(
            !new.says("type=\"radio\"") && new.says("Only the place and its partners read this.")
        );
        let started = margaret
            .post(
                "/offers/KEN-D1/talk/new",
                &[("room", "place"), ("body", "Is it all there?")],
            )
            .await;
        assert_eq!(started.status, 303);
        let reference: Reference = "KEN-D1".parse().unwrap();
        assert!(
            started
                .to()
                .starts_with(&format!("/offers/{reference}/talk/"))
        );
        assert_eq!(
            self.enter("Ruth")
                .await
                .get("/offers/KEN-D1/talk")
                .await
                .status,
            404
        );
        assert_eq!(self.enter("Ruth").await.get(started.to()).await.status, 404);
    }

    /// Starts a thread about the whole offer; its address.
    async fn start(&self, who: &Browser, room: &str, body: &str) -> String {
        let started = who.post(NEW, &[("room", room), ("body", body)]).await;
        assert_eq!(started.status, 303, "{}", started.text);
        started.to().to_owned()
    }

    fn only_edit(&self, page: &Page) -> String {
        address_ending(page, "/edit")
    }
}

impl Page {
    /// The page that this one leads to, if it leads anywhere.
    async fn or_follow(self, browser: &Browser) -> Self {
        if self.status == 303 {
            browser.get(self.to()).await
        } else {
            self
        }
    }
}

/// The first link that ends so.
fn address_ending(page: &Page, end: &str) -> String {
    page.text
        .split("href=\"")
        .filter_map(|rest| rest.split('"').next())
        .find(|link| link.ends_with(end))
        .expect("a link")
        .to_owned()
}

/// An address out of a question in another.
fn app_text(encoded: &str) -> String {
    app::posts::address::pairs(&format!("a={encoded}"))
        .pop()
        .expect("a text")
        .1
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}
