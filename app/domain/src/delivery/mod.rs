//! What becomes of an agreement in force: who owes what by when, what is reported, and what it came to.

mod milestone;
mod obligation;
pub mod returns;
mod standing;
mod who;

pub use milestone::{After, Among, Coming, Planned, waits_for};
pub use obligation::{
    Laid, Obligation, ObligationKind, Owner, PLACE, Reconciled, obligations, reconcile,
};
pub use standing::{Circle, Dates, Look, Node, Picture, SOON, Standing, can_wait_for, soon};
pub use who::{Owned, answers_for};
