//! How an agreement is signed.

use super::{Town, ok, sign};

const DESK: &str = "/offers/LEW-1/agreement";
const SHEET: &str = "/offers/LEW-1/agreement/a1";

pub async fn whose_turn_it_is_stands_on_the_sheet(town: &Town) {
    let edward = town.enter("Edward").await;
    let desk = ok(edward.get(DESK).await);
    assert!(desk.says("See and sign") && desk.says("2 of 3"));
    let sheet = ok(edward.get(SHEET).await);
    assert!(sheet.says("Go on to sign") && sheet.says("Their turn"));
    let text = ok(edward.get(&format!("{SHEET}/text")).await);
    assert!(text.says("Every stream of employment support in one pot"));
    // Whoever reads along sees who has signed, and can do nothing.
    let tom = town.enter("Tom").await;
    let seen = ok(tom.get(SHEET).await);
    assert!(seen.says("Director of public spending") && !seen.says("Go on to sign"));
    let ruth = town.enter("Ruth").await;
    assert!(ok(ruth.get(SHEET).await).says("Recall it from signature"));
}

pub async fn nobody_else_signs(town: &Town) {
    for (name, below, status) in [
        ("Tom", "sign", 403),
        ("Ruth", "sign", 403),
        ("Anil", "sign", 404),
        ("Ruth", "refuse", 403),
        ("Marcus", "recall", 403),
    ] {
        let browser = town.enter(name).await;
        let page = browser.get(&format!("{SHEET}/{below}")).await;
        assert_eq!(page.status, status, "{name}, {below}");
        let sent = browser.post(&format!("{SHEET}/{below}"), &[]).await;
        assert!(
            matches!(sent.status, 403 | 404 | 409),
            "{name}, {below}: {}",
            sent.status
        );
    }
    // Who has signed is led to what they signed.
    let marcus = town.enter("Marcus").await;
    assert_eq!(marcus.get(&format!("{SHEET}/sign")).await.to(), SHEET);
}

pub async fn a_refusal_needs_a_reason_and_a_term(town: &Town) {
    let edward = town.enter("Edward").await;
    let page = ok(edward.get(&format!("{SHEET}/refuse")).await);
    let empty = page.form("Refuse to sign").send(&edward).await;
    assert_eq!(empty.status, 422, "{}", empty.text);
    assert!(empty.title().starts_with("Error: "));
    let half = page
        .form("Refuse to sign")
        .with("reason", "The money <is> late.");
    let half = half.send(&edward).await;
    assert_eq!(half.status, 422);
    assert!(half.says("Name at least one term") && half.says("The money &lt;is&gt; late."));
}

pub async fn a_refusal_opens_the_named_term_again(town: &Town) {
    let edward = town.enter("Edward").await;
    let sharing = edward.term_that_says("LEW-1", "Sharing of savings").await;
    let number = sharing.rsplit('/').next().unwrap();
    let page = ok(edward.get(&format!("{SHEET}/refuse")).await);
    let form = page.form("Refuse to sign").and("terms", number);
    let sent = form
        .with("reason", "The second step gives away too much.")
        .send(&edward)
        .await;
    assert_eq!(sent.to(), format!("{DESK}?done=refused"), "{}", sent.text);
    assert!(ok(edward.get(sent.to()).await).says("You refused to sign."));

    let marcus = town.enter("Marcus").await;
    let desk = ok(marcus.get(DESK).await);
    assert!(desk.says("The terms are negotiated again."));
    let sheet = ok(marcus.get(SHEET).await);
    assert!(sheet.says("The second step gives away too much."));
    // The signatures stay on record.
    assert!(sheet.says("Signatures that were given stay on record"));
    assert_eq!(
        sheet.text.matches(">Signed</strong>").count(),
        2,
        "{}",
        sheet.text
    );
    let term = ok(marcus.get(&sharing).await);
    assert!(!term.says("Everybody has agreed to this term."));
    for name in ["Marcus", "Edward"] {
        let browser = town.enter(name).await;
        let term = ok(browser.get(&sharing).await);
        let form = term
            .form("Record for")
            .with("stance", "agree")
            .with("room", "joint");
        let taken = form.send(&browser).await;
        assert_eq!(taken.status, 303, "{name}: {}", taken.text);
    }
    let helen = town.enter("Helen").await;
    let settled = helen.post("/offers/LEW-1/settle", &[]).await;
    assert_eq!(
        settled.to(),
        "/offers/LEW-1?done=settled",
        "{}",
        settled.text
    );
}

