//! The champion asks one more department to agree to a term, and can let go whom it had asked.

use domain::process::{Act, Bargain, Event, OrganisationId, Reference, department};

use super::closing::given;
use super::{Negotiation, letters};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::parties::{DEPARTMENT, keep_parties};

impl Negotiation<'_> {
    /// Asks one more department. From now on it sees the offer.
    ///
    /// # Errors
    /// A fault at `party` for what is no department, or has to agree already, and at `reason`; `WrongStage` for a term
    /// that is agreed or closed.
    pub async fn add_party(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        asked: &OrganisationId,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::AddParty, reference, number).await?;
        // A stage that is wrong is said before what was typed is judged.
        open.tracked
            .term
            .clone()
            .add_party(asked, "?", open.act.now())?;
        let asked = department(asked.as_str())
            .ok_or_else(|| Refusal::fault("party", "Choose a department"))?
            .id();
        let reason = given(reason)?;
        open.tracked
            .term
            .add_party(&asked, &reason, open.act.now())?;
        let mut departments = open.facts.departments.clone();
        departments.push(asked.clone());
        keep_parties(open.act.db(), &open.head.row.id, DEPARTMENT, &departments).await?;
        let step = Bargain::PartyAdded {
            about: open.name(),
            department: asked.clone(),
            reason: reason.clone(),
        };
        open.act.record(&open.head.row.id, &Event::Bargain(step))?;
        letters::party_added(&mut open, &asked, &reason).await?;
        open.keep().await?;
        open.act.commit().await
    }

    /// Lets go a department that was only added. What it had said stays in sight, and so does the offer for it.
    ///
    /// # Errors
    /// A fault at `party` for one that the rules require; `NotAllowed` for one that is no party; `WrongStage` for a
    /// term that is agreed or closed.
    pub async fn release_party(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        released: &OrganisationId,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open(doer, Act::ReleaseParty, reference, number)
            .await?;
        open.tracked.term.release_party(released)?;
        let step = Bargain::PartyReleased {
            about: open.name(),
            department: released.clone(),
        };
        open.act.record(&open.head.row.id, &Event::Bargain(step))?;
        open.keep().await?;
        open.act.commit().await
    }
}
