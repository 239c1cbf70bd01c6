//! What was agreed is frozen, and nothing that happens to the offer changes it.

use std::sync::mpsc::{self, Receiver};
use std::sync::{Arc, Mutex};

use chrono::Days;
use domain::agreement::{Capacity, Digest, digest_of};
use services::Refusal;
use services::agreements::{DocumentKind, MemorandumToPrint, Press, PressError, ToPrint};
use services::offers::Paging;
use tokio::sync::oneshot;

use super::cast::{OneLine, day, fields, not_now};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    what_is_issued_is_frozen,
    who_signs_is_said_before,
    the_programme_office_issues_once,
    without_a_press_nothing_is_issued,
    what_changes_while_it_is_printed_is_not_issued,
    several_servers_issue_it_once,
);

/// A press that waits, the first time, until somebody has changed something.
struct Slow {
    prints: Mutex<Option<oneshot::Sender<()>>>,
    changed: Mutex<Receiver<()>>,
}

impl Slow {
    fn wait(&self) {
        let first = self.prints.lock().expect("nobody failed").take();
        if let Some(prints) = first {
            prints.send(()).expect("somebody waits");
            let changed = self.changed.lock().expect("nobody failed");
            changed.recv().expect("is changed");
        }
    }
}

impl Press for Slow {
    fn pdf(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        self.wait();
        OneLine.pdf(print)
    }

    fn word(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        OneLine.word(print)
    }

    fn redline(&self, print: &ToPrint<'_>) -> Result<Vec<u8>, PressError> {
        OneLine.redline(print)
    }

    fn memorandum(&self, print: &MemorandumToPrint<'_>) -> Result<Vec<u8>, PressError> {
        OneLine.memorandum(print)
    }
}

async fn what_changes_while_it_is_printed_is_not_issued(world: World) {
    let table = Bargain::of(world).await;
    let (prints, printing) = oneshot::channel();
    let (change, changed) = mpsc::channel();
    table.services().set_press(Arc::new(Slow {
        prints: Mutex::new(Some(prints)),
        changed: Mutex::new(changed),
    }));
    table.agree_to_all().await;
    let offers = table.services().offers();
    let settled = offers.settle(&table.cast.carla.doer, &table.kent).await;
    settled.expect("settles");
    let asked = Bargain::everybody(&table.form().await);
    let (services, kent) = (table.services().clone(), table.kent.clone());
    let priya = table.cast.priya.doer.clone();
    let issuing = tokio::spawn(async move {
        let agreements = services.agreements();
        agreements.issue(&priya, &kent, None, &asked).await
    });
    printing.await.expect("it is printed");
    let sql = "UPDATE people SET name = 'Theodora' WHERE name = 'Theo'";
    table.cast.world.damage(sql).await;
    change.send(()).expect("it waits");
    let words = not_now(issuing.await.expect("does not panic"));
    assert!(words.contains("Nothing was put out"), "{words}");
    assert_eq!(table.stage().await, "settled");
    for rows in ["agreement_issues", "agreement_documents", "sheets"] {
        assert_eq!(table.cast.world.rows_in(rows).await, 0, "{rows}");
    }
    // And now it is.
    assert_eq!(table.issue().await.expect("is issued"), "a1");
    let view = table.view("a1").await;
    let mut names = view.signatories.iter().map(|one| one.named.name.as_str());
    assert!(names.any(|name| name == "Theodora"));
}

