//! What was settled is open again: either side may find that it no longer agrees, and what is not mutual is no
//! agreement (7.18).

use domain::process::{Act, Event, Reference, Role, Transition};

use super::{given_reason, make};
use crate::Refusal;
use crate::act::Doer;
use crate::negotiation::letters;
use crate::offers::Offers;

impl Offers<'_> {
    /// Opens the negotiation again. Every term stays as it was agreed until somebody reopens it too.
    ///
    /// # Errors
    /// A fault at `reason`; `AlreadyDone` for an offer that is being negotiated.
    pub async fn reopen(
        &self,
        doer: &Doer,
        reference: &Reference,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::Reopen, reference).await?;
        let reason = given_reason(reason)?;
        let event = Event::Reopened {
            reason: reason.clone(),
        };
        make(&mut open, Transition::Reopen, Default::default(), &event).await?;
        let who = match doer.role() {
            Some(Role::PlaceLeader) => open.head.place_name.clone(),
            _ => "The champion".to_owned(),
        };
        letters::reopened(&mut open.act, &open.head, &who, &reason).await?;
        open.act.commit().await
    }
}
