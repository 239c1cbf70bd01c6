//! How an agreement ends: it has run its term, or it is stopped before; and what becomes of what is still open.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::force::{Force, OnADay};
use super::refusal::{Refusal, given};
use super::variation::Variation;
use crate::process::choice::choice;

choice! {
    pub enum EndKind {
        Completed = "completed", "Completed";
        Terminated = "terminated", "Terminated";
    }
}

/// An agreement’s end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    pub kind: EndKind,
    /// Its last day.
    pub on: NaiveDate,
    pub reason: String,
    pub fates: Vec<Decided>,
}

/// Something that is still to be done under an agreement: a milestone, a freedom, money that is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Obligation {
    /// Its stable id.
    pub id: String,
    pub title: String,
}

/// What becomes of one obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub id: String,
    pub fate: Fate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    FallsAway,
    /// It is kept to after the end, until a day.
    CarriesOn {
        until: NaiveDate,
    },
    /// Somebody else answers for it from now on.
    HandedOver {
        to: String,
    },
}

/// What is known of an agreement that is to end.
#[derive(Clone, Copy, Debug)]
pub struct ToEnd<'a> {
    pub force: Force,
    pub variations: &'a [Variation],
    /// What is still open. Nothing of it is forgotten in silence.
    pub open: &'a [Obligation],
    pub today: NaiveDate,
}

impl ToEnd<'_> {
    /// Closes an agreement that has run its term. Its last day is that of the term.
    ///
    /// # Errors
    /// A term that is not over, a variation that is open, an obligation of which nothing is said, no reason.
    pub fn complete(&self, reason: &str, fates: Vec<Decided>) -> Result<Ending, Refusal> {
        if self.today < self.force.since {
            return Err(Refusal::NotInForce);
        }
        if self.today <= self.force.until {
            return Err(Refusal::StillRunning(self.force.until));
        }
        self.ending(EndKind::Completed, self.force.until, reason, fates)
    }

    /// Stops an agreement before its term is over. Today is its last day.
    ///
    /// # Errors
    /// An agreement that is not in force, or has run its term; and as for closing.
    pub fn terminate(&self, reason: &str, fates: Vec<Decided>) -> Result<Ending, Refusal> {
        match self.force.on(self.today) {
            OnADay::NotYet => Err(Refusal::NotInForce),
            OnADay::Over => Err(Refusal::HasRunItsTerm),
            OnADay::Active => self.ending(EndKind::Terminated, self.today, reason, fates),
        }
    }

    fn ending(
        &self,
        kind: EndKind,
        on: NaiveDate,
        reason: &str,
        fates: Vec<Decided>,
    ) -> Result<Ending, Refusal> {
        if let Some(open) = self.variations.iter().find(|one| one.is_open()) {
            return Err(Refusal::VariationOpen(open.number.to_string()));
        }
        let reason = given(reason)?;
        for obligation in self.open {
            if fates.iter().all(|decided| decided.id != obligation.id) {
                return Err(Refusal::NothingSaidOf(obligation.title.clone()));
            }
        }
        for decided in &fates {
            if self.open.iter().all(|one| one.id != decided.id) {
                return Err(Refusal::NotOpen(decided.id.clone()));
            }
            match &decided.fate {
                Fate::CarriesOn { until } if *until <= on => return Err(Refusal::CarriesOnUntil),
                Fate::HandedOver { to } if to.trim().is_empty() => {
                    return Err(Refusal::NobodyTakesOver);
                }
                Fate::FallsAway | Fate::CarriesOn { .. } | Fate::HandedOver { .. } => {}
            }
        }
        Ok(Ending {
            kind,
            on,
            reason,
            fates,
        })
    }
}
