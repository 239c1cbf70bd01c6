//! The memorandum of understanding of a pooled budget goes out for signature: by each contributor, before the agreement.

use domain::agreement::{Memorandum, MemorandumSheet, Moment, Refusal as Rule, SheetState};
use domain::offer::Key;
use domain::process::{Accord, Act, Event, OfferFacts, Reference};
use sea_orm::ConnectionTrait;

use super::candidates::Candidates;
use super::forms::{ToIssue, to_sign};
use super::freeze::Agreed;
use super::issue::CHANGED_MEANWHILE;
use super::kept::{Body, Kept};
use super::moves::facts_in;
use super::papers::Papers;
use super::sheet::{facts_of, moment};
use super::{Agreements, letters, sheet_paper};
use crate::Refusal;
use crate::act::Doer;
use crate::offers::head::Head;
use crate::offers::sight::Open;

/// A memorandum as it would go out now.
struct ToPutOut {
    text: Memorandum,
    sheet: MemorandumSheet,
}

impl Agreements<'_> {
    /// Puts a memorandum out for signature, in the words that are agreed now. One in other words that is still out is
    /// replaced by it. It is printed before the act begins, as an agreement is. Answers its name in addresses.
    ///
    /// # Errors
    /// `AlreadyDone` where these words are out or signed; not found for a budget without a memorandum; faults at
    /// `signatories` and `last-day`; `WrongStage` where it changed while it was printed.
    pub async fn put_out_memorandum(
        &self,
        doer: &Doer,
        reference: &Reference,
        budget: &Key,
        asked: &ToIssue,
    ) -> Result<String, Refusal> {
        let (printed, paper) = self.printed(doer, reference, budget, asked).await?;
        let act = self.services.begin(doer).await?;
        let head = Head::lock(act.db(), reference).await?;
        let facts = facts_of(act.db(), &head, moment(&act).today).await?;
        doer.may(Act::ReadTerms, Some(&facts))?;
        let mut papers = Papers::of(act.db(), &head.row.id).await?;
        let mut open = Open { act, head };
        let (db, now) = (open.act.db(), moment(&open.act));
        let wanted = (budget, asked, now);
        let ToPutOut { text, sheet } =
            to_put_out(db, doer, &open.head, &facts, &papers, wanted).await?;
        let was = &printed.sheet.sheet;
        if sheet.sheet.digest != was.digest || sheet.sheet.signatories != was.signatories {
            return Err(Refusal::WrongStage(CHANGED_MEANWHILE.to_owned()));
        }
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
        let kept = Kept::add(
            db,
            &open.head.row.id,
            number,
            Body::Memorandum(sheet),
            (None, Some(serde_json::to_string(&text)?)),
            None,
            &[],
        )
        .await?;
        let name = format!("{}-memorandum-{number}.pdf", open.head.reference);
        sheet_paper::keep(db, &kept.id, name, paper).await?;
        let step = Accord::MemorandumPutOut { budget: text.title };
        open.act.record(&open.head.row.id, &Event::Accord(step))?;
        letters::first_asked(&mut open.act, &open.head, &kept).await?;
        open.act.commit().await?;
        Ok(kept.slug())
    }

    /// Everything that can be said against it, and its paper: before the store is locked for it.
    async fn printed(
        &self,
        doer: &Doer,
        reference: &Reference,
        budget: &Key,
        asked: &ToIssue,
    ) -> Result<(ToPutOut, Vec<u8>), Refusal> {
        let db = self.services.read();
        let head = Head::find(db, reference).await?;
        let facts = facts_of(db, &head, self.services.today()).await?;
        doer.may(Act::ReadTerms, Some(&facts))?;
        let papers = Papers::of(db, &head.row.id).await?;
        let now = Moment {
            at: self.services.now(),
            today: self.services.today(),
        };
        let wanted = (budget, asked, now);
        let ready = to_put_out(db, doer, &head, &facts, &papers, wanted).await?;
        let sheet = &ready.sheet.sheet;
        let (digest, signatories) = (sheet.digest, sheet.signatories.clone());
        let text = ready.text.clone();
        let paper = self
            .services
            .print_memorandum(text, digest, signatories, now.at);
        let paper = paper.await?;
        Ok((ready, paper))
    }
}

/// What would go out, where this doer may put it out.
async fn to_put_out(
    db: &impl ConnectionTrait,
    doer: &Doer,
    head: &Head,
    facts: &OfferFacts,
    papers: &Papers,
    (budget, asked, now): (&Key, &ToIssue, Moment),
) -> Result<ToPutOut, Refusal> {
    let agreed = Agreed::of(db, head, facts).await?;
    let variation = agreed.variation_over(budget, papers, head.stage);
    let within = facts_in(facts, papers, variation)?;
    doer.may(Act::PutOutMemorandum, Some(&within))?;
    let frozen = agreed.frozen(db, head, papers, variation).await?;
    let text = frozen.memorandum(budget)?.clone();
    let candidates = Candidates::of(db, head).await?;
    let to_sign = to_sign(db, &candidates, asked).await?;
    let earlier = papers.all_memoranda();
    let sheet = MemorandumSheet::open(&text, to_sign, &earlier, now);
    let sheet = sheet.map_err(|rule| match rule {
        Rule::OutAlready | Rule::SignedByAll => Refusal::AlreadyDone,
        rule => rule.into(),
    })?;
    Ok(ToPutOut { text, sheet })
}
