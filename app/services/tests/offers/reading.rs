//! Finding an offer in the list.

use domain::process::{OfferKind, Stage};
use services::offers::{Filter, Paging};

use super::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(a_list_is_filtered);

async fn a_list_is_filtered(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    cast.start().await;
    let all = Filter::default();
    assert_eq!(found(&cast, all.clone()).await.len(), 2);
    let submitted = Filter {
        stage: Some(Stage::Submitted),
        ..all.clone()
    };
    assert_eq!(found(&cast, submitted).await, [kent.reference.to_string()]);
    let innovative = Filter {
        kind: Some(OfferKind::InnovativePolicyOffer),
        ..all.clone()
    };
    assert!(found(&cast, innovative).await.is_empty());
    let elsewhere = Filter {
        place: Some("leicester".into()),
        ..all.clone()
    };
    assert!(found(&cast, elsewhere).await.is_empty());
    for (text, number) in [
        ("FRONT", 2),
        ("100%", 0),
        ("_", 0),
        ("\\", 0),
        ("ken-1", 1),
        ("KEN-D2", 1),
        ("KEN-D1", 0),
        ("\u{0}", 2),
    ] {
        let filter = Filter {
            text: Some(text.to_owned()),
            ..all.clone()
        };
        assert_eq!(found(&cast, filter).await.len(), number, "{text}");
    }
    let strange = Filter {
        place: Some("ken\u{0}t".into()),
        ..all
    };
    assert_eq!(found(&cast, strange).await.len(), 2);
}

/// The references that Ann finds.
async fn found(cast: &Cast, filter: Filter) -> Vec<String> {
    let list = cast
        .world
        .services
        .offers()
        .list(&cast.ann.viewer, &filter, Paging::first())
        .await
        .expect("a list");
    list.rows
        .iter()
        .map(|row| row.reference.to_string())
        .collect()
}
