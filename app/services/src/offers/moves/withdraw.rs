//! A place withdraws its offer, at any time before the last signature.

use domain::process::{Act, Event, Reference, Transition};

use super::make;
use crate::Refusal;
use crate::act::Doer;
use crate::agreements::take_back_all;
use crate::offers::{Offers, letters, words};

impl Offers<'_> {
    /// Withdraws the offer. A place owes no reason; one that it gives is read by all who see the offer.
    pub async fn withdraw(
        &self,
        doer: &Doer,
        reference: &Reference,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::Withdraw, reference).await?;
        let reason = match words::clean(reason) {
            none if none.is_empty() => None,
            some => Some(words::reason(&some, "")?),
        };
        let event = Event::Withdrawn {
            reason: reason.clone(),
        };
        make(&mut open, Transition::Withdraw, Default::default(), &event).await?;
        take_back_all(&open).await?;
        // Nobody outside the place ever heard of a draft that was not submitted.
        if open.head.was_submitted() {
            let reason = reason.unwrap_or_default();
            letters::withdrawn(&mut open.act, &open.head, &reason).await?;
        }
        open.act.commit().await
    }
}
