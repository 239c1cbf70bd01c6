//! Variations: some terms of an agreement in force, bargained over again, with stages of their own.

use domain::agreement::{Variation, reopened};
use domain::mail::MailKind;
use domain::offer::Kept;
use domain::process::{
    Accord, Act, Event, OfferFacts, Reference, Stage, Transition, Verdict, permit,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

use super::freeze::Agreed;
use super::papers::{Papers, content, number, once, variations};
use super::sheet::{facts_of, moment};
use super::{Agreements, letters, moves};
use crate::act::Doer;
use crate::negotiation::{put_back, reopen_terms};
use crate::offers::head::Head;
use crate::offers::sight::Open;
use crate::offers::{given_reason, words};
use crate::store::agreement::variation;
use crate::{Fault, Refusal, Viewer};

/// What a variation can be opened over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariationForm {
    pub reference: Reference,
    pub title: String,
    /// Number and title of each term in force, and the variation that has it open already.
    pub terms: Vec<(u32, String, Option<u32>)>,
}

/// An act on a variation under way.
struct OpenVariation {
    open: Open,
    facts: OfferFacts,
    papers: Papers,
    /// Its place among the papers.
    at: usize,
}

impl Agreements<'_> {
    /// The terms that a variation can name.
    ///
    /// # Errors
    /// Not found, not allowed or the wrong stage as for opening one.
    pub async fn variation_form(
        &self,
        viewer: &Viewer,
        reference: &Reference,
    ) -> Result<VariationForm, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let verdict = domain::process::permit_any(&seen.hats, Act::Vary, Some(&seen.facts)).verdict;
        crate::refusal::allowed(verdict)?;
        let db = self.services.read();
        let papers = Papers::of(db, &seen.head.row.id).await?;
        let current = papers.current().ok_or(Refusal::NotFound)?;
        let content = content(db, &current.id).await?;
        let existing = papers.all_variations();
        let terms = content.terms.into_iter().map(|term| {
            let open = reopened(&existing, term.number).map(|one| one.number);
            (term.number, term.title, open)
        });
        Ok(VariationForm {
            terms: terms.collect(),
            reference: seen.head.reference.clone(),
            title: seen.head.row.title,
        })
    }

    /// Reopens these terms of the agreement in force, which stays as it was signed. Answers the number of the variation.
    ///
    /// # Errors
    /// Faults at `terms`, where one is open in another variation too, and at `reason`; `WrongStage` where it is not in
    /// force.
    pub async fn vary(
        &self,
        doer: &Doer,
        reference: &Reference,
        terms: &[u32],
        reason: &str,
    ) -> Result<u32, Refusal> {
        let act = self.services.begin(doer).await?;
        let head = Head::lock(act.db(), reference).await?;
        let facts = facts_of(act.db(), &head, moment(&act).today).await?;
        // An agreement can be varied again and again: that it is in force says nothing of this press.
        doer.may(Act::Vary, Some(&facts))?;
        let mut papers = Papers::of(act.db(), &head.row.id).await?;
        let current = papers.current().ok_or(Refusal::NotFound)?;
        let in_force = content(act.db(), &current.id).await?;
        let by = doer.person().cloned().ok_or(Refusal::SignIn)?;
        let existing = papers.all_variations();
        let clean = words::clean(reason);
        let varied = Variation::open(&in_force, terms, &clean, &existing, &by, act.now())?;
        let reason = words::reason(&clean, "")?;
        let row = variation::Model {
            offer_id: head.row.id.clone(),
            number: number(varied.number)?,
            body: serde_json::to_string(&varied)?,
            stage: varied.stage.code().to_owned(),
            version: 1,
        };
        variation::Entity::insert(variation::ActiveModel {
            offer_id: Set(row.offer_id.clone()),
            number: Set(row.number),
            body: Set(row.body.clone()),
            stage: Set(row.stage.clone()),
            version: Set(1),
        })
        .exec_without_returning(act.db())
        .await
        .map_err(once)?;
        papers.variations.push((row, varied.clone()));
        let mut open = Open { act, head };
        let event = Event::VariationOpened {
            reason: reason.clone(),
        };
        open.act.record(&open.head.row.id, &event)?;
        let opened = format!("Variation {} is opened", varied.number);
        let told = (MailKind::VariationOpened, opened.as_str());
        letters::variation(&mut open.act, &open.head, &papers, told, Some(&reason)).await?;
        let hat = doer.hat().cloned().ok_or(Refusal::SignIn)?;
        let open = reopen_terms(open, varied.facts(&facts), hat, &varied.terms, &reason).await?;
        open.act.commit().await?;
        Ok(varied.number)
    }

    /// The champion settles the terms of a variation: each is agreed again, withdrawn or refused.
    ///
    /// # Errors
    /// `AlreadyDone` where it is settled; `Invalid` with each term that is open, at its address below the offer.
    pub async fn settle_variation(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open_variation(doer, Act::Settle, reference, number)
            .await?;
        let agreed = Agreed::of(open.open.act.db(), &open.open.head, &open.facts).await?;
        let named = &open.varied().terms;
        let still_open = agreed
            .terms
            .iter()
            .filter(|term| named.contains(&term.number) && !term.state().is_closed());
        let faults: Vec<Fault> = still_open
            .map(|term| Fault {
                field: format!("terms/{}", term.number),
                words: format!("Term {} is still open", term.number),
            })
            .collect();
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        let current = open.papers.current().ok_or(Refusal::NotFound)?.version;
        let current = super::papers::count(current)?;
        let reference = open.open.head.reference.clone();
        let (row, varied) = &mut open.papers.variations[open.at];
        varied
            .settle(current)
            .map_err(|wrong| Refusal::WrongStage(wrong.words(&reference)))?;
        moves::save(open.open.act.db(), row, varied).await?;
        let id = open.open.head.row.id.clone();
        open.open.act.record(&id, &Event::Settled)?;
        let settled = format!("The terms of variation {number} are settled");
        open.tell((MailKind::OfferSettled, &settled), None).await?;
        open.open.act.commit().await
    }

    /// Opens a settled variation again: either side may find that it no longer agrees.
    ///
    /// # Errors
    /// `AlreadyDone` where it is open; a fault at `reason`.
    pub async fn reopen_variation(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open_variation(doer, Act::Reopen, reference, number)
            .await?;
        let reason = given_reason(reason)?;
        let event = Event::Reopened {
            reason: reason.clone(),
        };
        moves::step(
            &mut open.open,
            &mut open.papers,
            Some(number),
            Transition::Reopen,
            &event,
        )
        .await?;
        let reopened = format!("The negotiation of variation {number} is open again");
        let told = (MailKind::NegotiationReopened, reopened.as_str());
        open.tell(told, Some(&reason)).await?;
        open.open.act.commit().await
    }

    /// Ends a variation: the programme office while it is negotiated, the place’s leader until it is signed. The
    /// agreement stays as it was signed.
    ///
    /// # Errors
    /// `AlreadyDone` where it has ended; a fault at `reason`.
    pub async fn end_variation(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        reason: &str,
    ) -> Result<(), Refusal> {
        let (act, transition) = match doer.role() {
            Some(domain::process::Role::PlaceLeader) => (Act::Withdraw, Transition::Withdraw),
            _ => (Act::End, Transition::End),
        };
        let mut open = self.open_variation(doer, act, reference, number).await?;
        let reason = given_reason(reason)?;
        let event = Event::Accord(Accord::VariationEnded {
            variation: number,
            reason: reason.clone(),
        });
        let now = moment(&open.open.act);
        for kept in &mut open.papers.sheets {
            let is_out = kept.body.sheet().state() == domain::agreement::SheetState::Open;
            if kept.variation == Some(number) && is_out {
                kept.body.sheet_mut().withdraw(now)?;
                kept.save(open.open.act.db(), now.at).await?;
            }
        }
        moves::step(
            &mut open.open,
            &mut open.papers,
            Some(number),
            transition,
            &event,
        )
        .await?;
        let ended = format!("Variation {number} is ended");
        let told = (MailKind::VariationOpened, ended.as_str());
        open.tell(told, Some(&reason)).await?;
        let current = open.papers.current().ok_or(Refusal::NotFound)?;
        let in_force = content(open.open.act.db(), &current.id).await?;
        let named = in_force.terms.into_iter();
        let signed = named
            .filter(|term| open.varied().terms.contains(&term.number))
            .map(|term| {
                let matters = term.matters.into_iter().map(|one| Kept {
                    key: one.key,
                    version: 1,
                    matter: one.matter,
                });
                (term.number, matters.collect())
            })
            .collect();
        let hat = doer.hat().cloned().ok_or(Refusal::SignIn)?;
        let OpenVariation { open, facts, .. } = open;
        let open = put_back(open, facts, hat, signed, &reason).await?;
        open.act.commit().await
    }

    async fn open_variation(
        &self,
        doer: &Doer,
        wanted: Act,
        reference: &Reference,
        number: u32,
    ) -> Result<OpenVariation, Refusal> {
        let act = self.services.begin(doer).await?;
        let head = Head::lock(act.db(), reference).await?;
        let facts = facts_of(act.db(), &head, moment(&act).today).await?;
        doer.may(Act::ReadTerms, Some(&facts))?;
        let papers = Papers::of(act.db(), &head.row.id).await?;
        let at = papers
            .variations
            .iter()
            .position(|(_, one)| one.number == number)
            .ok_or(Refusal::NotFound)?;
        let within = papers.variations[at].1.facts(&facts);
        let verdict = permit(doer.hat(), wanted, Some(&within));
        let made = wanted.transition().map(|transition| transition.row().to);
        if matches!(verdict, Verdict::WrongStage(_)) && made == Some(within.stage) {
            return Err(Refusal::AlreadyDone);
        }
        doer.may(wanted, Some(&within))?;
        Ok(OpenVariation {
            open: Open { act, head },
            facts,
            papers,
            at,
        })
    }
}

impl OpenVariation {
    async fn tell(&mut self, told: (MailKind, &str), reason: Option<&str>) -> Result<(), Refusal> {
        let Open { act, head } = &mut self.open;
        letters::variation(act, head, &self.papers, told, reason).await
    }

    fn varied(&self) -> &Variation {
        &self.papers.variations[self.at].1
    }
}

/// Has an offer in force stand, for an act on one of its terms, at the stage of the variation that has this term
/// open. One statement, and none for an offer that is not in force.
pub(crate) async fn at_the_stage_of_its_variation(
    db: &impl ConnectionTrait,
    head: &mut Head,
    term: u32,
) -> Result<(), Refusal> {
    if head.stage != Stage::InForce {
        return Ok(());
    }
    let open = open_variations(db, &head.row.id).await?;
    if let Some(varied) = reopened(&open, term) {
        head.stage = varied.stage;
    }
    Ok(())
}

async fn open_variations(
    db: &impl ConnectionTrait,
    offer_id: &str,
) -> Result<Vec<Variation>, Refusal> {
    let all = variations(db, offer_id).await?;
    Ok(all
        .into_iter()
        .map(|(_, one)| one)
        .filter(Variation::is_open)
        .collect())
}
