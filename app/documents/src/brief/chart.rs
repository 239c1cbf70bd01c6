//! Additional savings and what is put in, year by year, drawn as bars. The same figures stand in the table beside it.

use domain::brief::YearOfSavings;
use domain::money::Pence;
use serde::Serialize;

/// Where everything stands, from 0 to 1 across and from 0 to 1 upwards.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Chart {
    /// What it shows, in words.
    pub alt: String,
    pub legend: String,
    pub ticks: Vec<Tick>,
    pub bars: Vec<Bar>,
    pub whiskers: Vec<Whisker>,
    pub labels: Vec<Label>,
}

#[derive(Debug, Serialize)]
pub struct Tick {
    pub at: f64,
    pub label: String,
    pub zero: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Bar {
    pub from: f64,
    pub width: f64,
    pub top: f64,
    pub bottom: f64,
    pub put_in: bool,
}

#[derive(Debug, Serialize)]
pub struct Whisker {
    pub at: f64,
    pub low: f64,
    pub high: f64,
}

#[derive(Debug, Serialize)]
pub struct Label {
    pub at: f64,
    pub words: String,
}

/// More years than this are told in the table alone.
const MOST_YEARS: usize = 12;

impl Chart {
    /// None where there is nothing to draw.
    pub fn of(years: &[YearOfSavings]) -> Option<Self> {
        if years.is_empty() || years.len() > MOST_YEARS {
            return None;
        }
        let amounts = || {
            years
                .iter()
                .flat_map(|year| [year.low, year.central, year.high, year.put_in])
                .map(Pence::get)
        };
        let scale = Scale::over(amounts().min()?.min(0), amounts().max()?.max(0))?;
        let slot = 1.0 / f64::from(u32::try_from(years.len()).ok()?);
        let bar = |from: f64, width: f64, amount: Pence, put_in: bool| {
            let (end, zero) = (scale.at(amount.get()), scale.at(0));
            Bar {
                from,
                width,
                top: end.max(zero),
                bottom: end.min(zero),
                put_in,
            }
        };
        let mut chart = Self {
            alt: alt(years),
            legend: "Blue: additional savings, central; the line from the low to the high estimate. Grey: what is \
                     put in."
                .to_owned(),
            ticks: scale.ticks(),
            bars: Vec::new(),
            whiskers: Vec::new(),
            labels: Vec::new(),
        };
        let mut left = 0.0;
        for year in years {
            chart
                .bars
                .push(bar(left + slot * 0.18, slot * 0.34, year.central, false));
            chart
                .bars
                .push(bar(left + slot * 0.54, slot * 0.22, year.put_in, true));
            if year.low != year.high {
                chart.whiskers.push(Whisker {
                    at: left + slot * 0.35,
                    low: scale.at(year.low.get()),
                    high: scale.at(year.high.get()),
                });
            }
            chart.labels.push(Label {
                at: left + slot * 0.47,
                words: year.year.to_string(),
            });
            left += slot;
        }
        Some(chart)
    }
}

/// A scale whose lines stand at round amounts.
struct Scale {
    step: i64,
    lowest: i64,
    highest: i64,
}

impl Scale {
    /// None where everything is nothing.
    fn over(low: i64, high: i64) -> Option<Self> {
        if low == high {
            return None;
        }
        let rough = (high - low) / 4;
        let mut step = 100;
        // 1, 2, 5, 10, 20, 50 … pounds.
        for factor in [2, 5, 2].iter().cycle() {
            if step >= rough {
                break;
            }
            step = if *factor == 5 { step / 2 * 5 } else { step * 2 };
        }
        let steps = |amount: i64| {
            let whole = amount / step;
            if whole * step == amount {
                whole
            } else {
                whole + amount.signum()
            }
        };
        Some(Self {
            step,
            lowest: steps(low) * step,
            highest: steps(high) * step,
        })
    }

    fn at(&self, amount: i64) -> f64 {
        part(amount - self.lowest, self.highest - self.lowest)
    }

    fn ticks(&self) -> Vec<Tick> {
        let mut ticks = Vec::new();
        let mut amount = self.lowest;
        while amount <= self.highest {
            ticks.push(Tick {
                at: self.at(amount),
                label: Pence::new(amount).map_or_else(|_| String::new(), Pence::rounded),
                zero: amount == 0,
            });
            amount += self.step;
        }
        ticks
    }
}

/// In ten-thousandths, which is finer than any printer, and the same on every machine.
fn part(of: i64, whole: i64) -> f64 {
    let parts = i128::from(of) * 10_000 / i128::from(whole.max(1));
    f64::from(i32::try_from(parts).unwrap_or_default()) / 10_000.0
}

fn alt(years: &[YearOfSavings]) -> String {
    let each: Vec<String> = years
        .iter()
        .map(|year| {
            format!(
                "{}: {}, from {} to {}; {} put in",
                year.year,
                year.central.rounded(),
                year.low.rounded(),
                year.high.rounded(),
                year.put_in.rounded()
            )
        })
        .collect();
    format!(
        "Bars of additional savings by year, central with the range, beside what is put in. {}.",
        each.join(". ")
    )
}

#[cfg(test)]
mod tests {
    use domain::money::FinancialYear;

    use super::*;

    fn year(start: i32, pounds: [i32; 4]) -> YearOfSavings {
        let [low, central, high, put_in] = pounds.map(Pence::pounds);
        YearOfSavings {
            year: FinancialYear::starting(start).expect("a year"),
            low,
            central,
            high,
            put_in,
        }
    }

    #[test]
    fn everything_stands_within_the_frame_and_losses_below_zero() {
        let years = [
            year(2011, [-300_000, -100_000, 200_000, 1_000_000]),
            year(2012, [1_000_000, 2_100_000, 3_350_000, 0]),
        ];
        let chart = Chart::of(&years).expect("a chart");
        let zero = chart.ticks.iter().find(|tick| tick.zero).expect("zero").at;
        assert!(zero > 0.0);
        assert!(chart.bars[0].top <= zero);
        for bar in &chart.bars {
            assert!(0.0 <= bar.bottom && bar.bottom <= bar.top && bar.top <= 1.0);
        }
        for whisker in &chart.whiskers {
            assert!(0.0 <= whisker.low && whisker.low < whisker.high && whisker.high <= 1.0);
        }
        assert!((3..=9).contains(&chart.ticks.len()));
        assert!(
            chart
                .alt
                .contains("2012-13: £2.1m, from £1m to £3.4m; £0 put in")
        );
    }

    #[test]
    fn nothing_is_no_chart_and_the_largest_amount_has_a_scale() {
        assert!(Chart::of(&[]).is_none());
        assert!(Chart::of(&[year(2011, [0; 4])]).is_none());
        let most = Pence::new(99_999_999_999_999).expect("an amount");
        let years = [YearOfSavings {
            high: most,
            ..year(2011, [0; 4])
        }];
        assert!(Chart::of(&years).is_some());
    }
}
