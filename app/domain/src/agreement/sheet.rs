//! One frozen text out for signature: the signatories, what each has done, and what may be done with it.
//!
//! An agreement has one for each time it is issued, a memorandum one for each text that was put out. A sheet that has
//! ended keeps every signature on it for ever, and none of them counts for another.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::content::Bound;
use super::digest::Digest;
use super::refusal::{Refusal, given};
use super::signatory::{Capacity, Handover, Mark, Named, RefusedToSign, Signatory, Signature};
use crate::process::choice::choice;
use crate::process::{Hat, PersonId};

choice! {
    /// How far a sheet has come.
    pub enum SheetState {
        Open = "open", "Out for signature";
        Signed = "signed", "Signed by everybody";
        Refused = "refused", "Refused";
        Expired = "expired", "Time ran out";
        Recalled = "recalled", "Recalled";
        Withdrawn = "withdrawn", "Offer withdrawn";
        Superseded = "superseded", "Replaced by another text";
    }
}

/// When something is done, and on which day in London that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    pub at: DateTime<Utc>,
    pub today: NaiveDate,
}

/// How a sheet ended without everybody’s signature, beside a refusal, which stands at its signatory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stopped {
    Expired {
        at: DateTime<Utc>,
    },
    Recalled {
        by: PersonId,
        reason: String,
        at: DateTime<Utc>,
    },
    Withdrawn {
        at: DateTime<Utc>,
    },
    Superseded {
        at: DateTime<Utc>,
    },
}

/// A text out for signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// What it is, as the declaration names it: “the agreement KEN-1, version 1”.
    pub title: String,
    /// Of the text that is signed.
    pub digest: Digest,
    pub opened_at: DateTime<Utc>,
    /// The last day in London on which it can be signed.
    pub last_day: NaiveDate,
    pub signatories: Vec<Signatory>,
    pub stopped: Option<Stopped>,
}

/// What a signature led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signing {
    /// Others have still to sign.
    Goes,
    /// That was the last.
    Done,
}

impl Sheet {
    /// Puts a text out for signature.
    ///
    /// # Errors
    /// A party without a signer, a signatory for no party, one without name or office or named twice, a last day
    /// that is not to come.
    pub fn open(
        title: &str,
        digest: Digest,
        parties: &[Bound],
        signatories: Vec<Signatory>,
        last_day: NaiveDate,
        now: Moment,
    ) -> Result<Self, Refusal> {
        for bound in parties {
            let signs =
                |one: &Signatory| one.party == bound.party && one.capacity == Capacity::Signer;
            if !signatories.iter().any(signs) {
                return Err(Refusal::NobodySigns(bound.name.clone()));
            }
        }
        for (at, one) in signatories.iter().enumerate() {
            if !one.named.is_whole() {
                return Err(Refusal::NamelessSignatory);
            }
            if parties.iter().all(|bound| bound.party != one.party) {
                return Err(Refusal::NotAParty(one.named.name.clone()));
            }
            let others = signatories.iter().skip(at + 1);
            if others
                .into_iter()
                .any(|other| other.named.person == one.named.person)
            {
                return Err(Refusal::NamedTwice(one.named.name.clone()));
            }
        }
        if last_day <= now.today {
            return Err(Refusal::LastDayPassed);
        }
        let unmarked = signatories.into_iter().map(|one| Signatory {
            handed: Vec::new(),
            mark: None,
            ..one
        });
        Ok(Self {
            title: title.to_owned(),
            digest,
            opened_at: now.at,
            last_day,
            signatories: unmarked.collect(),
            stopped: None,
        })
    }

    /// How far it has come. Worked out anew each time.
    pub fn state(&self) -> SheetState {
        match &self.stopped {
            Some(Stopped::Expired { .. }) => SheetState::Expired,
            Some(Stopped::Recalled { .. }) => SheetState::Recalled,
            Some(Stopped::Withdrawn { .. }) => SheetState::Withdrawn,
            Some(Stopped::Superseded { .. }) => SheetState::Superseded,
            None if self.refusal().is_some() => SheetState::Refused,
            None if self.signatories.iter().all(Signatory::has_signed) => SheetState::Signed,
            None => SheetState::Open,
        }
    }

