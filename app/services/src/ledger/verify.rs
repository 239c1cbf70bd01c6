//! Verifying what was claimed: by whoever the programme office has named, and nobody else.

use domain::delivery::returns::{EntryKind, Post};
use domain::money::Pence;
use domain::process::{Act, Event, Reference, Returning};
use sea_orm::EntityTrait;

use super::entries::{self, claimant, to_verify};
use super::{ClaimOf, LedgerOf};
use crate::act::Doer;
use crate::offers::words;
use crate::returns::Agreed;
use crate::store::returns::{entry, verifier};
use crate::{Refusal, chance};

impl LedgerOf<'_> {
    /// Says how much of a claim is verified. `seen` is the claim as the verifier saw it.
    ///
    /// # Errors
    /// `NotAllowed` for anybody who is not named for it; `NotFound` for no claim; `AlreadyDone` where it says so already;
    /// faults at `verified` where the claim has changed, and at `reason` where it is not what was claimed.
    pub async fn verify(
        &self,
        doer: &Doer,
        reference: &Reference,
        claim: &ClaimOf,
        seen: Pence,
        (verified, reason): (Pence, &str),
    ) -> Result<(), Refusal> {
        let offers = self.services.offers();
        let mut open = offers.open(doer, Act::VerifySavings, reference).await?;
        let offer_id = open.head.row.id.clone();
        let agreed = Agreed::of(open.act.db(), &offer_id).await?;
        let mut ledger = entries::load(open.act.db(), &offer_id).await?;
        let post = claimed_post(&ledger, claim)?;
        let whose = claimant(&agreed.content, &post);
        let named = verifier::Entity::find_by_id((offer_id.clone(), whose))
            .one(open.act.db())
            .await?;
        let is_named = named.is_some_and(|named| {
            doer.person()
                .is_some_and(|person| person.as_str() == named.person_id)
                && (doer.organisation())
                    .is_some_and(|organisation| organisation.as_str() == named.organisation_id)
        });
        if !is_named {
            return Err(Refusal::NotAllowed(
                "Only whoever the programme office has named can verify these savings.".to_owned(),
            ));
        }
        let claimed = ledger.sum(|one| *one == post).map_err(entries::too_large)?;
        if claimed != seen {
            let words = format!(
                "The claim has changed to {claimed} since this page was opened. Look at it again"
            );
            return Err(Refusal::fault("verified", words));
        }
        let reason = words::clean(reason);
        if verified != claimed {
            words::reason(
                &reason,
                "Say why it is not what was claimed. Everyone in the offer will read it",
            )?;
        }
        let waits = to_verify(&ledger).iter().any(|(one, _)| *one == post);
        let amount = domain::delivery::returns::Amount {
            post: Post {
                kind: EntryKind::Verified,
                ..post.clone()
            },
            amount: verified,
        };
        let changes = ledger
            .changes(std::slice::from_ref(&amount))
            .map_err(entries::too_large)?;
        if changes.is_empty() && !waits {
            return Err(Refusal::AlreadyDone);
        }
        if changes.is_empty() {
            // It stays as it was, and was looked at: that is an entry too.
            let looked = entry::ActiveModel {
                id: sea_orm::ActiveValue::Set(chance::new_id()),
                offer_id: sea_orm::ActiveValue::Set(offer_id.clone()),
                kind: sea_orm::ActiveValue::Set(EntryKind::Verified.code().to_owned()),
                year: sea_orm::ActiveValue::Set(post.year.to_string()),
                period: sea_orm::ActiveValue::Set(post.period.map(|period| period.to_string())),
                line: sea_orm::ActiveValue::Set(post.line.clone()),
                organisation: sea_orm::ActiveValue::Set(post.organisation.clone()),
                fund: sea_orm::ActiveValue::Set(String::new()),
                change: sea_orm::ActiveValue::Set(0),
                reason: sea_orm::ActiveValue::Set(reason.clone()),
                recorded_at: sea_orm::ActiveValue::Set(open.act.now()),
            };
            entry::Entity::insert(looked)
                .exec_without_returning(open.act.db())
                .await?;
            let nothing = domain::delivery::returns::Amount {
                amount: Pence::ZERO,
                ..amount
            };
            ledger.record(vec![nothing], &reason, open.act.now());
        }
        entries::record(
            &open.act,
            &offer_id,
            &agreed.content,
            &mut ledger,
            changes,
            &reason,
        )
        .await?;
        let event = Event::Returning(Returning::SavingsVerified {
            period: claim.period,
            line: title(&agreed, &claim.line),
            amount: verified.to_string(),
        });
        open.act.record(&offer_id, &event)?;
        open.act.commit().await
    }
}

/// The post of a claim.
pub(super) fn claimed_post(
    ledger: &domain::delivery::returns::Ledger,
    claim: &ClaimOf,
) -> Result<Post, Refusal> {
    let found = ledger.entries.iter().find(|entry| {
        entry.post.kind == EntryKind::Claimed
            && entry.post.line == claim.line
            && entry.post.period == Some(claim.period)
    });
    Ok(found.ok_or(Refusal::NotFound)?.post.clone())
}

pub(super) fn title(agreed: &Agreed, line: &str) -> String {
    let mut lines = agreed.content.savings();
    let found = lines.find(|(key, _)| key.as_str() == line);
    found.map_or_else(|| line.to_owned(), |(_, line)| line.title.trim().to_owned())
}
