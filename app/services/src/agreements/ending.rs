//! How an agreement ends: it has run its term, or it is terminated; with what becomes of what is still open.

use chrono::NaiveDate;
use domain::agreement::{Content, Decided, Ending, Force, Obligation, OnADay, ToEnd};
use domain::offer::BudgetKind;
use domain::process::{Act, Event, Reference, Transition};
use sea_orm::{ActiveValue::Set, ConnectionTrait};

use super::papers::{Papers, content, write_agreement};
use super::{Agreements, letters};
use crate::act::Doer;
use crate::delivery::{close_all, still_open};
use crate::offers::{make, words};
use crate::store::agreement::agreement;
use crate::{Refusal, Viewer, london};

/// What whoever ends an agreement has before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndingForm {
    pub reference: Reference,
    pub title: String,
    pub force: Force,
    /// Something has to be said of each.
    pub open: Vec<Obligation>,
    /// Whether its term is over.
    pub may_complete: bool,
    pub may_terminate: bool,
}

impl Agreements<'_> {
    /// What is still open.
    ///
    /// # Errors
    /// Not found, not allowed or the wrong stage as for ending it.
    pub async fn ending_form(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<EndingForm, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let verdict =
            domain::process::permit_any(&seen.hats, Act::Terminate, Some(&seen.facts)).verdict;
        crate::refusal::allowed(verdict)?;
        let db = self.services.read();
        let papers = Papers::of(db, &seen.head.row.id).await?;
        let (force, current) = papers
            .force()
            .zip(papers.current())
            .ok_or(Refusal::NotFound)?;
        let today = self.services.today();
        let is_over = today > force.until;
        Ok(EndingForm {
            open: obligations(db, &seen.head.row.id, &current.id, force, today).await?,
            reference: seen.head.reference.clone(),
            title: seen.head.row.title,
            force,
            may_complete: is_over,
            may_terminate: !is_over,
        })
    }

    /// Closes an agreement that has run its term.
    ///
    /// # Errors
    /// `AlreadyDone`; `WrongStage` before its term is over or while a variation is open; faults at `reason`, `fates`.
    pub async fn complete(
        &self,
        doer: &Doer,
        reference: &Reference,
        reason: &str,
        fates: Vec<Decided>,
    ) -> Result<(), Refusal> {
        self.end(doer, Transition::Close, reference, reason, fates)
            .await
    }

    /// Stops an agreement before its term is over. Today is its last day.
    ///
    /// # Errors
    /// `AlreadyDone`; `WrongStage` after its term or while a variation is open; faults at `reason`, `fates`.
    pub async fn terminate(
        &self,
        doer: &Doer,
        reference: &Reference,
        reason: &str,
        fates: Vec<Decided>,
    ) -> Result<(), Refusal> {
        self.end(doer, Transition::Terminate, reference, reason, fates)
            .await
    }

    async fn end(
        &self,
        doer: &Doer,
        transition: Transition,
        reference: &Reference,
        reason: &str,
        fates: Vec<Decided>,
    ) -> Result<(), Refusal> {
        let closes = transition == Transition::Close;
        let act = if closes { Act::Close } else { Act::Terminate };
        let mut open = self.services.offers().open(doer, act, reference).await?;
        let today = london::local_date(open.act.now());
        let papers = Papers::of(open.act.db(), &open.head.row.id).await?;
        let (force, current) = papers
            .force()
            .zip(papers.current())
            .ok_or(Refusal::NotFound)?;
        let offer_id = open.head.row.id.as_str();
        let still_open = obligations(open.act.db(), offer_id, &current.id, force, today).await?;
        let variations = papers.all_variations();
        let to_end = ToEnd {
            force,
            variations: &variations,
            open: &still_open,
            today,
        };
        let clean = words::clean(reason);
        let ending = match closes {
            true => to_end.complete(&clean, fates)?,
            false => to_end.terminate(&clean, fates)?,
        };
        let reason = words::reason(&clean, "")?;
        let row = papers.agreement.as_ref().ok_or(Refusal::NotFound)?;
        let writes = agreement::ActiveModel {
            stopped_on: Set((!closes).then_some(ending.on)),
            ending: Set(Some(written(&ending)?)),
            ..Default::default()
        };
        write_agreement(open.act.db(), row, writes).await?;
        close_all(open.act.db(), offer_id).await?;
        let (event, how) = match closes {
            true => (
                Event::Closed {
                    reason: reason.clone(),
                },
                "closed",
            ),
            false => (
                Event::Terminated {
                    reason: reason.clone(),
                },
                "terminated",
            ),
        };
        make(&mut open, transition, Default::default(), &event).await?;
        letters::ended(&mut open.act, &open.head, &papers, how, &reason).await?;
        open.act.commit().await
    }
}

fn written(ending: &Ending) -> Result<String, Refusal> {
    Ok(serde_json::to_string(ending)?)
}

/// What is still owed: freedoms that are not over, and pooled budgets, whose money is somewhere at the end, under the
/// keys of their matters, which every version keeps; then every milestone that is not achieved.
async fn obligations(
    db: &impl ConnectionTrait,
    offer_id: &str,
    issue_id: &str,
    force: Force,
    today: NaiveDate,
) -> Result<Vec<Obligation>, Refusal> {
    let text = content(db, issue_id).await?;
    let mut open = of_text(&text, force, today);
    open.extend(still_open(db, offer_id).await?);
    Ok(open)
}

fn of_text(content: &Content, force: Force, today: NaiveDate) -> Vec<Obligation> {
    let freedoms = content
        .freedoms()
        .filter(|(_, _, freedom)| force.freedom_on(freedom, today) != OnADay::Over)
        .map(|(_, key, freedom)| (key, freedom.title.trim()));
    let budgets = content
        .budgets()
        .filter(|(_, _, budget)| budget.kind == Some(BudgetKind::Pooled))
        .map(|(_, key, budget)| (key, budget.title.trim()));
    freedoms
        .chain(budgets)
        .map(|(key, title)| Obligation {
            id: key.to_string(),
            title: title.to_owned(),
        })
        .collect()
}
