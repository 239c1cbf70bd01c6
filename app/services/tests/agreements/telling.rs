//! Every event of an agreement is told to those it concerns, or says why it is told to nobody.

use std::collections::BTreeSet;

use domain::agreement::{Decided, Fate};
use domain::mail::Telling;
use domain::process::{EventKind, Role};

use super::cast::day;
use crate::mail::letters::{EVENTS_AND_MAIL, is_of_agreement, told};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    every_event_up_to_its_end_is_told_as_the_domain_says,
    closing_is_told_as_the_domain_says,
);

const WHY: &str = "The money is not there.";

/// Asks of each of these kinds that has happened whether it was told as the domain says; answers those that have.
async fn compared(table: &Bargain, wanted: impl Fn(EventKind) -> bool) -> BTreeSet<EventKind> {
    let world = &table.cast.world;
    let sql = "SELECT DISTINCT kind AS answer FROM events WHERE offer_id IS NOT NULL";
    let happened = world.texts(sql).await;
    let happened: BTreeSet<EventKind> = happened
        .iter()
        .map(|kind| EventKind::from_code(kind).expect("an event"))
        .filter(|kind| wanted(*kind))
        .collect();
    let mut told = told(world.texts(EVENTS_AND_MAIL).await);
    for event in &happened {
        let found = told.remove(event).unwrap_or_default();
        match Telling::of(*event) {
            Telling::Mail(kinds) => {
                assert_eq!(found, kinds.iter().copied().collect(), "{event}");
            }
            Telling::Nobody(why) => assert!(found.is_empty(), "{event} {found:?}: {why}"),
        }
    }
    let sql = "SELECT subject || '|' || body || '|' || link AS answer FROM outbox WHERE offer_id IS NOT NULL";
    for letter in world.texts(sql).await {
        let parts: Vec<&str> = letter.split('|').collect();
        assert!(parts[0].contains("KEN-1"), "{letter}");
        assert!(parts[1].contains(parts[2]), "{letter}");
        assert!(
            !parts[1].contains("  ") && !parts[1].contains('{'),
            "{letter}"
        );
    }
    happened
}

impl Bargain {
    async fn settles(&self) {
        let offers = self.services().offers();
        let settled = offers.settle(&self.cast.carla.doer, &self.kent).await;
        settled.expect("settles");
    }

    /// Issues it with the place a step behind all others.
    async fn issue_in_steps(&self) -> String {
        let mut asked = Self::everybody(&self.form().await);
        asked.signatories[0].step = 1;
        let agreements = self.services().agreements();
        let issued = agreements.issue(&self.cast.priya.doer, &self.kent, None, &asked);
        issued.await.expect("is issued")
    }

    async fn fates(&self) -> Vec<Decided> {
        let agreements = self.services().agreements();
        let form = agreements.ending_form(&self.cast.priya.viewer, &self.kent);
        let open = form.await.expect("a form").open;
        let falls = |id| Decided {
            id,
            fate: Fate::FallsAway,
        };
        open.into_iter().map(|one| falls(one.id)).collect()
    }
}

