//! Returns: what is reported quarter by quarter, and what it adds up to.
//!
//! A *period* says when something is due; a *part* is what one organisation has to fill in, and nothing that was not
//! agreed; what is *filled* in becomes entries of the *ledger*, in which nothing is ever changed. From the ledger follow
//! the sharing of verified savings, the accounts of budgets, and whether an indicator is on its path.

mod contributions;
mod filled;
mod ledger;
mod part;
mod path;
mod period;
mod planned;
mod sharing;
mod state;
mod twice;

pub use contributions::{BudgetAccount, BudgetYear, Contributed, accounts};
pub use filled::{Before, Filled, strangers};
pub use ledger::{Amount, EntryKind, Ledger, LedgerEntry, Post};
pub use part::{
    FreedomUse, Line, NotAPart, Part, PartCode, PartKind, SavingLine, investments, parts,
    reports_itself,
};
pub use path::{Path, Rag};
pub use period::{
    DAYS_TO_REPORT, NotAPeriod, Period, PeriodCode, PeriodProblem, REMIND_BEFORE, periods,
};
pub use planned::planned;
pub use sharing::{Due, OnActuals, SharedYear, on_actuals, recipients, rule};
pub use state::{
    Decision, NotNow, PartState, ReturnState, ReturnStep, ReviewFault, Standing, reviewed,
};
pub use twice::Claim;