async fn what_is_issued_is_frozen(world: World) {
    let table = Bargain::issued(world).await;
    let agreements = table.services().agreements();
    let (priya, kent) = (&table.cast.priya.viewer, &table.kent);
    let issued = agreements.agreement(Some(priya), kent, None).await;
    let issued = issued.expect("is read");
    assert_eq!((issued.version, issued.is_in_force), (1, false));
    assert_eq!(issued.content.head.starts_on, day("2013-04-01"));
    assert!(!issued.content.memoranda.is_empty());
    // The digest is that of the parts as they are stored.
    let sealed = agreements
        .parts(Some(priya), kent, None)
        .await
        .expect("parts");
    assert_eq!(digest_of(&sealed.parts).expect("a digest"), issued.digest);
    assert!(sealed.is_whole());
    assert_eq!(issued.content.seal().expect("seals"), sealed);
    // The documents are stored as they were printed.
    let asked = issued.signatories.iter();
    let names: Vec<&str> = asked.map(|one| one.named.name.as_str()).collect();
    assert!(names.contains(&"Theo"), "{names:?}");
    let pdf = agreements.document(Some(priya), kent, 1, DocumentKind::Pdf);
    let pdf = pdf.await.expect("a document");
    let words = format!(
        "PDF of {} at http://single-offer.example/agreements/KEN-1/verify for {}",
        issued.digest,
        // Whoever is asked to sign stands in it by name.
        names.join(", ")
    );
    assert_eq!(String::from_utf8(pdf.bytes.clone()).expect("a text"), words);
    assert_eq!(pdf.digest, Digest::of(&pdf.bytes));
    assert_eq!(pdf.file_name, "KEN-1-agreement-1.pdf");
    // No redline: there is no version before.
    let redline = agreements.document(Some(priya), kent, 1, DocumentKind::Redline);
    assert!(matches!(redline.await, Err(Refusal::NotFound)));

    // Whatever becomes of the offer, this text stays.
    let desks = table.desks.clone();
    table
        .cast
        .world
        .damage(&format!(
            "UPDATE matters SET content = REPLACE(content, 'desk', 'DESK'), version = version + 1 \
             WHERE slug = '{desks}'"
        ))
        .await;
    let again = agreements.agreement(Some(priya), kent, None).await;
    let again = again.expect("is read");
    assert_eq!(again.content, issued.content);
    assert_eq!(again.digest, issued.digest);
    let pdf_again = agreements.document(Some(priya), kent, 1, DocumentKind::Pdf);
    assert_eq!(pdf_again.await.expect("a document"), pdf);
}

async fn who_signs_is_said_before(world: World) {
    let table = Bargain::settled(world).await;
    let form = table.form().await;
    assert_eq!(form.what, "the agreement KEN-1, version 1");
    let names: Vec<&str> = form.parties.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names.first(), Some(&"Kent County Council"));
    assert_eq!(names.last(), Some(&"HM Treasury"));
    assert!(names.contains(&"Kent Police"), "{names:?}");
    let agreements = table.services().agreements();
    let (priya, kent) = (&table.cast.priya.doer, &table.kent);
    let asked = Bargain::everybody(&form);
    let mut without = asked.clone();
    without.signatories.pop();
    let issued = agreements.issue(priya, kent, None, &without).await;
    assert_eq!(fields(issued), ["signatories"]);
    let mut nameless = asked.clone();
    nameless.signatories[0].office = "  ".to_owned();
    assert_eq!(
        fields(agreements.issue(priya, kent, None, &nameless).await),
        ["signatories"]
    );
    let mut stranger = asked.clone();
    stranger.signatories[0].person = table.cast.lena.person.clone();
    assert_eq!(
        fields(agreements.issue(priya, kent, None, &stranger).await),
        ["signatories"]
    );
    let mut twice = asked.clone();
    let mut approves = twice.signatories[0].clone();
    approves.capacity = Capacity::Approver;
    twice.signatories.push(approves);
    assert_eq!(
        fields(agreements.issue(priya, kent, None, &twice).await),
        ["signatories"]
    );
    for last_day in [
        None,
        Some(table.services().today()),
        Some(day("2030-01-01")),
    ] {
        let mut late = asked.clone();
        late.last_day = last_day;
        let issued = agreements.issue(priya, kent, None, &late).await;
        assert_eq!(fields(issued), ["last-day"], "{last_day:?}");
    }
    // Nothing of it is left.
    assert_eq!(table.cast.world.rows_in("agreement_issues").await, 0);
    assert_eq!(table.stage().await, "settled");
}

