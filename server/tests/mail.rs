//! Mail over HTTP: what people choose, who looks after the outbox, and sending again.

use chrono::TimeDelta;
use domain::mail::MailKind;
use domain::process::Role;
use services::{About, Doer, Mail, SmtpServer, Transport};

use crate::support::{Page, Site, World, both_databases};

both_databases!(
    people_choose_which_mail_they_get,
    the_outbox_is_for_those_who_look_after_it,
    work_offers_the_hat_that_it_needs,
);

const FROM: &str = "Single Offer <offers@single-offer.example>";

async fn people_choose_which_mail_they_get(world: World) {
    world.leader_of_kent().await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    let page = ok(ann.get("/account/mail").await);
    // Only what can come to a leader.
    let own = |kind: &&MailKind| kind.is_chosen_by(&[Role::PlaceLeader]);
    for kind in MailKind::ALL {
        let asked = page.says(&format!("name=\"{}\"", kind.code()));
        assert_eq!(asked, own(&kind), "{kind}");
    }
    assert!(!page.says("You are named as the champion of an offer"));
    assert!(page.says("An invitation to join an organisation"));
    // One that is left out is asked for, and what was typed stays.
    let all: Vec<_> = MailKind::ALL
        .iter()
        .filter(own)
        .map(|kind| (kind.code(), "daily"))
        .collect();
    let some = &all[1..];
    let again = ann.post("/account/mail", some).await;
    assert_eq!(again.status, 422);
    assert!(again.title().starts_with("Error: ") && again.says("Choose how soon you want: "));
    let odd = [&all[1..], &[(all[0].0, "hourly")]].concat();
    assert_eq!(ann.post("/account/mail", &odd).await.status, 422);
    let kept = ann.post("/account/mail", &all).await;
    assert_eq!((kept.status, kept.to()), (303, "/account/mail?kept=yes"));
    let page = ok(ann.get(kept.to()).await);
    assert!(page.says("Your choices are kept."));
    let daily = world
        .number("SELECT COUNT(*) AS answer FROM mail_choices WHERE pace = 'daily'")
        .await;
    assert_eq!(usize::try_from(daily).unwrap(), all.len());
    assert_eq!(page.text.matches(" checked").count(), all.len());
    // No name is taken that nobody chooses, or that is not theirs to choose.
    let sneaky = [("sign-in-link", "never"), ("offer-assigned", "never")];
    let sneaky = [all.as_slice(), &sneaky].concat();
    assert_eq!(ann.post("/account/mail", &sneaky).await.status, 303);
    assert_eq!(
        world
            .number("SELECT COUNT(*) AS answer FROM mail_choices WHERE pace = 'never'")
            .await,
        0
    );
    let nobody = site.browser();
    assert_eq!(
        nobody.get("/account/mail").await.to(),
        "/sign-in?next=%2Faccount%2Fmail"
    );
}

