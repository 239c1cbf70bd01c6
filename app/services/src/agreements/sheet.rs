//! An act on a sheet: the offer’s row locked, the sheet as it stands, the doer allowed.

use chrono::NaiveDate;
use domain::agreement::{Moment, Refusal as Rule, Sheet, SheetState};
use domain::process::{Act, Hat, OfferFacts, Reference, permit};
use sea_orm::ConnectionTrait;

use super::Agreements;
use super::kept::{Body, Kept};
use super::moves::facts_in;
use super::papers::Papers;
use super::view::SheetKind;
use crate::act::{ActTx, Doer};
use crate::offers::head::Head;
use crate::offers::parties::Parties;
use crate::offers::sight::Open;
use crate::{Refusal, london};

/// An act on a sheet under way.
pub(super) struct OpenSheet {
    pub open: Open,
    pub facts: OfferFacts,
    pub hat: Hat,
    pub papers: Papers,
    pub kept: Kept,
    /// The variation within which it is signed.
    pub variation: Option<u32>,
}

/// What is done with a sheet, by what is signed on it.
#[derive(Clone, Copy)]
pub(super) struct OnSheet {
    pub agreement: Act,
    pub memorandum: Act,
}

impl OnSheet {
    pub const SIGN: Self = Self {
        agreement: Act::Sign,
        memorandum: Act::SignMemorandum,
    };
    pub const REFUSE: Self = Self {
        agreement: Act::RefuseToSign,
        memorandum: Act::RefuseMemorandum,
    };
    pub const HAND_ON: Self = Self {
        agreement: Act::HandOnSignature,
        memorandum: Act::HandOnSignature,
    };
    pub const RECALL: Self = Self {
        agreement: Act::Recall,
        memorandum: Act::Recall,
    };
    pub const REMIND: Self = Self {
        agreement: Act::Remind,
        memorandum: Act::Remind,
    };

    pub const fn on(self, kind: SheetKind) -> Act {
        match kind {
            SheetKind::Agreement => self.agreement,
            SheetKind::Memorandum => self.memorandum,
        }
    }
}

impl Agreements<'_> {
    /// Begins an act on the sheet of this name. What has ended says so in its own words, before the stage of the
    /// offer is looked at.
    ///
    /// # Errors
    /// Not found for what the doer does not see; `NotAllowed`; `WrongStage`; `AlreadyDone` for a signature that this
    /// very hat has given.
    pub(super) async fn open_sheet(
        &self,
        doer: &Doer,
        acts: OnSheet,
        reference: &Reference,
        slug: &str,
    ) -> Result<OpenSheet, Refusal> {
        let act = self.services.begin(doer).await?;
        let head = Head::lock(act.db(), reference).await?;
        let facts = facts_of(act.db(), &head, moment(&act).today).await?;
        if reference.is_draft() {
            return Err(Refusal::NotFound);
        }
        let papers = Papers::of(act.db(), &head.row.id).await?;
        doer.may(Act::ReadTerms, Some(&facts))?;
        let kept = papers.sheet(slug).cloned().ok_or(Refusal::NotFound)?;
        let variation = papers.variation_of(&kept, head.stage);
        let within = facts_in(&facts, &papers, variation)?;
        let wanted = acts.on(kept.body.kind());
        let hat = doer.hat().cloned().ok_or(Refusal::SignIn)?;
        match doer.may(wanted, Some(&within)) {
            Ok(()) => {}
            Err(Refusal::WrongStage(words)) => {
                let sheet = kept.body.sheet();
                let rule = sheet.may_sign(&hat, sheet.digest, moment(&act));
                return Err(match (rule, ended(sheet)) {
                    (Err(Rule::NotNamed | Rule::NotYet(_)) | Ok(()), None) => {
                        Refusal::WrongStage(words)
                    }
                    (Err(Rule::NotNamed | Rule::NotYet(_)) | Ok(()), Some(rule))
                    | (Err(rule), _) => rule.into(),
                });
            }
            Err(other) => return Err(other),
        }
        Ok(OpenSheet {
            open: Open { act, head },
            facts: within,
            hat,
            papers,
            kept,
            variation,
        })
    }
}

