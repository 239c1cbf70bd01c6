//! Signing: who, in which order, once, and the memoranda before.

use chrono::TimeDelta;
use domain::agreement::{Capacity, Digest, SheetState, Signing};
use domain::process::Role;
use services::Refusal;
use services::offers::Paging;

use super::cast::{fields, not_now};
use crate::mail::send;
use crate::negotiation::cast::Bargain;
use crate::support::{MailServer, World, both_databases};

both_databases!(
    everybody_presses_at_once,
    the_last_of_many_signatures_is_given_once,
    the_memorandum_comes_first,
    approvers_come_before_signers,
    who_is_not_named_cannot_sign,
    what_is_over_is_not_signed,
    a_letter_that_comes_too_late_is_not_sent,
);

async fn the_last_of_many_signatures_is_given_once(world: World) {
    let table = Bargain::issued(world).await;
    let view = table.view("a1").await;
    let (last, others) = view.signatories.split_last().expect("signatories");
    for one in others {
        let done = table.signs(table.signs_for(&one.party), "a1").await;
        assert_eq!(done.expect("signs"), Signing::Goes);
    }
    let second = table.cast.world.second_instance().await;
    let seen = table.digest("a1").await;
    let presses: Vec<_> = (0..50)
        .map(|number| {
            let services = match number % 2 {
                0 => table.services().clone(),
                _ => second.clone(),
            };
            let doer = table.signs_for(&last.party).doer.clone();
            let kent = table.kent.clone();
            tokio::spawn(async move {
                let agreements = services.agreements();
                agreements.sign(&doer, &kent, "a1", seen, true).await
            })
        })
        .collect();
    let mut signed = 0;
    for press in presses {
        match press.await.expect("does not panic") {
            Ok(signing) => {
                assert_eq!(signing, Signing::Done);
                signed += 1;
            }
            Err(Refusal::AlreadyDone) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(signed, 1);
    assert_eq!(table.stage().await, "signed");
    assert_eq!(table.cast.events("fully-signed").await, 1);
    let signatures = view.signatories.len();
    assert_eq!(
        table.cast.events("agreement-signed").await,
        i64::try_from(signatures).expect("a number")
    );
    // Everybody who signed is told but the one who signed last; and whoever else bargains.
    let told = table.told("agreement-signed").await;
    let mut once = told.clone();
    once.dedup();
    assert_eq!(told, once);
    assert!(told.contains(&"pat@police.example".to_owned()), "{told:?}");
    assert!(told.contains(&"priya@programme-office.example".to_owned()));
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
    second.close().await.expect("closes");
}

async fn everybody_presses_at_once(world: World) {
    let table = Bargain::issued(world).await;
    let second = table.cast.world.second_instance().await;
    let (view, seen) = (table.view("a1").await, table.digest("a1").await);
    let each = 50 / view.signatories.len() + 1;
    let mut presses = Vec::new();
    for number in 0..each {
        for one in &view.signatories {
            let services = match number % 2 {
                0 => table.services().clone(),
                _ => second.clone(),
            };
            let doer = table.signs_for(&one.party).doer.clone();
            let kent = table.kent.clone();
            presses.push(tokio::spawn(async move {
                let agreements = services.agreements();
                agreements.sign(&doer, &kent, "a1", seen, true).await
            }));
        }
    }
    assert!(presses.len() >= 50);
    let (mut signed, mut last) = (0, 0);
    for press in presses {
        match press.await.expect("does not panic") {
            Ok(Signing::Goes) => signed += 1,
            Ok(Signing::Done) => last += 1,
            Err(Refusal::AlreadyDone) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!((signed + 1, last), (view.signatories.len(), 1));
    let ended = table.view("a1").await.line;
    assert_eq!((ended.state, ended.signed), (SheetState::Signed, ended.of));
    assert_eq!(table.cast.events("fully-signed").await, 1);
    assert_eq!(table.stage().await, "signed");
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
    second.close().await.expect("closes");
}

async fn the_memorandum_comes_first(world: World) {
    let table = Bargain::settled(world).await;
    let lines = table.desk().await.memoranda;
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].sheet.clone(), lines[0].state), (None, None));
    let slug = table.issue().await.expect("is issued");
    assert_eq!(slug, "a1");
    let words = not_now(table.signs(&table.theo, "a1").await);
    assert!(words.contains("memorandum"), "{words}");
    let theirs = table.sheet_for(&table.theo, "a1").await;
    assert!(!theirs.may_sign);
    assert!(theirs.why_not.expect("why not").contains("memorandum"));
    // Put out while the agreement is out already, by the place’s leader.
    let memorandum = table.put_out_memorandum().await;
    assert_eq!(memorandum, "m1");
    let view = table.view("m1").await;
    assert_eq!(view.signatories.len(), 2);
    let offers = table.services().offers();
    let work = offers.work(&table.pat.viewer, Paging::first());
    let work = work.await.expect("work");
    assert_eq!(work.waits_for_me[0].address, "/offers/KEN-1/agreement/m1");
    let form = table
        .services()
        .agreements()
        .memorandum_form(&table.cast.ann.viewer, &table.kent, &table.fund)
        .await
        .expect("a form");
    let again = table
        .services()
        .agreements()
        .put_out_memorandum(
            &table.cast.ann.doer,
            &table.kent,
            &table.fund,
            &Bargain::everybody(&form),
        )
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(
        table.signs(&table.pat, "m1").await.expect("signs"),
        Signing::Goes
    );
    table.forget_mail().await;
    assert_eq!(
        table.signs(&table.cast.ann, "m1").await.expect("signs"),
        Signing::Done
    );
    assert_eq!(table.cast.events("memorandum-signed").await, 2);
    // Those who could not sign the agreement before are asked now.
    assert!(
        table
            .told("signing-asked")
            .await
            .contains(&"theo@hmt.example".to_owned())
    );
    assert!(table.sheet_for(&table.theo, "a1").await.may_sign);
    table.signs(&table.theo, "a1").await.expect("signs");
    let line = table.desk().await.memoranda.remove(0);
    assert_eq!(
        (line.sheet.as_deref(), line.state),
        (Some("m1"), Some(SheetState::Signed))
    );
}

async fn approvers_come_before_signers(world: World) {
    let table = Bargain::settled(world).await;
    table.memorandum_signed().await;
    let form = table.form().await;
    let mut asked = Bargain::everybody(&form);
    let treasury = form.parties.last().expect("the Treasury");
    let carla = &table.cast.carla;
    assert!(
        treasury
            .approvers
            .iter()
            .any(|one| one.person == carla.person)
    );
    let mut approves = asked.signatories.last().expect("signs").clone();
    approves.person = carla.person.clone();
    approves.capacity = Capacity::Approver;
    asked.signatories.push(approves);
    table.forget_mail().await;
    let agreements = table.services().agreements();
    agreements
        .issue(&table.cast.priya.doer, &table.kent, None, &asked)
        .await
        .expect("is issued");
    // Only who comes first is asked.
    assert_eq!(table.told("signing-asked").await, ["carla@clg.example"]);
    let words = not_now(table.signs(&table.theo, "a1").await);
    assert!(words.contains("Carla"), "{words}");
    let seen = table.digest("a1").await;
    let silent = agreements
        .sign(&carla.doer, &table.kent, "a1", seen, false)
        .await;
    assert_eq!(fields(silent), ["declared"]);
    let declaration = table
        .sheet_for(carla, "a1")
        .await
        .declaration
        .expect("a declaration");
    assert!(declaration.contains(&seen.to_string()), "{declaration}");
    assert!(declaration.contains("I approve it"), "{declaration}");
    assert_eq!(
        table.signs(carla, "a1").await.expect("approves"),
        Signing::Goes
    );
    assert!(
        table
            .told("signing-asked")
            .await
            .contains(&"theo@hmt.example".to_owned())
    );
    table.signs(&table.theo, "a1").await.expect("signs");
}

async fn who_is_not_named_cannot_sign(world: World) {
    let table = Bargain::issued(world).await;
    let agreements = table.services().agreements();
    let seen = table.digest("a1").await;
    let tess = table.another("Tess", "hmt", Role::DepartmentReviewer).await;
    for other in [&tess, &table.cast.carla, &table.cleo] {
        let named = table
            .view("a1")
            .await
            .signatories
            .iter()
            .any(|one| one.named.person == other.person);
        if named {
            continue;
        }
        let theirs = agreements
            .sign(&other.doer, &table.kent, "a1", seen, true)
            .await;
        assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
        assert!(table.sheet_for(other, "a1").await.declaration.is_none());
    }
    for other in [&table.cast.priya, &table.cast.dev, &table.cast.noor] {
        let theirs = agreements
            .sign(&other.doer, &table.kent, "a1", seen, true)
            .await;
        assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
    }
    let nowhere = agreements
        .sign(&table.cast.lena.doer, &table.kent, "a1", seen, true)
        .await;
    assert!(matches!(nowhere, Err(Refusal::NotFound)));
    let no_sheet = agreements
        .sign(&table.theo.doer, &table.kent, "a7", seen, true)
        .await;
    assert!(matches!(no_sheet, Err(Refusal::NotFound)));
    let other_text = Digest::of(b"something else");
    let words = not_now(
        agreements
            .sign(&table.theo.doer, &table.kent, "a1", other_text, true)
            .await,
    );
    assert!(words.contains("no longer what is out"), "{words}");
    table.signs(&table.theo, "a1").await.expect("signs");
    let twice = table.signs(&table.theo, "a1").await;
    assert!(matches!(twice, Err(Refusal::AlreadyDone)), "{twice:?}");
    assert_eq!(table.cast.events("agreement-signed").await, 1);
}

async fn what_is_over_is_not_signed(world: World) {
    let table = Bargain::issued(world).await;
    table.signs(&table.theo, "a1").await.expect("signs");
    // The last day is over in London, and no server has noticed yet.
    table.cast.world.clock.forward(TimeDelta::days(29));
    let words = not_now(table.signs(&table.cast.ann, "a1").await);
    assert!(
        words.contains("last day to sign was 11 February 2013"),
        "{words}"
    );
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 1);
    let words = not_now(table.signs(&table.cast.ann, "a1").await);
    assert!(words.contains("ran out"), "{words}");
    // Issued again, the first sheet takes no signature any more.
    let offers = table.services().offers();
    offers
        .settle(&table.cast.carla.doer, &table.kent)
        .await
        .expect("settles");
    assert_eq!(table.issue().await.expect("is issued"), "a2");
    let words = not_now(table.signs(&table.cast.ann, "a1").await);
    assert!(words.contains("ran out"), "{words}");
    table.all_sign("a2").await;
    assert_eq!(table.stage().await, "signed");
    // What Theo signed first stays on its record.
    let first = table.view("a1").await;
    assert_eq!(
        (first.line.state, first.line.signed),
        (SheetState::Expired, 1)
    );
}

async fn a_letter_that_comes_too_late_is_not_sent(world: World) {
    let table = Bargain::issued(world).await;
    table.signs(&table.theo, "a1").await.expect("signs");
    let server = MailServer::start("refused@").await;
    send(&table.cast.world, &server).await;
    let asked = server.received().into_iter().filter(|mail| {
        let subject = mail.header("Subject");
        subject.contains("the agreement waits for your signature")
    });
    let asked: Vec<_> = asked.collect();
    assert!(asked.iter().all(|mail| mail.to != "theo@hmt.example"));
    let ann = asked.iter().find(|mail| mail.to == "ann@kent.example");
    let body = ann.expect("a letter").body();
    assert!(
        body.contains("http://single-offer.example/offers/KEN-1/agreement/a1\n"),
        "{body}"
    );
}
