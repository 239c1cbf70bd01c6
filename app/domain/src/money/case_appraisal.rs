//! A plan worked out in one case: low, central or high.

use serde::{Deserialize, Serialize};

use super::computable::difference;
use super::present_value::{present_value, ratio, to_the_penny};
use super::rounding::half_away_from_zero;
use super::{
    BasisPoints, Case, Computable, FinancialYear, Ledger, Ledgers, LineFigures, NotComputableYet,
    Parameters, Pence, Plan, Ratio, SharingError, TooLarge, YearShares, waterfall,
};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CaseAppraisal {
    pub case: Case,
    /// Cashable savings against costs, by year.
    pub years: Vec<YearFigures>,
    /// Net present value: additional cashable savings less costs.
    pub npv: Computable<Pence>,
    /// Present value of additional savings to that of costs; none where there
    /// is no cost.
    pub benefit_cost: Computable<Option<Ratio>>,
    /// The first year from whose end the cumulative net never falls below
    /// zero; none where it ends below zero.
    pub payback: Computable<Option<FinancialYear>>,
    /// Additional savings in the final year as part of the locally controlled
    /// spend of that year (3.12).
    pub ambition: Computable<BasisPoints>,
    pub ledgers: Ledgers,
    /// Every line of savings, in the order of the plan.
    pub lines: Vec<LineFigures>,
    /// By year.
    pub sharing: Computable<Vec<YearShares>>,
    /// Whether every cashable line has an estimate for every year.
    pub complete: bool,
}

/// Cashable savings against costs in one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct YearFigures {
    pub year: FinancialYear,
    pub adjusted: Pence,
    pub required: Computable<Pence>,
    pub additional: Computable<Pence>,
    pub adjusted_cost: Pence,
    /// Additional savings less adjusted cost.
    pub net: Computable<Pence>,
    /// Net of all years so far, not discounted.
    pub cumulative: Computable<Pence>,
    /// Whether every cashable line has an estimate for this year.
    pub complete: bool,
}

impl CaseAppraisal {
    /// `costs` is by year, `put_in` the same by year and investor.
    pub(super) fn of(
        plan: &Plan,
        parameters: &Parameters,
        case: Case,
        costs: &[Pence],
        put_in: &[Vec<Pence>],
    ) -> Result<Self, TooLarge> {
        let lines = LineFigures::of(plan, parameters, case)?;
        let ledgers = Ledgers::of(&lines, &plan.years)?;
        let years = YearFigures::of(&ledgers.cashable, costs)?;
        let rate = parameters.discount_rate.value;
        Ok(Self {
            case,
            npv: match all(&years, |year| year.net) {
                Ok(net) => Ok(to_the_penny(present_value(&net, rate)?)?),
                Err(reason) => Err(reason),
            },
            benefit_cost: match all(&years, |year| year.additional) {
                Ok(additional) => Ok(ratio(
                    present_value(&additional, rate)?,
                    present_value(costs, rate)?,
                )?),
                Err(reason) => Err(reason),
            },
            payback: all(&years, |year| year.cumulative).map(|sums| payback(&plan.years, &sums)),
            ambition: ambition(plan, &years),
            sharing: sharing(plan, &years, put_in)?,
            complete: ledgers.cashable.complete,
            years,
            ledgers,
            lines,
        })
    }
}

impl YearFigures {
    fn of(cashable: &Ledger, costs: &[Pence]) -> Result<Vec<Self>, TooLarge> {
        let mut before = Ok(Pence::ZERO);
        (cashable.years.iter().zip(costs))
            .map(|(ledger, cost)| {
                let net = difference(ledger.additional, Ok(*cost))?;
                let cumulative = difference(before, net.map(|net| -net))?;
                before = cumulative;
                Ok(Self {
                    year: ledger.year,
                    adjusted: ledger.adjusted,
                    required: ledger.required,
                    additional: ledger.additional,
                    adjusted_cost: *cost,
                    net,
                    cumulative,
                    complete: ledger.complete,
                })
            })
            .collect()
    }
}

/// One figure of every year, or the first reason why there is none.
fn all(
    years: &[YearFigures],
    figure: impl Fn(&YearFigures) -> Computable<Pence>,
) -> Computable<Vec<Pence>> {
    years.iter().map(figure).collect()
}

fn payback(years: &[FinancialYear], cumulative: &[Pence]) -> Option<FinancialYear> {
    match cumulative.iter().rposition(|sum| sum.is_negative()) {
        Some(last_below) => years.get(last_below + 1).copied(),
        None => years.first().copied(),
    }
}

fn ambition(plan: &Plan, years: &[YearFigures]) -> Computable<BasisPoints> {
    let last = years.last().ok_or(NotComputableYet::NoYears)?;
    let year = last.year;
    let additional = last.additional?.wide();
    let spend = (plan.local_spend.get(years.len() - 1).copied().flatten())
        .ok_or(NotComputableYet::LocalSpendNotKnown { year })?
        .wide();
    let too_small = NotComputableYet::LocalSpendTooSmall { year };
    if spend <= 0 {
        return Err(too_small);
    }
    let whole = i128::from(BasisPoints::WHOLE.get());
    i32::try_from(half_away_from_zero(additional * whole, spend))
        .map(BasisPoints::new)
        .map_err(|_| too_small)
}

fn sharing(
    plan: &Plan,
    years: &[YearFigures],
    put_in: &[Vec<Pence>],
) -> Result<Computable<Vec<YearShares>>, TooLarge> {
    let Some(rule) = &plan.sharing else {
        return Ok(Err(NotComputableYet::NoSharingRule));
    };
    let additional = match all(years, |year| year.additional) {
        Ok(additional) => additional,
        Err(reason) => return Ok(Err(reason)),
    };
    match waterfall(rule, &additional, put_in) {
        Ok(shares) => Ok(Ok(shares)),
        Err(SharingError::Problem(problem)) => Ok(Err(NotComputableYet::Sharing(problem))),
        Err(SharingError::TooLarge(too_large)) => Err(too_large),
    }
}