    /// Who refused, why, and over which terms.
    pub fn refusal(&self) -> Option<&RefusedToSign> {
        self.signatories.iter().find_map(|one| match &one.mark {
            Some(Mark::Refused(refused)) => Some(refused),
            Some(Mark::Signed(_)) | None => None,
        })
    }

    /// When the last signature was given, once everybody has signed.
    pub fn signed_at(&self) -> Option<DateTime<Utc>> {
        let signatures = self.signatories.iter().filter_map(Signatory::signature);
        (self.state() == SheetState::Signed)
            .then(|| signatures.map(|signature| signature.at).max())
            .flatten()
    }

    /// Those whose turn it is, for reminders and for “your work”; nobody once it has ended.
    pub fn due(&self) -> Vec<&Signatory> {
        let waiting = || self.signatories.iter().filter(|one| one.mark.is_none());
        let first = waiting().map(Signatory::rank).min();
        if self.state() == SheetState::Open {
            waiting().filter(|one| Some(one.rank()) == first).collect()
        } else {
            Vec::new()
        }
    }

    /// Those who have signed, to be told of a refusal, an expiry or a recall.
    pub fn signatures(&self) -> impl Iterator<Item = (&Signatory, &Signature)> {
        (self.signatories.iter()).filter_map(|one| Some((one, one.signature()?)))
    }

    /// Whether a hat is that of somebody named here, or of somebody they asked.
    pub fn names(&self, hat: &Hat) -> bool {
        (self.signatories.iter()).any(|one| one.is_held_by(hat) || one.names(hat))
    }

    /// What this hat reads and confirms before it signs.
    ///
    /// # Errors
    /// A hat that holds no signature here.
    pub fn declaration(&self, hat: &Hat) -> Result<String, Refusal> {
        let one = &self.signatories[self.held_by(hat)?];
        let Named { name, office, .. } = one.holder();
        let what = match one.capacity {
            Capacity::Approver => "approve",
            Capacity::Signer => "sign",
        };
        let on_behalf = one
            .handed_to()
            .map(|_| format!(", on behalf of {}, {}", one.named.name, one.named.office))
            .unwrap_or_default();
        Ok(format!(
            "I, {name}, {office}, have read {}, with the SHA-256 {}. I have authority to {what} it{on_behalf}, and I {what} it.",
            self.title, self.digest
        ))
    }

    /// Whether this hat could sign now.
    ///
    /// # Errors
    /// Why it could not.
    pub fn may_sign(&self, hat: &Hat, seen: Digest, now: Moment) -> Result<(), Refusal> {
        self.to_sign(hat, seen, now).map(|_| ())
    }

    /// Signs. `seen` is the digest of the text that the person had before them.
    ///
    /// # Errors
    /// Somebody who is not named, or has asked another, or has signed; a sheet that has ended or whose time is over;
    /// another text; somebody’s turn before; no declaration.
    pub fn sign(
        &mut self,
        hat: &Hat,
        seen: Digest,
        declared: bool,
        now: Moment,
    ) -> Result<Signing, Refusal> {
        let at = self.to_sign(hat, seen, now)?;
        if !declared {
            return Err(Refusal::NotDeclared);
        }
        let declaration = self.declaration(hat)?;
        let digest = self.digest;
        let one = &mut self.signatories[at];
        one.mark = Some(Mark::Signed(Signature {
            by: one.holder().clone(),
            on_behalf_of: one.handed_to().map(|_| one.named.clone()),
            declaration,
            digest,
            at: now.at,
        }));
        if self.state() == SheetState::Signed {
            Ok(Signing::Done)
        } else {
            Ok(Signing::Goes)
        }
    }

    /// Refuses to sign; the sheet ends with it. Nobody has to wait for their turn to say no.
    ///
    /// `terms` are those that keep them from signing, `in_text` those that the text has.
    ///
    /// # Errors
    /// As for signing, but for the order; no reason, no term, a term that the text does not have.
    pub fn refuse(
        &mut self,
        hat: &Hat,
        seen: Digest,
        reason: &str,
        terms: &[u32],
        in_text: &[u32],
        now: Moment,
    ) -> Result<(), Refusal> {
        let at = self.held_by(hat)?;
        self.must_be_open(seen, now)?;
        if self.signatories[at].has_signed() {
            return Err(Refusal::SignedAlready);
        }
        let reason = given(reason)?;
        if terms.is_empty() {
            return Err(Refusal::NoTermNamed);
        }
        if let Some(unknown) = terms.iter().find(|term| !in_text.contains(term)) {
            return Err(Refusal::NoSuchTerm(*unknown));
        }
        let mut terms = terms.to_vec();
        terms.sort_unstable();
        terms.dedup();
        let one = &mut self.signatories[at];
        one.mark = Some(Mark::Refused(RefusedToSign {
            by: one.holder().clone(),
            reason,
            terms,
            at: now.at,
        }));
        Ok(())
    }

