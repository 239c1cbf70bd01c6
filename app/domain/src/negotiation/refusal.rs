//! Why an act on a term is refused, in the words a person reads.

use thiserror::Error;

/// One variant a rule.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    #[error(
        "This is no longer the current version. Version {current} has been put forward since: read it first."
    )]
    NotCurrent { current: u32 },
    #[error(
        "Everybody has agreed to this term. It is locked until somebody reopens it with a reason."
    )]
    Locked,
    #[error("This term has been withdrawn.")]
    Withdrawn,
    #[error("This freedom has been refused.")]
    Refused,
    #[error("You speak for none of those who have to agree to this term.")]
    NotAParty,
    #[error("{0}")]
    WordsNeeded(&'static str),
    #[error(
        "The rules require this party to agree. Only one that the champion added can say that it has no interest, or be let go."
    )]
    RequiredParty,
    #[error("This department has to agree to the term already.")]
    AlreadyAParty,
    #[error("Give your reason. Everyone in the offer will read it.")]
    ReasonNeeded,
    #[error("Without it there is no deal: scope, savings and sharing cannot be withdrawn.")]
    CannotBeWithdrawn,
    #[error("Only a freedom can be refused.")]
    CannotBeRefused,
    #[error("Only a department that can grant the freedom can refuse it.")]
    NotItsOwner,
    #[error("This term is still open: there is nothing to reopen.")]
    StillOpen,
    #[error("It says the same as the current version.")]
    NothingChanged,
    #[error("This is not in the current version of the term any more. Read that first.")]
    NotInTerm,
    #[error(
        "Only the savings commitment holds several things. In any other term there is nothing to add or to take out."
    )]
    OneThing,
    #[error("This proposal has been taken up already.")]
    TakenUpAlready,
    #[error("This proposal has been refused already.")]
    RefusedAlready,
    #[error("This proposal has been put before both sides. Answer it there.")]
    ReleasedAlready,
}
