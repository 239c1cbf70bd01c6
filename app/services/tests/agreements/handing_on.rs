//! Somebody else of the same organisation signs, and the trace stays.

use domain::process::Role;
use services::Refusal;
use services::offers::Paging;

use super::cast::{fields, not_now};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    a_signature_is_handed_on_and_taken_back,
    one_is_reminded_once_a_day
);

async fn a_signature_is_handed_on_and_taken_back(world: World) {
    let table = Bargain::issued(world).await;
    let agreements = table.services().agreements();
    let tess = table.another("Tess", "hmt", Role::DepartmentReviewer).await;
    let (theo, kent) = (&table.theo, &table.kent);
    let hands = async |to: &crate::offers::cast::Actor, reason: &str| {
        agreements
            .hand_on(&theo.doer, kent, "a1", &to.person, "Director", reason)
            .await
    };
    assert_eq!(fields(hands(&table.wendy, "Away").await), ["person"]);
    assert_eq!(fields(hands(&tess, "").await), ["reason"]);
    let offered = table.sheet_for(theo, "a1").await.colleagues;
    assert_eq!(offered.len(), 1);
    hands(&tess, "I am away until March.")
        .await
        .expect("is handed on");
    assert_eq!(table.cast.events("signature-handed-on").await, 1);
    assert!(
        table
            .told("signing-asked")
            .await
            .contains(&tess.viewer.email)
    );
    let words = not_now(table.signs(theo, "a1").await);
    assert!(words.contains("Tess"), "{words}");
    let work = table.services().offers().work_count(&tess.viewer).await;
    assert_eq!(work.expect("a count"), 1);
    // Taken back, it is Theo’s again; the trace stays.
    agreements
        .take_back(&theo.doer, kent, "a1")
        .await
        .expect("is taken back");
    let theirs = table.signs(&tess, "a1").await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
    let twice = agreements.take_back(&theo.doer, kent, "a1").await;
    assert!(not_now(twice).contains("nobody"));
    hands(&tess, "Away again.").await.expect("is handed on");
    table.signs(&tess, "a1").await.expect("signs");
    let view = table.view("a1").await;
    let signed = view.signatories.iter().find_map(|one| one.signature());
    let signed = signed.expect("a signature");
    assert_eq!(signed.by.name, "Tess");
    assert_eq!(signed.on_behalf_of.as_ref().expect("for Theo").name, "Theo");
    let trace = view.signatories.iter().map(|one| one.handed.len()).max();
    assert_eq!(trace, Some(2));
    // Each is given their part in it with all else that is held about them.
    let services = table.services();
    let export = services.export_account(&theo.viewer).await;
    let of_theo = export.expect("is given out").signatures;
    let [asked] = &of_theo[..] else {
        panic!("{of_theo:?}")
    };
    assert!(asked.named && asked.signed.is_none());
    assert_eq!(
        (asked.party.as_str(), asked.office.as_str()),
        ("department:hmt", "Minister of State")
    );
    assert_eq!(asked.of, "the agreement KEN-1, version 1");
    let reasons: Vec<&str> = asked
        .handed_on
        .iter()
        .map(|one| one.reason.as_str())
        .collect();
    assert_eq!(reasons, ["I am away until March.", "Away again."]);
    let export = services.export_account(&tess.viewer).await;
    let of_tess = export.expect("is given out").signatures;
    assert!(!of_tess[0].named && of_tess[0].signed.is_some());
    assert_eq!(of_tess[0].declaration, Some(signed.declaration.clone()));
    assert!(of_tess[0].handed_on.is_empty());
    let export = services.export_account(&table.wendy.viewer).await;
    let others = export.expect("is given out").signatures;
    assert!(others.iter().all(|one| one.name == "Wendy"), "{others:?}");
}

async fn one_is_reminded_once_a_day(world: World) {
    let table = Bargain::issued(world).await;
    table.forget_mail().await;
    let agreements = table.services().agreements();
    let (priya, kent) = (&table.cast.priya.doer, &table.kent);
    let person = &table.theo.person;
    agreements
        .remind_to_sign(priya, kent, "a1", person)
        .await
        .expect("is reminded");
    let again = agreements
        .remind_to_sign(&table.cast.ann.doer, kent, "a1", person)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.told("signing-reminded").await, ["theo@hmt.example"]);
    table.signs(&table.theo, "a1").await.expect("signs");
    let done = agreements.remind_to_sign(priya, kent, "a1", person).await;
    assert!(not_now(done).contains("does not wait"));
    let offers = table.services().offers();
    let work = offers.work(&table.theo.viewer, Paging::first());
    assert_eq!(work.await.expect("work").total, 0);
}
