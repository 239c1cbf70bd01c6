//! A variation: some terms of an agreement in force, bargained over again.
//!
//! It has a stage of its own, from the same table as that of an offer, so that every act on its terms is permitted by
//! the same rules. Meanwhile the agreement stays in force as it was signed.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::content::{Bound, Content};
use super::party::{Because, SigningParty};
use super::refusal::{Refusal, given};
use crate::process::{OfferFacts, PersonId, Stage, Transition, WrongStage, next};

/// One variation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variation {
    /// From one, in the order in which they were opened.
    pub number: u32,
    /// The version of the agreement that it changes.
    pub base: u32,
    /// The terms that it reopens, by number. The others cannot be touched.
    pub terms: Vec<u32>,
    pub reason: String,
    pub opened_by: PersonId,
    pub opened_at: DateTime<Utc>,
    /// Negotiating, settled, signing, signed; in force once it has taken effect; ended or withdrawn.
    pub stage: Stage,
}

impl Variation {
    /// Reopens terms of the agreement in force.
    ///
    /// # Errors
    /// No terms, a term that the agreement does not have, one that another variation has open, no reason.
    pub fn open(
        in_force: &Content,
        terms: &[u32],
        reason: &str,
        existing: &[Self],
        by: &PersonId,
        at: DateTime<Utc>,
    ) -> Result<Self, Refusal> {
        let mut terms = terms.to_vec();
        terms.sort_unstable();
        terms.dedup();
        if terms.is_empty() {
            return Err(Refusal::NoTerms);
        }
        for term in &terms {
            if in_force.term(*term).is_none() {
                return Err(Refusal::NoSuchTerm(*term));
            }
            if let Some(other) = reopened(existing, *term) {
                return Err(Refusal::OpenAlready {
                    term: *term,
                    variation: other.number,
                });
            }
        }
        Ok(Self {
            number: existing.iter().map(|one| one.number).max().unwrap_or(0) + 1,
            base: in_force.head.version,
            reason: given(reason)?,
            terms,
            opened_by: by.clone(),
            opened_at: at,
            stage: Stage::Negotiating,
        })
    }

    /// Whether anything can still come of it.
    pub const fn is_open(&self) -> bool {
        match self.stage {
            Stage::Negotiating | Stage::Settled | Stage::Signing | Stage::Signed => true,
            Stage::InForce
            | Stage::Ended
            | Stage::Withdrawn
            | Stage::Draft
            | Stage::Submitted
            | Stage::Completed
            | Stage::Terminated
            | Stage::Declined => false,
        }
    }

    /// Moves it on, by the table of the process.
    ///
    /// # Errors
    /// A move that does not start from its stage, or that is none of a variation’s: it is never submitted, closed,
    /// terminated or varied itself, since that is for the agreement.
    pub fn step(&mut self, transition: Transition) -> Result<(), WrongStage> {
        let wrong = WrongStage {
            stage: self.stage,
            transition,
        };
        match transition {
            Transition::Settle
            | Transition::Reopen
            | Transition::Issue
            | Transition::Refuse
            | Transition::Expire
            | Transition::Recall
            | Transition::LastSignature
            | Transition::Start
            | Transition::Withdraw
            | Transition::End => {
                self.stage = next(self.stage, transition)?;
                Ok(())
            }
            Transition::Submit
            | Transition::Accept
            | Transition::Return
            | Transition::Decline
            | Transition::Close
            | Transition::Terminate
            | Transition::Vary => Err(wrong),
        }
    }

    /// Settles its terms, on the version that is in force now.
    ///
    /// # Errors
    /// Another stage than negotiating.
    pub fn settle(&mut self, current: u32) -> Result<(), WrongStage> {
        self.step(Transition::Settle)?;
        self.base = current;
        Ok(())
    }

    /// Whether it can go out for signature: two texts that change the same version are never out at once, or the
    /// second would undo the first.
    ///
    /// # Errors
    /// Another that is out or waits for its day, a version that has been replaced since its terms were settled.
    pub fn may_issue(&self, existing: &[Self], current: u32) -> Result<(), Refusal> {
        let out = existing.iter().find(|other| {
            other.number != self.number && matches!(other.stage, Stage::Signing | Stage::Signed)
        });
        if let Some(other) = out {
            return Err(Refusal::AnotherOut(other.number));
        }
        if self.base == current {
            Ok(())
        } else {
            Err(Refusal::OtherBase)
        }
    }

    /// What permission needs to know of the agreement while somebody acts in this variation.
    pub fn facts(&self, agreement: &OfferFacts) -> OfferFacts {
        OfferFacts {
            stage: self.stage,
            ..agreement.clone()
        }
    }

    /// From when on its version is the one in force: the later of its last signature and the day agreed for it.
    pub fn takes_effect(last_signed: NaiveDate, agreed: Option<NaiveDate>) -> NaiveDate {
        agreed.map_or(last_signed, |day| day.max(last_signed))
    }
}

/// The open variation that has this term on the table.
pub fn reopened(variations: &[Variation], term: u32) -> Option<&Variation> {
    variations
        .iter()
        .find(|one| one.is_open() && one.terms.contains(&term))
}

/// Who signs a new version: the place and the Treasury always, and whoever is bound, before or after, by a term that
/// the variation changes. Those who are bound by nothing that changes signed it once and are not asked again.
pub fn concerned(before: &Content, after: &Content, terms: &[u32]) -> Vec<Bound> {
    let touches = |because: &Because| match because {
        Because::OwnOffer | Because::GuardsMoney => true,
        Because::Grants { term }
        | Because::Funds { term }
        | Because::PutsIn { term }
        | Because::Holds { term }
        | Because::Releases { term }
        | Because::Commits { term } => terms.contains(term),
    };
    let is_concerned = |bound: &&Bound| bound.because.iter().any(touches);
    let mut found: Vec<Bound> = (after.parties.iter())
        .filter(is_concerned)
        .cloned()
        .collect();
    // Whoever is let off, or loses something, agrees to that as well.
    for bound in before.parties.iter().filter(is_concerned) {
        if found.iter().all(|other| other.party != bound.party) {
            found.push(bound.clone());
        }
    }
    let treasury = SigningParty::treasury();
    found.sort_by_key(|bound| bound.party == treasury);
    found
}