async fn the_programme_office_issues_once(world: World) {
    let table = Bargain::settled(world).await;
    table.memorandum_signed().await;
    table.forget_mail().await;
    let agreements = table.services().agreements();
    let offers = table.services().offers();
    let kent = &table.kent;
    let work = offers.work(&table.cast.priya.viewer, Paging::first()).await;
    let work = work.expect("work");
    assert_eq!(work.waits_for_me.len(), 1);
    assert_eq!(
        work.waits_for_me[0].address,
        "/offers/KEN-1/agreement/issue"
    );
    let asked = Bargain::everybody(&table.form().await);
    for other in [&table.cast.ann, &table.cast.carla, &table.theo] {
        let theirs = agreements.issue(&other.doer, kent, None, &asked).await;
        assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
        let form = agreements.issue_form(&other.viewer, kent, None).await;
        assert!(matches!(form, Err(Refusal::NotAllowed(_))));
    }
    let nobody = agreements
        .issue(&table.cast.lena.doer, kent, None, &asked)
        .await;
    assert!(matches!(nobody, Err(Refusal::NotFound)));
    assert_eq!(table.issue().await.expect("is issued"), "a1");
    let again = agreements
        .issue(&table.cast.priya.doer, kent, None, &asked)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.stage().await, "signing");
    assert_eq!(table.cast.events("issued").await, 1);
    // Everybody who is named is asked, once.
    let told = table.told("signing-asked").await;
    let named = table.view("a1").await.signatories.len();
    assert_eq!(told.len(), named);
    let work = offers
        .work(&table.theo.viewer, Paging::first())
        .await
        .expect("work");
    assert_eq!(work.waits_for_me[0].address, "/offers/KEN-1/agreement/a1");
    assert_eq!(work.waits_for_me[0].hats.len(), 1);
    // A settled offer cannot be issued before it is settled again.
    let why = agreements
        .recall(&table.cast.priya.doer, kent, "a1", "A name is missing.")
        .await;
    why.expect("is recalled");
    let early = agreements
        .issue(&table.cast.priya.doer, kent, None, &asked)
        .await;
    assert!(not_now(early).contains("is being negotiated"));
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn without_a_press_nothing_is_issued(world: World) {
    let table = Bargain::of(world).await;
    table.agree_to_all().await;
    let offers = table.services().offers();
    offers
        .settle(&table.cast.carla.doer, &table.kent)
        .await
        .expect("settles");
    let words = not_now(table.issue().await);
    assert!(words.contains("cannot be printed here"), "{words}");
    let words = not_now(table.try_to_put_out_memorandum().await);
    assert!(words.contains("cannot be printed here"), "{words}");
    assert_eq!(table.stage().await, "settled");
    assert_eq!(table.cast.world.rows_in("sheets").await, 0);
}

async fn several_servers_issue_it_once(world: World) {
    let table = Bargain::settled(world).await;
    let second = table.cast.world.second_instance().await;
    second.set_press(std::sync::Arc::new(super::cast::OneLine));
    let form = table.form().await;
    assert_eq!(form.last_day, table.services().today() + Days::new(28));
    let asked = Bargain::everybody(&form);
    let presses: Vec<_> = (0..12)
        .map(|number| {
            let services = match number % 2 {
                0 => table.services().clone(),
                _ => second.clone(),
            };
            let (priya, kent) = (table.cast.priya.doer.clone(), table.kent.clone());
            let asked = asked.clone();
            tokio::spawn(async move {
                services
                    .agreements()
                    .issue(&priya, &kent, None, &asked)
                    .await
            })
        })
        .collect();
    let mut issued = 0;
    for press in presses {
        match press.await.expect("does not panic") {
            Ok(slug) => {
                assert_eq!(slug, "a1");
                issued += 1;
            }
            Err(Refusal::AlreadyDone) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(issued, 1);
    assert_eq!(table.cast.world.rows_in("agreement_issues").await, 1);
    second.close().await.expect("closes");
}
