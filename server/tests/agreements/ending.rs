//! How an agreement ends: Worcestershire’s, stopped before its term in one world, run to its end in the other.

use super::{Town, ok};
use crate::support::{Browser, Form, Page};

const DESK: &str = "/offers/WOR-1/agreement";
const WHY: &str = "Both sides want to stop.";

/// The names of the questions on what becomes of what is open.
fn questions(page: &Page) -> Vec<String> {
    let each = page.text.split("name=\"fate-").skip(1);
    let mut names: Vec<String> = each
        .filter_map(|rest| Some(format!("fate-{}", rest.split('"').next()?)))
        .collect();
    names.dedup();
    names
}

fn falls_away(page: &Page, button: &str) -> Form {
    questions(page)
        .iter()
        .fold(page.form(button), |form, name| {
            form.with(name, "falls-away")
        })
}

async fn twice(form: &Form, browser: &Browser, to: &str) {
    for _twice in 0..2 {
        let sent = form.send(browser).await;
        assert_eq!(sent.to(), to, "{}", sent.text);
    }
}

pub async fn terminated_with_a_word_on_all_that_is_open(town: &Town) {
    let address = format!("{DESK}/terminate");
    for (who, status) in [("Richard", 403), ("Priya", 403), ("Anil", 404)] {
        let browser = town.enter(who).await;
        let sent = browser.post(&address, &[("reason", WHY)]).await;
        assert_eq!(sent.status, status, "{who}: {}", sent.text);
    }
    let ruth = town.enter("Ruth").await;
    let page = ok(ruth.get(&address).await);
    let milestones = |names: &[String]| {
        let of = |name: &&String| name.starts_with("fate-milestone-");
        names.iter().filter(of).count()
    };
    let asked = questions(&page);
    assert_eq!(
        asked.len() - milestones(&asked),
        3,
        "two freedoms and a pooled fund"
    );
    assert!(milestones(&asked) > 0, "and every milestone that is open");
    let silent = page.form("Terminate the agreement").with("reason", WHY);
    let silent = silent.send(&ruth).await;
    assert_eq!(silent.status, 422);
    assert!(silent.says("Say what becomes of") && silent.says(WHY));
    let half = falls_away(&page, "Terminate the agreement").with("reason", WHY);
    let half = half
        .with(&questions(&page)[0], "handed-over")
        .send(&ruth)
        .await;
    assert_eq!(half.status, 422);
    assert!(half.says("Say who answers for it"));
    let speechless = falls_away(&page, "Terminate the agreement")
        .send(&ruth)
        .await;
    assert_eq!(speechless.status, 422, "{}", speechless.text);
    // Not while it is being varied.
    let richard = town.enter("Richard").await;
    let kept = richard
        .term_that_says("WOR-1", "Keep what one service saves")
        .await;
    let term = kept.rsplit('/').next().unwrap();
    let fields = [("terms", term), ("reason", "Late money.")];
    let varied = richard.post(&format!("{DESK}/vary"), &fields).await;
    assert_eq!(varied.status, 303, "{}", varied.text);
    let form = falls_away(&page, "Terminate the agreement").with("reason", WHY);
    let early = form.send(&ruth).await;
    assert_eq!(early.status, 409, "{}", early.text);
    assert!(early.says("A variation is still open"));
    let end = format!("{DESK}/variations/2/end");
    let ended = richard
        .post(&end, &[("reason", "We stop altogether.")])
        .await;
    assert_eq!(
        ended.to(),
        format!("{DESK}/variations/2?done=ended"),
        "{}",
        ended.text
    );

    twice(&form, &ruth, &format!("{DESK}?done=terminated")).await;
    let desk = ok(ruth.get(&format!("{DESK}?done=terminated")).await);
    assert!(desk.says("You terminated the agreement."));
    let public = ok(town.nobody().get("/agreements/WOR-1").await);
    assert!(public.says("Terminated on") && public.says(WHY));
    assert!(!public.says("Active</strong>") || public.says("Terminated</strong>"));
    let late = richard.post(&format!("{DESK}/vary"), &fields).await;
    assert_eq!(late.status, 409, "{}", late.text);
    let complete = ruth
        .post(&format!("{DESK}/close"), &[("reason", WHY)])
        .await;
    assert_eq!(complete.status, 409, "{}", complete.text);
}

pub async fn completed_after_its_term(town: &Town) {
    let address = format!("{DESK}/close");
    let ruth = town.enter("Ruth").await;
    let page = ok(ruth.get(&address).await);
    assert!(page.says("The agreement runs until the end of 31 March 2015."));
    let early = falls_away(&page, "Complete the agreement").with("reason", WHY);
    let early = early.send(&ruth).await;
    assert_eq!(early.status, 409, "{}", early.text);
    assert!(early.says("To stop it earlier, terminate it."));
    town.wait_until("2015-04-01");
    let ruth = town.enter("Ruth").await;
    let page = ok(ruth.get(&address).await);
    let asked = questions(&page);
    let others = asked.iter().skip(1);
    assert!(
        others
            .clone()
            .all(|name| name.starts_with("fate-milestone-")),
        "the money of the fund is somewhere, and what nobody has achieved: {asked:?}"
    );
    assert!(others.count() > 0);
    let who = asked[0].replace("fate-", "to-");
    let form = falls_away(&page, "Complete the agreement").with("reason", "It has run its term.");
    let form = form
        .with(&questions(&page)[0], "handed-over")
        .with(&who, "The county council");
    twice(&form, &ruth, &format!("{DESK}?done=completed")).await;
    let public = ok(town.nobody().get("/agreements/WOR-1").await);
    assert!(public.says("Completed on 31 March 2015."));
    let late = ruth
        .post(&format!("{DESK}/terminate"), &[("reason", WHY)])
        .await;
    assert_eq!(late.status, 409, "{}", late.text);
}
