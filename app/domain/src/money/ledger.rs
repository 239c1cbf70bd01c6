//! Savings line by line and, for each kind of saving, year by year.

use serde::{Deserialize, Serialize};

use super::computable::{difference, total};
use super::split::split;
use super::{
    Case, Computable, FinancialYear, LineYear, NotComputableYet, Parameters, Pence, Plan, PlanLine,
    SavingsKind, TooLarge,
};

/// What one line of savings comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineFigures {
    pub key: String,
    pub title: String,
    pub kind: SavingsKind,
    pub years: Vec<LineYearFigures>,
    /// Over those years that have an estimate.
    pub adjusted_total: Pence,
    pub additional_total: Computable<Pence>,
    /// Whether every year has an estimate.
    pub complete: bool,
}

/// What a line comes to in one year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineYearFigures {
    pub year: FinancialYear,
    /// As estimated, before it is adjusted for optimism.
    pub estimate: Computable<Pence>,
    pub adjusted: Computable<Pence>,
    pub required: Option<Pence>,
    /// Adjusted less already required of all areas; may be below zero.
    pub additional: Computable<Pence>,
    /// The adjusted saving by the organisations of the line to which it
    /// accrues; empty while that cannot be said.
    pub accrues: Vec<Pence>,
}

/// One kind of saving by year. Ledgers are never added together (3.4).
///
/// A line without an estimate in a year is left out of that year, with what is
/// required of it, and the year says that it is not complete.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    pub kind: SavingsKind,
    pub years: Vec<LedgerYear>,
    pub adjusted_total: Pence,
    pub additional_total: Computable<Pence>,
    pub complete: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LedgerYear {
    pub year: FinancialYear,
    pub adjusted: Pence,
    pub required: Computable<Pence>,
    pub additional: Computable<Pence>,
    pub complete: bool,
}

/// All ledgers side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ledgers {
    /// The only savings that NPV, ratio, ambition and sharing take.
    pub cashable: Ledger,
    pub non_cashable_efficiency: Ledger,
    pub cost_avoided: Ledger,
    /// One-off: to be read by its total, never as an annual saving.
    pub capital_receipts: Ledger,
    pub social_value: Ledger,
}

impl Ledgers {
    pub(super) fn of(lines: &[LineFigures], years: &[FinancialYear]) -> Result<Self, TooLarge> {
        let ledger = |kind| Ledger::of(kind, lines, years);
        Ok(Self {
            cashable: ledger(SavingsKind::Cashable)?,
            non_cashable_efficiency: ledger(SavingsKind::NonCashableEfficiency)?,
            cost_avoided: ledger(SavingsKind::CostAvoided)?,
            capital_receipts: ledger(SavingsKind::CapitalReceipt)?,
            social_value: ledger(SavingsKind::SocialValue)?,
        })
    }

    pub const fn ledger(&self, kind: SavingsKind) -> &Ledger {
        match kind {
            SavingsKind::Cashable => &self.cashable,
            SavingsKind::NonCashableEfficiency => &self.non_cashable_efficiency,
            SavingsKind::CostAvoided => &self.cost_avoided,
            SavingsKind::CapitalReceipt => &self.capital_receipts,
            SavingsKind::SocialValue => &self.social_value,
        }
    }
}

impl Ledger {
    fn of(
        kind: SavingsKind,
        lines: &[LineFigures],
        years: &[FinancialYear],
    ) -> Result<Self, TooLarge> {
        let lines: Vec<_> = lines.iter().filter(|line| line.kind == kind).collect();
        let years = (years.iter().enumerate())
            .map(|(place, year)| {
                let entries: Vec<_> = lines.iter().map(|line| &line.years[place]).collect();
                LedgerYear::of(*year, &entries)
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            kind,
            adjusted_total: Pence::total(years.iter().map(|year| year.adjusted))?,
            additional_total: total(years.iter().map(|year| year.additional))?,
            complete: years.iter().all(|year| year.complete),
            years,
        })
    }
}

impl LedgerYear {
    fn of(year: FinancialYear, entries: &[&LineYearFigures]) -> Result<Self, TooLarge> {
        let given = || entries.iter().filter(|entry| entry.adjusted.is_ok());
        let unknown = NotComputableYet::RequirementNotKnown { year };
        Ok(Self {
            year,
            adjusted: Pence::total(given().filter_map(|entry| entry.adjusted.ok()))?,
            required: total(given().map(|entry| entry.required.ok_or(unknown)))?,
            additional: total(given().map(|entry| entry.additional))?,
            complete: given().count() == entries.len(),
        })
    }
}

impl LineFigures {
    /// Every line of the plan in a case.
    pub(super) fn of(
        plan: &Plan,
        parameters: &Parameters,
        case: Case,
    ) -> Result<Vec<Self>, TooLarge> {
        let lines = plan.lines.iter();
        lines
            .map(|line| Self::of_line(line, &plan.years, parameters, case))
            .collect()
    }

    fn of_line(
        line: &PlanLine,
        years: &[FinancialYear],
        parameters: &Parameters,
        case: Case,
    ) -> Result<Self, TooLarge> {
        let years = (years.iter().enumerate())
            .map(|(place, year)| {
                let given = line.years.get(place).copied().unwrap_or_default();
                LineYearFigures::of(line, *year, given, parameters, case)
            })
            .collect::<Result<Vec<_>, _>>()?;
        let given = || years.iter().filter(|year| year.adjusted.is_ok());
        Ok(Self {
            key: line.key.clone(),
            title: line.title.clone(),
            kind: line.kind,
            adjusted_total: Pence::total(given().filter_map(|year| year.adjusted.ok()))?,
            additional_total: total(given().map(|year| year.additional))?,
            complete: given().count() == years.len(),
            years,
        })
    }
}

impl LineYearFigures {
    fn of(
        line: &PlanLine,
        year: FinancialYear,
        given: LineYear,
        parameters: &Parameters,
        case: Case,
    ) -> Result<Self, TooLarge> {
        let estimate = (given.estimate)
            .map(|estimate| estimate.in_case(case))
            .ok_or(NotComputableYet::EstimateMissing { year });
        let adjusted = match estimate {
            Ok(estimate) => Ok(parameters.adjusted_saving(estimate, line.grade)?),
            Err(reason) => Err(reason),
        };
        let required = (given.required).ok_or(NotComputableYet::RequirementNotKnown { year });
        let weights: Vec<u32> = line.accrues_to.iter().map(|share| share.weight).collect();
        Ok(Self {
            year,
            estimate,
            adjusted,
            required: given.required,
            additional: difference(adjusted, required)?,
            accrues: (adjusted.ok())
                .and_then(|amount| split(amount, &weights).ok())
                .unwrap_or_default(),
        })
    }
}
