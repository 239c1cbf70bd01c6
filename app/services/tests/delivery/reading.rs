//! The pages of delivery: who sees them, what the filters take, and what they cost.

use domain::delivery::Standing;
use domain::process::Side;
use services::counting;
use services::delivery::DeliveryFilter;
use services::{Refusal, offers::Paging};

use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    the_filters_take_what_they_say,
    reading_does_not_grow_with_the_milestones,
    before_it_is_in_force_nothing_is_delivered,
);

async fn the_filters_take_what_they_say(world: World) {
    let table = Bargain::in_force(world).await;
    let ann = &table.cast.ann;
    let all = table
        .home_of_delivery(ann, &DeliveryFilter::default())
        .await;
    assert_eq!(all.total, 15);
    let told: u64 = all.counts.iter().map(|(_, count)| count).sum();
    assert_eq!(told, all.total);
    assert!(all.may_add && all.trouble.is_empty());
    let one = DeliveryFilter {
        side: Some(Side::Whitehall),
        ..DeliveryFilter::default()
    };
    let whitehall = table.home_of_delivery(ann, &one).await;
    assert_eq!(
        (whitehall.total, whitehall.rows[0].owner.as_str()),
        (1, "dwp")
    );
    let police = DeliveryFilter {
        owner: Some(table.police.to_string()),
        ..DeliveryFilter::default()
    };
    assert_eq!(table.home_of_delivery(ann, &police).await.total, 3);
    table.wait_until("2013-04-02").await;
    let late = DeliveryFilter {
        standing: Some(Standing::Late),
        ..DeliveryFilter::default()
    };
    let late = table.home_of_delivery(&table.cast.noor, &late).await;
    assert_eq!(
        (late.total, late.trouble.len(), late.may_add),
        (1, 1, false)
    );
    let delivery = table.services().delivery();
    let (lena, priya) = (&table.cast.lena, &table.cast.priya);
    let filter = DeliveryFilter::default();
    let nowhere = delivery
        .home(
            &lena.viewer,
            lena.doer.hat(),
            &table.kent,
            &filter,
            Paging::first(),
        )
        .await;
    assert!(matches!(nowhere, Err(Refusal::NotFound)));
    let paged = delivery
        .home(&priya.viewer, None, &table.kent, &filter, Paging::of(2, 10))
        .await;
    let paged = paged.expect("is seen");
    assert_eq!((paged.rows.len(), paged.pages, paged.total), (5, 2, 15));
}

async fn reading_does_not_grow_with_the_milestones(world: World) {
    let table = Bargain::in_force(world).await;
    let ann = &table.cast.ann;
    let term = table.number("budget").await.to_string();
    let report = table.agreed("report:interim").await.slug;
    let mut costs = Vec::new();
    for round in 0..2 {
        let filter = DeliveryFilter::default();
        let (home, reading) = counting(table.home_of_delivery(ann, &filter)).await;
        let (_, one) = counting(table.milestone(ann, &report)).await;
        let delivery = table.services().delivery();
        let desk = delivery.milestone_desk(&ann.viewer, ann.doer.hat(), &table.kent);
        let (desk, adding) = counting(desk).await;
        assert!(desk.is_ok() && home.total == 15 + 30 * round);
        costs.push([reading, one, adding]);
        for number in 0..30 {
            let title = format!("Step {number}");
            let typed = [
                ("title", title.as_str()),
                ("term", &term),
                ("owner", "place"),
                ("due", "1 June 2013"),
            ];
            table.adds(ann, &typed).await.expect("is added");
        }
    }
    assert_eq!(costs[0], costs[1]);
    assert_eq!(costs[0], [4, 7, 7]);
}

async fn before_it_is_in_force_nothing_is_delivered(world: World) {
    let table = Bargain::signed(world).await;
    let ann = &table.cast.ann;
    let home = table
        .services()
        .delivery()
        .home(
            &ann.viewer,
            ann.doer.hat(),
            &table.kent,
            &DeliveryFilter::default(),
            Paging::first(),
        )
        .await;
    assert!(matches!(home, Err(Refusal::WrongStage(_))), "{home:?}");
}
