//! Two officers decide at the same moment: one decision stands.

use services::Refusal;

use super::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(of_two_decisions_one_stands);

async fn of_two_decisions_one_stands(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    let second = cast.world.second_instance().await;
    let tries: Vec<_> = (0..12)
        .map(|number| {
            let services = match number % 2 {
                0 => cast.world.services.clone(),
                _ => second.clone(),
            };
            let (priya, reference) = (cast.priya.doer.clone(), kent.reference.clone());
            let champion = cast.carla.person.clone();
            tokio::spawn(async move {
                let offers = services.offers();
                match number % 3 {
                    0 => {
                        offers
                            .accept(&priya, &reference, &champion, &"clg".into())
                            .await
                    }
                    1 => offers.return_to_place(&priya, &reference, "Not yet").await,
                    _ => offers.decline(&priya, &reference, "No", None).await,
                }
            })
        })
        .collect();
    let mut decided = 0;
    for one in tries {
        match one.await.expect("does not panic") {
            Ok(()) => decided += 1,
            Err(Refusal::AlreadyDone | Refusal::WrongStage(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(decided, 1);
    let events = cast.events("accepted").await
        + cast.events("returned").await
        + cast.events("declined").await;
    assert_eq!(events, 1);
    cast.world
        .services
        .verify(None)
        .await
        .expect("the chain holds");
    second.close().await.expect("closes");
}
