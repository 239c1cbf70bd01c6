//! The memorandum of understanding of a pooled budget goes out for signature: by each contributor, before the agreement.

use domain::agreement::{MemorandumSheet, SheetState};
use domain::offer::Key;
use domain::process::{Accord, Act, Event, Reference};

use super::candidates::Candidates;
use super::forms::{ToIssue, to_sign};
use super::freeze::Agreed;
use super::kept::{Body, Kept};
use super::moves::facts_in;
use super::papers::Papers;
use super::sheet::{facts_of, moment};
use super::{Agreements, letters};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::head::Head;
use crate::offers::sight::Open;

impl Agreements<'_> {
    /// Puts a memorandum out for signature, in the words that are agreed now. One in other words that is still out is
    /// replaced by it. Answers its name in addresses.
    ///
    /// # Errors
    /// `AlreadyDone` where these words are out or signed; not found for a budget without a memorandum; faults at
    /// `signatories` and `last-day`.
    pub async fn put_out_memorandum(
        &self,
        doer: &Doer,
        reference: &Reference,
        budget: &Key,
        asked: &ToIssue,
    ) -> Result<String, Refusal> {
        let act = self.services.begin(doer).await?;
        let head = Head::lock(act.db(), reference).await?;
        let facts = facts_of(act.db(), &head).await?;
        doer.may(Act::ReadTerms, Some(&facts))?;
        let mut papers = Papers::of(act.db(), &head.row.id).await?;
        let agreed = Agreed::of(act.db(), &head, &facts).await?;
        let variation = agreed.variation_over(budget, &papers, head.stage);
        let within = facts_in(&facts, &papers, variation)?;
        doer.may(Act::PutOutMemorandum, Some(&within))?;
        let mut open = Open { act, head };
        let db = open.act.db();
        let frozen = agreed.frozen(db, &open.head, &papers, variation).await?;
        let memorandum = frozen.memorandum(budget)?.clone();
        let candidates = Candidates::of(db, &open.head).await?;
        let to_sign = to_sign(db, &candidates, asked).await?;
        let now = moment(&open.act);
        let earlier = papers.all_memoranda();
        let sheet =
            MemorandumSheet::open(&memorandum, to_sign, &earlier, now).map_err(
                |rule| match rule {
                    domain::agreement::Refusal::OutAlready
                    | domain::agreement::Refusal::SignedByAll => Refusal::AlreadyDone,
                    rule => rule.into(),
                },
            )?;
        for kept in &mut papers.sheets {
            let is_replaced = matches!(&kept.body, Body::Memorandum(one) if one.budget == *budget);
            if is_replaced && kept.body.sheet().state() == SheetState::Open {
                kept.body.sheet_mut().supersede(now)?;
                kept.save(db, now.at).await?;
            }
        }
        let number = 1 + papers
            .sheets
            .iter()
            .filter(|kept| matches!(kept.body, Body::Memorandum(_)))
            .map(|kept| kept.number)
            .max()
            .unwrap_or(0);
        let text = serde_json::to_string(&memorandum)?;
        let kept = Kept::add(
            db,
            &open.head.row.id,
            number,
            Body::Memorandum(sheet),
            (None, Some(text)),
            None,
            &[],
        )
        .await?;
        let step = Accord::MemorandumPutOut {
            budget: memorandum.title.clone(),
        };
        open.act.record(&open.head.row.id, &Event::Accord(step))?;
        letters::first_asked(&mut open.act, &open.head, &kept).await?;
        open.act.commit().await?;
        Ok(kept.slug())
    }
}
