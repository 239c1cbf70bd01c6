//! What would be issued now: everything that is agreed in the offer, frozen.

use domain::agreement::{Content, ToFreeze};
use domain::negotiation::Term;
use domain::offer::{Kept, Key, Matter};
use domain::process::{OfferFacts, OrganisationId, Rooms, Stage};
use sea_orm::ConnectionTrait;

use super::papers::{Papers, contents_in_force};
use crate::Refusal;
use crate::negotiation::Whole;
use crate::offers::head::Head;

/// The offer as its agreed terms make it: what is needed to freeze it, and to say what it would come to.
pub(super) struct Agreed {
    place: OrganisationId,
    pub terms: Vec<Term>,
    partners: Vec<Kept>,
    parameters: domain::money::Parameters,
}

impl Agreed {
    /// As the joint room has it: nothing else counts.
    pub async fn of(
        db: &impl ConnectionTrait,
        head: &Head,
        facts: &OfferFacts,
    ) -> Result<Self, Refusal> {
        // A hat of the house that hears what both sides say to one another, and nothing more.
        let auditor = domain::process::Hat::new("house", "house", domain::process::Role::Auditor);
        let whole = Whole::of(db, head, Rooms::of(&auditor, facts)).await?;
        let partners = whole.proposal.kept.iter();
        Ok(Self {
            place: facts.place.clone(),
            partners: partners
                .filter(|kept| matches!(kept.matter, Matter::Partner(_)))
                .cloned()
                .collect(),
            terms: whole.terms.into_iter().map(|one| one.term).collect(),
            parameters: head.parameters_as_submitted()?,
        })
    }

    /// The open variation that has this budget on the table, while the agreement is in force.
    pub fn variation_over(&self, budget: &Key, papers: &Papers, stage: Stage) -> Option<u32> {
        let is_it = |term: &&Term| term.subject.matter.as_ref() == Some(budget);
        let term = self.terms.iter().find(is_it)?;
        papers.variation_over(term.number, stage)
    }

    /// The text that would be issued, as a rule of the domain says why not.
    pub async fn frozen(
        &self,
        db: &impl ConnectionTrait,
        head: &Head,
        papers: &Papers,
        variation: Option<u32>,
    ) -> Result<Frozen, Refusal> {
        let to_freeze = ToFreeze {
            reference: &head.reference,
            kind: head.kind,
            place: &self.place,
            place_name: &head.place_name,
            partners: &self.partners,
            terms: &self.terms,
            parameters: &self.parameters,
        };
        let Some(number) = variation else {
            return Ok(Frozen {
                content: to_freeze.freeze()?,
                before: None,
            });
        };
        let varied = papers.variations.iter().map(|(_, one)| one);
        let varied = varied
            .clone()
            .find(|one| one.number == number)
            .ok_or(Refusal::NotFound)?;
        let mut earlier = contents_in_force(db, &head.row.id).await?;
        let content = to_freeze.vary(&earlier, &varied.terms, &varied.reason)?;
        Ok(Frozen {
            content,
            before: earlier.pop(),
        })
    }
}

/// What would be issued, and what it varies.
pub(super) struct Frozen {
    pub content: Content,
    pub before: Option<Content>,
}
