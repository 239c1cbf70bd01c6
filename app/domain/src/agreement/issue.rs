//! One issue of an agreement: a version of its text, out for signature, behind the memoranda of its pooled budgets.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::canonical::NotCanonical;
use super::content::{Content, Memorandum};
use super::digest::{Digest, Sealed};
use super::refusal::Refusal;
use super::sheet::{Moment, Sheet, SheetState, Signing};
use super::signatory::Signatory;
use super::variation::concerned;
use crate::offer::Key;
use crate::process::{Guard, Hat, PersonId};

/// An agreement as it was issued once. After a refusal the same version can be issued again, under the next number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    pub version: u32,
    /// One for the first issue of all, and so on.
    pub number: u32,
    pub sheet: Sheet,
    /// What has to be signed before, by budget.
    pub memoranda: Vec<Needed>,
    /// The numbers of the terms in the text.
    pub terms: Vec<u32>,
}

/// A memorandum that the text of an agreement contains.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Needed {
    pub budget: Key,
    pub title: String,
    /// Of its text, so that a signature under other words does not count.
    pub digest: Digest,
}

/// A memorandum out for signature, or signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemorandumSheet {
    pub budget: Key,
    /// The term that a refusal names.
    pub term: u32,
    pub sheet: Sheet,
}

/// What a later version varies.
#[derive(Clone, Copy, Debug)]
pub struct Varied<'a> {
    pub before: &'a Content,
    /// The terms that were reopened.
    pub terms: &'a [u32],
}

/// Who signs, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSign {
    pub signatories: Vec<Signatory>,
    pub last_day: NaiveDate,
}

impl Issue {
    /// Issues a text for signature: by everybody who is bound by it, or, where it varies another, by those whom that
    /// concerns.
    ///
    /// # Errors
    /// An issue that is still open or that everybody has signed already, a seal that is that of another text, a term
    /// of years that is over before the last day to sign; and what keeps a sheet from being opened.
    pub fn open(
        content: &Content,
        sealed: &Sealed,
        varied: Option<Varied<'_>>,
        to_sign: ToSign,
        earlier: &[Self],
        now: Moment,
    ) -> Result<Self, Refusal> {
        for issue in earlier {
            match issue.sheet.state() {
                SheetState::Open => return Err(Refusal::OutAlready),
                SheetState::Signed if issue.version == content.head.version => {
                    return Err(Refusal::SignedByAll);
                }
                SheetState::Signed
                | SheetState::Refused
                | SheetState::Expired
                | SheetState::Recalled
                | SheetState::Withdrawn
                | SheetState::Superseded => {}
            }
        }
        if content.seal().as_ref() != Ok(sealed) {
            return Err(Refusal::OtherText);
        }
        if to_sign.last_day > content.head.ends_on {
            return Err(Refusal::TermOver);
        }
        let parties = varied.map_or_else(
            || content.parties.clone(),
            |varied| concerned(varied.before, content, varied.terms),
        );
        let head = &content.head;
        let title = format!("the agreement {}, version {}", head.reference, head.version);
        let sheet = Sheet::open(
            &title,
            sealed.digest,
            &parties,
            to_sign.signatories,
            to_sign.last_day,
            now,
        )?;
        let memoranda = content.memoranda.iter().filter_map(|memorandum| {
            let part = sealed.part(&Memorandum::part_name(&memorandum.budget))?;
            Some(Needed {
                budget: memorandum.budget.clone(),
                title: memorandum.title.clone(),
                digest: part.digest(),
            })
        });
        Ok(Self {
            version: head.version,
            number: earlier.iter().map(|issue| issue.number).max().unwrap_or(0) + 1,
            sheet,
            memoranda: memoranda.collect(),
            terms: content.terms.iter().map(|term| term.number).collect(),
        })
    }

    /// The titles of the pooled budgets whose memorandum not every contributor has signed in these words.
    pub fn unsigned(&self, memoranda: &[MemorandumSheet]) -> Vec<String> {
        (self.memoranda.iter())
            .filter(|needed| !memoranda.iter().any(|one| one.answers(needed)))
            .map(|needed| needed.title.clone())
            .collect()
    }

    /// Signs. The memoranda come before the first signature and the first approval (7.15).
    ///
    /// # Errors
    /// As `Sheet::sign`; a memorandum that is not signed by every contributor.
    pub fn sign(
        &mut self,
        hat: &Hat,
        seen: Digest,
        declared: bool,
        memoranda: &[MemorandumSheet],
        now: Moment,
    ) -> Result<Signing, Refusal> {
        self.may_sign(hat, seen, memoranda, now)?;
        self.sheet.sign(hat, seen, declared, now)
    }

