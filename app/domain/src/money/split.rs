//! Splitting an amount by weights so that no penny is lost or made.

use super::{Pence, SharingError, SharingProblem};

/// Splits an amount by weights, in whole pence that always sum to it.
///
/// By largest remainder: everybody gets the whole pence of their part, and the
/// pennies left over go one each to the largest remainders, ties to the
/// earlier in the list (100p by 1 : 1 : 1 is 34, 33, 33). An amount below zero
/// is split as if it were above, with the sign put back. A weight of nought
/// gets nothing.
///
/// # Errors
/// An amount other than zero needs a weight other than nought.
pub fn split(amount: Pence, weights: &[u32]) -> Result<Vec<Pence>, SharingError> {
    let weights: Vec<i128> = weights.iter().map(|weight| (*weight).into()).collect();
    split_wide(amount, &weights)
}

/// Splits in proportion to amounts, of which those below zero count nothing.
/// Nobody gets more than theirs while the amount is not more than all of them.
pub(super) fn split_pro_rata(amount: Pence, claims: &[Pence]) -> Result<Vec<Pence>, SharingError> {
    let weights: Vec<i128> = claims.iter().map(|claim| claim.wide().max(0)).collect();
    split_wide(amount, &weights)
}

/// Weights are not below zero. Amounts stay below 10^14 and weights too, so
/// that their product is far within 128 bits.
fn split_wide(amount: Pence, weights: &[i128]) -> Result<Vec<Pence>, SharingError> {
    let total: i128 = weights.iter().sum();
    if amount.is_zero() {
        return Ok(vec![Pence::ZERO; weights.len()]);
    }
    if total == 0 {
        return Err(SharingProblem::Nobody.into());
    }
    let size = amount.wide().abs();
    let mut parts: Vec<i128> = weights.iter().map(|weight| size * weight / total).collect();
    let left_over = size - parts.iter().sum::<i128>();

    let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
    // The sort is stable: of equal remainders the earlier stays first.
    by_remainder.sort_by_key(|&place| -(size * weights[place] % total));
    for (place, _) in by_remainder.into_iter().zip(0..left_over) {
        parts[place] += 1;
    }

    let sign = amount.wide().signum();
    let parts = parts.into_iter().map(|part| Pence::from_wide(sign * part));
    Ok(parts.collect::<Result<_, _>>()?)
}
