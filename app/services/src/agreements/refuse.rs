//! Refusing to sign: the issue ends, and what keeps the signatory from signing is bargained over again.

use domain::agreement::{Digest, SheetState};
use domain::mail::MailKind;
use domain::process::{Accord, Event, Reference, Stage, Transition};

use super::kept::Body;
use super::sheet::{OnSheet, OpenSheet};
use super::{Agreements, letters, moves};
use crate::Refusal;
use crate::act::Doer;
use crate::negotiation::{self, reopen_terms};
use crate::offers::sight::Open;
use crate::offers::words;

impl Agreements<'_> {
    /// Refuses to sign, with the reason and the terms that it is about; nobody waits for their turn to say no. The
    /// offer, or the variation, is negotiated again on these terms. A memorandum names its own term.
    ///
    /// # Errors
    /// As for signing; faults at `reason` and `terms`.
    pub async fn refuse(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
        seen: Digest,
        reason: &str,
        terms: &[u32],
    ) -> Result<(), Refusal> {
        let mut open = self
            .open_sheet(doer, OnSheet::REFUSE, reference, slug)
            .await?;
        let (moment, hat) = (open.moment(), open.hat.clone());
        let reason = words::clean(reason);
        let refused = match &mut open.kept.body {
            Body::Agreement(issue) => issue.refuse(&hat, seen, &reason, terms, moment),
            Body::Memorandum(memorandum) => memorandum.refuse(&hat, seen, &reason, moment),
        };
        refused.map_err(|rule| open.refused(rule))?;
        let reason = words::reason(&reason, "")?;
        open.save().await?;
        let over = open.sheet().refusal().map(|one| one.terms.clone());
        let over = over.unwrap_or_default();
        match &open.kept.body {
            Body::Agreement(_) => {
                let event = Event::SigningRefused {
                    reason: reason.clone(),
                };
                moves::step(
                    &mut open.open,
                    &mut open.papers,
                    open.variation,
                    Transition::Refuse,
                    &event,
                )
                .await?;
                letters::refused(&mut open, &reason, &over).await?;
            }
            Body::Memorandum(_) => open.back_over_a_memorandum(&reason, &over).await?,
        }
        let OpenSheet {
            open, facts, hat, ..
        } = open;
        let open = reopen_terms(open, facts, hat, &over, &reason).await?;
        open.act.commit().await
    }
}

impl OpenSheet {
    /// A memorandum that is refused takes what is built on it with it: a settled offer is open again, and an
    /// agreement that is out cannot be signed any more.
    async fn back_over_a_memorandum(&mut self, reason: &str, over: &[u32]) -> Result<(), Refusal> {
        let step = Accord::MemorandumRefused {
            budget: self.budget()?,
            party: self.party().await?,
            reason: reason.to_owned(),
        };
        let id = self.open.head.row.id.clone();
        self.open.act.record(&id, &Event::Accord(step))?;
        letters::refused(self, reason, over).await?;
        match self.facts.stage {
            Stage::Settled => {
                let event = Event::Reopened {
                    reason: reason.to_owned(),
                };
                moves::step(
                    &mut self.open,
                    &mut self.papers,
                    self.variation,
                    Transition::Reopen,
                    &event,
                )
                .await?;
                self.tell_of_reopening(reason).await
            }
            Stage::Signing => {
                let (moment, now) = (self.moment(), self.open.act.now());
                for kept in &mut self.papers.sheets {
                    let is_out = kept.body.sheet().state() == SheetState::Open;
                    if matches!(kept.body, Body::Agreement(_)) && is_out {
                        kept.body.sheet_mut().supersede(moment)?;
                        kept.save(self.open.act.db(), now).await?;
                    }
                }
                let event = Event::SigningRefused {
                    reason: reason.to_owned(),
                };
                moves::step(
                    &mut self.open,
                    &mut self.papers,
                    self.variation,
                    Transition::Refuse,
                    &event,
                )
                .await
            }
            Stage::Draft
            | Stage::Submitted
            | Stage::Negotiating
            | Stage::Signed
            | Stage::InForce
            | Stage::Completed
            | Stage::Terminated
            | Stage::Declined
            | Stage::Ended
            | Stage::Withdrawn => Ok(()),
        }
    }

    /// What was settled is open again, by who refused.
    async fn tell_of_reopening(&mut self, reason: &str) -> Result<(), Refusal> {
        let who = self.party().await?;
        let Open { act, head } = &mut self.open;
        match self.variation {
            None => negotiation::letters::reopened(act, head, &who, reason).await,
            Some(number) => {
                let reopened = format!("The negotiation of variation {number} is open again");
                let told = (MailKind::NegotiationReopened, reopened.as_str());
                letters::variation(act, head, &self.papers, told, Some(reason)).await
            }
        }
    }
}
