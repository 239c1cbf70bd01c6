//! What somebody said and proposed in a negotiation is given out to them, and stays under their role once they have gone.

use domain::negotiation::Stance;
use domain::process::Room;

use super::cast::Bargain;
use super::proposing::edit;
use crate::support::{World, both_databases};

both_databases!(what_somebody_proposed_is_theirs_to_have_and_stays_when_they_go);

async fn what_somebody_proposed_is_theirs_to_have_and_stays_when_they_go(world: World) {
    let table = Bargain::of(world).await;
    let services = table.services();
    let savings = table.number("savings").await;
    let mut private = edit(&table.desks, &[("method", "As the Treasury counts.")]);
    private.room = Some(Room::Whitehall);
    let private = table.proposes(&table.theo, savings, &private).await;
    let private = private.expect("is proposed");
    let objection = table
        .says(
            &table.theo,
            savings,
            Stance::Object,
            "Too little by the end.",
        )
        .await;
    objection.expect("the Treasury objects");
    let export = services.export_account(&table.theo.viewer).await;
    let export = serde_json::to_value(export.expect("is given out")).expect("JSON");
    let proposed = &export["proposals"][0];
    assert_eq!(proposed["reason"], "It cannot be done sooner.");
    let content = proposed["content"].as_str().expect("a text");
    assert!(content.contains("As the Treasury counts."));
    assert_eq!(export["positions"][0]["words"], "Too little by the end.");
    let others = services.export_account(&table.cast.carla.viewer).await;
    let others = serde_json::to_string(&others.expect("is given out")).expect("JSON");
    assert!(!others.contains("As the Treasury counts."));
    services
        .erase_account(
            &table.theo.viewer,
            Some(&table.theo.doer),
            &table.theo.viewer.email,
        )
        .await
        .expect("goes");
    let view = table.looks(&table.cast.carla, savings, &private).await;
    let view = view.expect("it stays");
    assert_eq!(
        view.line.author.name,
        "A former department reviewer of HM Treasury"
    );
    assert!(view.proposed.is_some());
    services.verify(None).await.expect("the chain holds");
}
