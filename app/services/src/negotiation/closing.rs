//! How a term leaves the table without agreement, and how it comes back on it.

use domain::negotiation::{Refusal as Rule, TermState};
use domain::process::{Act, Bargain, Event, Guard, Reference, Role};

use super::open::OpenTerm;
use super::{Negotiation, letters};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::words;

impl Negotiation<'_> {
    /// The place takes back what it had asked for; its matters leave the offer. A second press is done already.
    ///
    /// # Errors
    /// `NotAllowed` for scope, savings and sharing, without which there is no deal; `WrongStage` for a term that is
    /// agreed or refused; a fault at `reason`.
    pub async fn withdraw_term(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open(doer, Act::WithdrawTerm, reference, number)
            .await?;
        if open.before == TermState::Withdrawn {
            return Err(Refusal::AlreadyDone);
        }
        if !open.tracked.term.subject.kind.can_be_withdrawn() {
            return Err(Rule::CannotBeWithdrawn.into());
        }
        open.tracked.term.clone().withdraw("?")?;
        let reason = given(reason)?;
        open.tracked.term.withdraw(&reason)?;
        let step = Bargain::TermWithdrawn {
            about: open.name(),
            reason: reason.clone(),
        };
        open.close(step).await?;
        letters::withdrawn(&mut open, &reason).await?;
        open.act.commit().await
    }

    /// A department that could grant a freedom says that it will not. A second press is done already.
    ///
    /// # Errors
    /// `NotAllowed` for what is no freedom, and for a department that does not own it; `WrongStage` for a term that is
    /// agreed or withdrawn; a fault at `reason`.
    pub async fn refuse_freedom(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open(doer, Act::RefuseFreedom, reference, number)
            .await?;
        open.must_be_a_party()?;
        if open.before == TermState::Refused {
            return Err(Refusal::AlreadyDone);
        }
        let department = open.hat.organisation.clone();
        // Whether it is theirs to refuse is said before anybody is asked for a reason.
        open.tracked.term.clone().refuse(&department, "?")?;
        let reason = given(reason)?;
        open.tracked.term.refuse(&department, &reason)?;
        let step = Bargain::FreedomRefused {
            about: open.name(),
            department: department.clone(),
            reason: reason.clone(),
        };
        open.close(step).await?;
        letters::refused(&mut open, &department, &reason).await?;
        open.act.commit().await
    }

    /// Opens a term again that was agreed, withdrawn or refused. Everybody is asked again on the same version; what
    /// had left the offer with it comes back.
    ///
    /// # Errors
    /// `WrongStage` for a term that is open; `NotAllowed` for a department that has no say in it; a fault at `reason`.
    pub async fn reopen_term(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::ReopenTerm, reference, number).await?;
        if open.hat.role == Role::DepartmentReviewer {
            open.must_be_a_party()?;
        }
        if open.before == TermState::Open {
            return Err(Rule::StillOpen.into());
        }
        let reason = given(reason)?;
        open.reopen(&reason).await?;
        open.act.commit().await
    }
}

impl OpenTerm {
    /// Takes what the term says out of the offer, and records how it left the table.
    async fn close(&mut self, step: Bargain) -> Result<(), Refusal> {
        self.take_out().await?;
        self.keep().await?;
        self.act.record(&self.head.row.id, &Event::Bargain(step))?;
        Ok(())
    }

    fn must_be_a_party(&self) -> Result<(), Refusal> {
        let own = self.party()?;
        let parties = self.tracked.term.parties();
        if parties.iter().any(|party| party.id == own) {
            Ok(())
        } else {
            Err(Rule::NotAParty.into())
        }
    }
}

/// The reason, cleaned and held to a length.
pub(super) fn given(reason: &str) -> Result<String, Refusal> {
    words::reason(reason, Guard::ReasonGiven.words())
}
