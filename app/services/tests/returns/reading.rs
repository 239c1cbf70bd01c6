//! The pages of delivery cost few statements, however much was reported.

use domain::delivery::returns::PeriodCode;
use services::counting;

use super::cast::first;
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(pages_cost_few_statements_and_no_more_with_time);

async fn costs(table: &Bargain, period: PeriodCode) -> [u64; 6] {
    let (returns, ledger) = (table.services().returns(), table.services().ledger());
    let (viewer, kent) = (&table.theo.viewer, &table.kent);
    let (list, a) = counting(returns.list(viewer, kent)).await;
    let (one, b) = counting(returns.look(viewer, kent, period)).await;
    let (savings, c) = counting(ledger.savings(viewer, kent, None)).await;
    let (then, d) = counting(ledger.savings(viewer, kent, Some(table.services().today()))).await;
    let (budgets, e) = counting(ledger.budgets(viewer, kent)).await;
    let (outcomes, f) = counting(ledger.outcomes(viewer, kent)).await;
    assert!(list.is_ok() && one.is_ok() && savings.is_ok() && then.is_ok());
    assert!(budgets.is_ok() && outcomes.is_ok());
    [a, b, c, d, e, f].map(u64::from)
}

async fn pages_cost_few_statements_and_no_more_with_time(world: World) {
    let table = Bargain::reported(world, "1,000").await;
    let at_first = costs(&table, first()).await;
    assert!(at_first.iter().all(|count| *count <= 8), "{at_first:?}");
    let second = first().next();
    table.wait_until("2013-10-01").await;
    table.fills_all(&table.cast.ann, second, "2,000").await;
    table.submits(second, true).await.expect("is submitted");
    assert_eq!(costs(&table, second).await, at_first);
    let budgets = table
        .services()
        .ledger()
        .budgets(&table.theo.viewer, &table.kent)
        .await;
    let fund = &budgets.expect("accounts").accounts[0];
    assert!(!fund.years[0].paid_in.is_zero());
    let outcomes = table
        .services()
        .ledger()
        .outcomes(&table.theo.viewer, &table.kent)
        .await;
    let measure = &outcomes.expect("outcomes").measures[0];
    assert_eq!(measure.actuals.len(), 2);
}
