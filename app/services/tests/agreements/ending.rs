//! An agreement ends: nothing that is still open is forgotten.

use domain::agreement::{Decided, Fate};
use services::Refusal;

use super::cast::{day, fields, not_now};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    terminated_with_a_word_on_all_that_is_open,
    completed_after_its_term
);

const WHY: &str = "Both sides want to stop.";

async fn terminated_with_a_word_on_all_that_is_open(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let (priya, kent) = (&table.cast.priya.doer, &table.kent);
    let form = agreements
        .ending_form(&table.cast.priya.viewer, kent)
        .await
        .expect("a form");
    assert!(form.may_terminate && !form.may_complete);
    assert!(!form.open.is_empty());
    let theirs = agreements
        .terminate(&table.cast.ann.doer, kent, WHY, Vec::new())
        .await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))));
    assert_eq!(
        fields(agreements.terminate(priya, kent, WHY, Vec::new()).await),
        ["fates"]
    );
    let early = agreements.complete(priya, kent, WHY, Vec::new()).await;
    assert!(not_now(early).contains("31 March 2016"));
    let fates: Vec<Decided> = form
        .open
        .iter()
        .map(|one| Decided {
            id: one.id.clone(),
            fate: Fate::FallsAway,
        })
        .collect();
    let silent = agreements.terminate(priya, kent, " ", fates.clone()).await;
    assert_eq!(fields(silent), ["reason"]);
    let savings = table.number("savings").await;
    agreements
        .vary(&table.cast.ann.doer, kent, &[savings], WHY)
        .await
        .expect("is opened");
    let varied = agreements.terminate(priya, kent, WHY, fates.clone()).await;
    assert!(not_now(varied).contains("variation is still open"));
    agreements
        .end_variation(priya, kent, 1, WHY)
        .await
        .expect("is ended");
    agreements
        .terminate(priya, kent, WHY, fates.clone())
        .await
        .expect("is terminated");
    let again = agreements.terminate(priya, kent, WHY, fates).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.stage().await, "terminated");
    let read = agreements
        .agreement(None, kent, None)
        .await
        .expect("stays public");
    assert_eq!(read.ending.expect("an ending").reason, WHY);
    assert_eq!(
        read.force.expect("days").stopped_on,
        Some(day("2013-04-01"))
    );
    assert_eq!(table.cast.events("terminated").await, 1);
    assert!(!table.told("agreement-ended").await.is_empty());
}

async fn completed_after_its_term(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let (priya, kent) = (&table.cast.priya.doer, &table.kent);
    table.wait_until("2016-04-01").await;
    let form = agreements
        .ending_form(&table.cast.priya.viewer, kent)
        .await
        .expect("a form");
    assert!(form.may_complete && !form.may_terminate);
    // Freedoms are over by then; the pooled money is somewhere.
    let ids: Vec<&str> = form.open.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids[0], table.fund.as_str());
    // And nobody has said that anything was achieved.
    assert!(ids.len() > 1 && ids[1..].iter().all(|id| id.starts_with("milestone-")));
    let fates: Vec<Decided> = (ids.iter())
        .map(|id| Decided {
            id: (*id).to_owned(),
            fate: Fate::HandedOver {
                to: "Kent County Council".to_owned(),
            },
        })
        .collect();
    let late = agreements.terminate(priya, kent, WHY, fates.clone()).await;
    assert!(not_now(late).contains("Close it instead"));
    agreements
        .complete(priya, kent, WHY, fates)
        .await
        .expect("is closed");
    assert_eq!(table.stage().await, "completed");
    let read = agreements
        .agreement(None, kent, None)
        .await
        .expect("stays public");
    assert_eq!(read.ending.expect("an ending").on, day("2016-03-31"));
}
