//! The champion settles the terms: what is agreed stands, and can be issued for signature.

use domain::process::{Act, Event, Reference, Rooms, Transition};

use super::make;
use crate::act::Doer;
use crate::negotiation::{Blocking, Whole, letters};
use crate::offers::Offers;
use crate::offers::head::Head;
use crate::{Fault, Refusal, london};

impl Offers<'_> {
    /// Settles the terms as they stand now. The guards of the move are what the domain’s `blocks` looks for.
    ///
    /// # Errors
    /// `Invalid` with everything that blocks; the field of each is its address below the offer.
    pub async fn settle(&self, doer: &Doer, reference: &Reference) -> Result<(), Refusal> {
        let (mut open, facts) = (self.open_knowing(doer, Act::Settle, reference, None)).await?;
        let rooms = doer
            .hat()
            .map_or(Rooms::none(), |hat| Rooms::of(hat, &facts));
        let whole = Whole::of(open.act.db(), &open.head, rooms).await?;
        let today = london::local_date(open.act.now());
        let blocking = whole.blocking(&open.head, today)?;
        if !blocking.is_empty() {
            let faults = blocking.into_iter().map(|one| fault(one, &open.head));
            return Err(Refusal::Invalid(faults.collect()));
        }
        make(
            &mut open,
            Transition::Settle,
            Default::default(),
            &Event::Settled,
        )
        .await?;
        letters::settled(&mut open.act, &open.head).await?;
        open.act.commit().await
    }
}

fn fault(blocking: Blocking, head: &Head) -> Fault {
    let offer = head.address("/");
    let below = blocking.link.strip_prefix(offer.as_str());
    Fault {
        field: below.unwrap_or(&blocking.link).to_owned(),
        words: blocking.words,
    }
}
