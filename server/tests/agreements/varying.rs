//! How an agreement in force is varied: Worcestershire’s, which was varied once.

use domain::form::Posted;
use domain::negotiation::{Change, Said, Stance};
use domain::process::{Role, Room};
use services::negotiation::{PositionToTake, WordingToPropose};
use services::{Doer, Refusal, Viewer};

use super::{Town, ok, sign};
use crate::support::Page;

const OFFER: &str = "WOR-1";
const DESK: &str = "/offers/WOR-1/agreement";
const WHY: &str = "The second year’s money comes late.";

/// The number in an address of a term.
fn number(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

async fn send(town: &Town, who: &str, below: &str, fields: &[(&str, &str)]) -> Page {
    let browser = town.enter(who).await;
    browser.post(&format!("{DESK}/{below}"), fields).await
}

/// Somebody with the hat in which they do this.
async fn in_role(town: &Town, name: &str, role: Role) -> (Viewer, Doer) {
    let viewer = town.viewer(name).await;
    let hat = viewer.hats().into_iter().find(|hat| hat.role == role);
    let doer = viewer.acting_as(&hat.unwrap()).unwrap();
    (viewer, doer)
}

/// Richard proposes another rule for those who leave the fund, and the champion takes it up.
async fn reword_the_fund(town: &Town, term: &str) {
    let (number, reference) = (term.parse().unwrap(), OFFER.parse().unwrap());
    let (viewer, richard) = in_role(town, "Richard", Role::PlaceLeader).await;
    let (_, priya) = in_role(town, "Priya", Role::Champion).await;
    let terms = town.services.negotiation();
    let seen = terms.term(&viewer, richard.hat(), &reference, number, None, None);
    let seen = seen.await.unwrap();
    let posted: Posted = [("leaving", "Half a year’s notice.")].into_iter().collect();
    let wording = WordingToPropose {
        base: seen.current,
        change: Change::Edit(seen.matters[0].key.clone()),
        posted,
        reason: "A year is too long.".to_owned(),
        room: Some(Room::Joint),
        as_position: None,
    };
    let slug = terms
        .propose(&richard, &reference, number, &wording)
        .await
        .unwrap();
    let nothing = Posted::default();
    let taken = terms.take_up(
        &priya,
        &reference,
        number,
        &slug,
        seen.current,
        &nothing,
        "",
    );
    taken.await.unwrap();
}

/// Everybody whom the term asks agrees to it, under the hat that speaks for them.
async fn all_agree(town: &Town, term: &str) {
    let number = term.parse().unwrap();
    let reference = OFFER.parse().unwrap();
    for name in ["Richard", "Helen", "Edward"] {
        let role = match name {
            "Richard" => Role::PlaceLeader,
            _ => Role::DepartmentReviewer,
        };
        let (viewer, doer) = in_role(town, name, role).await;
        let terms = town.services.negotiation();
        let seen = terms.term(&viewer, doer.hat(), &reference, number, None, None);
        let position = PositionToTake {
            version: seen.await.unwrap().current,
            room: Some(Room::Joint),
            said: Said::new(Stance::Agree, ""),
        };
        let taken = terms
            .take_position(&doer, &reference, number, &position)
            .await;
        match taken {
            Ok(_) | Err(Refusal::NotAllowed(_) | Refusal::WrongStage(_)) => {}
            Err(refusal) => panic!("{name}: {refusal:?}"),
        }
    }
}

pub async fn it_is_opened_by_the_place_over_named_terms(town: &Town) {
    let richard = town.enter("Richard").await;
    let kept = richard
        .term_that_says(OFFER, "Keep what one service saves")
        .await;
    let term = number(&kept);
    let page = ok(richard.get(&format!("{DESK}/vary")).await);
    let form = page.form("Open the variation").and("terms", term);
    let silent = form.send(&richard).await;
    assert_eq!(silent.status, 422, "{}", silent.text);
    assert!(silent.title().starts_with("Error: "));
    let ticked = format!("value=\"{term}\" checked");
    assert!(
        silent.says(&ticked),
        "what was ticked stays: {}",
        silent.text
    );
    for (who, status) in [("Ruth", 403), ("Edward", 403), ("Anil", 404)] {
        let fields = [("terms", term), ("reason", WHY)];
        let sent = send(town, who, "vary", &fields).await;
        assert_eq!(sent.status, status, "{who}: {}", sent.text);
    }
    let desk = ok(richard.get(DESK).await);
    assert!(!desk.says("Variation 2"), "nothing of it is left");

    let form = page.form("Open the variation").and("terms", term);
    let opened = form.with("reason", WHY).send(&richard).await;
    let home = format!("{DESK}/variations/2");
    assert_eq!(
        opened.to(),
        format!("{home}?done=opened"),
        "{}",
        opened.text
    );
    let page = ok(richard.get(opened.to()).await);
    assert!(page.says("The variation is open.") && page.says(WHY));
    assert!(page.says("1 term is still open."));
    // The agreement stays as it was signed.
    let public = ok(town.nobody().get("/agreements/WOR-1").await);
    assert!(public.says("Version 2. In force since 24 January 2013"));

    // The same term a second time.
    let again = send(town, "Richard", "vary", &[("terms", term), ("reason", WHY)]).await;
    assert_eq!(again.status, 422, "{}", again.text);
    assert!(again.says(&format!("Term {term} is open in variation 2 already.")));
    assert!(!ok(richard.get(DESK).await).says("Variation 3"));
    let early = send(town, "Priya", "variations/2/settle", &[]).await;
    assert_eq!(early.status, 422, "{}", early.text);
    assert!(early.says(&format!("Term {term} is still open")));
    all_agree(town, term).await;
}

pub async fn its_champion_settles_it_and_opens_it_again(town: &Town) {
    let below = "variations/2";
    let theirs = send(town, "Richard", &format!("{below}/settle"), &[]).await;
    assert_eq!(theirs.status, 403, "{}", theirs.text);
    let settled = format!("{DESK}/{below}?done=settled");
    for _twice in 0..2 {
        let sent = send(town, "Priya", &format!("{below}/settle"), &[]).await;
        assert_eq!(sent.to(), settled, "{}", sent.text);
    }
    let priya = town.enter("Priya").await;
    assert!(ok(priya.get(&settled).await).says("The terms of the variation are settled."));
    let reopen = format!("{DESK}/{below}/reopen");
    let page = ok(priya.get(&reopen).await);
    let silent = page.form("Negotiate again").send(&priya).await;
    assert_eq!(silent.status, 422, "{}", silent.text);
    let form = page
        .form("Negotiate again")
        .with("reason", "One more look.");
    let sent = form.send(&priya).await;
    assert_eq!(
        sent.to(),
        format!("{DESK}/{below}?done=reopened"),
        "{}",
        sent.text
    );
    assert!(ok(priya.get(sent.to()).await).says("negotiated again."));
    let early = send(town, "Ruth", "issue?variation=2", &[]).await;
    assert_eq!(early.status, 409, "{}", early.text);
    let sent = send(town, "Priya", &format!("{below}/settle"), &[]).await;
    assert_eq!(sent.to(), settled, "{}", sent.text);
}

pub async fn the_next_version_is_signed_by_those_it_concerns(town: &Town) {
    let ruth = town.enter("Ruth").await;
    let page = ok(ruth.get(&format!("{DESK}/issue?variation=2")).await);
    assert!(page.says("version 3") && !page.says("Jobcentre Plus in Worcestershire"));
    let sent = page.form("Issue for signature").send(&ruth).await;
    assert_eq!(sent.to(), format!("{DESK}/a3?done=issued"), "{}", sent.text);
    // Another cannot be issued over the same version while this one is out.
    for (who, status) in [
        ("Sandra", 403),
        ("Helen", 403),
        ("Ruth", 403),
        ("Anil", 404),
    ] {
        let sent = sign(town, who, DESK, "a3").await;
        assert_eq!(sent.status, status, "{who}: {}", sent.text);
    }
    for name in ["Richard", "Edward"] {
        for _twice in 0..2 {
            let sent = sign(town, name, DESK, "a3").await;
            assert_eq!(
                sent.to(),
                format!("{DESK}/a3?done=signed"),
                "{name}: {}",
                sent.text
            );
        }
    }
    let public = ok(town.nobody().get("/agreements/WOR-1").await);
    assert!(
        public.says("Version 2. In force"),
        "not before its day is kept"
    );
    assert!(town.services.keep_calendar().await.unwrap() > 0);
    let public = ok(town.nobody().get("/agreements/WOR-1").await);
    assert!(public.says("Version 3. In force since"));
    assert!(public.says("/agreements/WOR-1/versions/3/redline"));
    let changes = ok(town
        .nobody()
        .get("/agreements/WOR-1/versions/3/changes")
        .await);
    assert!(changes.says(WHY) && changes.says("parts stayed as they were"));
    // What was signed before keeps its text, and another digest.
    let second = ok(town.nobody().get("/agreements/WOR-1/versions/2").await);
    assert!(second.says("Version 3 is in force"));
    // Whoever had signed the version before has, and cannot do it for another.
    let old = sign(town, "Richard", DESK, "a2").await;
    assert_eq!(old.to(), format!("{DESK}/a2?done=signed"), "{}", old.text);
}

pub async fn one_that_is_ended_leaves_everything_as_it_was_signed(town: &Town) {
    let richard = town.enter("Richard").await;
    let kept = richard
        .term_that_says(OFFER, "Keep what one service saves")
        .await;
    let fields = [("terms", number(&kept)), ("reason", WHY)];
    let opened = send(town, "Richard", "vary", &fields).await;
    assert_eq!(
        opened.to(),
        format!("{DESK}/variations/3?done=opened"),
        "{}",
        opened.text
    );
    let theirs = send(town, "Edward", "variations/3/end", &[("reason", WHY)]).await;
    assert_eq!(theirs.status, 403, "{}", theirs.text);
    let silent = send(town, "Ruth", "variations/3/end", &[("reason", " ")]).await;
    assert_eq!(silent.status, 422, "{}", silent.text);
    for _twice in 0..2 {
        let ended = send(
            town,
            "Ruth",
            "variations/3/end",
            &[("reason", "It can wait.")],
        )
        .await;
        assert_eq!(
            ended.to(),
            format!("{DESK}/variations/3?done=ended"),
            "{}",
            ended.text
        );
    }
    let page = ok(richard
        .get(&format!("{DESK}/variations/3?done=ended"))
        .await);
    assert!(page.says("The variation has ended. The agreement stays as it was signed."));
    let term = ok(richard.get(&kept).await);
    assert!(term.says("It stands as it was signed: the variation that had it open has ended."));
    assert!(!term.says("What keeps it open"));
}

pub async fn a_memorandum_that_is_refused_replaces_what_is_out(town: &Town) {
    let richard = town.enter("Richard").await;
    let budget = richard
        .term_that_says(OFFER, "Overspend is carried into the next year")
        .await;
    let fields = [("terms", number(&budget)), ("reason", WHY)];
    let opened = send(town, "Richard", "vary", &fields).await;
    assert_eq!(
        opened.to(),
        format!("{DESK}/variations/4?done=opened"),
        "{}",
        opened.text
    );
    // Other words, so that the memorandum is another.
    reword_the_fund(town, number(&budget)).await;
    all_agree(town, number(&budget)).await;
    let settled = send(town, "Priya", "variations/4/settle", &[]).await;
    assert_eq!(settled.status, 303, "{}", settled.text);
    let ruth = town.enter("Ruth").await;
    let page = ok(ruth.get(&format!("{DESK}/issue?variation=4")).await);
    let sent = page.form("Issue for signature").send(&ruth).await;
    assert_eq!(sent.to(), format!("{DESK}/a4?done=issued"), "{}", sent.text);
    // The memorandum comes first, and says so.
    let early = sign(town, "Richard", DESK, "a4").await;
    assert_eq!(early.status, 409, "{}", early.text);
    assert!(early.says("First every contributor has to sign the memorandum of Into work fund."));
    // The place puts it out.
    let desk = ok(richard.get(DESK).await);
    let at = crate::support::between(&desk.text, &format!("{DESK}/memoranda/"), "\"");
    let address = format!("{DESK}/memoranda/{at}");
    let theirs = ruth.post(&address, &[]).await;
    assert_eq!(theirs.status, 403, "{}", theirs.text);
    let page = ok(richard.get(&address).await);
    assert!(page.says("Jobcentre Plus in Worcestershire"));
    let form = page.form("Put it out for signature");
    let gap = form.with("last-day", "").send(&richard).await;
    assert_eq!(gap.status, 422, "{}", gap.text);
    let sent = page.form("Put it out for signature").send(&richard).await;
    assert_eq!(sent.to(), format!("{DESK}/m2?done=issued"), "{}", sent.text);
    let sheet = ok(richard.get(sent.to()).await);
    assert!(sheet.says(&format!("{DESK}/m2/pdf")) && sheet.says("PDF of what is signed"));
    let paper = ok(richard.get(&format!("{DESK}/m2/pdf")).await);
    assert_eq!(paper.header("content-type"), Some("application/pdf"));
    let name = paper.header("content-disposition").unwrap_or_default();
    assert!(name.contains("WOR-1-memorandum-2.pdf"), "{name}");
    // Sandra will not sign it: it ends, and with it what is built on it.
    let sandra = town.enter("Sandra").await;
    let page = ok(sandra.get(&format!("{DESK}/m2/refuse")).await);
    let form = page
        .form("Refuse to sign")
        .with("reason", "We cannot pay that.");
    let refused = form.send(&sandra).await;
    assert_eq!(
        refused.to(),
        format!("{DESK}?done=refused"),
        "{}",
        refused.text
    );
    for name in ["Richard", "Edward"] {
        let late = sign(town, name, DESK, "a4").await;
        assert_eq!(late.status, 409, "{name}: {}", late.text);
        assert!(
            late.says("This text has been replaced by another."),
            "{}",
            late.text
        );
    }
    let sheet = ok(richard.get(&format!("{DESK}/a4")).await);
    assert!(sheet.says("Another text took its place") && sheet.says("0 of"));
    let late = sign(town, "Richard", DESK, "m2").await;
    assert_eq!(late.status, 409, "{}", late.text);
    assert!(late.says("Sandra refused to sign"), "{}", late.text);
    let public = ok(town.nobody().get("/agreements/WOR-1").await);
    assert!(public.says("Version 3. In force since"));
}