pub async fn it_is_issued_again_with_gaps_refused(town: &Town) {
    let ruth = town.enter("Ruth").await;
    let address = format!("{DESK}/issue");
    let page = ok(ruth.get(&address).await);
    for party in [
        "Lewisham",
        "Department for Work and Pensions",
        "HM Treasury",
    ] {
        assert!(page.says(party), "{party}");
    }
    let gaps = page
        .form("Issue for signature")
        .with("office-place", " ")
        .with("last-day", "in spring")
        .send(&ruth)
        .await;
    assert_eq!(gaps.status, 422);
    assert!(gaps.says("href=\"#office-place\"") && gaps.says("href=\"#last-day\""));
    assert!(
        gaps.says("value=\"in spring\""),
        "what was typed stands there still"
    );
    let past = page
        .form("Issue for signature")
        .with("last-day", "1 January 2013");
    let past = past.send(&ruth).await;
    assert_eq!(past.status, 422, "{}", past.text);
    assert!(past.says("Choose a last day to sign that is later than today."));
    issue(town, "a2").await;
}

/// Issues with what the form suggests; a second press leads to the desk.
async fn issue(town: &Town, slug: &str) {
    let ruth = town.enter("Ruth").await;
    let page = ok(ruth.get(&format!("{DESK}/issue")).await);
    let form = page.form("Issue for signature");
    let sent = form.send(&ruth).await;
    assert_eq!(
        sent.to(),
        format!("{DESK}/{slug}?done=issued"),
        "{}",
        sent.text
    );
    assert!(ok(ruth.get(sent.to()).await).says("is out for signature."));
    let again = form.send(&ruth).await;
    assert!(matches!(again.status, 303 | 409), "{}", again.text);
}

pub async fn a_recall_ends_an_issue(town: &Town) {
    let ruth = town.enter("Ruth").await;
    let address = format!("{DESK}/a2/recall");
    let silent = ruth.post(&address, &[("reason", "")]).await;
    assert_eq!(silent.status, 422);
    let recalled = ruth
        .post(&address, &[("reason", "A name is misspelt.")])
        .await;
    assert_eq!(
        recalled.to(),
        format!("{DESK}?done=recalled"),
        "{}",
        recalled.text
    );
    let marcus = town.enter("Marcus").await;
    let late = sign(town, "Marcus", DESK, "a2").await;
    assert_eq!(late.status, 409, "{}", late.text);
    assert!(ok(marcus.get(&format!("{DESK}/a2")).await).says("A name is misspelt."));
    let helen = town.enter("Helen").await;
    let settled = helen.post("/offers/LEW-1/settle", &[]).await;
    assert_eq!(
        settled.to(),
        "/offers/LEW-1?done=settled",
        "{}",
        settled.text
    );
    issue(town, "a3").await;
}

pub async fn everybody_signs_once(town: &Town) {
    let marcus = town.enter("Marcus").await;
    let page = ok(marcus.get(&format!("{DESK}/a3/sign")).await);
    assert!(page.says("A signature cannot be taken back."));
    let undeclared = page.form("name=\"declared\"").send(&marcus).await;
    assert_eq!(undeclared.status, 422, "{}", undeclared.text);
    assert!(undeclared.says("Confirm the declaration before you sign."));
    for name in ["Marcus", "Moira", "Edward"] {
        for _twice in 0..2 {
            let signed = sign(town, name, DESK, "a3").await;
            assert_eq!(
                signed.to(),
                format!("{DESK}/a3?done=signed"),
                "{name}: {}",
                signed.text
            );
        }
    }
    let edward = town.enter("Edward").await;
    let sheet = ok(edward.get(&format!("{DESK}/a3?done=signed")).await);
    assert!(sheet.says("Signed by everybody") && sheet.says("Everybody has signed."));
    let desk = ok(edward.get(DESK).await);
    assert!(desk.says("The agreement comes into force on 1 April 2013."));
    // Before that day nobody outside reads it.
    assert_eq!(town.nobody().get("/agreements/LEW-1").await.status, 303);
    let ruth = town.enter("Ruth").await;
    let held = ruth
        .post(&format!("{DESK}/embargo"), &[("until", "8 April 2013")])
        .await;
    assert_eq!(held.to(), format!("{DESK}?done=embargo"), "{}", held.text);
    assert!(ok(ruth.get(held.to()).await).says("held back from the public until 8 April 2013"));
}
