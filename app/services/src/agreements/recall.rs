//! The programme office recalls an agreement from signature; a place that withdraws takes everything back.

use domain::agreement::SheetState;
use domain::process::{Event, Reference, Transition};

use super::kept::Body;
use super::papers::Papers;
use super::sheet::{OnSheet, moment};
use super::{Agreements, letters, moves};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::sight::Open;
use crate::offers::{given_reason, words};

impl Agreements<'_> {
    /// Recalls what is out for signature. The signatures that were given stay on its record; the offer, or the
    /// variation, is negotiated again, and every term stays agreed until somebody reopens it.
    ///
    /// # Errors
    /// `AlreadyDone` where it was recalled; `WrongStage` where it has ended otherwise; a fault at `reason`.
    pub async fn recall(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
        reason: &str,
    ) -> Result<(), Refusal> {
        let opened = self
            .open_sheet(doer, OnSheet::RECALL, reference, slug)
            .await;
        let mut open = match opened {
            Err(Refusal::WrongStage(words))
                if words == domain::agreement::Refusal::Recalled.to_string() =>
            {
                return Err(Refusal::AlreadyDone);
            }
            opened => opened?,
        };
        if matches!(open.kept.body, Body::Memorandum(_)) {
            return Err(Refusal::NotFound);
        }
        let reason = given_reason(&words::clean(reason))?;
        let moment = open.moment();
        let by = open.hat.person.clone();
        let recalled = open.kept.body.sheet_mut().recall(&by, &reason, moment);
        recalled.map_err(|rule| open.refused(rule))?;
        open.save().await?;
        let event = Event::IssueRecalled {
            reason: reason.clone(),
        };
        moves::step(
            &mut open.open,
            &mut open.papers,
            open.variation,
            Transition::Recall,
            &event,
        )
        .await?;
        letters::recalled(&mut open, &reason).await?;
        open.open.act.commit().await
    }
}

/// Ends every sheet of an offer that is withdrawn or ended.
pub(crate) async fn take_back_all(open: &Open) -> Result<(), Refusal> {
    let db = open.act.db();
    let mut papers = Papers::of(db, &open.head.row.id).await?;
    for kept in &mut papers.sheets {
        if kept.body.sheet().state() == SheetState::Open {
            kept.body.sheet_mut().withdraw(moment(&open.act))?;
            kept.save(db, open.act.now()).await?;
        }
    }
    Ok(())
}
