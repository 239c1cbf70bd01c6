//! Wording and figures that somebody proposes for a term: in one room, for one matter, from one version.
//!
//! A proposal has no number, and the term does not hold it: who does not read its room cannot tell that it is there.
//! Taken up, it becomes the next version of the term, merged with whatever has become current meanwhile.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::refusal::Refusal;
use super::subject::TermKind;
use super::term::{Term, given};
use crate::form::{Difference, Merging, Posted, merge};
use crate::offer::{Around, Kept, Key, Matter, MatterKind};
use crate::process::choice::choice;
use crate::process::{Act, Hat, OfferFacts, Room, Rooms, permit};

choice! {
    /// What has become of a proposal.
    pub enum ProposalState {
        Open = "open", "Waits for an answer";
        TakenUp = "taken-up", "Taken up";
        Refused = "refused", "Refused";
        /// A copy stands in the joint room; that one is answered.
        Released = "released", "Put before both sides";
    }
}

impl ProposalState {
    /// Answers it once.
    ///
    /// # Errors
    /// What was answered already.
    pub const fn must_be_open(self) -> Result<(), Refusal> {
        match self {
            Self::Open => Ok(()),
            Self::TakenUp => Err(Refusal::TakenUpAlready),
            Self::Refused => Err(Refusal::RefusedAlready),
            Self::Released => Err(Refusal::ReleasedAlready),
        }
    }
}

choice! {
    /// What a proposal does to the term.
    pub enum ChangeKind {
        Edit = "change", "Changes";
        Add = "add", "Adds";
        Remove = "remove", "Takes out";
    }
}

/// What somebody wants to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    Edit(Key),
    /// One more of this kind.
    Add(MatterKind),
    Remove(Key),
}

impl Change {
    pub const fn kind(&self) -> ChangeKind {
        match self {
            Self::Edit(_) => ChangeKind::Edit,
            Self::Add(_) => ChangeKind::Add,
            Self::Remove(_) => ChangeKind::Remove,
        }
    }
}

/// What is proposed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wording {
    /// The version that it starts from.
    pub base: u32,
    pub change: ChangeKind,
    pub key: Key,
    /// As it would be; what would be taken out, as it was.
    pub matter: Matter,
}

/// Why a proposal cannot become the next version as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Unmerged {
    #[error(transparent)]
    Rule(#[from] Refusal),
    /// Both it and the current version changed these.
    #[error("Choose which text to keep where both were changed")]
    Choose(Vec<Difference>),
}

/// Where two proposals touch the same thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// One of them takes out what the other touches.
    Whole,
    /// The labels of the fields that both change; none where they can both be taken up as they are.
    Fields(Vec<String>),
}

/// The name of the choice between a matter and its removal.
pub const WHOLE: &str = "the-whole";

impl Term {
    /// Whether somebody may propose this, with this reason, having read this version.
    ///
    /// # Errors
    /// A closed or locked term, a version that is not current, what the term does not hold, no reason.
    pub fn may_be_proposed(&self, base: u32, change: &Change, reason: &str) -> Result<(), Refusal> {
        self.must_be_open()?;
        self.can_hold(change)?;
        self.must_be_current(base)?;
        given(reason).map(drop)
    }

    /// Whether such a change is possible in this term.
    ///
    /// # Errors
    /// What the current version does not hold; something to add or to take out where the term is one thing.
    pub fn can_hold(&self, change: &Change) -> Result<(), Refusal> {
        let is_here = |key: &Key| self.current.matters.iter().any(|kept| kept.key == *key);
        match change {
            Change::Add(_) | Change::Remove(_) if self.subject.kind != TermKind::Savings => {
                Err(Refusal::OneThing)
            }
            Change::Add(kind) if TermKind::of(*kind) != Some(self.subject.kind) => {
                Err(Refusal::NotInTerm)
            }
            Change::Edit(key) | Change::Remove(key) if !is_here(key) => Err(Refusal::NotInTerm),
            Change::Edit(_) | Change::Add(_) | Change::Remove(_) => Ok(()),
        }
    }
}

impl Wording {
    /// What it says about the matter of its key, if that would still be there.
    pub const fn result(&self) -> Option<&Matter> {
        match self.change {
            ChangeKind::Edit | ChangeKind::Add => Some(&self.matter),
            ChangeKind::Remove => None,
        }
    }

    /// Refuses what says nothing new beside these matters.
    ///
    /// # Errors
    /// Nothing changed.
    pub fn must_differ(&self, matters: &[Kept]) -> Result<(), Refusal> {
        if self.result() == held(matters, &self.key) {
            Err(Refusal::NothingChanged)
        } else {
            Ok(())
        }
    }

    /// Field by field, what it changed and what has changed since in the current version: `mine` is the proposal’s.
    /// None where it is no edit, or where the current version has the matter no more.
    pub fn merging(&self, base: &[Kept], current: &[Kept], around: &Around) -> Option<Merging> {
        let (base, now) = (held(base, &self.key)?, held(current, &self.key)?);
        let mine = self.result()?;
        Some(merge(
            &base.reading(around),
            &mine.reading(around),
            &now.reading(around),
        ))
    }

