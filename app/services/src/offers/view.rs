//! An offer as somebody sees it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use domain::form::Sheet;
use domain::money::{Appraisal, Parameters, TooLarge};
use domain::offer::{
    AnswerState, Around, Kept, Key, MatterKind, Proposal, Verdict, plan, verdicts,
};
use domain::process::{Act, OfferFacts, OfferKind, OrganisationId, Reference, Stage};

use super::reached::Reached;
use crate::Refusal;

/// The key under which a matter stands that is being typed and was never saved.
pub const NEW: &str = "new";

/// Everything of one offer that one viewer sees, and what they may do.
#[derive(Clone, Debug)]
pub struct OfferView {
    pub id: String,
    /// The name it goes by now, whichever it was asked for by.
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub kind: OfferKind,
    pub stage: Stage,
    pub stage_since: DateTime<Utc>,
    pub facts: OfferFacts,
    pub proposal: Proposal,
    /// Who edited each matter last.
    pub edits: BTreeMap<Key, Edit>,
    pub answers: BTreeMap<Key, PartnerAnswer>,
    /// The set it was submitted under; for a draft, that of its round.
    pub parameters: Parameters,
    pub champion: Option<String>,
    pub lead_department: Option<String>,
    pub first_submitted_at: Option<DateTime<Utc>>,
    pub submitted_at: Option<DateTime<Utc>>,
    /// Why it was returned, declined, ended or withdrawn, where it was.
    pub decision: Option<Decision>,
    /// Whether the place is rewriting it, and this is the text that it had submitted.
    pub as_submitted: bool,
    /// What this viewer may do now, under one of their hats.
    pub may: Vec<Act>,
}

/// The last edit of a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub by: String,
    pub at: DateTime<Utc>,
}

/// How far a partner’s answer has come, and who gave it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartnerAnswer {
    pub state: AnswerState,
    /// Whose answer it is, once somebody has come to give it.
    pub organisation: Option<OrganisationId>,
    /// Where the invitation went.
    pub email: String,
    pub asked_at: Option<DateTime<Utc>>,
    /// The name they gave.
    pub answered_by: Option<String>,
    /// What they are there.
    pub answered_role: Option<String>,
    pub answered_at: Option<DateTime<Utc>>,
    /// Why they declined.
    pub reason: Option<String>,
}

/// What was decided about the offer last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Such as “Offer returned”.
    pub words: String,
    pub reason: Option<String>,
    pub by: String,
    pub at: DateTime<Utc>,
}

impl OfferView {
    /// Whether this viewer may do this now.
    pub fn may(&self, act: Act) -> bool {
        self.may.contains(&act)
    }

    /// Whether it was accepted, and so has terms.
    pub const fn was_accepted(&self) -> bool {
        self.lead_department.is_some()
    }

    pub const fn reached(&self) -> Reached {
        Reached::of(self.stage, self.was_accepted())
    }

    /// Every rule of completeness with what it misses. Worked out anew each time.
    pub fn verdicts(&self) -> Vec<Verdict> {
        verdicts(&self.proposal, &self.parameters)
    }

    /// What the plan adds up to. Worked out anew each time.
    ///
    /// # Errors
    /// Figures that reach £1 trillion.
    pub fn appraisal(&self) -> Result<Appraisal, TooLarge> {
        Appraisal::of(&plan(&self.proposal), &self.parameters)
    }

    /// What each matter has to know of the rest.
    pub fn around(&self) -> Around {
        self.proposal.around()
    }

    /// The matter of this key.
    pub fn matter(&self, key: &Key) -> Result<&Kept, Refusal> {
        self.proposal.find(key).ok_or(Refusal::NotFound)
    }

    /// The only matter of a kind that comes once.
    pub fn only(&self, kind: MatterKind) -> Result<&Kept, Refusal> {
        self.proposal.only(kind).ok_or(Refusal::NotFound)
    }

    /// A matter laid out for reading and filling in.
    pub fn sheet(&self, key: &Key) -> Result<Sheet, Refusal> {
        Ok(self.matter(key)?.matter.sheet(&self.around()))
    }
}
