//! The programme office declines an offer, and may open an Innovative Policy Offer in its place (7.19).

use domain::process::{Act, Event, Reference, Theme, Transition};

use super::{given_reason, make};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::carry_over::carry_over;
use crate::offers::{Offers, letters};

impl Offers<'_> {
    /// Declines the offer. With a theme, the place finds a draft confined to it, with all that it had
    /// written. The name of that draft is told to the place alone.
    pub async fn decline(
        &self,
        doer: &Doer,
        reference: &Reference,
        reason: &str,
        innovative: Option<Theme>,
    ) -> Result<(), Refusal> {
        // Before the act, which holds a connection of its own.
        let round = self.services.current_round().await?;
        let mut open = self.open(doer, Act::Decline, reference).await?;
        let reason = given_reason(reason)?;
        let event = Event::Declined {
            reason: reason.clone(),
            innovative_offer: innovative.is_some(),
        };
        make(&mut open, Transition::Decline, Default::default(), &event).await?;
        let draft = match innovative {
            Some(theme) => Some(carry_over(&mut open.act, &open.head, theme, &round).await?),
            None => None,
        };
        let address = draft.map(|draft| format!("/offers/{draft}"));
        letters::declined(&mut open.act, &open.head, &reason, address.as_deref()).await?;
        open.act.commit().await
    }
}
