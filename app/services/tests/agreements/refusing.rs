//! Refusing, recalling, withdrawing: the issue ends, everybody who signed is told, and nothing is lost.

use domain::agreement::{SheetState, Stopped};
use domain::negotiation::TermState;
use services::Refusal;

use super::cast::{fields, not_now};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    refused_at_each_point_of_the_order,
    a_refusal_names_its_terms_and_its_reason,
    a_refused_memorandum_ends_what_is_built_on_it,
    a_memorandum_refused_while_settled_opens_the_negotiation,
    the_programme_office_recalls,
    a_place_that_withdraws_takes_everything_back,
);

async fn refused_at_each_point_of_the_order(world: World) {
    let table = Bargain::settled(world).await;
    table.memorandum_signed().await;
    let freedom = table.number("freedom").await;
    table.issue().await.expect("is issued");
    let count = table.view("a1").await.signatories.len();
    for signed in 0..count {
        let slug = format!("a{}", signed + 1);
        let view = table.view(&slug).await;
        for one in &view.signatories[..signed] {
            table
                .signs(table.signs_for(&one.party), &slug)
                .await
                .expect("signs");
        }
        table.forget_mail().await;
        let refuser = table.signs_for(&view.signatories[signed].party);
        table
            .will_not_sign(refuser, &slug, &[freedom])
            .await
            .expect("refuses");
        assert_eq!(table.stage().await, "negotiating");
        let told = table.told("signing-refused").await;
        for one in &view.signatories[..signed] {
            let address = &table.signs_for(&one.party).viewer.email;
            assert!(told.contains(address), "{address} in {told:?}");
        }
        assert!(!told.contains(&refuser.viewer.email), "{told:?}");
        // The signatures stay on record, and count for no other text.
        let ended = table.view(&slug).await;
        assert_eq!(ended.line.state, SheetState::Refused);
        assert_eq!(ended.line.signed, signed);
        assert_eq!(ended.line.refusal.expect("a refusal").terms, [freedom]);
        // The named term is open again, and no other.
        let open = table
            .cast
            .world
            .number("SELECT COUNT(DISTINCT term_id) AS answer FROM term_turns")
            .await;
        assert_eq!(open, 1);
        assert!(table.waits(freedom).await > 0);
        assert_eq!(table.agree_to(freedom).await, TermState::Agreed);
        let offers = table.services().offers();
        offers
            .settle(&table.cast.carla.doer, &table.kent)
            .await
            .expect("settles");
        let slug = table.issue().await.expect("is issued again");
        assert_eq!(slug, format!("a{}", signed + 2));
        assert_eq!(table.view(&slug).await.line.signed, 0);
        // What was agreed is the same, and so the memorandum holds.
        assert!(table.sheet_for(&table.theo, &slug).await.may_sign);
    }
    let last = format!("a{}", count + 1);
    table.all_sign(&last).await;
    assert_eq!(table.stage().await, "signed");
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn a_refusal_names_its_terms_and_its_reason(world: World) {
    let table = Bargain::issued(world).await;
    let agreements = table.services().agreements();
    let seen = table.digest("a1").await;
    let (theo, kent) = (&table.theo.doer, &table.kent);
    let silent = agreements.refuse(theo, kent, "a1", seen, "  ", &[1]).await;
    assert_eq!(fields(silent), ["reason"]);
    let about_nothing = agreements.refuse(theo, kent, "a1", seen, "No", &[]).await;
    assert_eq!(fields(about_nothing), ["terms"]);
    let no_such = agreements.refuse(theo, kent, "a1", seen, "No", &[99]).await;
    assert_eq!(fields(no_such), ["terms"]);
    let carla = &table.cast.carla.doer;
    let theirs = agreements.refuse(carla, kent, "a1", seen, "No", &[1]).await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
    assert_eq!(table.stage().await, "signing");
    table
        .will_not_sign(&table.theo, "a1", &[2, 1, 2])
        .await
        .expect("refuses");
    let again = not_now(table.will_not_sign(&table.theo, "a1", &[1]).await);
    assert!(again.contains("Theo refused"), "{again}");
    let too_late = not_now(table.signs(&table.cast.ann, "a1").await);
    assert!(too_late.contains("Theo refused"), "{too_late}");
    assert_eq!(table.cast.events("term-reopened").await, 2);
    assert_eq!(table.cast.events("signing-refused").await, 1);
}

async fn a_memorandum_refused_while_settled_opens_the_negotiation(world: World) {
    let table = Bargain::settled(world).await;
    let slug = table.put_out_memorandum().await;
    let refused = table.will_not_sign(&table.pat, &slug, &[]).await;
    refused.expect("refuses");
    assert_eq!(table.stage().await, "negotiating");
    assert_eq!(table.cast.events("reopened").await, 1);
    for kind in ["signing-refused", "negotiation-reopened"] {
        let told = table.told(kind).await;
        assert!(told.contains(&"theo@hmt.example".to_owned()), "{told:?}");
        assert!(!told.contains(&table.pat.viewer.email), "{told:?}");
    }
    let sql = "SELECT body AS answer FROM outbox WHERE kind = 'negotiation-reopened'";
    let letter = table.cast.world.texts(sql).await.remove(0);
    assert!(
        letter.starts_with("Kent Police reopened the negotiation"),
        "{letter}"
    );
}

async fn a_refused_memorandum_ends_what_is_built_on_it(world: World) {
    let table = Bargain::settled(world).await;
    table.put_out_memorandum().await;
    table.issue().await.expect("is issued");
    let budget = table.number("budget").await;
    table
        .will_not_sign(&table.pat, "m1", &[])
        .await
        .expect("refuses");
    assert_eq!(table.stage().await, "negotiating");
    assert!(table.waits(budget).await > 0);
    assert_eq!(table.view("m1").await.line.state, SheetState::Refused);
    assert_eq!(table.view("a1").await.line.state, SheetState::Superseded);
    let words = not_now(table.signs(&table.theo, "a1").await);
    assert!(words.contains("replaced"), "{words}");
    assert_eq!(table.cast.events("memorandum-refused").await, 1);
    // In the same words it can be put out again, once that is settled.
    table.agree_to(budget).await;
    let offers = table.services().offers();
    offers
        .settle(&table.cast.carla.doer, &table.kent)
        .await
        .expect("settles");
    let slug = table.put_out_memorandum().await;
    assert_eq!(slug, "m2");
    table.all_sign("m2").await;
    assert_eq!(table.issue().await.expect("is issued"), "a2");
    table.all_sign("a2").await;
}

async fn the_programme_office_recalls(world: World) {
    let table = Bargain::issued(world).await;
    table.signs(&table.theo, "a1").await.expect("signs");
    table.forget_mail().await;
    let agreements = table.services().agreements();
    let (priya, kent) = (&table.cast.priya.doer, &table.kent);
    let theirs = agreements
        .recall(&table.cast.ann.doer, kent, "a1", "No")
        .await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))));
    let silent = agreements.recall(priya, kent, "a1", " ").await;
    assert_eq!(fields(silent), ["reason"]);
    let why = "A figure is wrong.";
    agreements
        .recall(priya, kent, "a1", why)
        .await
        .expect("is recalled");
    let again = agreements.recall(priya, kent, "a1", why).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.stage().await, "negotiating");
    assert!(
        table
            .told("issue-recalled")
            .await
            .contains(&"theo@hmt.example".to_owned())
    );
    let view = table.view("a1").await;
    assert!(
        matches!(view.line.stopped, Some(Stopped::Recalled { ref reason, .. }) if reason == why)
    );
    assert_eq!(view.line.signed, 1);
    // Every term is still agreed.
    let turns = table.cast.world.rows_in("term_turns").await;
    assert_eq!(turns, 0);
}

async fn a_place_that_withdraws_takes_everything_back(world: World) {
    let table = Bargain::issued(world).await;
    let offers = table.services().offers();
    offers
        .withdraw(&table.cast.ann.doer, &table.kent, "We go on alone.")
        .await
        .expect("is withdrawn");
    assert_eq!(table.stage().await, "withdrawn");
    assert_eq!(table.view("a1").await.line.state, SheetState::Withdrawn);
    let words = not_now(table.signs(&table.theo, "a1").await);
    assert!(words.contains("withdrew"), "{words}");
}
