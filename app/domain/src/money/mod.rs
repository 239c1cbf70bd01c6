//! Money: amounts, financial years, percentages, the plan of savings and
//! investments, what it is worth, and how it is shared.
//!
//! Everything is whole pence and exact decimals; nothing here is floating
//! point. Each rule is a pure function, so that the page that is typed into
//! and the server that keeps it give the same figures.

mod basis_points;
mod grade;
mod parameters;
mod pence;
mod plan;
mod rounding;
mod sharing_rule;
mod year;

pub use basis_points::{BasisPoints, NotAPercentage};
pub use grade::{Grade, NotAGrade};
pub use parameters::{Parameter, Parameters};
pub use pence::{NotMoney, Pence, TooLarge};
pub use plan::{
    Case, Estimate, HighBelowLow, InvestmentKind, LineYear, Plan, PlanInvestment, PlanLine,
    SavingsKind,
};
pub use sharing_rule::{Share, SharingProblem, SharingRule, Tier};
pub use year::{FinancialYear, NotAYear};
