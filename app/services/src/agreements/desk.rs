//! The agreement of an offer for those who take part in it: what is out, what was signed, what can be done.

use chrono::NaiveDate;
use domain::agreement::{Digest, Ending, Force, SheetState, Variation};
use domain::negotiation::TermState;
use domain::offer::Key;
use domain::process::{Act, Hat, OfferFacts, Reference, Stage, permit_any};

use super::Agreements;
use super::calendar::signed_by_all;
use super::freeze::Agreed;
use super::kept::Body;
use super::moves::facts_in;
use super::papers::{Papers, content, count, digest};
use super::view::{SheetLine, VersionLine};
use crate::people::viewers_among;
use crate::{Refusal, Viewer};

/// Everything about the agreement of an offer on one page.
#[derive(Clone, Debug)]
pub struct Desk {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub stage: Stage,
    pub facts: OfferFacts,
    /// What any of the hats may do with the offer as a whole now.
    pub may: Vec<Act>,
    pub embargo_until: Option<NaiveDate>,
    pub force: Option<Force>,
    /// The version in force.
    pub in_force: Option<u32>,
    /// The newest first, agreements and memoranda.
    pub sheets: Vec<SheetLine>,
    /// Of the pooled budgets as they are agreed now.
    pub memoranda: Vec<MemorandumLine>,
    /// The newest first.
    pub variations: Vec<VariationView>,
    /// Those that everybody signed, the newest first.
    pub versions: Vec<VersionLine>,
    pub ending: Option<Ending>,
}

/// The memorandum of a pooled budget, and how far it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemorandumLine {
    pub budget: Key,
    pub term: u32,
    pub title: String,
    /// The newest sheet in the words that are agreed now, by its name in addresses.
    pub sheet: Option<String>,
    pub state: Option<SheetState>,
    pub may_put_out: bool,
}

/// A variation, and what this viewer may do with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariationView {
    pub variation: Variation,
    /// The name of who opened it.
    pub opened_by: String,
    pub may: Vec<Act>,
    /// The terms that it reopens, with their titles.
    pub titles: Vec<(u32, String)>,
    /// Those of them that are still open.
    pub open_terms: Vec<u32>,
}

