//! The pages around the sections, walked through as people of the demo: Kent submits, the programme office
//! decides, partners answer, and nobody gets further than they may.

use services::Services;
use single_offer::demo;

use crate::support::{Browser, Page, Site, World, between, both_databases};

both_databases!(the_pages_around_the_sections_lead_from_draft_to_decision);

/// One story, since putting the demo in takes the longest.
async fn the_pages_around_the_sections_lead_from_draft_to_decision(world: World) {
    let services = world.demo_instance().await;
    demo::put_in(&services).await.unwrap();
    let town = Town {
        site: Site::open_demo(&world).await,
        services,
    };
    town.lists_say_what_each_may_see().await;
    town.an_offer_is_started_and_withdrawn().await;
    town.nobody_gets_further_than_they_may().await;
    town.a_partner_answers_to_what_it_was_shown().await;
    town.kent_submits_once().await;
    town.the_programme_office_decides().await;
    town.history_is_told_to_each_side().await;
}

struct Town {
    site: Site,
    services: Services,
}

const TOO_LATE: &str = "Set the savings against <each> outcome,\nplease.";

impl Town {
    /// One of the demo's people, signed in by their button.
    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }

    async fn lists_say_what_each_may_see(&self) {
        let margaret = self.enter("Margaret").await;
        let work = ok(margaret.get("/work").await);
        assert!(work.says("Your work (6)") && work.says("KEN-D1"));
        let list = ok(margaret.get("/offers").await);
        assert!(list.says("KEN-D1") && !list.says("LEI-1"));
        let ruth = self.enter("Ruth").await;
        let list = ok(ruth.get("/offers").await);
        assert!(list.says("LEI-1") && !list.says("KEN-D1"));
        let some = ok(ruth
            .get("/offers?stage=negotiating&kind=single-offer")
            .await);
        assert!(some.says("1 offer found") && some.says("BIR-1"));
        let none = ok(ruth
            .get("/offers?text=nothing+%25&stage=nonsense&page=-1")
            .await);
        assert!(none.says("No offers found"));
        let odd = "/offers?text=%00&kind=%FF&page=99999999999999999999";
        ok(ruth.get(odd).await);
        let behind = ruth.get("/offers?stage=submitted&page=7").await;
        assert_eq!(behind.to(), "/offers?stage=submitted&page=1");
        let programme = ok(ruth.get("/programme").await);
        assert!(programme.says("2 offers wait for a decision."));
        assert!(programme.says("/offers?stage=declined"));
        assert_eq!(margaret.get("/programme").await.status, 404);
    }

    async fn an_offer_is_started_and_withdrawn(&self) {
        let margaret = self.enter("Margaret").await;
        assert_eq!(margaret.get("/offers/new").await.status, 200);
        let nothing = margaret.post("/offers/new", &[]).await;
        assert_eq!(nothing.status, 422);
        assert!(nothing.title().starts_with("Error: ") && nothing.says("govuk-error-summary"));
        let kind = ("kind", "innovative-policy-offer");
        let no_theme = margaret
            .post("/offers/new", &[kind, ("title", "A <warmer> winter")])
            .await;
        assert_eq!(no_theme.status, 422);
        assert!(
            no_theme.says("A &lt;warmer&gt; winter"),
            "what was typed stands there still"
        );
        let title = "A warmer </title></textarea><b>winter";
        let started = margaret
            .post(
                "/offers/new",
                &[kind, ("title", title), ("theme", "energy")],
            )
            .await;
        assert_eq!((started.status, started.to()), (303, "/offers/KEN-D3"));
        let home = ok(margaret.get("/offers/KEN-D3").await);
        assert!(home.says("0 of 10 sections complete") && home.says("Energy and carbon"));
        for below in ["", "/check", "/scope", "/history", "/withdraw"] {
            let page = ok(margaret.get(&format!("/offers/KEN-D3{below}")).await);
            assert!(!page.says("<b>winter"), "what people type is text: {below}");
        }
        let refused = margaret.post("/offers/KEN-D3/check", &[]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("The offer cannot be submitted yet"));
        assert!(refused.says("href=\"/offers/KEN-D3/outcomes\""));
        ok(margaret.get("/offers/KEN-D3/withdraw").await);
        for _twice in 0..2 {
            let gone = margaret
                .post("/offers/KEN-D3/withdraw", &[("reason", "Too soon.")])
                .await;
            assert_eq!(
                (gone.status, gone.to()),
                (303, "/offers/KEN-D3?done=withdrawn")
            );
        }
        let home = ok(margaret.get("/offers/KEN-D3?done=withdrawn").await);
        assert!(home.says("You withdrew KEN-D3.") && home.says("Too soon."));
    }

    async fn nobody_gets_further_than_they_may(&self) {
        let ruth = self.enter("Ruth").await;
        for below in ["", "/check", "/history", "/decision", "/withdraw"] {
            let page = ruth.get(&format!("/offers/KEN-D1{below}")).await;
            assert_eq!(page.status, 404, "government sees no draft: {below}");
        }
        assert_eq!(ruth.get("/offers/new").await.status, 403);
        assert_eq!(ruth.get("/offers/LEI-1/withdraw").await.status, 403);
        assert_eq!(ruth.get("/offers/BIR-1/decision").await.status, 409);
        let late = ruth
            .post(
                "/offers/BIR-1/decision",
                &[("decision", "return"), ("return-reason", TOO_LATE)],
            )
            .await;
        assert_eq!(late.status, 409);
        assert!(late.says("What you had typed"));
        assert!(late.says("Set the savings against &lt;each&gt; outcome,\nplease."));
        let daniel = self.enter("Daniel").await;
        let check = ok(daniel.get("/offers/KEN-D1/check").await);
        assert!(!check.says("Submit the offer to Whitehall"));
        assert_eq!(daniel.post("/offers/KEN-D1/check", &[]).await.status, 403);
        assert_eq!(daniel.get("/offers/KEN-D1/decision").await.status, 403);
        let stranger = self.site.browser().get("/offers/KEN-D1").await;
        assert_eq!(stranger.to(), "/sign-in?next=%2Foffers%2FKEN-D1");
    }

    async fn a_partner_answers_to_what_it_was_shown(&self) {
        let colin = self.enter("Colin").await;
        let home = ok(colin.get("/offers/KEN-D1").await);
        let address = between(&home.text, "href=\"/offers/KEN-D1/partners/", "\"");
        let address = format!("/offers/KEN-D1/partners/{address}");
        assert!(address.ends_with("/answer"), "{address}");
        let page = ok(colin.get(&address).await);
        assert!(page.says("What the offer says about Kent Police"));
        assert!(page.says("£250,000") && page.says("Decline after all"));
        let seen = between(&page.text, "name=\"seen\" value=\"", "\"").to_owned();
        assert!(!seen.is_empty());
        let no_reason = colin
            .post(&address, &[("answer", "decline"), ("seen", &seen)])
            .await;
        assert_eq!(no_reason.status, 422);
        let decline = |seen| {
            [
                ("answer", "decline"),
                ("reason", "Not <now>."),
                ("seen", seen),
            ]
        };
        let overtaken = colin.post(&address, &decline("another")).await;
        assert_eq!(overtaken.status, 409);
        assert!(overtaken.says("changed while this page was open"));
        assert!(
            overtaken.says("Not &lt;now&gt;."),
            "what was typed stands there still"
        );
        let grace = self.enter("Grace").await;
        let others = grace.get(&address).await;
        assert!(
            !others.says("Decline after all"),
            "nobody answers for another"
        );
        let same = [
            ("answer", "confirm"),
            ("name", "Colin"),
            ("role", "Superintendent"),
        ];
        let again = colin
            .post(&address, &[same[0], same[1], same[2], ("seen", &seen)])
            .await;
        assert_eq!(again.status, 303, "the same answer again");
    }

    async fn kent_submits_once(&self) {
        let margaret = self.enter("Margaret").await;
        let home = ok(margaret.get("/offers/KEN-D1").await);
        assert!(home.says("10 of 10 sections complete"));
        let check = ok(margaret.get("/offers/KEN-D1/check").await);
        assert!(check.says("Nothing blocks submission.") && check.says("id=\"governance\""));
        let first = margaret.post("/offers/KEN-D1/check", &[]).await;
        assert_eq!(
            (first.status, first.to()),
            (303, "/offers/KEN-2?done=submitted")
        );
        let second = margaret.post("/offers/KEN-D1/check", &[]).await;
        assert_eq!(second.status, 303);
        let old = margaret.get(second.to()).await;
        let panel = match old.status {
            303 => margaret.get(old.to()).await,
            _ => old,
        };
        assert!(ok(panel).says("Offer submitted"));
        let old = margaret.get("/offers/KEN-D1").await;
        assert_eq!((old.status, old.to()), (303, "/offers/KEN-2"));
        let old = margaret.get("/offers/KEN-D1/history").await;
        assert_eq!((old.status, old.to()), (303, "/offers/KEN-2/history"));
        let home = ok(margaret.get("/offers/KEN-2").await);
        assert!(home.says("The place gives") && home.says("Government gives"));
    }

    async fn the_programme_office_decides(&self) {
        let ruth = self.enter("Ruth").await;
        let address = "/offers/KEN-2/decision";
        let page = ok(ruth.get(address).await);
        let champion = between(
            &page.text,
            "Choose a champion</option><option value=\"",
            "\"",
        );
        assert!(!champion.is_empty());
        assert_eq!(ruth.post(address, &[]).await.status, 422);
        let nobody = ruth.post(address, &[("decision", "accept")]).await;
        assert!(nobody.status == 422 && nobody.says("id=\"champion-error\""));
        let why = ruth
            .post(address, &[("decision", "return"), ("return-reason", " ")])
            .await;
        assert!(why.status == 422 && why.says("id=\"return-reason-error\""));
        let accept = [
            ("decision", "accept"),
            ("champion", champion),
            ("lead-department", "clg"),
        ];
        for _twice in 0..2 {
            let accepted = ruth.post(address, &accept).await;
            assert_eq!(
                (accepted.status, accepted.to()),
                (303, "/offers/KEN-2?done=accepted")
            );
        }
        let home = ok(ruth.get("/offers/KEN-2?done=accepted").await);
        assert!(home.says("You accepted KEN-2.") && home.says("Negotiating"));
        let declined = ruth
            .post(
                "/offers/LEI-1/decision",
                &[
                    ("decision", "decline"),
                    ("decline-reason", "One theme would do."),
                    ("theme", "work-and-skills"),
                ],
            )
            .await;
        assert_eq!(declined.to(), "/offers/LEI-1?done=declined");
        let returned = ruth
            .post(
                "/offers/CRO-1/decision",
                &[("decision", "return"), ("return-reason", "Say who leads.")],
            )
            .await;
        assert_eq!(returned.to(), "/offers/CRO-1?done=returned");
        let home = ok(ruth.get("/offers/CRO-1?done=returned").await);
        assert!(home.says("Say who leads.") && home.says("as it was submitted"));
    }

    async fn history_is_told_to_each_side(&self) {
        let ruth = self.enter("Ruth").await;
        let page = ok(ruth.get("/offers/KEN-2/history").await);
        assert!(page.says("Offer accepted") && !page.says("The place only"));
        let margaret = self.enter("Margaret").await;
        let page = ok(margaret.get("/offers/KEN-2/history").await);
        assert!(page.says("Offer accepted") && page.says("The place only"));
        ok(margaret.get("/offers/KEN-2/history?page=2").await);
        let behind = margaret.get("/offers/KEN-2/history?page=999").await;
        assert!(behind.to().starts_with("/offers/KEN-2/history?page="));
    }
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}
