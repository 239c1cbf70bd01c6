//! A plan with what it comes to, ready to be drawn.

use std::sync::Arc;

use domain::money::{
    Appraisal, BasisPoints, FinancialYear, Parameters, Plan, SharingRule, TooLarge,
};
use domain::offer::{Proposal, plan};

use super::Names;

/// Everything that the figures show. Copies share it.
#[derive(Clone, Debug)]
pub struct Shown(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    appraisal: Result<Appraisal, TooLarge>,
    rule: Option<SharingRule>,
    names: Names,
    parameters: Parameters,
}

impl Shown {
    /// The figures of an offer as it is kept.
    pub fn of(proposal: &Proposal, parameters: &Parameters) -> Self {
        let names = Names::of(&proposal.around());
        Self::of_plan(&plan(proposal), parameters, names)
    }

    pub fn of_plan(plan: &Plan, parameters: &Parameters, names: Names) -> Self {
        Self(Arc::new(Parts {
            appraisal: Appraisal::of(plan, parameters),
            rule: plan.sharing.clone(),
            names,
            parameters: parameters.clone(),
        }))
    }

    /// The figures, or that one of them is too large to be one.
    pub fn appraisal(&self) -> Result<&Appraisal, TooLarge> {
        self.0.appraisal.as_ref().map_err(|too_large| *too_large)
    }

    pub fn rule(&self) -> Option<&SharingRule> {
        self.0.rule.as_ref()
    }

    pub fn name(&self, code: &str) -> &str {
        self.0.names.name(code)
    }

    pub fn parameters(&self) -> &Parameters {
        &self.0.parameters
    }

    pub fn discount_rate(&self) -> BasisPoints {
        self.0.parameters.discount_rate.value
    }

    /// The last year of the plan, for which ambition is measured (3.12).
    pub fn last_year(&self) -> Option<FinancialYear> {
        let appraisal = self.0.appraisal.as_ref().ok()?;
        appraisal.years.last().copied()
    }
}
