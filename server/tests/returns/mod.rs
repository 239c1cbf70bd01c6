//! Returns over HTTP: the demo’s agreement in force has reported once, and the programme office has queried its savings.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};
use services::Services;
use single_offer::demo;

use crate::support::{
    Browser, Page, Site, StoppedClock, World, between, both_databases, plain_press,
};

both_databases!(
    a_queried_return_is_put_right_submitted_and_accepted,
    what_savings_come_to_is_verified_corrected_and_rebuilt,
    periods_that_are_shut_or_not_there_say_so,
);

const RETURNS: &str = "/offers/WOR-1/returns";
const FIRST: &str = "/offers/WOR-1/returns/2012-13-q3";
const SAVINGS: &str = "/offers/WOR-1/delivery/savings";

struct Town {
    site: Site,
    services: Services,
    clock: Arc<StoppedClock>,
}

impl Town {
    async fn open(world: &World) -> Self {
        let services = world.demo_instance().await;
        services.set_press(plain_press());
        demo::put_in(&services).await.unwrap();
        Self {
            site: Site::of(services.clone()).await,
            clock: world.clock.clone(),
            services,
        }
    }

    fn wait_until(&self, day: &str) {
        let day: NaiveDate = day.parse().unwrap();
        let days = (day - self.services.today()).num_days();
        self.clock.forward(TimeDelta::days(days));
    }

