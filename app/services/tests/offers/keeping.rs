//! An offer keeps the parameters it was submitted under, whatever becomes of its round.

use domain::form::Posted;
use domain::process::Reference;

use super::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(an_offer_keeps_the_set_it_was_submitted_under);

async fn an_offer_keeps_the_set_it_was_submitted_under(world: World) {
    let cast = Cast::of(world).await;
    let drafted = cast.complete().await;
    let rate = async |reference: &Reference| {
        let view = cast.read(&cast.ann, reference).await;
        view.parameters.discount_rate.value.get()
    };
    assert_eq!(rate(&drafted.reference).await, 350);
    set_rate(&cast, "4").await;
    assert_eq!(
        rate(&drafted.reference).await,
        400,
        "a draft follows its round"
    );
    let worth = async |reference: &Reference| {
        let view = cast.read(&cast.ann, reference).await;
        format!("{:?}", view.appraisal().expect("worked out"))
    };
    let before = worth(&drafted.reference).await;
    let offers = cast.world.services.offers();
    let name = offers
        .submit(&cast.ann.doer, &drafted.reference)
        .await
        .expect("submitted");
    set_rate(&cast, "9").await;
    assert_eq!(rate(&name).await, 400);
    assert_eq!(worth(&name).await, before, "and so do its sums");
    offers
        .return_to_place(&cast.priya.doer, &name, "Look at the rate")
        .await
        .expect("returned");
    assert_eq!(
        rate(&name).await,
        900,
        "a draft again, it follows its round"
    );
    let office = cast.read(&cast.priya, &name).await;
    assert_eq!(
        office.parameters.discount_rate.value.get(),
        400,
        "Whitehall reads what was submitted"
    );
    offers
        .submit(&cast.ann.doer, &name)
        .await
        .expect("submitted again");
    assert_eq!(rate(&name).await, 900);
}

async fn set_rate(cast: &Cast, percent: &str) {
    let services = &cast.world.services;
    let round = services.current_round().await.expect("a round");
    let mut form = round.form();
    let mut posted = Posted::default();
    posted.push("discount-rate-value", percent);
    form.read(&posted);
    services
        .save_round(&cast.priya.doer, &round.id, round.version, &form)
        .await
        .expect("saved");
}