impl OpenSheet {
    /// When it is done, and on which day in London.
    pub fn moment(&self) -> Moment {
        moment(&self.open.act)
    }

    pub fn sheet(&self) -> &Sheet {
        self.kept.body.sheet()
    }

    /// What a rule refuses to the worn hat; where another of the person’s hats is the one that is named, the switch.
    pub fn refused(&self, rule: Rule) -> Refusal {
        let words = rule.to_string();
        let doer = self.open.act.doer();
        match rule {
            Rule::NotNamed => {
                let wanted = OnSheet::SIGN.on(self.kept.body.kind());
                let other = doer.hats().find(|hat| {
                    **hat != self.hat
                        && self.sheet().names(hat)
                        && permit(Some(hat), wanted, Some(&self.facts)).is_allowed()
                });
                match other {
                    Some(hat) => Refusal::OtherHat {
                        hat: hat.clone(),
                        words,
                    },
                    None => Refusal::NotAllowed(words),
                }
            }
            rule => rule.into(),
        }
    }

    /// Writes what became of the sheet.
    pub async fn save(&mut self) -> Result<(), Refusal> {
        let now = self.open.act.now();
        self.kept.save(self.open.act.db(), now).await?;
        let id = self.kept.id.clone();
        if let Some(old) = self.papers.sheets.iter_mut().find(|old| old.id == id) {
            *old = self.kept.clone();
        }
        Ok(())
    }

    /// The name of the party whose signature this hat holds, or held.
    pub async fn party(&self) -> Result<String, Refusal> {
        let one = self
            .sheet()
            .signatories
            .iter()
            .find(|one| one.is_held_by(&self.hat) || one.names(&self.hat))
            .ok_or(Refusal::NotFound)?;
        self.name_of(&one.party).await
    }

    /// What a party is called in the text that is signed.
    pub async fn name_of(
        &self,
        party: &domain::agreement::SigningParty,
    ) -> Result<String, Refusal> {
        let bound = match &self.kept.body {
            Body::Agreement(_) => {
                let issue = self.kept.issue_id.as_deref().ok_or(Refusal::NotFound)?;
                super::papers::content(self.open.act.db(), issue)
                    .await?
                    .parties
            }
            Body::Memorandum(_) => {
                let memorandum = self.kept.memorandum()?.ok_or(Refusal::NotFound)?;
                memorandum.parties
            }
        };
        let found = bound.into_iter().find(|one| one.party == *party);
        Ok(found.map_or_else(|| party.code(), |one| one.name))
    }
}

/// What permission needs to know of an offer on this day.
pub(super) async fn facts_of(
    db: &impl ConnectionTrait,
    head: &Head,
    today: NaiveDate,
) -> Result<OfferFacts, Refusal> {
    let parties = Parties::of(db, &head.row.id).await?;
    Ok(head.facts(parties.partners, parties.departments, today))
}

/// The moment of an act.
pub(super) fn moment(act: &ActTx) -> Moment {
    Moment {
        at: act.now(),
        today: london::local_date(act.now()),
    }
}

/// How a sheet ended, as a rule that nothing can be done with it any more.
fn ended(sheet: &Sheet) -> Option<Rule> {
    match sheet.state() {
        SheetState::Open => None,
        SheetState::Signed => Some(Rule::SignedByAll),
        SheetState::Refused => {
            let by = sheet.refusal().map(|refused| refused.by.name.clone());
            Some(Rule::Refused(by.unwrap_or_default()))
        }
        SheetState::Expired => Some(Rule::Expired),
        SheetState::Recalled => Some(Rule::Recalled),
        SheetState::Withdrawn => Some(Rule::Withdrawn),
        SheetState::Superseded => Some(Rule::Superseded),
    }
}
