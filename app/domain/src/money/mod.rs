//! Money: amounts, financial years, percentages, the plan of savings and
//! investments, what it is worth, and how it is shared.
//!
//! Everything is whole pence and exact decimals; nothing here is floating
//! point. Each rule is a pure function, so that the page that is typed into
//! and the server that keeps it give the same figures.

mod appraisal;
mod basis_points;
mod case_appraisal;
mod computable;
mod grade;
mod ledger;
mod parameters;
mod pence;
mod plan;
mod present_value;
mod ratio;
mod rounding;
mod sharing;
mod sharing_rule;
mod split;
mod year;

pub use appraisal::{Appraisal, InvestmentFigures};
pub use basis_points::{BasisPoints, NotAPercentage};
pub use case_appraisal::{CaseAppraisal, YearFigures};
pub use computable::{Computable, NotComputableYet};
pub use grade::{Grade, NotAGrade};
pub use ledger::{Ledger, LedgerYear, Ledgers, LineFigures, LineYearFigures};
pub use parameters::{Parameter, Parameters};
pub use pence::{NotMoney, Pence, TooLarge};
pub use plan::{
    Case, Estimate, HighBelowLow, InvestmentKind, LineYear, Plan, PlanInvestment, PlanLine,
    SavingsKind,
};
pub use ratio::Ratio;
pub use sharing::{SharingError, TierSlice, YearShares, waterfall};
pub use sharing_rule::{Share, SharingProblem, SharingRule, Tier};
pub use split::split;
pub use year::{FinancialYear, NotAYear};
