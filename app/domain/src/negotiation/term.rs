//! A term: its versions, who has to agree, what they say of it, and what may be done with it.
//!
//! Each act takes what it needs as arguments, checks its rules and changes the term, or says why not.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::party::{Party, PartyId, Why, required};
use super::position::{Position, Said, Stance};
use super::refusal::Refusal;
use super::subject::Subject;
use crate::offer::Kept;
use crate::process::choice::choice;
use crate::process::{OrganisationId, PersonId, Room};

choice! {
    /// How far a term has come.
    pub enum TermState {
        Open = "open", "Open";
        /// By every required party, on the current version. It is locked until somebody reopens it.
        Agreed = "agreed", "Agreed";
        Withdrawn = "withdrawn", "Withdrawn";
        Refused = "refused", "Refused";
    }
}

impl TermState {
    /// Whether nothing is left to bargain over.
    pub const fn is_closed(self) -> bool {
        !matches!(self, Self::Open)
    }
}

/// What a term said at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// From one, without gaps: proposals have no number.
    pub number: u32,
    /// The same values that drafting edits, prose and figures together.
    pub matters: Vec<Kept>,
    pub by: PersonId,
    pub at: DateTime<Utc>,
    /// Why it was put forward; empty for the first.
    pub reason: String,
}

/// How a term left the table otherwise than by what each party said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Closing {
    /// By the place, which had proposed it.
    Withdrawn { reason: String },
    /// By a department that could have granted it.
    Refused { by: OrganisationId, reason: String },
    /// It left without another agreement: a variation had it open and came to nothing, so it stands as it was signed.
    Signed,
}

/// One term of a negotiation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// As people name it: “Term 4”. It never changes.
    pub number: u32,
    pub subject: Subject,
    /// The department named at acceptance.
    pub lead: OrganisationId,
    /// What it says now.
    pub current: Version,
    /// Departments that the champion asked for beside those that the rules require, each with the reason.
    pub added: Vec<Party>,
    /// Every position taken, on this version and on former ones, oldest first.
    pub positions: Vec<Position>,
    /// How often it was reopened after everybody had agreed, or after it was closed.
    pub openings: u32,
    pub closing: Option<Closing>,
}

impl Term {
    /// A term as acceptance makes it.
    pub const fn new(
        number: u32,
        subject: Subject,
        lead: OrganisationId,
        current: Version,
    ) -> Self {
        Self {
            number,
            subject,
            lead,
            current,
            added: Vec::new(),
            positions: Vec::new(),
            openings: 0,
            closing: None,
        }
    }

    /// Who has to agree to the current version: those that the rules require, then those added.
    pub fn parties(&self) -> Vec<Party> {
        let mut parties = required(self.subject.kind, &self.current.matters, &self.lead);
        for party in &self.added {
            if parties.iter().all(|other| other.id != party.id) {
                parties.push(party.clone());
            }
        }
        parties
    }

    /// What a party says of the current version for everybody to hear; none while it has not spoken.
    pub fn standing(&self, party: &PartyId) -> Option<&Position> {
        self.positions.iter().rev().find(|position| {
            position.party == *party
                && position.version == self.current.number
                && position.opening == self.openings
                && position.room == Room::Joint
        })
    }

    /// The last version that a party agreed to, for showing it what changed since.
    pub fn last_agreed(&self, party: &PartyId) -> Option<u32> {
        self.positions
            .iter()
            .rev()
            .find(|position| {
                position.party == *party
                    && position.room == Room::Joint
                    && position.said.stance == Stance::Agree
            })
            .map(|position| position.version)
    }

    /// How far it has come. Worked out anew each time.
    pub fn state(&self) -> TermState {
        match &self.closing {
            Some(Closing::Withdrawn { .. }) => TermState::Withdrawn,
            Some(Closing::Refused { .. }) => TermState::Refused,
            Some(Closing::Signed) => TermState::Agreed,
            None if self.parties().iter().all(|party| self.is_content(party)) => TermState::Agreed,
            None => TermState::Open,
        }
    }

    /// Whether this party no longer stands in the way: it agrees, or was only added and has no interest.
    fn is_content(&self, party: &Party) -> bool {
        match self
            .standing(&party.id)
            .map(|position| position.said.stance)
        {
            Some(Stance::Agree) => true,
            Some(Stance::NoInterest) => !party.is_required(),
            Some(Stance::AgreeIf | Stance::Object) | None => false,
        }
    }