async fn every_event_up_to_its_end_is_told_as_the_domain_says(world: World) {
    let table = Bargain::settled(world).await;
    let (services, kent) = (table.services(), &table.kent);
    let agreements = services.agreements();
    let (ann, carla, priya) = (
        &table.cast.ann,
        &table.cast.carla.doer,
        &table.cast.priya.doer,
    );
    let (budget, savings) = (table.number("budget").await, table.number("savings").await);
    let until = Some(day("2013-04-02"));
    agreements
        .embargo(priya, kent, until)
        .await
        .expect("is set");
    // A memorandum that is refused, and one that is signed while the agreement waits for it.
    table.put_out_memorandum().await;
    table
        .will_not_sign(&table.pat, "m1", &[])
        .await
        .expect("refuses");
    table.agree_to(budget).await;
    table.settles().await;
    assert_eq!(table.issue_in_steps().await, "a1");
    table.put_out_memorandum().await;
    table.all_sign("m2").await;
    // Refused, recalled, run out.
    table
        .will_not_sign(&table.theo, "a1", &[savings])
        .await
        .expect("refuses");
    table.agree_to(savings).await;
    table.settles().await;
    assert_eq!(table.issue_in_steps().await, "a2");
    agreements
        .recall(priya, kent, "a2", WHY)
        .await
        .expect("is recalled");
    table.settles().await;
    assert_eq!(table.issue_in_steps().await, "a3");
    table.wait_until("2013-02-28").await;
    services.keep_calendar().await.expect("is kept");
    assert_eq!(table.stage().await, "negotiating");
    table.settles().await;
    assert_eq!(table.issue_in_steps().await, "a4");
    // Handed on and back, reminded, signed, in force.
    let tess = table.another("Tess", "hmt", Role::DepartmentReviewer).await;
    let theo = &table.theo;
    let hands = agreements.hand_on(&theo.doer, kent, "a4", &tess.person, "Director", WHY);
    hands.await.expect("is handed on");
    agreements
        .take_back(&theo.doer, kent, "a4")
        .await
        .expect("is taken back");
    let reminded = agreements
        .remind_to_sign(priya, kent, "a4", &theo.person)
        .await;
    reminded.expect("is reminded");
    let view = table.view("a4").await;
    for one in view.signatories.iter().skip(1) {
        table
            .signs(table.signs_for(&one.party), "a4")
            .await
            .expect("signs");
    }
    table.signs(ann, "a4").await.expect("signs last");
    table.wait_until("2013-04-01").await;
    services.keep_calendar().await.expect("is kept");
    // A variation that is ended; one that is settled, reopened, settled again and signed.
    let why = "It changes nothing.";
    agreements
        .vary(&ann.doer, kent, &[savings], WHY)
        .await
        .expect("is opened");
    agreements
        .end_variation(priya, kent, 1, why)
        .await
        .expect("is ended");
    agreements
        .vary(&ann.doer, kent, &[savings], WHY)
        .await
        .expect("is opened");
    table.agree_to(savings).await;
    agreements
        .settle_variation(carla, kent, 2)
        .await
        .expect("is settled");
    agreements
        .reopen_variation(carla, kent, 2, why)
        .await
        .expect("is open again");
    for kind in ["offer-settled", "negotiation-reopened"] {
        let sql = format!(
            "SELECT subject AS answer FROM outbox WHERE kind = '{kind}' AND subject LIKE '%variation 2%'"
        );
        assert!(!table.cast.world.texts(&sql).await.is_empty(), "{kind}");
    }
    agreements
        .settle_variation(carla, kent, 2)
        .await
        .expect("is settled");
    let form = agreements
        .issue_form(&table.cast.priya.viewer, kent, Some(2))
        .await;
    let mut asked = Bargain::everybody(&form.expect("a form"));
    for one in &mut asked.signatories {
        one.person = table.signs_for(&one.party).person.clone();
    }
    let issued = agreements.issue(priya, kent, Some(2), &asked).await;
    table.all_sign(&issued.expect("is issued")).await;
    services.keep_calendar().await.expect("is kept");
    let ended = agreements
        .terminate(priya, kent, WHY, table.fates().await)
        .await;
    ended.expect("is terminated");

    let happened = compared(&table, is_of_agreement).await;
    let of_agreement = EventKind::ALL.iter().copied();
    let missed: Vec<EventKind> = of_agreement
        .filter(|kind| is_of_agreement(*kind) && *kind != EventKind::Closed)
        .filter(|kind| !happened.contains(kind))
        .collect();
    assert_eq!(missed, []);
    services.verify(None).await.expect("the chain holds");
}

async fn closing_is_told_as_the_domain_says(world: World) {
    let table = Bargain::in_force(world).await;
    table.wait_until("2016-04-01").await;
    let agreements = table.services().agreements();
    let fates = table.fates().await;
    let closed = agreements.complete(&table.cast.priya.doer, &table.kent, WHY, fates);
    closed.await.expect("is closed");
    // All else happened on the way here, and is asked for above.
    let happened = compared(&table, |kind| kind == EventKind::Closed).await;
    assert_eq!(happened.len(), 1);
}
