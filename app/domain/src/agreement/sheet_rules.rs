//! What every act on a sheet asks first: who it is, whether the sheet is open, and whose turn it is.

use super::digest::Digest;
use super::refusal::Refusal;
use super::sheet::{Moment, Sheet, SheetState};
use super::signatory::Signatory;
use crate::process::Hat;

impl Sheet {
    /// The place in the list of the signatory who has to sign under this hat.
    pub(super) fn held_by(&self, hat: &Hat) -> Result<usize, Refusal> {
        if let Some(at) = (self.signatories.iter()).position(|one| one.is_held_by(hat)) {
            return Ok(at);
        }
        let handed = self.signatories.iter().find(|one| one.names(hat));
        Err(handed
            .and_then(Signatory::handed_to)
            .map_or(Refusal::NotNamed, |to| Refusal::HandedOn {
                to: to.name.clone(),
            }))
    }

    pub(super) fn to_sign(&self, hat: &Hat, seen: Digest, now: Moment) -> Result<usize, Refusal> {
        let at = self.held_by(hat)?;
        let one = &self.signatories[at];
        // Whoever signed last presses once more: that is told before “everybody has signed”.
        if one.has_signed() && matches!(self.state(), SheetState::Open | SheetState::Signed) {
            return Err(Refusal::SignedAlready);
        }
        self.must_be_open(seen, now)?;
        let before: Vec<String> = (self.signatories.iter())
            .filter(|other| other.rank() < one.rank() && !other.has_signed())
            .map(|other| other.holder().name.clone())
            .collect();
        if before.is_empty() {
            Ok(at)
        } else {
            Err(Refusal::NotYet(before))
        }
    }

    pub(super) fn must_be_open(&self, seen: Digest, now: Moment) -> Result<(), Refusal> {
        self.must_not_be_closed()?;
        if now.today > self.last_day {
            return Err(Refusal::TimeOver(self.last_day));
        }
        if seen != self.digest {
            return Err(Refusal::OtherText);
        }
        Ok(())
    }

    pub(super) fn must_not_be_closed(&self) -> Result<(), Refusal> {
        match self.state() {
            SheetState::Open => Ok(()),
            SheetState::Signed => Err(Refusal::SignedByAll),
            SheetState::Refused => Err(Refusal::Refused(
                self.refusal()
                    .map(|refused| refused.by.name.clone())
                    .unwrap_or_default(),
            )),
            SheetState::Expired => Err(Refusal::Expired),
            SheetState::Recalled => Err(Refusal::Recalled),
            SheetState::Withdrawn => Err(Refusal::Withdrawn),
            SheetState::Superseded => Err(Refusal::Superseded),
        }
    }
}
