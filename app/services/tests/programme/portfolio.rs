//! The portfolio in figures, and what was asked for.

use chrono::TimeDelta;
use domain::money::Pence;
use domain::process::Stage;
use domain::programme::{AskState, Region};
use services::offers::Paging;
use services::programme::{AskFilter, Cut, Portfolio, WaitsOn};
use services::{Doer, counting};

use super::{ALL, more_offers};
use crate::negotiation::cast::Bargain;
use crate::offers::cast::{Cast, is_nowhere};
use crate::support::{World, both_databases};

both_databases!(
    the_portfolio_counts_no_draft_and_adds_up,
    what_waits_on_whom_is_told_by_department,
    what_agreements_promise_is_added_up_by_year,
    freedoms_are_counted_with_the_days_they_took,
    figures_cost_the_same_for_three_and_for_thirty,
);

async fn the_portfolio_counts_no_draft_and_adds_up(world: World) {
    let cast = Cast::of(world).await;
    let services = &cast.world.services;
    let programme = services.programme();
    cast.start().await;
    let empty = programme
        .portfolio(&cast.priya.viewer, ALL)
        .await
        .expect("is read");
    assert_eq!((empty.offers, empty.stages.len()), (0, 0));
    cast.submitted().await;
    cast.world.clock.forward(TimeDelta::days(10));
    let mut act = services.begin(&Doer::house()).await.expect("begins");
    act.place_in(&"kent".into(), Region::SouthEast)
        .await
        .expect("is placed");
    act.commit().await.expect("commits");
    for reader in [&cast.priya, &cast.noor] {
        let seen = programme
            .portfolio(&reader.viewer, ALL)
            .await
            .expect("is read");
        assert_eq!(seen.offers, 1);
        assert_eq!(seen.stages[0].stage, Stage::Submitted);
        assert_eq!(seen.stages[0].median_days, 10);
        assert_eq!(seen.decisions[0].reference.to_string(), "KEN-1");
        assert_eq!(seen.themes[0].of, None);
        assert_eq!(seen.regions[0].of, Some(Region::SouthEast));
        let groups: u64 = seen.levels.iter().map(|group| group.offers).sum();
        assert_eq!(groups, 1);
    }
    let elsewhere = Cut {
        region: Some(Region::London),
        ..ALL
    };
    let none = programme
        .portfolio(&cast.priya.viewer, elsewhere)
        .await
        .expect("is read");
    assert_eq!(none.offers, 0);
    for outsider in [&cast.ann, &cast.carla, &cast.hari] {
        assert!(is_nowhere(programme.portfolio(&outsider.viewer, ALL).await));
        assert!(is_nowhere(programme.asks(&outsider.viewer, ALL).await));
        let any = AskFilter::default();
        let asked = programme.asked(&outsider.viewer, ALL, &any, Paging::first());
        assert!(is_nowhere(asked.await));
    }
}

async fn what_waits_on_whom_is_told_by_department(world: World) {
    let table = Bargain::of(world).await;
    let cast = &table.cast;
    cast.world.clock.forward(TimeDelta::days(12));
    let programme = table.services().programme();
    let seen = programme
        .portfolio(&cast.priya.viewer, ALL)
        .await
        .expect("is read");
    let on_departments = |seen: &Portfolio| {
        let waits = seen.waits.iter();
        let departments = waits.filter(|one| matches!(one.on, WaitsOn::Department(_)));
        assert!(
            departments
                .clone()
                .all(|one| (one.oldest_days, one.offers) == (12, 1))
        );
        departments.map(|one| one.terms).sum::<u64>()
    };
    let before = on_departments(&seen);
    assert!(before > 0);
    table.agree_to(table.number("freedom").await).await;
    let seen = programme
        .portfolio(&cast.priya.viewer, ALL)
        .await
        .expect("is read");
    assert!(
        on_departments(&seen) < before,
        "figures stand no longer than nothing happens"
    );
    let all: u64 = seen.waits.iter().map(|one| one.terms).sum();
    assert_eq!(
        i64::try_from(all),
        Ok(cast.world.rows_in("term_turns").await)
    );
}

