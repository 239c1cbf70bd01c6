//! Who signs, for whom, in which order, and what they declare.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::digest::Digest;
use super::party::SigningParty;
use crate::process::choice::choice;
use crate::process::{Hat, OrganisationId, PersonId, Role};

choice! {
    /// What a signature is for. Approvers come before signers.
    pub enum Capacity {
        Approver = "approver", "Approves";
        Signer = "signer", "Signs";
    }
}

/// A person with the name and the office under which they sign.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub person: PersonId,
    pub name: String,
    /// “Leader of the council”, “Minister of State”.
    pub office: String,
}

impl Named {
    pub fn new(
        person: impl Into<PersonId>,
        name: impl Into<String>,
        office: impl Into<String>,
    ) -> Self {
        Self {
            person: person.into(),
            name: name.into(),
            office: office.into(),
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        !self.name.trim().is_empty() && !self.office.trim().is_empty()
    }
}

/// Somebody who is to sign, as named at issue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signatory {
    pub party: SigningParty,
    /// The organisation whose hat the signature is given under.
    pub organisation: OrganisationId,
    pub capacity: Capacity,
    /// Among those of the same capacity: a lower one comes first, equal ones sign in any order.
    pub step: u32,
    pub named: Named,
    /// To whom it was handed on, oldest first. The trace stays when it is taken back.
    pub handed: Vec<Handover>,
    pub mark: Option<Mark>,
}

/// Somebody asked another of the same organisation to sign for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handover {
    pub to: Named,
    pub reason: String,
    pub at: DateTime<Utc>,
    pub taken_back: Option<DateTime<Utc>>,
}

/// What a signatory did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    Signed(Signature),
    Refused(RefusedToSign),
}

/// A signature, complete in itself: an account can be erased, and this still says who signed what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub by: Named,
    /// The one who handed it on, where somebody else was named.
    pub on_behalf_of: Option<Named>,
    /// The words that were confirmed.
    pub declaration: String,
    /// The digest of the very text that was signed.
    pub digest: Digest,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RefusedToSign {
    pub by: Named,
    pub reason: String,
    /// The terms that keep them from signing.
    pub terms: Vec<u32>,
    pub at: DateTime<Utc>,
}

impl Signatory {
    pub fn new(
        party: SigningParty,
        organisation: impl Into<OrganisationId>,
        capacity: Capacity,
        named: Named,
    ) -> Self {
        Self {
            party,
            organisation: organisation.into(),
            capacity,
            step: 0,
            named,
            handed: Vec::new(),
            mark: None,
        }
    }

    /// The same at a later step.
    #[must_use]
    pub const fn at_step(mut self, step: u32) -> Self {
        self.step = step;
        self
    }

    /// Where it stands in the order: approvers first, then by step.
    pub const fn rank(&self) -> (Capacity, u32) {
        (self.capacity, self.step)
    }

    /// The handover that holds, where there is one.
    pub fn handed_to(&self) -> Option<&Named> {
        let last = self.handed.last()?;
        last.taken_back.is_none().then_some(&last.to)
    }

    /// Who has to sign now: the one named, or whom they asked.
    pub fn holder(&self) -> &Named {
        self.handed_to().unwrap_or(&self.named)
    }

    /// Whether this hat is that of the one who has to sign now.
    pub fn is_held_by(&self, hat: &Hat) -> bool {
        self.holder().person == hat.person && self.may_be(hat)
    }

    /// Whether this hat is that of the one named at issue, whoever holds it now.
    pub fn names(&self, hat: &Hat) -> bool {
        self.named.person == hat.person && self.may_be(hat)
    }

    /// Whether a hat is one that can sign for the party at all.
    pub fn may_be(&self, hat: &Hat) -> bool {
        let right_role = match (&self.party, hat.role) {
            (SigningParty::Place, Role::PlaceLeader)
            | (SigningParty::Partner(_), Role::Partner)
            | (SigningParty::Department(_), Role::DepartmentReviewer) => true,
            // A champion can approve for Whitehall, and signs for no department.
            (SigningParty::Department(_), Role::Champion) => self.capacity == Capacity::Approver,
            (
                SigningParty::Place | SigningParty::Partner(_) | SigningParty::Department(_),
                Role::PlaceLeader
                | Role::Drafter
                | Role::Partner
                | Role::Champion
                | Role::DepartmentReviewer
                | Role::ProgrammeOffice
                | Role::Auditor
                | Role::Administrator,
            ) => false,
        };
        right_role && hat.organisation == self.organisation
    }

    pub const fn signature(&self) -> Option<&Signature> {
        match &self.mark {
            Some(Mark::Signed(signature)) => Some(signature),
            Some(Mark::Refused(_)) | None => None,
        }
    }

    pub const fn has_signed(&self) -> bool {
        self.signature().is_some()
    }
}
