//! What a plan is worth: savings beyond what is required of all areas, against
//! what has to be put in, for the low, central and high estimates.

use serde::{Deserialize, Serialize};

use super::case_appraisal::CaseAppraisal;
use super::{
    Case, FinancialYear, InvestmentKind, Parameters, Pence, Plan, PlanInvestment, TooLarge,
};

/// A plan worked out in all three cases. Costs are the same in each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Appraisal {
    pub years: Vec<FinancialYear>,
    /// Every line of investment, in the order of the plan.
    pub investments: Vec<InvestmentFigures>,
    /// Keys of those who put money in, in the order in which the plan first
    /// names them.
    pub investors: Vec<String>,
    /// Adjusted cost by year and, within a year, by investor.
    pub put_in: Vec<Vec<Pence>>,
    /// Adjusted cost over all years.
    pub adjusted_cost_total: Pence,
    pub low: CaseAppraisal,
    pub central: CaseAppraisal,
    pub high: CaseAppraisal,
}

/// What one line of investment costs, adjusted for optimism.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InvestmentFigures {
    pub key: String,
    pub title: String,
    pub investor: String,
    pub kind: InvestmentKind,
    /// By year.
    pub adjusted: Vec<Pence>,
    pub adjusted_total: Pence,
}

impl Appraisal {
    /// Works a plan out.
    ///
    /// What has not been given is left out, and the year, ledger and case say
    /// that they are not complete. What is not known of the requirement makes
    /// figures not computable, one by one, and is never taken for zero.
    ///
    /// # Errors
    /// Any amount on the way that reaches £1 trillion.
    pub fn of(plan: &Plan, parameters: &Parameters) -> Result<Self, TooLarge> {
        let investments = (plan.investments.iter())
            .map(|line| InvestmentFigures::of(line, plan.years.len(), parameters))
            .collect::<Result<Vec<_>, _>>()?;
        let investors = investors(plan);
        let put_in = (0..plan.years.len())
            .map(|year| put_in(&investments, &investors, year))
            .collect::<Result<Vec<_>, _>>()?;
        let costs = (put_in.iter())
            .map(|by_investor| Pence::total(by_investor.iter().copied()))
            .collect::<Result<Vec<_>, _>>()?;
        let case = |case| CaseAppraisal::of(plan, parameters, case, &costs, &put_in);
        Ok(Self {
            years: plan.years.clone(),
            adjusted_cost_total: Pence::total(costs.iter().copied())?,
            low: case(Case::Low)?,
            central: case(Case::Central)?,
            high: case(Case::High)?,
            investments,
            investors,
            put_in,
        })
    }

    pub const fn case(&self, case: Case) -> &CaseAppraisal {
        match case {
            Case::Low => &self.low,
            Case::Central => &self.central,
            Case::High => &self.high,
        }
    }
}

impl InvestmentFigures {
    fn of(line: &PlanInvestment, years: usize, parameters: &Parameters) -> Result<Self, TooLarge> {
        let adjusted = (0..years)
            .map(|year| {
                let cost = line.amounts.get(year).copied().flatten();
                parameters.adjusted_cost(cost.unwrap_or(Pence::ZERO), line.grade)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            key: line.key.clone(),
            title: line.title.clone(),
            investor: line.investor.clone(),
            kind: line.kind,
            adjusted_total: Pence::total(adjusted.iter().copied())?,
            adjusted,
        })
    }
}

fn investors(plan: &Plan) -> Vec<String> {
    let mut investors = Vec::new();
    for line in &plan.investments {
        if !investors.contains(&line.investor) {
            investors.push(line.investor.clone());
        }
    }
    investors
}

fn put_in(
    investments: &[InvestmentFigures],
    investors: &[String],
    year: usize,
) -> Result<Vec<Pence>, TooLarge> {
    (investors.iter())
        .map(|investor| {
            let theirs = investments.iter().filter(|line| line.investor == *investor);
            Pence::total(theirs.map(|line| line.adjusted[year]))
        })
        .collect()
}
