//! The one rounding of the product: half away from zero.

/// `numerator / denominator` as a whole number, half away from zero.
/// The denominator is above zero; the callers' figures stay far below `i128`.
pub(super) const fn half_away_from_zero(numerator: i128, denominator: i128) -> i128 {
    let size = (2 * numerator.abs() + denominator) / (2 * denominator);
    if numerator < 0 { -size } else { size }
}

#[cfg(test)]
mod tests {
    use super::half_away_from_zero;

    #[test]
    fn halves_leave_zero_on_both_sides() {
        for (numerator, denominator, rounded) in [
            (0, 2, 0),
            (1, 2, 1),
            (-1, 2, -1),
            (3, 2, 2),
            (-3, 2, -2),
            (1, 3, 0),
            (2, 3, 1),
            (-2, 3, -1),
            (49, 100, 0),
            (50, 100, 1),
        ] {
            assert_eq!(half_away_from_zero(numerator, denominator), rounded);
        }
    }
}
