//! Signing: an agreement, behind the memoranda of its pooled budgets; or a memorandum.

use domain::agreement::{Digest, Issue, Refusal as Rule, Signatory, Signing};
use domain::process::{Accord, Event, Reference, Transition};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::kept::Body;
use super::sheet::{OnSheet, OpenSheet};
use super::{Agreements, letters, moves};
use crate::Refusal;
use crate::act::Doer;
use crate::store::agreement::issue;

impl Agreements<'_> {
    /// Signs, or approves. `seen` is the digest of the text that was read. With the last signature the agreement is
    /// signed, and comes into force on its day.
    ///
    /// # Errors
    /// `AlreadyDone` for who has signed; `NotAllowed` for who is not named; `WrongStage` where it is not their turn, the
    /// text is another, or the sheet has ended; a fault at `declared`.
    pub async fn sign(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
        seen: Digest,
        declared: bool,
    ) -> Result<Signing, Refusal> {
        let mut open = self
            .open_sheet(doer, OnSheet::SIGN, reference, slug)
            .await?;
        let (moment, hat) = (open.moment(), open.hat.clone());
        let memoranda = open.papers.all_memoranda();
        let was_due = people_due(&open);
        let signing = match &mut open.kept.body {
            Body::Agreement(issue) => issue.sign(&hat, seen, declared, &memoranda, moment),
            Body::Memorandum(memorandum) => memorandum.sheet.sign(&hat, seen, declared, moment),
        };
        let signing = signing.map_err(|rule| open.refused(rule))?;
        open.save().await?;
        open.record_signature().await?;
        letters::asked(&mut open, &was_due).await?;
        if let (Signing::Done, Body::Agreement(_)) = (signing, &open.kept.body) {
            open.everybody_signed().await?;
        }
        if let (Signing::Done, Body::Memorandum(_)) = (signing, &open.kept.body) {
            letters::agreement_can_be_signed(&mut open).await?;
        }
        open.open.act.commit().await?;
        Ok(signing)
    }
}

/// Those whose turn it was.
pub(super) fn people_due(open: &OpenSheet) -> Vec<domain::process::PersonId> {
    let due = open.kept.due();
    due.iter().map(|one| one.holder().person.clone()).collect()
}

impl OpenSheet {
    async fn record_signature(&mut self) -> Result<(), Refusal> {
        let party = self.party().await?;
        let capacity = self.own()?.capacity;
        let step = match &self.kept.body {
            Body::Agreement(Issue { version, .. }) => Accord::AgreementSigned {
                version: *version,
                party,
                capacity,
            },
            Body::Memorandum(_) => Accord::MemorandumSigned {
                budget: self.budget()?,
                party,
            },
        };
        let id = self.open.head.row.id.clone();
        self.open.act.record(&id, &Event::Accord(step))?;
        Ok(())
    }

    /// The signature that the worn hat holds.
    pub fn own(&self) -> Result<&Signatory, Refusal> {
        let all = &self.sheet().signatories;
        let held = all.iter().find(|one| one.is_held_by(&self.hat));
        held.or_else(|| all.iter().find(|one| one.names(&self.hat)))
            .ok_or_else(|| Rule::NotNamed.into())
    }

    /// The title of the budget whose memorandum it is.
    pub fn budget(&self) -> Result<String, Refusal> {
        let memorandum = self.kept.memorandum()?.ok_or(Refusal::NotFound)?;
        Ok(memorandum.title)
    }

    async fn everybody_signed(&mut self) -> Result<(), Refusal> {
        let issue_id = self.kept.issue_id.clone().ok_or(Refusal::NotFound)?;
        issue::Entity::update_many()
            .set(issue::ActiveModel {
                signed_at: Set(Some(self.open.act.now())),
                ..Default::default()
            })
            .filter(issue::Column::Id.eq(issue_id.as_str()))
            .exec(self.open.act.db())
            .await?;
        moves::step(
            &mut self.open,
            &mut self.papers,
            self.variation,
            Transition::LastSignature,
            &Event::FullySigned,
        )
        .await?;
        letters::all_signed(self).await
    }
}