impl Agreements<'_> {
    /// The agreement of an offer as somebody who takes part in it sees it.
    ///
    /// # Errors
    /// Not found where none of the viewer’s hats reads its terms.
    pub async fn desk(&self, viewer: &Viewer, reference: &Reference) -> Result<Desk, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let db = self.services.read();
        let papers = Papers::of(db, &seen.head.row.id).await?;
        let agreed = Agreed::of(db, &seen.head, &seen.facts).await?;
        let mut lines = Vec::new();
        for number in with_memoranda(&papers, seen.head.stage) {
            let facts = facts_in(&seen.facts, &papers, number)?;
            let may = permit_any(&seen.hats, Act::PutOutMemorandum, Some(&facts));
            let frozen = agreed.frozen(db, &seen.head, &papers, number).await;
            let named = papers.variations.iter().map(|(_, one)| one);
            let named = named.clone().find(|one| Some(one.number) == number);
            let mut texts = frozen.map_or_else(|_| Vec::new(), |one| one.content.memoranda);
            texts.retain(|one| named.is_none_or(|varied| varied.terms.contains(&one.term)));
            lines.append(&mut memoranda(&papers, texts, may.verdict.is_allowed())?);
        }
        let names = self.opened_by(&papers).await?;
        let variations = papers.variations.iter().rev().map(|(_, varied)| {
            let facts = varied.facts(&seen.facts);
            let titles = agreed
                .terms
                .iter()
                .filter(|term| varied.terms.contains(&term.number));
            VariationView {
                opened_by: names
                    .iter()
                    .find(|(person, _)| *person == varied.opened_by)
                    .map(|(_, name)| name.clone())
                    .unwrap_or_default(),
                may: acts(&seen.hats, &facts),
                open_terms: titles
                    .clone()
                    .filter(|term| varied.is_open() && term.state() == TermState::Open)
                    .map(|term| term.number)
                    .collect(),
                titles: titles
                    .map(|term| (term.number, crate::negotiation::title_of(term)))
                    .collect(),
                variation: varied.clone(),
            }
        });
        let force = match (papers.force(), seen.head.stage) {
            // Signed by everybody, and its first day still to come.
            (None, Stage::Signed) => signed_by_all(db, &papers, None)
                .await?
                .map(|(days, ..)| days),
            (force, _) => force,
        };
        Ok(Desk {
            may: seen.may(),
            embargo_until: papers.embargo_until(),
            force,
            in_force: papers.current().map(|one| count(one.version)).transpose()?,
            sheets: papers
                .sheets
                .iter()
                .rev()
                .map(|one| one.line(&seen.hats))
                .collect(),
            memoranda: lines,
            variations: variations.collect(),
            versions: self.versions(&papers, true).await?,
            ending: papers.ending()?,
            reference: seen.head.reference.clone(),
            title: seen.head.row.title.clone(),
            place_name: seen.head.place_name.clone(),
            stage: seen.head.stage,
            facts: seen.facts,
        })
    }

    async fn opened_by(
        &self,
        papers: &Papers,
    ) -> Result<Vec<(domain::process::PersonId, String)>, Refusal> {
        let mut ids: Vec<String> = papers
            .variations
            .iter()
            .map(|(_, one)| one.opened_by.to_string())
            .collect();
        ids.sort();
        ids.dedup();
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let found = viewers_among(self.services.read(), &ids).await?;
        Ok(found
            .into_iter()
            .map(|one| (one.person, one.name))
            .collect())
    }

    /// The versions that everybody signed, the newest first; `signed` or only those that came into force. Reasons are
    /// read from the texts of later versions only, of which there are few.
    pub(super) async fn versions(
        &self,
        papers: &Papers,
        signed: bool,
    ) -> Result<Vec<VersionLine>, Refusal> {
        let current = papers.current().map(|one| one.id.clone());
        let mut lines = Vec::new();
        for issue in papers.issues.iter().rev() {
            if !(issue.in_force_since.is_some() || signed && issue.signed_at.is_some()) {
                continue;
            }
            let varied = issue.variation.and_then(|number| {
                let all = papers.variations.iter();
                all.map(|(_, one)| one)
                    .find(|one| i32::try_from(one.number) == Ok(number))
            });
            lines.push(VersionLine {
                version: count(issue.version)?,
                digest: digest(&issue.digest)?,
                issued_at: issue.issued_at,
                signed_at: issue.signed_at,
                in_force_since: issue.in_force_since,
                reason: varied.map(|one| one.reason.clone()).unwrap_or_default(),
                is_in_force: current.as_ref() == Some(&issue.id),
            });
        }
        Ok(lines)
    }

    /// The frozen text of an issue.
    pub(super) async fn content(
        &self,
        issue_id: &str,
    ) -> Result<domain::agreement::Content, Refusal> {
        content(self.services.read(), issue_id).await
    }
}

/// All that one of these hats may do with the offer at the stage of the facts.
pub(super) fn acts(hats: &[Hat], facts: &OfferFacts) -> Vec<Act> {
    Act::ALL
        .iter()
        .copied()
        .filter(|act| act.rule().is_about_an_offer())
        .filter(|act| permit_any(hats, *act, Some(facts)).verdict.is_allowed())
        .collect()
}

/// What is settled or out, and so has memoranda that are put out and signed: the offer, or its variations.
fn with_memoranda(papers: &Papers, stage: Stage) -> Vec<Option<u32>> {
    let has = |stage: Stage| matches!(stage, Stage::Settled | Stage::Signing);
    match stage {
        Stage::InForce => {
            let varied = papers.variations.iter().map(|(_, one)| one);
            varied
                .filter(|one| has(one.stage))
                .map(|one| Some(one.number))
                .collect()
        }
        stage if has(stage) => vec![None],
        _ => Vec::new(),
    }
}

fn memoranda(
    papers: &Papers,
    agreed: Vec<domain::agreement::Memorandum>,
    may: bool,
) -> Result<Vec<MemorandumLine>, Refusal> {
    agreed
        .into_iter()
        .map(|one| {
            let words = Digest::of(one.part().map_err(Refusal::broken)?.text.as_bytes());
            let sheet = papers.sheets.iter().rfind(|kept| {
                matches!(&kept.body, Body::Memorandum(other)
                    if other.budget == one.budget && other.sheet.digest == words)
            });
            let state = sheet.map(|kept| kept.body.sheet().state());
            let stands = matches!(state, Some(SheetState::Open | SheetState::Signed));
            Ok(MemorandumLine {
                may_put_out: may && !stands,
                sheet: sheet.map(super::kept::Kept::slug),
                state,
                budget: one.budget,
                term: one.term,
                title: one.title,
            })
        })
        .collect()
}
