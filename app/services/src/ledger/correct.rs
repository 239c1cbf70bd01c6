//! Correcting a claim after its return was sent in: a new entry with its reason, beside what was said before.

use domain::delivery::returns::Amount;
use domain::money::Pence;
use domain::process::{Act, Event, Reference, Returning};

use super::entries;
use super::verify::{claimed_post, title};
use super::{ClaimOf, LedgerOf};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::words;
use crate::returns::{Agreed, letter_to_verify};

impl LedgerOf<'_> {
    /// Says what a claim should have been. What was verified stands until somebody verifies it anew.
    ///
    /// # Errors
    /// `NotFound` for no claim; a fault at `reason`; `AlreadyDone` where it is so.
    pub async fn correct(
        &self,
        doer: &Doer,
        reference: &Reference,
        claim: &ClaimOf,
        (amount, reason): (Pence, &str),
    ) -> Result<(), Refusal> {
        let offers = self.services.offers();
        let mut open = offers.open(doer, Act::CorrectReturn, reference).await?;
        let offer_id = open.head.row.id.clone();
        let agreed = Agreed::of(open.act.db(), &offer_id).await?;
        let mut ledger = entries::load(open.act.db(), &offer_id).await?;
        let post = claimed_post(&ledger, claim)?;
        let changes = ledger
            .changes(&[Amount { post, amount }])
            .map_err(entries::too_large)?;
        if changes.is_empty() {
            return Err(Refusal::AlreadyDone);
        }
        let reason = words::reason(
            reason,
            "Give your reason. Everyone in the offer will read it",
        )?;
        let waiting = entries::record(
            &open.act,
            &offer_id,
            &agreed.content,
            &mut ledger,
            changes,
            &reason,
        )
        .await?;
        let event = Event::Returning(Returning::SavingsCorrected {
            period: claim.period,
            line: title(&agreed, &claim.line),
            amount: amount.to_string(),
            reason,
        });
        open.act.record(&offer_id, &event)?;
        letter_to_verify(&mut open.act, &open.head, &waiting).await?;
        open.act.commit().await
    }
}