async fn the_outbox_is_for_those_who_look_after_it(world: World) {
    world.leader_of_kent().await;
    world.programme_officer().await;
    world
        .person("Hari", &"ho".into(), Role::DepartmentReviewer)
        .await;
    let site = Site::open(&world).await;
    let priya = site
        .signed_in(&world, "priya@programme-office.example")
        .await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    let hari = site.signed_in(&world, "hari@ho.example").await;
    write(&world, "fay@fire.example", "A <b>note</b>").await;
    // The server is down.
    let server = SmtpServer {
        url: "smtp://127.0.0.1:9",
        extra_roots: &[],
    };
    let nowhere = Transport::to(server, FROM).unwrap();
    while world.services.send_next(Some(&nowhere)).await.unwrap() {}
    let page = ok(priya.get("/outbox?state=retrying").await);
    assert!(page.says("fay@fire.example") && page.says("A &lt;b&gt;note&lt;/b&gt;"));
    assert!(page.says("Tried once. Next try: 14 January 2013 at 10:01am."));
    assert!(page.says("The last attempt failed: ") && page.says("Send now"));
    assert!(!page.says("It happened."), "no texts");
    assert!(ok(priya.get("/outbox?state=sent").await).says("No mail"));
    assert!(ok(priya.get("/outbox?state=nonsense&page=x").await).says("fay@fire.example"));
    assert_eq!(
        priya.get("/outbox?state=retrying&page=9").await.to(),
        "/outbox?state=retrying&page=1"
    );
    // A place looks after the mail of its own room, and nobody else looks after any.
    assert!(!ok(ann.get("/outbox").await).says("fay@fire.example"));
    assert_eq!(hari.get("/outbox").await.status, 404);
    let mail = world
        .texts("SELECT id AS answer FROM outbox WHERE to_address = 'fay@fire.example'")
        .await
        .remove(0);
    let again = [("mail", mail.as_str()), ("state", "retrying")];
    assert_eq!(hari.post("/outbox", &again).await.status, 403);
    assert_eq!(ann.post("/outbox", &again).await.status, 404);
    assert_eq!(priya.post("/outbox", &[("mail", "none")]).await.status, 404);
    let sent = priya.post("/outbox", &again).await;
    assert_eq!(
        (sent.status, sent.to()),
        (303, "/outbox?state=retrying&page=1")
    );
    let waits = ok(priya.get("/outbox?state=waiting").await);
    assert!(waits.says("fay@fire.example"));
    assert_eq!(
        world
            .number("SELECT COUNT(*) AS answer FROM events WHERE kind = 'mail-resent'")
            .await,
        1
    );
    assert_eq!(
        site.browser().get("/outbox").await.to(),
        "/sign-in?next=%2Foutbox"
    );
}

async fn work_offers_the_hat_that_it_needs(world: World) {
    let ann = world.leader_of_kent().await;
    world.place("leicester", "Leicester", "LEI").await;
    let doer = world.doer(&ann, "kent", Role::PlaceLeader).await;
    let start = services::offers::Start {
        kind: domain::process::OfferKind::SingleOffer,
        title: "One front door".to_owned(),
        theme: None,
    };
    world.services.offers().start(&doer, &start).await.unwrap();
    let site = Site::open(&world).await;
    let browser = site.signed_in(&world, "ann@kent.example").await;
    let work = ok(browser.get("/work").await);
    // With one hat there is nothing to say about it.
    assert!(work.says("Your work (1)") && !work.says("Switch to") && !work.says("As Place leader"));
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    act.join(&ann, &"leicester".into(), Role::PlaceLeader)
        .await
        .unwrap();
    act.commit().await.unwrap();
    let work = ok(browser.get("/work").await);
    assert!(work.says("As Place leader, Kent") && !work.says("Switch to"));
    let hat = [("hat", "place-leader@leicester"), ("next", "/work")];
    assert_eq!(browser.post("/acting-for", &hat).await.to(), "/work");
    let work = ok(browser.get("/work").await);
    assert!(work.says("Switch to Kent"), "{}", work.text);
    assert!(work.says("value=\"place-leader@kent\"") && work.says("value=\"/offers/KEN-D1\""));
    let hat = [("hat", "place-leader@kent"), ("next", "/offers/KEN-D1")];
    assert_eq!(
        browser.post("/acting-for", &hat).await.to(),
        "/offers/KEN-D1"
    );
    assert!(!ok(browser.get("/work").await).says("Switch to"));
    world.clock.forward(TimeDelta::days(3));
    let later = site.signed_in(&world, "ann@kent.example").await;
    assert!(ok(later.get("/work").await).says("3 days"));
}

fn ok(page: Page) -> Page {
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

async fn write(world: &World, address: &str, subject: &str) {
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    act.mail(Mail {
        kind: MailKind::OfferAccepted,
        to_person: None,
        to_address: address.to_owned(),
        subject: subject.to_owned(),
        body: "It happened.\n".to_owned(),
        link: "http://single-offer.example/work".to_owned(),
        about: About::Oneself,
    });
    act.commit().await.unwrap();
}
