//! A signature handed on and taken back, a reminder, and the end of the time to sign: Lewisham’s, which waits for
//! Edward.

use domain::process::Role;

use super::{Town, ok, sign};
use crate::support::World;

const DESK: &str = "/offers/LEW-1/agreement";
const SHEET: &str = "/offers/LEW-1/agreement/a1";

pub async fn it_is_handed_on_within_the_organisation(town: &Town, world: &World) {
    let tess = world
        .person("Tess", &"hmt".into(), Role::DepartmentReviewer)
        .await;
    let moira = town.viewer("Moira").await.person;
    let edward = town.enter("Edward").await;
    let page = ok(edward.get(&format!("{SHEET}/hand-on")).await);
    assert!(page.says("Tess, HM Treasury") && !page.says("Moira"));
    let filled = |person: &str, office: &str, reason: &str| {
        let form = page.form("Ask them to sign").with("person", person);
        form.with("office", office).with("reason", reason)
    };
    for (person, office, reason, words) in [
        ("", "Director", "Away", "Choose who signs for you"),
        (tess.as_str(), " ", "Away", "Enter their office"),
        (tess.as_str(), "Director", " ", "Give your reason"),
        (
            moira.as_str(),
            "Director",
            "Away",
            "somebody of your own organisation",
        ),
    ] {
        let sent = filled(person, office, reason).send(&edward).await;
        assert_eq!(sent.status, 422, "{words}: {}", sent.text);
        assert!(
            sent.title().starts_with("Error: ") && sent.says(words),
            "{}",
            sent.text
        );
    }
    assert!(ok(edward.get(SHEET).await).says("Go on to sign"));
    for (who, status) in [("Moira", 409), ("Ruth", 403), ("Anil", 404)] {
        let browser = town.enter(who).await;
        let fields = [
            ("person", tess.as_str()),
            ("office", "Director"),
            ("reason", "Away"),
        ];
        let sent = browser.post(&format!("{SHEET}/hand-on"), &fields).await;
        assert!(
            sent.status == status || (who == "Moira" && sent.status == 303),
            "{who}: {} {}",
            sent.status,
            sent.text
        );
    }
    let sent = filled(tess.as_str(), "Director", "I am away until March.")
        .send(&edward)
        .await;
    assert_eq!(
        sent.to(),
        format!("{SHEET}?done=handed-on"),
        "{}",
        sent.text
    );
    assert!(ok(edward.get(sent.to()).await).says("You asked Tess to sign for you."));
    let theirs = sign(town, "Edward", DESK, "a1").await;
    assert_eq!(theirs.status, 409, "{}", theirs.text);
    assert!(theirs.says("You have asked Tess to sign for you."));
    let tess = town.enter("Tess").await;
    assert!(ok(tess.get(SHEET).await).says("Go on to sign"));
}

pub async fn it_is_taken_back(town: &Town) {
    let edward = town.enter("Edward").await;
    let sheet = ok(edward.get(SHEET).await);
    let sent = sheet
        .form("Take it back and sign yourself")
        .send(&edward)
        .await;
    assert_eq!(
        sent.to(),
        format!("{SHEET}?done=taken-back"),
        "{}",
        sent.text
    );
    let page = ok(edward.get(sent.to()).await);
    assert!(page.says("You sign yourself again.") && page.says("I am away until March."));
    let again = edward.post(&format!("{SHEET}/take-back"), &[]).await;
    assert_eq!(again.status, 409, "{}", again.text);
    assert!(again.says("You have asked nobody to sign for you."));
    let theirs = sign(town, "Tess", DESK, "a1").await;
    assert_eq!(theirs.status, 403, "{}", theirs.text);
    assert!(theirs.says("You are not named as a signatory."));
}

pub async fn whoever_is_due_is_reminded_once_a_day(town: &Town) {
    let edward = town.viewer("Edward").await.person;
    let ruth = town.enter("Ruth").await;
    let sheet = ok(ruth.get(SHEET).await);
    let remind = sheet.form("Remind");
    assert_eq!(remind.text("person"), edward.as_str());
    let sent = remind.send(&ruth).await;
    assert_eq!(sent.to(), format!("{SHEET}?done=reminded"), "{}", sent.text);
    assert!(ok(ruth.get(sent.to()).await).says("The reminder is on its way."));
    let again = remind.send(&ruth).await;
    assert_eq!(
        again.to(),
        format!("{SHEET}?done=reminded-before"),
        "{}",
        again.text
    );
    assert!(ok(ruth.get(again.to()).await).says("They were reminded today already."));
    // Who has signed, and who is nobody here, is not reminded.
    let marcus = town.viewer("Marcus").await.person;
    for person in [marcus.as_str(), "nobody", ""] {
        let sent = ruth
            .post(&format!("{SHEET}/remind"), &[("person", person)])
            .await;
        assert_eq!(sent.status, 409, "{}", sent.text);
        assert!(sent.says("It does not wait for their signature any more."));
    }
    let anil = town.enter("Anil").await;
    let theirs = anil
        .post(&format!("{SHEET}/remind"), &[("person", edward.as_str())])
        .await;
    assert_eq!(theirs.status, 404, "{}", theirs.text);
}

pub async fn after_its_last_day_nobody_signs(town: &Town) {
    town.wait_until("2013-02-23");
    // The day is over, and nobody has kept the calendar yet.
    let late = sign(town, "Edward", DESK, "a1").await;
    assert_eq!(late.status, 409, "{}", late.text);
    assert!(
        late.says("The last day to sign was 22 February 2013."),
        "{}",
        late.text
    );
    assert!(town.services.keep_calendar().await.unwrap() > 0);
    for name in ["Edward", "Marcus"] {
        let late = sign(town, name, DESK, "a1").await;
        let told = late.status == 409 && late.says("The time to sign ran out");
        let signed_before = name == "Marcus" && late.status == 303;
        assert!(
            told || signed_before,
            "{name}: {} {}",
            late.status,
            late.text
        );
    }
    let edward = town.enter("Edward").await;
    let sheet = ok(edward.get(SHEET).await);
    assert!(sheet.says("The time to sign ran out on 23 February 2013."));
    assert!(sheet.says("2 of 3") && !sheet.says("Go on to sign"));
    let fields = [("reason", "Too late"), ("terms", "1")];
    let refuse = edward.post(&format!("{SHEET}/refuse"), &fields).await;
    assert_eq!(refuse.status, 409, "{}", refuse.text);
    assert!(ok(edward.get(DESK).await).says("The terms are negotiated again."));
}
