//! The figures that the programme office sets for a round, each with a name, a
//! source and dates. An offer keeps the set it was submitted under.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{BasisPoints, FinancialYear, Grade, Pence, TooLarge};

/// A figure that nobody may take for more than its source is worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter<T> {
    pub name: String,
    pub value: T,
    pub source: Option<String>,
    /// First and last day on which it holds; `None` is open.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
}

impl<T> Parameter<T> {
    fn illustrative(name: &str, value: T) -> Self {
        Self {
            name: name.to_owned(),
            value,
            source: None,
            from: None,
            to: None,
        }
    }

    fn sourced(name: &str, value: T, source: &str) -> Self {
        Self {
            source: Some(source.to_owned()),
            ..Self::illustrative(name, value)
        }
    }

    /// Whether it has to be shown as illustrative: nobody has given a source.
    pub fn is_illustrative(&self) -> bool {
        match &self.source {
            Some(source) => source.trim().is_empty(),
            None => true,
        }
    }

    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// The parameters of a round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameters {
    /// By which estimates are adjusted, for grades 1 to 6.
    pub optimism_bias: Parameter<[BasisPoints; 6]>,
    /// For each year after the first.
    pub discount_rate: Parameter<BasisPoints>,
    /// The year in whose prices amounts are given.
    pub price_base: Parameter<FinancialYear>,
    /// What is required of all areas; not known until the spending review.
    pub baseline: Parameter<Option<BasisPoints>>,
    /// How many outcomes an offer may have (7.15).
    pub most_outcomes: Parameter<u8>,
    /// Beside an offer's ambition as a reference line, never as a pass mark (3.12).
    pub ambition_reference: Parameter<BasisPoints>,
    /// Beside the portfolio's savings as a reference, a year (3.12).
    pub national_reference: Parameter<Pence>,
}

impl Parameters {
    /// The optimism bias of a grade.
    pub const fn bias(&self, grade: Grade) -> BasisPoints {
        let [one, two, three, four, five, six] = self.optimism_bias.value;
        match grade {
            Grade::One => one,
            Grade::Two => two,
            Grade::Three => three,
            Grade::Four => four,
            Grade::Five => five,
            Grade::Six => six,
        }
    }

    /// A saving less its optimism bias; a loss is made larger by it instead.
    pub fn adjusted_saving(&self, estimate: Pence, grade: Grade) -> Result<Pence, TooLarge> {
        let bias = self.bias(grade);
        estimate.part(if estimate.is_negative() {
            bias.on_top()
        } else {
            bias.rest()
        })
    }

    /// A cost with its optimism bias on top.
    pub fn adjusted_cost(&self, cost: Pence, grade: Grade) -> Result<Pence, TooLarge> {
        cost.part(self.bias(grade).on_top())
    }

    /// Whether any figure that goes into the appraisal lacks a source.
    pub fn is_illustrative(&self) -> bool {
        self.optimism_bias.is_illustrative() || self.discount_rate.is_illustrative()
    }
}

impl Default for Parameters {
    fn default() -> Self {
        let report = "Total Place: a whole area approach to public services";
        Self {
            optimism_bias: Parameter::illustrative(
                "Optimism bias by confidence grade",
                [0, 500, 1_000, 1_500, 2_500, 4_000].map(BasisPoints::new),
            ),
            discount_rate: Parameter::illustrative("Discount rate", BasisPoints::new(350)),
            price_base: Parameter::illustrative("Price base year", FinancialYear::OF_THE_REPORT),
            baseline: Parameter::illustrative("Savings required of all areas", None),
            most_outcomes: Parameter::sourced(
                "Most outcomes in an offer",
                10,
                &format!("{report} (7.15)"),
            ),
            ambition_reference: Parameter::sourced(
                "Reference for additional savings on locally controlled spend",
                BasisPoints::new(200),
                &format!("{report} (3.12)"),
            ),
            national_reference: Parameter::sourced(
                "Reference for additional savings of all areas in 2013-14",
                Pence::pounds(1_200_000_000),
                &format!("{report} (3.12)"),
            ),
        }
    }
}
