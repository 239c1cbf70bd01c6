//! What an offer says: its matters, section by section, and what follows from them.
//!
//! A *matter* is the smallest part that is edited, versioned and, later, bargained over: the scope, one
//! outcome, one savings line, one freedom … Terms hold the same values; there is no second model.

mod around;
mod assessment;
mod budget;
mod choices;
mod completeness;
mod engagement;
mod evidence;
mod freedom;
mod governance;
mod matter;
mod outcome;
mod partner;
mod plan;
mod proposal;
mod rule_checks;
mod rules;
mod savings;
mod scope;
mod sharing;
mod state;
mod statement;
mod typed_figures;

pub use around::Around;
pub use assessment::Assessment;
pub use budget::{Budget, Contribution};
pub use choices::{
    Availability, BudgetKind, Direction, EngagementGroup, EngagementStage, FreedomCategory,
    FreedomType, Memorandum, PartnerRole, SavingsArea, Standing, YesNo,
};
pub use completeness::{
    Finding, Rule, Severity, Verdict, findings, musts_failing, rules, verdicts,
};
pub use engagement::Engagement;
pub use evidence::{Evidence, Performance, Spending};
pub use freedom::Freedom;
pub use governance::Governance;
pub use matter::{Key, Matter, MatterKind};
pub use outcome::{Indicator, Outcome};
pub use partner::{Answer, AnswerState, Partner};
pub use plan::{Place, plan, put};
pub use proposal::{Kept, Proposal};
pub use savings::{CROSS_CUTTING, Investment, SavingsLine, Share};
pub use scope::Scope;
pub use sharing::{Sharing, Tier};
pub use state::{SectionState, SectionStatus, section_states};
pub use statement::{Statement, statement};
pub use typed_figures::typed_figures;
