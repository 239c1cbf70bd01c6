//! What the calendar does: once, on however many servers, and not a day too early.

use domain::agreement::OnADay;
use domain::process::{Act, permit};
use services::Refusal;
use services::offers::Paging;

use super::cast::day;
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    in_force_on_its_first_day_and_no_sooner,
    signed_late_it_begins_on_the_day_of_the_last_signature,
    whoever_has_to_sign_is_reminded_and_then_it_is_over,
    held_back_from_the_public_until_a_day,
);

async fn in_force_on_its_first_day_and_no_sooner(world: World) {
    let table = Bargain::signed(world).await;
    let services = table.services();
    let agreements = services.agreements();
    table.wait_until("2013-03-31").await;
    assert_eq!(services.keep_calendar().await.expect("is kept"), 0);
    assert_eq!(table.stage().await, "signed");
    let list = agreements.list(Paging::first()).await.expect("a list");
    assert_eq!(list.total, 0);
    let public = agreements.agreement(None, &table.kent, None).await;
    assert!(matches!(public, Err(Refusal::SignIn)), "{public:?}");
    let before = agreements
        .agreement(Some(&table.cast.ann.viewer), &table.kent, None)
        .await
        .expect("is read");
    assert!(
        before
            .freedoms
            .iter()
            .all(|one| one.on.is_none() && one.days.is_none())
    );
    table.wait_until("2013-04-01").await;
    let second = table.cast.world.second_instance().await;
    let (here, there) = tokio::join!(services.keep_calendar(), second.keep_calendar());
    assert_eq!(here.expect("is kept") + there.expect("is kept"), 1);
    assert_eq!(services.keep_calendar().await.expect("is kept"), 0);
    assert_eq!(table.stage().await, "in-force");
    assert_eq!(table.cast.events("came-into-force").await, 1);
    let told = table.told("agreement-in-force").await;
    let mut once = told.clone();
    once.dedup();
    assert_eq!(told, once);
    let read = agreements
        .agreement(None, &table.kent, None)
        .await
        .expect("is public");
    let force = read.force.expect("is in force");
    assert_eq!(
        (force.since, force.until),
        (day("2013-04-01"), day("2016-03-31"))
    );
    assert!(read.is_in_force && read.is_public);
    for freedom in &read.freedoms {
        let (from, until) = freedom.days.expect("days");
        assert!(from >= force.since && until <= force.until);
        let active = services.today() >= from;
        let expected = if active {
            OnADay::Active
        } else {
            OnADay::NotYet
        };
        assert_eq!(freedom.on, Some(expected));
    }
    services.verify(None).await.expect("the chain holds");
    second.close().await.expect("closes");
}

async fn signed_late_it_begins_on_the_day_of_the_last_signature(world: World) {
    let table = Bargain::settled(world).await;
    table.memorandum_signed().await;
    table.wait_until("2013-03-20").await;
    table.issue().await.expect("is issued");
    table.wait_until("2013-04-10").await;
    table.all_sign("a1").await;
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 1);
    let desk = table.desk().await;
    assert_eq!(desk.force.expect("in force").since, day("2013-04-10"));
    assert_eq!(desk.in_force, Some(1));
}

async fn whoever_has_to_sign_is_reminded_and_then_it_is_over(world: World) {
    let table = Bargain::issued(world).await;
    let services = table.services();
    table.signs(&table.theo, "a1").await.expect("signs");
    table.forget_mail().await;
    let others = table.view("a1").await.signatories.len() - 1;
    // A week before the last day, the 11 February.
    table.wait_until("2013-02-04").await;
    assert_eq!(
        services.keep_calendar().await.expect("is kept"),
        others as u64
    );
    assert_eq!(services.keep_calendar().await.expect("is kept"), 0);
    let told = table.told("signing-reminded").await;
    assert_eq!(told.len(), others);
    assert!(!told.contains(&"theo@hmt.example".to_owned()));
    table.wait_until("2013-02-11").await;
    assert_eq!(services.keep_calendar().await.expect("is kept"), 0);
    assert_eq!(table.stage().await, "signing");
    table.wait_until("2013-02-12").await;
    let second = table.cast.world.second_instance().await;
    let (here, there) = tokio::join!(services.keep_calendar(), second.keep_calendar());
    assert_eq!(here.expect("is kept") + there.expect("is kept"), 1);
    assert_eq!(table.stage().await, "negotiating");
    assert_eq!(table.cast.events("issue-expired").await, 1);
    assert!(
        table
            .told("issue-expired")
            .await
            .contains(&"theo@hmt.example".to_owned())
    );
    second.close().await.expect("closes");
}

async fn held_back_from_the_public_until_a_day(world: World) {
    let table = Bargain::signed(world).await;
    let agreements = table.services().agreements();
    let (priya, kent) = (&table.cast.priya.doer, &table.kent);
    let until = Some(day("2013-05-02"));
    let theirs = agreements.embargo(&table.cast.ann.doer, kent, until).await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))));
    let past = agreements
        .embargo(priya, kent, Some(day("2013-01-01")))
        .await;
    assert_eq!(super::cast::fields(past), ["until"]);
    agreements
        .embargo(priya, kent, until)
        .await
        .expect("is set");
    let again = agreements.embargo(priya, kent, until).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)));
    table.wait_until("2013-05-01").await;
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 1);
    assert_eq!(table.stage().await, "in-force");
    for stranger in [None, Some(&table.cast.lena.viewer)] {
        let read = agreements.agreement(stranger, kent, None).await;
        assert!(
            matches!(read, Err(Refusal::SignIn | Refusal::NotFound)),
            "{read:?}"
        );
    }
    let own = agreements
        .agreement(Some(&table.cast.ann.viewer), kent, None)
        .await;
    assert!(!own.expect("is read").is_public);
    // What permission needs to know says so by itself, wherever it is asked.
    let offers = table.services().offers();
    let facts = async || {
        let read = offers.read(&table.cast.ann.viewer, kent).await;
        read.expect("is read").facts
    };
    let before = facts().await;
    assert!(before.embargoed);
    assert!(!permit(None, Act::ReadAgreement, Some(&before)).is_allowed());
    assert_eq!(
        agreements
            .list(Paging::first())
            .await
            .expect("a list")
            .total,
        0
    );
    assert!(agreements.feed().await.expect("a feed").is_empty());
    table.wait_until("2013-05-02").await;
    let today = facts().await;
    assert!(!today.embargoed);
    assert!(permit(None, Act::ReadAgreement, Some(&today)).is_allowed());
    let read = agreements
        .agreement(Some(&table.cast.lena.viewer), kent, None)
        .await;
    assert!(read.expect("is public").is_public);
    assert_eq!(
        agreements
            .list(Paging::first())
            .await
            .expect("a list")
            .total,
        1
    );
    assert_eq!(agreements.feed().await.expect("a feed").len(), 1);
}