    /// Whether this hat could sign now.
    ///
    /// # Errors
    /// Why it could not.
    pub fn may_sign(
        &self,
        hat: &Hat,
        seen: Digest,
        memoranda: &[MemorandumSheet],
        now: Moment,
    ) -> Result<(), Refusal> {
        self.sheet.may_sign(hat, seen, now)?;
        let unsigned = self.unsigned(memoranda);
        if unsigned.is_empty() {
            Ok(())
        } else {
            Err(Refusal::MemorandumFirst(unsigned))
        }
    }

    /// Refuses to sign, over named terms: the negotiation opens again on these.
    ///
    /// # Errors
    /// As `Sheet::refuse`.
    pub fn refuse(
        &mut self,
        hat: &Hat,
        seen: Digest,
        reason: &str,
        terms: &[u32],
        now: Moment,
    ) -> Result<(), Refusal> {
        self.sheet
            .refuse(hat, seen, reason, terms, &self.terms, now)
    }

    /// Everybody who signed or approved, and those on whose behalf: they are told when it ends otherwise.
    pub fn to_be_told(&self) -> Vec<PersonId> {
        let mut people: Vec<PersonId> = (self.sheet.signatures())
            .flat_map(|(_, signature)| {
                [Some(&signature.by), signature.on_behalf_of.as_ref()]
                    .into_iter()
                    .flatten()
            })
            .map(|named| named.person.clone())
            .collect();
        people.sort();
        people.dedup();
        people
    }

    /// Whether a condition of the stage table holds; none for one that this cannot tell.
    pub fn holds(
        &self,
        guard: Guard,
        hat: &Hat,
        memoranda: &[MemorandumSheet],
        today: NaiveDate,
    ) -> Option<bool> {
        match guard {
            Guard::NamedAsSignatory => Some(self.sheet.names(hat)),
            Guard::MemorandaSigned => Some(self.unsigned(memoranda).is_empty()),
            Guard::AllSigned => Some(self.sheet.state() == SheetState::Signed),
            Guard::SigningTimeOver => Some(today > self.sheet.last_day),
            Guard::CompletenessMustsHold
            | Guard::MemberAuthoritiesAccepted
            | Guard::ChampionNamed
            | Guard::LeadDepartmentNamed
            | Guard::ReasonGiven
            | Guard::TermsAllClosed
            | Guard::NoBlockingBarrier
            | Guard::RequirementKnown
            | Guard::PartnersConfirmedAgain
            | Guard::SignatoriesNamed
            | Guard::StartDateReached
            | Guard::TermOver
            | Guard::TermsNamed => None,
        }
    }
}

impl MemorandumSheet {
    /// Puts the memorandum of a pooled budget out for signature by every contributor.
    ///
    /// # Errors
    /// One in the same words that is out or signed already; and what keeps a sheet from being opened.
    pub fn open(
        memorandum: &Memorandum,
        to_sign: ToSign,
        earlier: &[Self],
        now: Moment,
    ) -> Result<Self, Refusal> {
        let digest = Digest::of(text_of(memorandum)?.as_bytes());
        let of_this = (earlier.iter())
            .filter(|one| one.budget == memorandum.budget && one.sheet.digest == digest);
        for one in of_this {
            match one.sheet.state() {
                SheetState::Open => return Err(Refusal::OutAlready),
                SheetState::Signed => return Err(Refusal::SignedByAll),
                SheetState::Refused
                | SheetState::Expired
                | SheetState::Recalled
                | SheetState::Withdrawn
                | SheetState::Superseded => {}
            }
        }
        let title = format!(
            "the memorandum of understanding of {}, under {}",
            memorandum.title, memorandum.reference
        );
        Ok(Self {
            budget: memorandum.budget.clone(),
            term: memorandum.term,
            sheet: Sheet::open(
                &title,
                digest,
                &memorandum.parties,
                to_sign.signatories,
                to_sign.last_day,
                now,
            )?,
        })
    }

    /// Refuses to sign it. The term that it belongs to is the one to be bargained over again.
    ///
    /// # Errors
    /// As `Sheet::refuse`.
    pub fn refuse(
        &mut self,
        hat: &Hat,
        seen: Digest,
        reason: &str,
        now: Moment,
    ) -> Result<(), Refusal> {
        let term = [self.term];
        self.sheet.refuse(hat, seen, reason, &term, &term, now)
    }

    /// Whether every contributor has signed just these words.
    pub fn answers(&self, needed: &Needed) -> bool {
        self.budget == needed.budget
            && self.sheet.digest == needed.digest
            && self.sheet.state() == SheetState::Signed
    }
}

fn text_of(memorandum: &Memorandum) -> Result<String, Refusal> {
    let part = memorandum.part();
    part.map(|part| part.text)
        .map_err(|_: NotCanonical| Refusal::OtherText)
}
