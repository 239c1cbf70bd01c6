//! The milestones of all agreements: who may see them, and what the filters take.

use domain::process::Side;
use services::delivery::{PortfolioCounts, PortfolioFilter, Trouble};
use services::{Refusal, offers::Paging};

use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(late_slipping_and_due_soon_over_all_agreements);

async fn late_slipping_and_due_soon_over_all_agreements(world: World) {
    let table = Bargain::in_force(world).await;
    let delivery = table.services().delivery();
    let (priya, ann) = (&table.cast.priya.viewer, &table.cast.ann);
    let report = table.agreed("report:interim").await.slug;
    let says = [
        ("forecast", "1 June 2014"),
        ("why", "The figures come in May."),
    ];
    table.says_of(ann, &report, &says).await.expect("is said");
    table.wait_until("2014-03-01").await;
    let counts = delivery.portfolio_counts(priya).await.expect("are counted");
    assert_eq!(
        counts,
        PortfolioCounts {
            late: 1,
            slipping: 1,
            due_soon: 4
        }
    );
    let all = delivery
        .portfolio(priya, &PortfolioFilter::default(), Paging::first())
        .await;
    let all = all.expect("is seen");
    assert_eq!((all.total, all.rows.len()), (6, 6));
    assert_eq!(all.rows[0].trouble, Trouble::Late);
    assert_eq!(all.rows[0].reference, table.kent);
    let slipping = PortfolioFilter {
        trouble: Some(Trouble::Slipping),
        ..PortfolioFilter::default()
    };
    let slipping = delivery
        .portfolio(priya, &slipping, Paging::first())
        .await
        .expect("is seen");
    assert_eq!(slipping.rows[0].slug, report);
    for (filter, total) in [
        (
            PortfolioFilter {
                side: Some(Side::Whitehall),
                ..PortfolioFilter::default()
            },
            1,
        ),
        (
            PortfolioFilter {
                owner: Some("dwp".into()),
                ..PortfolioFilter::default()
            },
            1,
        ),
        (
            PortfolioFilter {
                place: Some("leicester".into()),
                ..PortfolioFilter::default()
            },
            0,
        ),
    ] {
        let seen = delivery
            .portfolio(priya, &filter, Paging::first())
            .await
            .expect("is seen");
        assert_eq!(seen.total, total, "{filter:?}");
    }
    let theirs = delivery
        .portfolio(&ann.viewer, &PortfolioFilter::default(), Paging::first())
        .await;
    assert!(matches!(theirs, Err(Refusal::NotFound)));
}
