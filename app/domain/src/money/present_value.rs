//! What amounts of later years are worth in the first, in exact decimals.

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};

use super::{BasisPoints, Pence, Ratio, TooLarge};

/// The present value of amounts by year, the first of which is not discounted,
/// in pence and not yet rounded: Σ amount / (1 + rate)^k.
///
/// # Errors
/// Also where a rate of −100 % or thereabouts leaves nothing to divide by.
pub(super) fn present_value(amounts: &[Pence], rate: BasisPoints) -> Result<Decimal, TooLarge> {
    let yearly = Decimal::new(rate.on_top().get().into(), 4);
    let mut factor = Decimal::ONE;
    let mut sum = Decimal::ZERO;
    for (year, amount) in amounts.iter().enumerate() {
        if year > 0 {
            factor = factor.checked_mul(yearly).ok_or(TooLarge)?;
        }
        let value = Decimal::from(amount.get()).checked_div(factor);
        sum = sum.checked_add(value.ok_or(TooLarge)?).ok_or(TooLarge)?;
    }
    Ok(sum)
}

/// A value in pence, rounded half away from zero to a whole penny.
pub(super) fn to_the_penny(value: Decimal) -> Result<Pence, TooLarge> {
    Pence::new(whole(value)?)
}

/// Benefit to cost to two places; none where there is no cost.
pub(super) fn ratio(benefit: Decimal, cost: Decimal) -> Result<Option<Ratio>, TooLarge> {
    if cost <= Decimal::ZERO {
        return Ok(None);
    }
    let ratio = benefit.checked_div(cost).ok_or(TooLarge)?;
    let hundredths = ratio.checked_mul(Decimal::ONE_HUNDRED).ok_or(TooLarge)?;
    Ok(Some(Ratio::of_hundredths(whole(hundredths)?)))
}

fn whole(value: Decimal) -> Result<i64, TooLarge> {
    value
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_i64()
        .ok_or(TooLarge)
}
