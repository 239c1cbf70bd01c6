//! What is claimed is verified by somebody outside, corrected with a reason, and can be rebuilt as of any day.

use domain::money::Pence;
use services::Refusal;
use services::ledger::ClaimOf;

use super::cast::first;
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    somebody_outside_is_named_and_nobody_else_verifies,
    a_correction_waits_to_be_verified_anew,
    any_past_day_is_rebuilt,
);

fn pounds(amount: i32) -> Pence {
    Pence::pounds(amount)
}

async fn named(table: &Bargain) {
    let ledger = table.services().ledger();
    ledger
        .name_verifier(&table.cast.priya.doer, &table.kent, "", &table.wendy.person)
        .await
        .expect("is named");
}

fn claim(table: &Bargain) -> ClaimOf {
    ClaimOf {
        line: table.desks.to_string(),
        period: first(),
    }
}

async fn somebody_outside_is_named_and_nobody_else_verifies(world: World) {
    let table = Bargain::reported(world, "1,000").await;
    let ledger = table.services().ledger();
    let form = ledger
        .verifiers_form(&table.cast.priya.viewer, &table.kent)
        .await
        .expect("a form");
    let kent = &form.claimants[0];
    assert_eq!(kent.key, "");
    assert!(
        kent.candidates
            .iter()
            .any(|one| one.person == table.wendy.person)
    );
    assert!(
        kent.candidates
            .iter()
            .all(|one| one.person != table.cast.ann.person)
    );
    for insider in [&table.cast.ann.person, &table.cast.dev.person] {
        let refused = ledger
            .name_verifier(&table.cast.priya.doer, &table.kent, "", insider)
            .await;
        assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
    }
    named(&table).await;
    assert_eq!(table.cast.mails("savings-to-verify").await, 1);
    let waits = "savings_verifiers WHERE waits_since IS NOT NULL";
    assert_eq!(table.cast.world.rows_in(waits).await, 1);
    let verify = async |who: &crate::offers::cast::Actor, seen, amount, reason: &str| {
        ledger
            .verify(
                &who.doer,
                &table.kent,
                &claim(&table),
                seen,
                (amount, reason),
            )
            .await
    };
    for other in [&table.theo, &table.cast.priya, &table.cast.ann] {
        let refused = verify(other, pounds(1_000), pounds(1_000), "").await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
    }
    let refused = verify(&table.wendy, pounds(999), pounds(999), "").await;
    assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
    let refused = verify(&table.wendy, pounds(1_000), pounds(800), " ").await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults[0].field, "reason");
    verify(
        &table.wendy,
        pounds(1_000),
        pounds(800),
        "One desk was counted twice.",
    )
    .await
    .expect("is verified");
    let again = verify(
        &table.wendy,
        pounds(1_000),
        pounds(800),
        "One desk was counted twice.",
    )
    .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.cast.world.rows_in(waits).await, 0);
    let total = "SELECT verified AS answer FROM savings_totals WHERE year = '2013-14' AND kind = 'cashable'";
    assert_eq!(table.cast.world.number(total).await, 80_000);
}

async fn a_correction_waits_to_be_verified_anew(world: World) {
    let table = Bargain::reported(world, "1,000").await;
    named(&table).await;
    let ledger = table.services().ledger();
    let (wendy, ann) = (&table.wendy.doer, &table.cast.ann.doer);
    ledger
        .verify(
            wendy,
            &table.kent,
            &claim(&table),
            pounds(1_000),
            (pounds(1_000), ""),
        )
        .await
        .expect("is verified");
    table.wait_until("2013-08-01").await;
    let correct = async |doer, amount, reason: &str| {
        ledger
            .correct(doer, &table.kent, &claim(&table), (amount, reason))
            .await
    };
    assert!(matches!(
        correct(ann, pounds(-200), "").await,
        Err(Refusal::Invalid(_))
    ));
    assert!(matches!(
        correct(&table.cast.dev.doer, pounds(-200), "x").await,
        Err(Refusal::NotAllowed(_))
    ));
    correct(ann, pounds(-200), "The lease cost more.")
        .await
        .expect("is corrected");
    assert!(matches!(
        correct(ann, pounds(-200), "x").await,
        Err(Refusal::AlreadyDone)
    ));
    let view = ledger
        .savings(&table.wendy.viewer, &table.kent, None)
        .await
        .expect("is seen");
    assert_eq!(view.waiting.len(), 1);
    assert!(view.waiting[0].is_mine);
    assert_eq!(
        (view.waiting[0].claimed, view.waiting[0].verified),
        (pounds(-200), pounds(1_000))
    );
    assert_eq!(view.corrections[0].change, pounds(-1_200));
    assert_eq!(view.corrections[0].reason, "The lease cost more.");
}

async fn any_past_day_is_rebuilt(world: World) {
    let table = Bargain::reported(world, "1,000").await;
    named(&table).await;
    let ledger = table.services().ledger();
    let seen = async |day: Option<&str>| {
        let day = day.map(|day| day.parse().expect("a day"));
        let view = ledger
            .savings(&table.theo.viewer, &table.kent, day)
            .await
            .expect("is seen");
        (view.lines, view.totals, format!("{:?}", view.sharing))
    };
    let on_the_first = seen(None).await;
    table.wait_until("2013-07-02").await;
    ledger
        .verify(
            &table.wendy.doer,
            &table.kent,
            &claim(&table),
            pounds(1_000),
            (pounds(1_000), ""),
        )
        .await
        .expect("is verified");
    let on_the_second = seen(None).await;
    table.wait_until("2013-08-09").await;
    ledger
        .correct(
            &table.cast.ann.doer,
            &table.kent,
            &claim(&table),
            (pounds(700), "Counted twice."),
        )
        .await
        .expect("is corrected");
    let now = seen(None).await;
    assert_ne!(on_the_first, on_the_second);
    assert_ne!(on_the_second, now);
    assert_eq!(seen(Some("2013-07-01")).await, on_the_first);
    assert_eq!(seen(Some("2013-07-02")).await, on_the_second);
    assert_eq!(seen(Some("2013-08-08")).await, on_the_second);
    assert_eq!(seen(Some("2013-08-09")).await, now);
    let before = ledger
        .savings(
            &table.theo.viewer,
            &table.kent,
            Some("2013-06-30".parse().expect("a day")),
        )
        .await;
    let before = before.expect("is seen");
    assert!(before.waiting.is_empty() && before.claims.is_empty());
}
