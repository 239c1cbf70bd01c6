//! Where an amount stands on a drawing. Whole numbers only: they are exact, and the browser half stays small
//! without the code that prints floating point.

use domain::money::Pence;

/// From the top of the drawing to the top of the plot, in units of the drawing.
pub const TOP: i64 = 30;
/// The height of the plot, in units of the drawing.
pub const HEIGHT: i64 = 260;

/// Amounts of money along the height of a plot, between two round amounts that hold every amount drawn and nought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    lowest: i64,
    highest: i64,
    step: i64,
}

impl Scale {
    /// A scale that holds these amounts, with about four steps.
    pub fn holding(amounts: impl IntoIterator<Item = Pence>) -> Self {
        let (low, high) = amounts
            .into_iter()
            .map(Pence::get)
            .fold((0, 0), |(low, high), pence| {
                (low.min(pence), high.max(pence))
            });
        let step = round_step((high - low) / 4);
        let lowest = low.div_euclid(step) * step;
        let highest = -((-high).div_euclid(step)) * step;
        Self {
            lowest,
            // Where all is nought there is still a line to stand on.
            highest: if highest == lowest {
                lowest + step
            } else {
                highest
            },
            step,
        }
    }

    /// How far below the top of the drawing an amount stands, to the nearest unit.
    pub fn height_of(&self, amount: Pence) -> i64 {
        let above = i128::from(self.highest - amount.get()) * i128::from(HEIGHT);
        let range = i128::from(self.highest - self.lowest);
        TOP + i64::try_from((2 * above + range) / (2 * range)).unwrap_or(HEIGHT)
    }

    /// The round amounts to draw lines at, from the lowest.
    pub fn steps(&self) -> Vec<Pence> {
        let mut at = self.lowest;
        let mut steps = Vec::new();
        while at <= self.highest {
            steps.extend(Pence::new(at));
            at += self.step;
        }
        steps
    }
}

/// The first of 1, 2, 5, 10, 20, 50 … pounds that is no less than this many pence.
fn round_step(at_least: i64) -> i64 {
    let mut unit = 100;
    loop {
        for step in [unit, 2 * unit, 5 * unit] {
            if step >= at_least {
                return step;
            }
        }
        unit *= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_runs_between_round_amounts_and_holds_nought() {
        let scale = Scale::holding([Pence::pounds(375_000), Pence::pounds(5_565_000)]);
        assert_eq!(
            scale.steps(),
            [0, 2_000_000, 4_000_000, 6_000_000].map(Pence::pounds)
        );
        assert_eq!(scale.height_of(Pence::pounds(6_000_000)), TOP);
        assert_eq!(scale.height_of(Pence::ZERO), TOP + HEIGHT);
        assert_eq!(scale.height_of(Pence::pounds(3_000_000)), TOP + HEIGHT / 2);
    }

    #[test]
    fn amounts_below_nought_have_room_below_the_line() {
        let scale = Scale::holding([Pence::pounds(-900_000), Pence::pounds(2_680_000)]);
        assert_eq!(
            scale.steps(),
            [-1_000_000, 0, 1_000_000, 2_000_000, 3_000_000].map(Pence::pounds)
        );
    }

    #[test]
    fn nothing_at_all_and_the_largest_amount_can_be_drawn() {
        assert_eq!(Scale::holding([]).steps(), [0, 1].map(Pence::pounds));
        let most = Pence::new(99_999_999_999_999).unwrap_or_default();
        let scale = Scale::holding([most, -most]);
        assert_eq!(scale.height_of(most), TOP);
        assert_eq!(scale.height_of(-most), TOP + HEIGHT);
    }
}
