//! Figures that cannot be worked out yet, and why. What is not known is never
//! taken for zero.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{FinancialYear, Pence, SharingProblem, TooLarge};

/// A figure, or what keeps it from being worked out.
pub type Computable<T> = Result<T, NotComputableYet>;

/// What is still needed before a figure can be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotComputableYet {
    #[error("Not computable yet: no estimate is given for {year}")]
    EstimateMissing { year: FinancialYear },
    #[error("Not computable yet: what is required of all areas in {year} is not known")]
    RequirementNotKnown { year: FinancialYear },
    #[error("Not computable yet: the locally controlled spend of {year} is not given")]
    LocalSpendNotKnown { year: FinancialYear },
    #[error("Not computable: the locally controlled spend of {year} is too small beside it")]
    LocalSpendTooSmall { year: FinancialYear },
    #[error("Not computable yet: the offer has no years")]
    NoYears,
    #[error("Not computable yet: nothing is said about how savings are shared")]
    NoSharingRule,
    #[error("Not computable yet: {0}")]
    Sharing(SharingProblem),
}

/// The sum of figures, or the first reason why there is none.
pub(super) fn total<I>(figures: I) -> Result<Computable<Pence>, TooLarge>
where
    I: IntoIterator<Item = Computable<Pence>>,
{
    match figures.into_iter().collect::<Computable<Vec<_>>>() {
        Ok(amounts) => Pence::total(amounts).map(Ok),
        Err(reason) => Ok(Err(reason)),
    }
}

/// The difference of two figures, or the first reason why there is none.
pub(super) fn difference(
    figure: Computable<Pence>,
    less: Computable<Pence>,
) -> Result<Computable<Pence>, TooLarge> {
    match figure.and_then(|amount| less.map(|less| (amount, less))) {
        Ok((amount, less)) => amount.checked_sub(less).map(Ok),
        Err(reason) => Ok(Err(reason)),
    }
}