    /// Asks somebody of the same organisation to sign instead. `as_hat` is the hat that they would sign under.
    ///
    /// # Errors
    /// Somebody who is not named or has signed, a sheet that has ended; one who was asked already; another
    /// organisation, somebody who signs here anyway, no name, no reason.
    pub fn hand_on(
        &mut self,
        hat: &Hat,
        to: Named,
        as_hat: &Hat,
        reason: &str,
        now: Moment,
    ) -> Result<(), Refusal> {
        let at = self.held_by(hat)?;
        self.must_be_open(self.digest, now)?;
        let one = &self.signatories[at];
        if one.has_signed() {
            return Err(Refusal::SignedAlready);
        }
        if one.handed_to().is_some() {
            return Err(Refusal::HandedOnOnce);
        }
        if as_hat.person != to.person || !one.may_be(as_hat) {
            return Err(Refusal::OtherOrganisation);
        }
        if !to.is_whole() {
            return Err(Refusal::NamelessSignatory);
        }
        let signs_here =
            |one: &Signatory| one.named.person == to.person || one.holder().person == to.person;
        if self.signatories.iter().any(signs_here) {
            return Err(Refusal::NamedTwice(to.name));
        }
        let reason = given(reason)?;
        self.signatories[at].handed.push(Handover {
            to,
            reason,
            at: now.at,
            taken_back: None,
        });
        Ok(())
    }

    /// Takes back what was handed on, to sign oneself or to ask somebody else.
    ///
    /// # Errors
    /// Somebody who is not named, a sheet that has ended, a signature that was given, nobody who was asked.
    pub fn take_back(&mut self, hat: &Hat, now: Moment) -> Result<(), Refusal> {
        let at = self
            .signatories
            .iter()
            .position(|one| one.names(hat))
            .ok_or(Refusal::NotNamed)?;
        self.must_be_open(self.digest, now)?;
        let one = &mut self.signatories[at];
        if one.has_signed() {
            return Err(Refusal::SignedAlready);
        }
        if one.handed_to().is_none() {
            return Err(Refusal::NobodyAsked);
        }
        if let Some(last) = one.handed.last_mut() {
            last.taken_back = Some(now.at);
        }
        Ok(())
    }

    /// Ends it when the last day is over.
    ///
    /// # Errors
    /// A sheet that has ended, time that is left.
    pub fn expire(&mut self, now: Moment) -> Result<(), Refusal> {
        self.must_not_be_closed()?;
        if now.today <= self.last_day {
            return Err(Refusal::TimeLeft(self.last_day));
        }
        self.stopped = Some(Stopped::Expired { at: now.at });
        Ok(())
    }

    /// Takes it back from signature.
    ///
    /// # Errors
    /// A sheet that has ended, no reason.
    pub fn recall(&mut self, by: &PersonId, reason: &str, now: Moment) -> Result<(), Refusal> {
        self.must_not_be_closed()?;
        self.stopped = Some(Stopped::Recalled {
            by: by.clone(),
            reason: given(reason)?,
            at: now.at,
        });
        Ok(())
    }

    /// Ends it because the place withdraws its offer.
    ///
    /// # Errors
    /// A sheet that has ended.
    pub fn withdraw(&mut self, now: Moment) -> Result<(), Refusal> {
        self.must_not_be_closed()?;
        self.stopped = Some(Stopped::Withdrawn { at: now.at });
        Ok(())
    }

    /// Ends it because another text takes its place. Only what is still open: a complete one stays on record as it is.
    ///
    /// # Errors
    /// A sheet that has ended.
    pub fn supersede(&mut self, now: Moment) -> Result<(), Refusal> {
        self.must_not_be_closed()?;
        self.stopped = Some(Stopped::Superseded { at: now.at });
        Ok(())
    }
}
