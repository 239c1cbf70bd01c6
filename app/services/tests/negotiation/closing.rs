//! Terms leave the table and come back on it: withdrawn by the place, refused by who owns the freedom, reopened.

use domain::negotiation::{Stance, TermState};
use domain::offer::MatterKind;
use services::Refusal;

use super::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    a_place_withdraws_what_it_asked_for_and_can_bring_it_back,
    without_scope_savings_and_sharing_there_is_no_deal,
    only_an_owner_refuses_a_freedom,
    what_is_agreed_is_locked_until_it_is_reopened_with_a_reason,
);

const WHY: &str = "The county has changed its mind.";

/// How many freedoms the offer asks for now.
async fn freedoms(table: &Bargain) -> usize {
    let view = table.cast.read(&table.cast.carla, &table.kent).await;
    let of_kind = |kept: &&domain::offer::Kept| kept.matter.kind() == MatterKind::Freedom;
    view.proposal.kept.iter().filter(of_kind).count()
}

async fn a_place_withdraws_what_it_asked_for_and_can_bring_it_back(world: World) {
    let table = Bargain::of(world).await;
    let terms = table.services().negotiation();
    let (ann, kent) = (&table.cast.ann, &table.kent);
    let freedom = table.number("freedom").await;
    table
        .says(&table.wendy, freedom, Stance::Object, "Not lawful.")
        .await
        .expect("objects");
    assert_eq!(freedoms(&table).await, 1);
    table.forget_mail().await;
    for other in [&table.cast.carla, &table.wendy, &table.cast.dev] {
        let theirs = terms.withdraw_term(&other.doer, kent, freedom, WHY).await;
        assert!(matches!(theirs, Err(Refusal::NotAllowed(_))), "{theirs:?}");
    }
    let no_reason = terms.withdraw_term(&ann.doer, kent, freedom, " ").await;
    assert!(matches!(no_reason, Err(Refusal::Invalid(_))));
    terms
        .withdraw_term(&ann.doer, kent, freedom, WHY)
        .await
        .expect("is withdrawn");
    let again = terms.withdraw_term(&ann.doer, kent, freedom, WHY).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.cast.events("term-withdrawn").await, 1);
    assert_eq!(freedoms(&table).await, 0);
    assert_eq!(table.waits(freedom).await, 0);
    // Told to who had a say, and to the champion; not to Ann, who did it.
    let told = table.told("term-closed").await;
    assert_eq!(told, ["carla@clg.example", "wendy@dwp.example"]);
    let late = table.says(&table.wendy, freedom, Stance::Agree, "").await;
    assert!(matches!(late, Err(Refusal::WrongStage(_))));

    terms
        .reopen_term(&ann.doer, kent, freedom, "We ask for it after all.")
        .await
        .expect("is reopened");
    assert_eq!(freedoms(&table).await, 1);
    assert_eq!(table.waits(freedom).await, 2);
    assert_eq!(table.term(freedom, "openings").await, "1");
    let open = terms.reopen_term(&ann.doer, kent, freedom, WHY).await;
    assert!(matches!(open, Err(Refusal::WrongStage(_))));
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn without_scope_savings_and_sharing_there_is_no_deal(world: World) {
    let table = Bargain::of(world).await;
    let terms = table.services().negotiation();
    for kind in ["scope", "savings", "sharing"] {
        let number = table.number(kind).await;
        let kept = terms
            .withdraw_term(&table.cast.ann.doer, &table.kent, number, WHY)
            .await;
        assert!(matches!(kept, Err(Refusal::NotAllowed(_))), "{kind}");
    }
    assert_eq!(table.cast.events("term-withdrawn").await, 0);
    // An outcome leaves the offer, and the savings that were set against it say so.
    let outcome = table.number("outcome").await;
    terms
        .withdraw_term(&table.cast.ann.doer, &table.kent, outcome, WHY)
        .await
        .expect("is withdrawn");
    let blocks = terms
        .blocks(&table.cast.carla.viewer, &table.kent)
        .await
        .expect("what blocks");
    assert!(
        blocks.iter().any(|one| one.words.contains("outcome")),
        "{blocks:?}"
    );
}

async fn only_an_owner_refuses_a_freedom(world: World) {
    let table = Bargain::of(world).await;
    let terms = table.services().negotiation();
    let kent = &table.kent;
    let (freedom, outcome) = (table.number("freedom").await, table.number("outcome").await);
    let not_theirs = terms
        .refuse_freedom(&table.theo.doer, kent, freedom, WHY)
        .await;
    assert!(matches!(not_theirs, Err(Refusal::NotAllowed(_))));
    let no_freedom = terms
        .refuse_freedom(&table.wendy.doer, kent, outcome, WHY)
        .await;
    assert!(matches!(no_freedom, Err(Refusal::NotAllowed(_))));
    let place = terms
        .refuse_freedom(&table.cast.ann.doer, kent, freedom, WHY)
        .await;
    assert!(matches!(place, Err(Refusal::NotAllowed(_))));
    // Asked for its view, it still owns nothing.
    let carla = &table.cast.carla.doer;
    terms
        .add_party(carla, kent, freedom, &"hmt".into(), "Money")
        .await
        .expect("is added");
    let added = terms
        .refuse_freedom(&table.theo.doer, kent, freedom, WHY)
        .await;
    assert!(matches!(added, Err(Refusal::NotAllowed(_))));
    table.forget_mail().await;
    terms
        .refuse_freedom(&table.wendy.doer, kent, freedom, WHY)
        .await
        .expect("is refused");
    let again = terms
        .refuse_freedom(&table.wendy.doer, kent, freedom, WHY)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(
        table.told("term-closed").await,
        ["ann@kent.example", "carla@clg.example", "theo@hmt.example"]
    );
    assert_eq!(freedoms(&table).await, 0);
    // Who has no say in it cannot bring it back; the place can.
    let stranger = terms
        .reopen_term(&table.cleo.doer, kent, freedom, WHY)
        .await;
    assert!(matches!(stranger, Err(Refusal::NotAllowed(_))));
    terms
        .reopen_term(&table.cast.ann.doer, kent, freedom, WHY)
        .await
        .expect("is reopened");
    assert_eq!(freedoms(&table).await, 1);
}

async fn what_is_agreed_is_locked_until_it_is_reopened_with_a_reason(world: World) {
    let table = Bargain::of(world).await;
    let terms = table.services().negotiation();
    let sharing = table.number("sharing").await;
    assert_eq!(table.agree_to(sharing).await, TermState::Agreed);
    table.forget_mail().await;
    let (theo, kent) = (&table.theo.doer, &table.kent);
    let none = terms.reopen_term(theo, kent, sharing, "").await;
    assert!(matches!(none, Err(Refusal::Invalid(_))));
    terms
        .reopen_term(theo, kent, sharing, "The weights are wrong.")
        .await
        .expect("is reopened");
    // Everybody is asked again on the same version; the old positions stay in sight.
    assert_eq!(table.waits(sharing).await, 2);
    assert_eq!(table.term(sharing, "current").await, "1");
    assert_eq!(table.cast.world.rows_in("term_positions").await, 2);
    assert_eq!(table.told("position-asked").await, ["ann@kent.example"]);
    assert_eq!(table.told("term-reopened").await, ["carla@clg.example"]);
    assert_eq!(table.agree_to(sharing).await, TermState::Agreed);
    assert_eq!(table.cast.events("term-agreed").await, 2);
}
