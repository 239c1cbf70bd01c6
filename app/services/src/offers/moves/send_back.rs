//! The programme office returns an offer to its place, with the reason.

use domain::process::{Act, Event, Reference, Transition};

use super::{given_reason, make};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::{Offers, letters};

impl Offers<'_> {
    /// Makes the offer a draft again. Its reference and its partners’ answers stay.
    pub async fn return_to_place(
        &self,
        doer: &Doer,
        reference: &Reference,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::Return, reference).await?;
        let reason = given_reason(reason)?;
        let event = Event::Returned {
            reason: reason.clone(),
        };
        make(&mut open, Transition::Return, Default::default(), &event).await?;
        letters::returned(&mut open.act, &open.head, &reason).await?;
        open.act.commit().await
    }
}
