//! How far an indicator has come on its way from the baseline to the last target, and whether that is far enough.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::agreement::Measure;
use crate::form::Figure;
use crate::offer::Direction;
use crate::process::choice::choice;

choice! {
    /// How an indicator stands beside its path, in words; a colour only repeats them.
    pub enum Rag {
        OnPath = "on-path", "On its path";
        Behind = "behind", "A little behind";
        FarBehind = "far-behind", "Far behind";
        NotKnown = "not-known", "Not known yet";
    }
}

/// How far behind its path an indicator can be, in per cent of the whole way, and still be only a little behind.
const LITTLE: i64 = 10;

impl Rag {
    /// The rule by which it is told, for whoever reads the words.
    pub const RULE: &'static str = "On its path: as far as the path of yearly targets, or further. A little behind: short of the path by no more \
         than 10% of the whole way from the baseline to the last target. Far behind: by more than that. Between two \
         targets the path is a straight line.";
}

/// The path of an indicator: its baseline, and the target at the end of each year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    points: Vec<(NaiveDate, Decimal)>,
    direction: Direction,
}

impl Path {
    /// None while it has no baseline or no target. The way begins on the first day of the agreement: until then the
    /// baseline holds, whenever it was measured.
    pub fn of(measure: &Measure, starts_on: NaiveDate) -> Option<Self> {
        let Figure(baseline) = measure.baseline?;
        let mut points = vec![(starts_on, baseline)];
        let targets = measure.targets.iter();
        points.extend(targets.map(|(year, Figure(target))| (year.last_day(), *target)));
        let (_, last) = *points.last()?;
        let direction = measure.direction.unwrap_or(if last < baseline {
            Direction::Down
        } else {
            Direction::Up
        });
        (points.len() > 1).then_some(Self { points, direction })
    }

    /// Day and figure of the baseline and of each target, in their order.
    pub fn points(&self) -> &[(NaiveDate, Decimal)] {
        &self.points
    }

    /// Where the path is on a day.
    pub fn at(&self, day: NaiveDate) -> Decimal {
        let mut before = self.points[0];
        for point in &self.points {
            if day <= point.0 {
                return between(before, *point, day);
            }
            before = *point;
        }
        before.1
    }

    /// How much of the whole way is done, in per cent; less than nought where it went the wrong way. None where the
    /// last target is the baseline, so that there is no way to go.
    pub fn progress(&self, Figure(actual): Figure) -> Option<i64> {
        let whole = self.whole_way()?;
        let part = (actual - self.points[0].1).checked_mul(Decimal::ONE_HUNDRED)?;
        part.checked_div(whole)?.round().to_i64()
    }

    /// How an actual of a day stands beside the path.
    pub fn rag(&self, actual: Figure, day: NaiveDate) -> Rag {
        let expected = self.at(day);
        let short = match self.direction {
            Direction::Up => expected - actual.0,
            Direction::Down => actual.0 - expected,
        };
        if short <= Decimal::ZERO {
            return Rag::OnPath;
        }
        let little = self.whole_way().and_then(|whole| {
            whole
                .abs()
                .checked_mul(Decimal::from(LITTLE))?
                .checked_div(Decimal::ONE_HUNDRED)
        });
        match little {
            Some(little) if short <= little => Rag::Behind,
            _ => Rag::FarBehind,
        }
    }

    fn whole_way(&self) -> Option<Decimal> {
        let (_, last) = *self.points.last()?;
        let whole = last - self.points[0].1;
        (!whole.is_zero()).then_some(whole)
    }
}

/// On the straight line between two points.
fn between(from: (NaiveDate, Decimal), to: (NaiveDate, Decimal), day: NaiveDate) -> Decimal {
    let days = (to.0 - from.0).num_days();
    let gone = (day - from.0).num_days();
    if days <= 0 || gone >= days {
        to.1
    } else if gone <= 0 {
        from.1
    } else {
        let step = (to.1 - from.1)
            .checked_mul(Decimal::from(gone))
            .and_then(|part| part.checked_div(Decimal::from(days)));
        // Figures of twenty digits: near enough.
        from.1 + step.unwrap_or_default()
    }
}