    async fn enter(&self, name: &str) -> Browser {
        self.site.entered(&self.services, name).await
    }
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

/// The name of the field that begins so.
fn field(page: &Page, start: &str) -> String {
    let rest = between(&page.text, &format!("name=\"{start}"), "\"");
    format!("{start}{rest}")
}

async fn a_queried_return_is_put_right_submitted_and_accepted(world: World) {
    let town = Town::open(&world).await;
    let richard = town.enter("Richard").await;
    let list = ok(richard.get(RETURNS).await);
    assert!(list.says("31 October to 31 December 2012") && list.says("Queried"));
    let one = ok(richard.get(FIRST).await);
    assert!(one.says("The forecast for the year is half of what was agreed."));
    // Only what is queried is open, and only to whom it belongs.
    assert_eq!(
        richard
            .get(&format!("{FIRST}/parts/narrative"))
            .await
            .status,
        409
    );
    let sandra = town.enter("Sandra").await;
    assert_eq!(
        sandra.get(&format!("{FIRST}/parts/savings")).await.status,
        403
    );
    let anil = town.enter("Anil").await;
    assert_eq!(anil.get(FIRST).await.status, 404);
    let part = format!("{FIRST}/parts/savings");
    let page = ok(richard.get(&part).await);
    let claimed = field(&page, "claimed-");
    let form = page.form("Save and check");
    assert_eq!(form.text(&claimed), "£18,500");
    let bad = form
        .with(&claimed, "eighteen thousand")
        .send(&richard)
        .await;
    assert_eq!(bad.status, 422);
    assert!(
        bad.text.contains("eighteen thousand")
            && bad.text.contains(&format!("href=\"#{claimed}\""))
    );
    // It is kept as typed, and cannot be submitted so.
    let one = ok(richard.get(FIRST).await);
    let refused = one.form("Submit the return").send(&richard).await;
    assert_eq!(refused.status, 422);
    assert!(refused.says("one thing is missing or cannot be read"));
    // More than the most that was agreed asks for a reason.
    let page = ok(richard.get(&part).await);
    let asked = page
        .form("Save and check")
        .with(&claimed, "£170,000")
        .send(&richard)
        .await;
    assert_eq!(asked.status, 422);
    assert!(asked.says("Why more is claimed than was agreed"));
    let why = field(&asked, "above-");
    let given = asked
        .form("Save and check")
        .with(&why, "A second service joined.");
    assert_eq!(
        given.send(&richard).await.to(),
        format!("{FIRST}?done=saved")
    );
    // An older page meets what was saved since.
    let late = page
        .form("Save and check")
        .with(&claimed, "£1")
        .send(&richard)
        .await;
    assert_eq!(late.status, 409);
    // A figure for something that is not in the agreement.
    let page = ok(richard.get(&part).await);
    let strange = page
        .form("Save and check")
        .with("claimed-gone", "£5")
        .send(&richard)
        .await;
    assert_eq!(strange.status, 422);
    assert!(strange.says("Nothing was saved"));
    let one = ok(richard.get(FIRST).await);
    let submit = one.form("Submit the return");
    for _twice in 0..2 {
        assert_eq!(
            submit.send(&richard).await.to(),
            format!("{FIRST}?done=submitted")
        );
    }
    let review = format!("{FIRST}/review");
    assert_eq!(richard.get(&review).await.status, 403);
    let ruth = town.enter("Ruth").await;
    let page = ok(ruth.get(&review).await);
    assert!(page.says("Changed since it was submitted before"));
    let silent = page.form("Send the review").send(&ruth).await;
    assert_eq!(silent.status, 422);
    assert!(silent.says("Say whether you accept this part"));
    let no_reason = page
        .form("Send the review")
        .with("decision-savings", "query")
        .send(&ruth)
        .await;
    assert_eq!(no_reason.status, 422);
    assert!(no_reason.says("Say what is wrong or missing"));
    let accept = page
        .form("Send the review")
        .with("decision-savings", "accept");
    assert_eq!(
        accept.send(&ruth).await.to(),
        format!("{FIRST}?done=accepted")
    );
    assert_eq!(accept.send(&ruth).await.status, 303);
    let closed = richard.get(&part).await;
    assert_eq!(closed.status, 409);
    assert!(closed.says("accepted and closed"));
}

async fn what_savings_come_to_is_verified_corrected_and_rebuilt(world: World) {
    let town = Town::open(&world).await;
    let helen = town.enter("Helen").await;
    let page = ok(helen.get(SAVINGS).await);
    assert!(page.says("£18,500") && page.says("£16,000") && page.says("provisional"));
    assert!(page.says("Two of the posts were empty before the agreement began."));
    let then = ok(helen.get(&format!("{SAVINGS}?on=28+January+2013")).await);
    assert!(then.says("£18,500") && !then.says("£16,000"));
    let before = ok(helen.get(&format!("{SAVINGS}?on=24/1/2013")).await);
    assert!(
        !before.says("£18,500")
            && before.says("what had been reported by the end of 24 January 2013")
    );
    let wrong = ok(helen.get(&format!("{SAVINGS}?on=soon")).await);
    assert!(wrong.says("Enter a date"));
    let richard = town.enter("Richard").await;
    let page = ok(richard.get(SAVINGS).await);
    let line = between(&page.text, &format!("{SAVINGS}/"), "/2012-13-q3/correct");
    let correct = format!("{SAVINGS}/{line}/2012-13-q3/correct");
    assert_eq!(helen.get(&correct).await.status, 403);
    assert_eq!(
        richard
            .get(&format!("{SAVINGS}/never/2012-13-q3/correct"))
            .await
            .status,
        404
    );
    let page = ok(richard.get(&correct).await);
    let silent = page
        .form("Correct")
        .with("amount", "£17,000")
        .send(&richard)
        .await;
    assert_eq!(silent.status, 422);
    assert!(silent.says("Give your reason") && silent.text.contains("£17,000"));
    let unread = page
        .form("Correct")
        .with("amount", "less")
        .with("reason", "x")
        .send(&richard)
        .await;
    assert_eq!(unread.status, 422);
    let given = page
        .form("Correct")
        .with("amount", "£17,000")
        .with("reason", "One post came back.");
    assert_eq!(
        given.send(&richard).await.to(),
        format!("{SAVINGS}?done=corrected")
    );
    let page = ok(helen.get(SAVINGS).await);
    assert!(page.says("One post came back.") && page.says("−£1,500"));
    let verify = format!("{SAVINGS}/{line}/2012-13-q3/verify");
    assert_eq!(helen.get(&verify).await.status, 403);
    let edward = town.enter("Edward").await;
    let page = ok(edward.get(&verify).await);
    let silent = page
        .form("Verify")
        .with("verified", "£15,000")
        .send(&edward)
        .await;
    assert_eq!(silent.status, 422);
    let given = page
        .form("Verify")
        .with("verified", "£15,000")
        .with("reason", "As before.");
    assert_eq!(
        given.send(&edward).await.to(),
        format!("{SAVINGS}?done=verified")
    );
    let ruth = town.enter("Ruth").await;
    let verifiers = format!("{SAVINGS}/verifiers");
    assert_eq!(richard.get(&verifiers).await.status, 403);
    let page = ok(ruth.get(&verifiers).await);
    let bad = page
        .form("Save")
        .with("verifier-", "nobody")
        .send(&ruth)
        .await;
    assert_eq!(bad.status, 422);
    assert!(bad.says("Choose somebody from the list"));
    for below in ["budgets", "outcomes"] {
        let page = ok(helen.get(&format!("/offers/WOR-1/delivery/{below}")).await);
        assert!(page.says("Worcestershire") || page.says("out of work and school"));
    }
    let budgets = ok(helen.get("/offers/WOR-1/delivery/budgets").await);
    assert!(
        budgets.says("£90,000")
            && budgets.says("£402,000")
            && budgets.says("Underspend stays in the fund.")
    );
}

async fn periods_that_are_shut_or_not_there_say_so(world: World) {
    let town = Town::open(&world).await;
    let richard = town.enter("Richard").await;
    for nowhere in [
        "2012-13-q2",
        "2012-13-q5",
        "soon",
        "2012-13-q3/parts/nothing",
    ] {
        assert_eq!(
            richard.get(&format!("{RETURNS}/{nowhere}")).await.status,
            404,
            "{nowhere}"
        );
    }
    let next = "/offers/WOR-1/returns/2012-13-q4";
    let page = ok(richard.get(next).await);
    assert!(page.says("It opens on 1 April 2013."));
    let part = format!("{next}/parts/narrative");
    let shut = richard
        .post(&part, &[("narrative", "Early."), ("version", "0")])
        .await;
    assert_eq!(shut.status, 409);
    assert!(shut.says("opens on 1 April 2013"));
    assert_eq!(richard.post(next, &[("version", "1")]).await.status, 409);
    let ruth = town.enter("Ruth").await;
    let dates = format!("{next}/dates");
    assert_eq!(richard.get(&dates).await.status, 403);
    let page = ok(ruth.get(&dates).await);
    let wrong = page
        .form("Save")
        .with("due-on", "whenever")
        .send(&ruth)
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.text.contains("whenever"));
    let wrong = page
        .form("Save")
        .with("due-on", "1 March 2013")
        .send(&ruth)
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("on or after the day it opens"));
    let moved = page.form("Save").with("opens-on", "20 March 2013");
    assert_eq!(moved.send(&ruth).await.to(), format!("{next}?done=dates"));
    town.wait_until("2013-03-20");
    let richard = town.enter("Richard").await;
    assert_eq!(richard.get(&part).await.status, 200);
}
