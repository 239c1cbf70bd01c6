//! Pages cost the same whatever they show: a number of statements that does not grow.

use domain::form::Posted;
use domain::offer::MatterKind;
use services::counting;
use services::offers::{Filter, HistoryFilter, Paging};

use super::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(
    reading_does_not_grow_with_the_offer,
    lists_do_not_grow_with_the_offers
);

async fn reading_does_not_grow_with_the_offer(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.complete().await;
    let (ann, r) = (&cast.ann.viewer, &kent.reference);
    let mut costs = Vec::new();
    for _ in 0..2 {
        let (view, read) = counting(offers.read(ann, r)).await;
        assert!(view.is_ok());
        let (view, preview) =
            counting(offers.preview(ann, r, &kent.desks, &Posted::default())).await;
        assert!(view.is_ok());
        let (timeline, history) =
            counting(offers.history(ann, r, &HistoryFilter::default(), Paging::first())).await;
        assert!(timeline.is_ok());
        let (answer, answering) = counting(offers.answer_view(ann, r, &kent.police)).await;
        assert!(answer.is_ok());
        let typed = super::cast::post(&[(
            "method",
            if costs.is_empty() {
                "By hand"
            } else {
                "By eye"
            },
        )]);
        let version = view
            .expect("a view")
            .matter(&kent.desks)
            .expect("is there")
            .version;
        let (saved, save) =
            counting(offers.save(&cast.ann.doer, r, &kent.desks, version, &typed)).await;
        assert!(saved.expect("is saved").changed);
        costs.push([read, preview, history, answering, save]);
        for number in 0..40 {
            let title = format!("Line {number}");
            cast.add(r, MatterKind::SavingsLine, &[("title", &title)])
                .await;
        }
    }
    assert_eq!(costs[0], costs[1]);
    let [read, preview, history, answering, save] = costs[0];
    assert!(read <= 4, "{read}");
    assert!(preview <= 4, "{preview}");
    // What can be chosen in the filters is one more.
    assert!(history <= 5, "{history}");
    assert!(answering <= 4, "{answering}");
    assert!(save <= 10, "{save}");
}

async fn lists_do_not_grow_with_the_offers(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let viewer = &cast.ann.viewer;
    let mut costs = Vec::new();
    for more in [10, 60] {
        for _ in 0..more {
            cast.start().await;
        }
        let (list, listing) =
            counting(offers.list(viewer, &Filter::default(), Paging::of(1, 60))).await;
        let list = list.expect("a list");
        let (work, working) = counting(offers.work(viewer, Paging::first())).await;
        let work = work.expect("work");
        assert_eq!(work.total, list.total);
        let (count, waiting) = counting(offers.work_count(viewer)).await;
        assert_eq!(count.expect("a count"), list.total);
        costs.push([listing, working, waiting]);
        assert!(list.rows.len() == 10 || list.rows.len() == 60);
    }
    // The keys of either side, what is known of the offers among them, and how many there are where one page does not
    // show all.
    assert_eq!(costs, [[2, 3, 1], [2, 4, 1]]);
    let second = offers
        .list(viewer, &Filter::default(), Paging::of(2, 60))
        .await
        .expect("a list");
    assert_eq!((second.rows.len(), second.pages, second.total), (10, 2, 70));
    let beyond = offers
        .list(viewer, &Filter::default(), Paging::number(u64::MAX))
        .await
        .expect("a list");
    assert!(beyond.rows.is_empty());
}
