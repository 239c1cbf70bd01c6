//! The calendar of what somebody owns: under a secret address, which can be renewed and taken away.

use services::Refusal;

use crate::agreements::cast::day;
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    a_secret_opens_what_its_person_owns,
    a_renewed_or_removed_address_leads_nowhere,
);

async fn a_secret_opens_what_its_person_owns(world: World) {
    let table = Bargain::in_force(world).await;
    let delivery = table.services().delivery();
    let freedom = table.agreed("freedom:").await.slug;
    let says = [
        ("forecast", "1 June 2013"),
        ("why", "The order is drafted."),
    ];
    table
        .says_of(&table.wendy, &freedom, &says)
        .await
        .expect("is said");
    let cast = &table.cast;
    for (who, count) in [
        (&cast.ann, 11),
        (&table.pat, 3),
        (&table.wendy, 1),
        (&cast.carla, 1),
        (&cast.priya, 0),
        (&cast.lena, 0),
    ] {
        let secret = delivery
            .renew_calendar(&who.person)
            .await
            .expect("an address");
        let entries = delivery.calendar(&secret).await.expect("is read");
        assert_eq!(entries.len(), count, "{}", who.viewer.name);
        if let Some(entry) = entries.iter().find(|entry| entry.slug == freedom) {
            assert_eq!(
                (entry.on, entry.due),
                (day("2013-06-01"), day("2013-04-01"))
            );
        }
        // The store has no secret to give away.
        let kept = cast
            .world
            .texts("SELECT digest AS answer FROM calendar_feeds")
            .await;
        assert!(kept.iter().all(|digest| !digest.contains(&secret)));
    }
}

async fn a_renewed_or_removed_address_leads_nowhere(world: World) {
    let table = Bargain::in_force(world).await;
    let delivery = table.services().delivery();
    let ann = &table.cast.ann.person;
    assert_eq!(delivery.calendar_made(ann).await.expect("asked"), None);
    let first = delivery.renew_calendar(ann).await.expect("an address");
    let second = delivery.renew_calendar(ann).await.expect("an address");
    assert_ne!(first, second);
    assert!(matches!(
        delivery.calendar(&first).await,
        Err(Refusal::NotFound)
    ));
    assert!(delivery.calendar(&second).await.is_ok());
    assert!(delivery.calendar_made(ann).await.expect("asked").is_some());
    delivery.remove_calendar(ann).await.expect("is gone");
    delivery
        .remove_calendar(ann)
        .await
        .expect("is gone already");
    assert!(matches!(
        delivery.calendar(&second).await,
        Err(Refusal::NotFound)
    ));
    for wrong in ["", "x", "../../etc"] {
        assert!(matches!(
            delivery.calendar(wrong).await,
            Err(Refusal::NotFound)
        ));
    }
}