    /// The matters of the term as they would be with this taken up. What only one side changed is merged; for what
    /// both changed, `choices` says `mine` (the proposal’s) or `theirs` (the current version’s).
    ///
    /// # Errors
    /// Clashes without a choice; what has gone since; nothing that differs from the current version.
    pub fn taken_up(
        &self,
        base: &[Kept],
        current: &[Kept],
        around: &Around,
        choices: &Posted,
    ) -> Result<Vec<Kept>, Unmerged> {
        let mut matters = current.to_vec();
        match self.change {
            ChangeKind::Add => matters.push(Kept {
                key: self.key.clone(),
                version: 1,
                matter: self.matter.clone(),
            }),
            ChangeKind::Remove => {
                let now = held(current, &self.key).ok_or(Refusal::NothingChanged)?;
                if held(base, &self.key) != Some(now) {
                    self.choose_removal(now, around, choices)?;
                }
                matters.retain(|kept| kept.key != self.key);
            }
            ChangeKind::Edit => {
                let kept = matters
                    .iter_mut()
                    .find(|kept| kept.key == self.key)
                    .ok_or(Refusal::NotInTerm)?;
                kept.matter = self.merged(base, &kept.matter, around, choices)?;
            }
        }
        self.must_change(current, &matters)?;
        Ok(matters)
    }

    fn merged(
        &self,
        base: &[Kept],
        now: &Matter,
        around: &Around,
        choices: &Posted,
    ) -> Result<Matter, Unmerged> {
        let base = held(base, &self.key).unwrap_or(now);
        if base == now {
            return Ok(self.matter.clone());
        }
        let merging = merge(
            &base.reading(around),
            &self.matter.reading(around),
            &now.reading(around),
        );
        let mut merged = now.clone();
        for posted in merging.chosen(choices).map_err(Unmerged::Choose)? {
            merged.read(&posted, around);
        }
        Ok(merged)
    }

    /// Somebody changed meanwhile what it takes out: that goes only where it is chosen.
    fn choose_removal(
        &self,
        now: &Matter,
        around: &Around,
        choices: &Posted,
    ) -> Result<(), Unmerged> {
        match choices.text(&format!("choose-{WHOLE}")) {
            Some("mine") => Ok(()),
            Some("theirs") => Err(Refusal::NothingChanged.into()),
            _ => Err(Unmerged::Choose(vec![Difference {
                name: WHOLE.to_owned(),
                label: self.matter.title(),
                mine: String::new(),
                theirs: in_words(now, around),
                preference: crate::form::Preference::Neither,
            }])),
        }
    }

    fn must_change(&self, current: &[Kept], matters: &[Kept]) -> Result<(), Refusal> {
        if held(current, &self.key) == held(matters, &self.key) {
            Err(Refusal::NothingChanged)
        } else {
            Ok(())
        }
    }

    /// Where this and another proposal change the same; none where they are about different matters.
    /// Each is compared with what it started from.
    pub fn overlap(
        &self,
        base: &[Kept],
        other: (&Self, &[Kept]),
        around: &Around,
    ) -> Option<Overlap> {
        let (other, other_base) = other;
        if self.key != other.key {
            return None;
        }
        let (Some(mine), Some(theirs)) = (
            self.touched(base, around),
            other.touched(other_base, around),
        ) else {
            return Some(Overlap::Whole);
        };
        let both = mine
            .into_iter()
            .filter(|(name, _)| theirs.iter().any(|(other, _)| other == name));
        let mut labels: Vec<String> = both.map(|(_, label)| label).collect();
        labels.dedup();
        Some(Overlap::Fields(labels))
    }

    /// The fields that it changed, name and label; none where it takes the whole matter out.
    fn touched(&self, base: &[Kept], around: &Around) -> Option<Vec<(String, String)>> {
        let mine = self.result()?.reading(around);
        let before = held(base, &self.key).map_or_else(
            || Matter::blank(self.matter.kind()).reading(around),
            |matter| matter.reading(around),
        );
        let changed = merge(&before, &mine, &before);
        Some(
            changed
                .differences()
                .iter()
                .map(|one| (one.name.clone(), one.label.clone()))
                .collect(),
        )
    }
}

/// Whether this hat may answer a proposal of this room so: take it up, refuse it, or release it.
pub fn may_answer(hat: &Hat, act: Act, room: Room, offer: &OfferFacts) -> bool {
    Rooms::of(hat, offer).sees(room) && permit(Some(hat), act, Some(offer)).is_allowed()
}

fn held<'k>(matters: &'k [Kept], key: &Key) -> Option<&'k Matter> {
    matters
        .iter()
        .find(|kept| kept.key == *key)
        .map(|kept| &kept.matter)
}

/// A matter as lines of text.
fn in_words(matter: &Matter, around: &Around) -> String {
    let sheet = matter.reading(around);
    let lines: Vec<String> = sheet
        .fields()
        .into_iter()
        .filter(|field| !field.is_blank())
        .map(|field| format!("{}: {}", field.full_label(), field.words()))
        .collect();
    lines.join("\n")
}
