//! What whoever issues an agreement, or puts out a memorandum, has before them: who is bound, and who could sign.

use chrono::{Days, NaiveDate};
use domain::agreement::{
    Because, Bound, Capacity, Memorandum, Named, Signatory, SigningParty, ToSign,
};
use domain::offer::Key;
use domain::process::{Act, OrganisationId, PersonId, Reference};
use sea_orm::ConnectionTrait;

use super::Agreements;
use super::candidates::Candidates;
use super::freeze::{Agreed, Frozen};
use super::moves::facts_in;
use super::papers::Papers;
use crate::offers::words;
use crate::refusal::allowed;
use crate::{Refusal, Viewer};

/// How long people usually have to sign.
const FOUR_WEEKS: Days = Days::new(28);

/// The form behind which a text goes out for signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueForm {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub version: u32,
    pub variation: Option<u32>,
    /// “the agreement KEN-1, version 1”.
    pub what: String,
    pub parties: Vec<PartyToSign>,
    /// A last day to begin with.
    pub last_day: NaiveDate,
    pub starts_on: NaiveDate,
    pub ends_on: NaiveDate,
    pub embargo_until: Option<NaiveDate>,
}

/// A party that has to sign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyToSign {
    pub party: SigningParty,
    pub name: String,
    /// Why it has to.
    pub because: Vec<String>,
    /// Who could sign for it.
    pub candidates: Vec<Candidate>,
    /// Who could approve before, where somebody is to.
    pub approvers: Vec<Candidate>,
    pub suggested: Option<PersonId>,
}

/// Somebody who could be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub person: PersonId,
    pub name: String,
    /// A first guess at the office under which they sign.
    pub office: String,
    pub organisation: OrganisationId,
    pub organisation_name: String,
}

/// Who is to sign, and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToIssue {
    pub signatories: Vec<ToName>,
    pub last_day: Option<NaiveDate>,
}

/// Somebody to be named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToName {
    pub party: SigningParty,
    pub person: PersonId,
    pub office: String,
    pub capacity: Capacity,
    pub step: u32,
}

impl Agreements<'_> {
    /// What would be issued now, and who could sign it.
    ///
    /// # Errors
    /// Not found, not allowed or the wrong stage as for issuing; `Invalid` where what is agreed cannot be frozen.
    pub async fn issue_form(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        variation: Option<u32>,
    ) -> Result<IssueForm, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let db = self.services.read();
        let papers = Papers::of(db, &seen.head.row.id).await?;
        let facts = facts_in(&seen.facts, &papers, variation)?;
        let verdict = domain::process::permit_any(&seen.hats, Act::Issue, Some(&facts)).verdict;
        allowed(verdict)?;
        let agreed = Agreed::of(db, &seen.head, &seen.facts).await?;
        let frozen = agreed.frozen(db, &seen.head, &papers, variation).await?;
        let candidates = Candidates::of(db, &seen.head).await?;
        let head = &frozen.content.head;
        Ok(IssueForm {
            reference: seen.head.reference.clone(),
            title: seen.head.row.title.clone(),
            place_name: seen.head.place_name.clone(),
            version: head.version,
            variation,
            what: format!("the agreement {}, version {}", head.reference, head.version),
            parties: parties(db, &candidates, &frozen.bound(&papers, variation)).await?,
            last_day: self.suggested_last_day(),
            starts_on: head.starts_on,
            ends_on: head.ends_on,
            embargo_until: papers.embargo_until(),
        })
    }

    /// The memorandum of a pooled budget as it would be put out now, and who could sign it.
    ///
    /// # Errors
    /// Not found for a budget that is not pooled or not agreed; else as for putting it out.
    pub async fn memorandum_form(
        &self,
        viewer: &Viewer,
        reference: &Reference,
        budget: &Key,
    ) -> Result<IssueForm, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadTerms, reference).await?;
        let db = self.services.read();
        let papers = Papers::of(db, &seen.head.row.id).await?;
        let agreed = Agreed::of(db, &seen.head, &seen.facts).await?;
        let variation = agreed.variation_over(budget, &papers, seen.head.stage);
        let facts = facts_in(&seen.facts, &papers, variation)?;
        let act = Act::PutOutMemorandum;
        allowed(domain::process::permit_any(&seen.hats, act, Some(&facts)).verdict)?;
        let frozen = agreed.frozen(db, &seen.head, &papers, variation).await?;
        let memorandum = frozen.memorandum(budget)?;
        let candidates = Candidates::of(db, &seen.head).await?;
        let head = &frozen.content.head;
        Ok(IssueForm {
            reference: seen.head.reference.clone(),
            title: seen.head.row.title.clone(),
            place_name: seen.head.place_name.clone(),
            version: head.version,
            variation,
            what: format!("the memorandum of understanding of {}", memorandum.title),
            parties: parties(db, &candidates, &memorandum.parties).await?,
            last_day: self.suggested_last_day(),
            starts_on: head.starts_on,
            ends_on: head.ends_on,
            embargo_until: papers.embargo_until(),
        })
    }

    fn suggested_last_day(&self) -> NaiveDate {
        let today = self.services.today();
        today.checked_add_days(FOUR_WEEKS).unwrap_or(today)
    }
}