    /// Takes a position on a version, in a room.
    ///
    /// # Errors
    /// A closed or locked term, a version that is not current, a party that is none, missing words.
    pub fn take_position(&mut self, position: Position) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.must_be_current(position.version)?;
        let party = self.party(&position.party)?;
        let Said { stance, words, .. } = &position.said;
        if let Some(asked) = stance.asks_for()
            && words.trim().is_empty()
        {
            return Err(Refusal::WordsNeeded(asked));
        }
        if *stance == Stance::NoInterest && party.is_required() {
            return Err(Refusal::RequiredParty);
        }
        self.positions.push(Position {
            opening: self.openings,
            ..position
        });
        Ok(())
    }

    /// Puts forward new wording or figures. Everybody is asked again; what they said before stays in sight.
    ///
    /// # Errors
    /// A closed or locked term, another version put forward meanwhile, nothing that differs.
    pub fn put_forward(
        &mut self,
        base: u32,
        matters: Vec<Kept>,
        by: PersonId,
        at: DateTime<Utc>,
        reason: &str,
    ) -> Result<u32, Refusal> {
        self.must_be_open()?;
        self.must_be_current(base)?;
        let same = |one: &[Kept], other: &[Kept]| {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| one.key == other.key && one.matter == other.matter)
        };
        if same(&self.current.matters, &matters) {
            return Err(Refusal::NothingChanged);
        }
        self.current = Version {
            number: base + 1,
            matters,
            by,
            at,
            reason: reason.trim().to_owned(),
        };
        Ok(self.current.number)
    }

    /// Opens an agreed, withdrawn or refused term again; everybody is asked again on the same version.
    ///
    /// # Errors
    /// An open term, no reason.
    pub fn reopen(&mut self, reason: &str) -> Result<(), Refusal> {
        if self.state() == TermState::Open {
            return Err(Refusal::StillOpen);
        }
        given(reason)?;
        self.closing = None;
        self.openings += 1;
        Ok(())
    }

    /// Has it stand as it was signed: the variation that had it open has ended, and says again what the agreement in
    /// force says. Nobody is asked, since everybody has signed it. Whoever varies it again reopens it.
    pub fn stand_as_signed(&mut self) {
        if self.state() != TermState::Agreed {
            self.closing = Some(Closing::Signed);
        }
    }

    /// The place takes back what it had asked for.
    ///
    /// # Errors
    /// A closed or locked term, scope, savings or sharing, no reason.
    pub fn withdraw(&mut self, reason: &str) -> Result<(), Refusal> {
        self.must_be_open()?;
        if !self.subject.kind.can_be_withdrawn() {
            return Err(Refusal::CannotBeWithdrawn);
        }
        let reason = given(reason)?;
        self.closing = Some(Closing::Withdrawn { reason });
        Ok(())
    }

    /// A department that could grant a freedom says that it will not.
    ///
    /// # Errors
    /// A closed or locked term, what is no freedom, a department that does not own it, no reason.
    pub fn refuse(&mut self, department: &OrganisationId, reason: &str) -> Result<(), Refusal> {
        self.must_be_open()?;
        if !self.subject.kind.can_be_refused() {
            return Err(Refusal::CannotBeRefused);
        }
        let id = PartyId::Department(department.clone());
        let owns = |party: &Party| party.id == id && party.why == Why::OwnsFreedom;
        if !self.parties().iter().any(owns) {
            return Err(Refusal::NotItsOwner);
        }
        self.closing = Some(Closing::Refused {
            by: department.clone(),
            reason: given(reason)?,
        });
        Ok(())
    }

    /// The champion asks one more department.
    ///
    /// # Errors
    /// A closed or locked term, one that is a party already, no reason.
    pub fn add_party(
        &mut self,
        department: &OrganisationId,
        reason: &str,
        at: DateTime<Utc>,
    ) -> Result<(), Refusal> {
        self.must_be_open()?;
        let id = PartyId::Department(department.clone());
        if self.party(&id).is_ok() {
            return Err(Refusal::AlreadyAParty);
        }
        let reason = given(reason)?;
        self.added.push(Party {
            id,
            why: Why::Added {
                reason,
                at: Some(at),
            },
        });
        Ok(())
    }

    /// The champion lets one go that was only added.
    ///
    /// # Errors
    /// A closed or locked term, one that the rules require, one that is none.
    pub fn release_party(&mut self, department: &OrganisationId) -> Result<(), Refusal> {
        self.must_be_open()?;
        let id = PartyId::Department(department.clone());
        if self.party(&id)?.is_required() {
            return Err(Refusal::RequiredParty);
        }
        self.added.retain(|party| party.id != id);
        Ok(())
    }

    /// Makes a position that one side had for itself known to all. Only then does it count.
    ///
    /// # Errors
    /// A closed or locked term, a version that is not current any more.
    pub fn release_position(&mut self, at: usize) -> Result<(), Refusal> {
        self.must_be_open()?;
        let current = self.current.number;
        let openings = self.openings;
        let Some(position) = self.positions.get_mut(at) else {
            return Err(Refusal::NotAParty);
        };
        if position.version != current || position.opening != openings {
            return Err(Refusal::NotCurrent { current });
        }
        // It counts from now on, and so stands behind what was said for all to hear before.
        let mut released = position.clone();
        released.room = Room::Joint;
        self.positions.push(released);
        Ok(())
    }

    fn party(&self, id: &PartyId) -> Result<Party, Refusal> {
        self.parties()
            .into_iter()
            .find(|party| party.id == *id)
            .ok_or(Refusal::NotAParty)
    }

    pub(super) fn must_be_current(&self, version: u32) -> Result<(), Refusal> {
        let current = self.current.number;
        if version == current {
            Ok(())
        } else {
            Err(Refusal::NotCurrent { current })
        }
    }

    fn must_not_be_closed(&self) -> Result<(), Refusal> {
        match &self.closing {
            None => Ok(()),
            Some(Closing::Signed) => Err(Refusal::Locked),
            Some(Closing::Withdrawn { .. }) => Err(Refusal::Withdrawn),
            Some(Closing::Refused { .. }) => Err(Refusal::Refused),
        }
    }

    pub(super) fn must_be_open(&self) -> Result<(), Refusal> {
        self.must_not_be_closed()?;
        match self.state() {
            TermState::Agreed => Err(Refusal::Locked),
            TermState::Open | TermState::Withdrawn | TermState::Refused => Ok(()),
        }
    }
}

/// The reason, if one was given.
pub(super) fn given(reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        Err(Refusal::ReasonNeeded)
    } else {
        Ok(reason.to_owned())
    }
}
