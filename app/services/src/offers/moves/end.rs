//! The programme office ends a negotiation that cannot succeed.

use domain::process::{Act, Event, Reference, Transition};

use super::{given_reason, make};
use crate::Refusal;
use crate::act::Doer;
use crate::agreements::take_back_all;
use crate::negotiation::letters;
use crate::offers::Offers;

impl Offers<'_> {
    /// Ends the negotiation, with the reason. What was said in it stays readable.
    ///
    /// # Errors
    /// A fault at `reason`.
    pub async fn end(
        &self,
        doer: &Doer,
        reference: &Reference,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::End, reference).await?;
        let reason = given_reason(reason)?;
        let event = Event::Ended {
            reason: reason.clone(),
        };
        make(&mut open, Transition::End, Default::default(), &event).await?;
        take_back_all(&open).await?;
        letters::ended(&mut open.act, &open.head, &reason).await?;
        open.act.commit().await
    }
}