impl Frozen {
    /// Those who have to sign.
    pub fn bound(&self, papers: &Papers, variation: Option<u32>) -> Vec<Bound> {
        let terms = papers
            .variations
            .iter()
            .find_map(|(_, one)| (Some(one.number) == variation).then_some(one.terms.as_slice()));
        match (&self.before, terms) {
            (Some(before), Some(terms)) => {
                domain::agreement::concerned(before, &self.content, terms)
            }
            _ => self.content.parties.clone(),
        }
    }

    pub fn memorandum(&self, budget: &Key) -> Result<&Memorandum, Refusal> {
        let all = self.content.memoranda.iter();
        all.clone()
            .find(|one| one.budget == *budget)
            .ok_or(Refusal::NotFound)
    }
}

async fn parties(
    db: &impl ConnectionTrait,
    candidates: &Candidates,
    bound: &[Bound],
) -> Result<Vec<PartyToSign>, Refusal> {
    let mut parties = Vec::with_capacity(bound.len());
    let mut named: Vec<PersonId> = Vec::new();
    for one in bound {
        let found = candidates.for_party(db, &one.party).await?;
        // Nobody signs for two.
        let free = found.iter().find(|who| !named.contains(&who.person));
        let suggested = free.map(|who| who.person.clone());
        named.extend(suggested.clone());
        parties.push(PartyToSign {
            name: one.name.clone(),
            because: one.because.iter().map(Because::words).collect(),
            approvers: candidates.approvers(&one.party, &found),
            candidates: found,
            suggested,
            party: one.party.clone(),
        });
    }
    Ok(parties)
}

/// The signatories as the domain knows them: each somebody who can sign for their party.
pub(super) async fn to_sign(
    db: &impl ConnectionTrait,
    candidates: &Candidates,
    asked: &ToIssue,
) -> Result<ToSign, Refusal> {
    let Some(last_day) = asked.last_day else {
        return Err(Refusal::fault("last-day", "Enter the last day to sign"));
    };
    let mut signatories = Vec::with_capacity(asked.signatories.len());
    for one in &asked.signatories {
        let found = candidates.for_party(db, &one.party).await?;
        let found = match one.capacity {
            Capacity::Signer => found,
            Capacity::Approver => candidates.approvers(&one.party, &found),
        };
        let Some(who) = found.into_iter().find(|who| who.person == one.person) else {
            let words = "Choose somebody who can sign for the organisation.";
            return Err(Refusal::fault("signatories", words));
        };
        let office = words::clean(&one.office).replace('\n', " ");
        let named = Named::new(who.person, who.name, office);
        signatories.push(
            Signatory::new(one.party.clone(), who.organisation, one.capacity, named)
                .at_step(one.step),
        );
    }
    Ok(ToSign {
        signatories,
        last_day,
    })
}
