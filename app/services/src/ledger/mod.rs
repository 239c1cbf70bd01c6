//! The ledger: what is planned, claimed and verified, and what follows from it for sharing, budgets and outcomes.
//!
//! It is only ever added to, so that what was reported on any past day can be rebuilt.

mod budgets;
mod correct;
pub(crate) mod entries;
mod outcomes;
mod savings;
mod verifiers;
mod verify;

use domain::delivery::returns::PeriodCode;

use crate::Services;

pub use budgets::BudgetsView;
pub use outcomes::{MeasureView, OutcomesView};
pub use savings::{Correction, LineOfYear, LineView, SavingsView, VerifierLine, Waiting};
pub use verifiers::{Candidate, Claimant, VerifiersForm};

/// What people do with the ledger of an agreement.
#[derive(Clone, Copy)]
pub struct LedgerOf<'a> {
    services: &'a Services,
}

/// One claim: a line in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimOf {
    pub line: String,
    pub period: PeriodCode,
}

impl Services {
    /// What people do with the ledger of an agreement.
    pub const fn ledger(&self) -> LedgerOf<'_> {
        LedgerOf { services: self }
    }
}
