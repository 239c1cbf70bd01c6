//! Freedoms that were granted once help whoever drafts a similar one.

use domain::offer::{Key, Matter, MatterKind};
use services::Refusal;
use services::offers::Paging;
use services::programme::{PrecedentFilter, PrecedentList};

use crate::negotiation::cast::Bargain;
use crate::offers::cast::{Actor, is_nowhere};
use crate::support::{World, both_databases};

both_databases!(
    what_was_granted_is_found_once_it_is_in_force_and_public,
    a_wording_is_carried_over_beside_what_stands_there,
);

async fn list(table: &Bargain, who: &Actor, text: &str) -> PrecedentList {
    let filter = PrecedentFilter {
        kind: None,
        text: Some(text.to_owned()),
    };
    table
        .services()
        .programme()
        .precedents(&who.viewer, &filter, Paging::first())
        .await
        .expect("answers")
}

async fn what_was_granted_is_found_once_it_is_in_force_and_public(world: World) {
    let table = Bargain::signed(world).await;
    let lena = &table.cast.lena;
    assert_eq!(
        list(&table, lena, "").await.total,
        0,
        "it is signed, and not in force"
    );
    let until = Some("2013-04-20".parse().expect("a day"));
    table
        .services()
        .agreements()
        .embargo(&table.cast.priya.doer, &table.kent, until)
        .await
        .expect("is held back");
    table.wait_until("2013-04-01").await;
    table.services().keep_calendar().await.expect("is kept");
    assert_eq!(list(&table, lena, "").await.total, 0, "it is held back");
    table.wait_until("2013-04-20").await;
    let all = list(&table, lena, "").await;
    assert_eq!((all.total, all.rows.len()), (1, 1));
    let one = &all.rows[0];
    assert_eq!(one.reference, table.kent);
    let title: String = one.title.iter().map(|piece| piece.text.as_str()).collect();
    let word = title
        .split_whitespace()
        .max_by_key(|word| word.len())
        .expect("a word");
    let found = list(&table, lena, word).await;
    assert_eq!(found.total, 1);
    assert!(found.rows[0].title.iter().any(|piece| piece.is_marked));
    assert_eq!(list(&table, lena, "hippopotamus").await.total, 0);
    let other = PrecedentFilter {
        kind: domain::offer::FreedomType::ALL
            .iter()
            .copied()
            .find(|kind| *kind != one.kind),
        text: None,
    };
    let programme = table.services().programme();
    let none = programme
        .precedents(&lena.viewer, &other, Paging::first())
        .await;
    assert_eq!(none.expect("answers").total, 0);
}

async fn a_wording_is_carried_over_beside_what_stands_there(world: World) {
    let table = Bargain::in_force(world).await;
    let lena = &table.cast.lena;
    let start = services::offers::Start {
        kind: domain::process::OfferKind::SingleOffer,
        title: "Leicester together".to_owned(),
        theme: None,
    };
    let offers = table.services().offers();
    let draft = offers.start(&lena.doer, &start).await.expect("starts");
    let granted = list(&table, lena, "").await.rows.remove(0);
    let programme = table.services().programme();
    let mut keys: Vec<Key> = Vec::new();
    for _ in 0..2 {
        let saved = programme
            .carry_over(&lena.doer, &draft, &granted.reference, &granted.key)
            .await
            .expect("is carried over");
        keys.push(saved.key);
    }
    assert_ne!(keys[0], keys[1], "nothing is written over");
    let view = offers.read(&lena.viewer, &draft).await.expect("is read");
    let kept = view.matter(&keys[0]).expect("is there");
    let Matter::Freedom(freedom) = &kept.matter else {
        panic!("a freedom");
    };
    let title: String = granted
        .title
        .iter()
        .map(|piece| piece.text.as_str())
        .collect();
    assert_eq!((&freedom.title, freedom.kind), (&title, Some(granted.kind)));
    assert_eq!(freedom.departments, granted.departments);
    assert!(freedom.source.contains("KEN-1"), "{}", freedom.source);
    assert!(freedom.outcomes.is_empty() && freedom.lines.is_empty());
    let kinds = view.proposal.kept.iter().map(|kept| kept.matter.kind());
    assert_eq!(kinds.filter(|kind| *kind == MatterKind::Freedom).count(), 2);

    let nothing = Key::new("nothing");
    let nowhere = programme.carry_over(&lena.doer, &draft, &granted.reference, &nothing);
    assert!(is_nowhere(nowhere.await));
    let others = programme.carry_over(
        &table.cast.ann.doer,
        &draft,
        &granted.reference,
        &granted.key,
    );
    assert!(is_nowhere(others.await));
    let late = programme.carry_over(
        &table.cast.ann.doer,
        &table.kent,
        &granted.reference,
        &granted.key,
    );
    assert!(matches!(late.await, Err(Refusal::WrongStage(_))));
}