async fn what_agreements_promise_is_added_up_by_year(world: World) {
    let table = Bargain::in_force(world).await;
    let programme = table.services().programme();
    let seen = programme
        .portfolio(&table.cast.priya.viewer, ALL)
        .await
        .expect("is read");
    let agreement = table
        .services()
        .agreements()
        .agreement(None, &table.kent, None)
        .await
        .expect("is public");
    let frozen = &agreement.content.figures;
    assert_eq!(seen.promised.len(), frozen.central.years.len());
    for (one, year) in seen.promised.iter().zip(&frozen.central.years) {
        assert_eq!(
            (one.year, one.central, one.offers),
            (year.year, year.additional, 1)
        );
        assert!(one.low <= one.central && one.central <= one.high);
    }
    let cashable = seen
        .kinds
        .iter()
        .find(|(kind, _)| *kind == domain::money::SavingsKind::Cashable);
    assert!(cashable.is_some_and(|(_, sum)| *sum > Pence::ZERO));
    // A database from before there was anything to write it to catches up at its next start.
    table
        .cast
        .world
        .damage("DELETE FROM promised_savings")
        .await;
    table.cast.world.damage("DELETE FROM precedents").await;
    table.services().migrate().await.expect("starts again");
    assert_eq!(table.cast.world.rows_in("promised_savings").await, 3);
    assert_eq!(table.cast.world.rows_in("precedents").await, 1);
}

async fn freedoms_are_counted_with_the_days_they_took(world: World) {
    let table = Bargain::of(world).await;
    let cast = &table.cast;
    let programme = table.services().programme();
    let counts = async || {
        programme
            .asks(&cast.priya.viewer, ALL)
            .await
            .expect("is read")
    };
    let asked: u64 = counts().await.iter().map(|one| one.asked).sum();
    assert!(asked > 0);
    assert_eq!(
        counts().await.iter().map(|one| one.waiting).sum::<u64>(),
        asked
    );
    cast.world.clock.forward(TimeDelta::days(20));
    let freedom = table.number("freedom").await;
    table.agree_to(freedom).await;
    let granted = counts().await;
    assert!(
        granted
            .iter()
            .all(|one| one.granted == one.asked && one.waiting == 0)
    );
    assert!(
        granted.iter().all(|one| one.days == Some(20)),
        "{granted:?}"
    );
    let filter = AskFilter {
        kind: Some(granted[0].kind),
        department: Some(granted[0].department.clone()),
        state: Some(AskState::Granted),
    };
    let list = programme
        .asked(&cast.priya.viewer, ALL, &filter, Paging::first())
        .await
        .expect("is read");
    assert_eq!(list.total, granted[0].granted);
    assert_eq!(
        (list.rows[0].term, list.rows[0].days),
        (Some(freedom), Some(20))
    );
    table
        .services()
        .negotiation()
        .reopen_term(&cast.carla.doer, &table.kent, freedom, "New words")
        .await
        .expect("is opened again");
    assert!(
        counts()
            .await
            .iter()
            .all(|one| one.waiting == one.asked && one.days.is_none())
    );
}

async fn figures_cost_the_same_for_three_and_for_thirty(world: World) {
    let cast = Cast::of(world).await;
    cast.submitted().await;
    let programme = cast.world.services.programme();
    let mut costs = Vec::new();
    for more in [3, 27] {
        more_offers(&cast, more).await;
        let (seen, worked_out) = counting(programme.portfolio(&cast.priya.viewer, ALL)).await;
        assert!(seen.is_ok());
        let (kept, again) = counting(programme.portfolio(&cast.priya.viewer, ALL)).await;
        assert_eq!(kept.expect("is read"), seen.expect("is read"));
        let (asks, asking) = counting(programme.asks(&cast.priya.viewer, ALL)).await;
        asks.expect("is read");
        costs.push((worked_out, again, asking));
    }
    assert_eq!(costs, [(7, 1, 1), (7, 1, 1)]);
}
