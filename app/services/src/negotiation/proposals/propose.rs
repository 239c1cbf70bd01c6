//! Somebody proposes wording or figures, from the current text, in the same form as drafting.

use domain::form::{Field, Posted, Sheet};
use domain::negotiation::{Change, ChangeKind, Position, ProposalState, Refusal as Rule, Wording};
use domain::offer::{Around, Kept, Key, Matter};
use domain::process::{Act, Bargain, Event, Reference, Room};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::act::Doer;
use crate::negotiation::keep::number;
use crate::negotiation::open::OpenTerm;
use crate::negotiation::{Negotiation, PositionToTake, letters};
use crate::offers::words;
use crate::store::negotiation::{self, ProposalColumn, ProposalRow};
use crate::{Conflict, Fault, Refusal, chance};

/// The most of one kind that an offer holds.
const MOST_OF_A_KIND: usize = 100;

/// What somebody proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingToPropose {
    /// The version that was read.
    pub base: u32,
    pub change: Change,
    /// The form as it was sent; nothing is read from it where something is taken out.
    pub posted: Posted,
    pub reason: String,
    /// Who will read it. Has to be chosen.
    pub room: Option<Room>,
    /// What the doer’s party says of the current version in the same step: it agrees only so, or objects. Without
    /// words the reason stands for them; version and room are those of the proposal.
    pub as_position: Option<PositionToTake>,
}

impl Negotiation<'_> {
    /// Proposes a change of the current version. Answers the address of the proposal below those of its term. The same
    /// sent again leads to what it made.
    ///
    /// # Errors
    /// `Conflict` with all three texts of the matter where another version was put forward since; `WrongStage` for a
    /// term that is agreed or closed; faults at `room`, `reason`, and beside every field that cannot be read; a fault
    /// of the whole form where nothing differs.
    pub async fn propose(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        wanted: &WordingToPropose,
    ) -> Result<String, Refusal> {
        let mut open = self
            .open(doer, Act::ProposeWording, reference, number)
            .await?;
        let around = open.content.proposal.around();
        open.can_be_proposed(wanted, &around).await?;
        let (room, reason, wording) = open.read_wording(wanted, &around)?;
        if let Some(same) = open.proposed_already(room, &wording).await? {
            return Ok(same);
        }
        let row = open.proposal_row(room, &reason, &wording)?;
        let slug = row.slug.clone();
        negotiation::add_proposal(open.act.db(), row).await?;
        let step = Bargain::WordingProposed {
            room,
            about: open.name(),
            reason: reason.clone(),
        };
        open.act.record(&open.head.row.id, &Event::Bargain(step))?;
        let stands = match &wanted.as_position {
            Some(position) => Some(open.stand_behind(position, room, &reason).await?),
            None => None,
        };
        letters::proposed(&mut open, room, &slug, stands.as_ref()).await?;
        open.act.commit().await?;
        Ok(slug)
    }
}

impl OpenTerm {
    /// Whether the term can take this change now, from the version that was read.
    async fn can_be_proposed(
        &self,
        wanted: &WordingToPropose,
        around: &Around,
    ) -> Result<(), Refusal> {
        let term = &self.tracked.term;
        let base = match wanted.change {
            // Something new beside the rest is new beside any version of it.
            Change::Add(_) => term.current.number,
            Change::Edit(_) | Change::Remove(_) => wanted.base,
        };
        match (
            term.may_be_proposed(base, &wanted.change, &wanted.reason),
            &wanted.change,
        ) {
            // Said beside its field, with whatever else is wrong.
            (Ok(()) | Err(Rule::ReasonNeeded), _) => {}
            (Err(Rule::NotCurrent { .. }), Change::Edit(key)) => {
                return Err(self.newer_wording(wanted, key, around).await?);
            }
            (Err(rule), _) => return Err(rule.into()),
        }
        let Change::Add(kind) = &wanted.change else {
            return Ok(());
        };
        let of_kind = |kept: &&Kept| kept.matter.kind() == *kind;
        if self.content.proposal.kept.iter().filter(of_kind).count() >= MOST_OF_A_KIND {
            return Err(Refusal::NotAllowed(format!(
                "An offer cannot hold more than {MOST_OF_A_KIND} of these."
            )));
        }
        Ok(())
    }

    /// Another version was put forward since: what both started from, the newer text, and the one that was typed.
    async fn newer_wording(
        &self,
        wanted: &WordingToPropose,
        key: &Key,
        around: &Around,
    ) -> Result<Refusal, Refusal> {
        let current = &self.tracked.term.current;
        let theirs = matter_of(&current.matters, key)?;
        let former = self.version_of(wanted.base).await?.unwrap_or_default();
        let base = matter_of(&former, key).unwrap_or(theirs);
        let mut yours = base.clone();
        yours.read(&wanted.posted, around);
        if yours == *theirs || yours == *base {
            return Ok(Rule::NothingChanged.into());
        }
        Ok(Refusal::Conflict(Box::new(Conflict {
            version: i64::from(current.number),
            saved_by: self.tracked.author.clone(),
            saved_at: Some(current.at),
            base: serde_json::to_string(base)?,
            theirs: serde_json::to_string(theirs)?,
            yours: serde_json::to_string(&yours)?,
        })))
    }

    /// What was typed, or everything that is wrong with it at once.
    fn read_wording(
        &self,
        wanted: &WordingToPropose,
        around: &Around,
    ) -> Result<(Room, String, Wording), Refusal> {
        let mut faults = Vec::new();
        let room = told(&mut faults, self.room_of(wanted.room))?;
        let reason = words::reason(&wanted.reason, "Say why you propose this");
        let reason = told(&mut faults, reason)?;
        let current = &self.tracked.term.current.matters;
        let (key, before) = match &wanted.change {
            Change::Edit(key) | Change::Remove(key) => {
                (key.clone(), matter_of(current, key)?.clone())
            }
            Change::Add(kind) => (Key::new(chance::slug()?), Matter::blank(*kind)),
        };
        let mut matter = before.clone();
        match &wanted.change {
            Change::Edit(_) | Change::Add(_) => matter.read(&wanted.posted, around),
            Change::Remove(_) => {}
        }
        let sheet = matter.reading(around);
        faults.extend(new_problems(&sheet, &before.reading(around)));
        let is_empty = matches!(wanted.change, Change::Add(_)) && sheet.is_blank();
        let wording = Wording {
            base: self.tracked.term.current.number,
            change: wanted.change.kind(),
            key,
            matter,
        };
        if let Some(position) = &wanted.as_position
            && position.said.stance.asks_for().is_none()
        {
            let words = "Who proposes other wording agrees only with it, or objects";
            faults.push(Fault {
                field: "stance".to_owned(),
                words: words.to_owned(),
            });
        }
        match (room, reason) {
            (Some(room), Some(reason)) if faults.is_empty() => {
                if is_empty {
                    return Err(Rule::NothingChanged.into());
                }
                wording.must_differ(current)?;
                Ok((room, reason, wording))
            }
            _ => Err(Refusal::Invalid(faults)),
        }
    }

    /// The proposal that this person has made of exactly this and that nobody has answered yet.
    async fn proposed_already(
        &self,
        room: Room,
        wording: &Wording,
    ) -> Result<Option<String>, Refusal> {
        let own = negotiation::proposals(&self.head.row.id, self.rooms)
            .filter(ProposalColumn::TermId.eq(self.tracked.id.as_str()))
            .filter(ProposalColumn::ById.eq(self.hat.person.as_str()))
            .filter(ProposalColumn::State.eq(ProposalState::Open.code()))
            .filter(ProposalColumn::Room.eq(room.code()))
            .filter(ProposalColumn::Base.eq(number(wording.base)?))
            .filter(ProposalColumn::Change.eq(wording.change.code()))
            .filter(ProposalColumn::Content.eq(serde_json::to_string(&wording.matter)?))
            .all(self.act.db())
            .await?;
        // What is added has a name of its own each time.
        let same = own.into_iter().find(|row| {
            wording.change == ChangeKind::Add || row.matter_slug == wording.key.as_str()
        });
        Ok(same.map(|row| row.slug))
    }

    fn proposal_row(
        &self,
        room: Room,
        reason: &str,
        wording: &Wording,
    ) -> Result<ProposalRow, Refusal> {
        Ok(ProposalRow {
            id: chance::new_id(),
            offer_id: self.head.row.id.clone(),
            term_id: self.tracked.id.clone(),
            slug: chance::slug()?,
            room: room.code().to_owned(),
            base: number(wording.base)?,
            change: wording.change.code().to_owned(),
            matter_slug: wording.key.to_string(),
            content: serde_json::to_string(&wording.matter)?,
            reason: reason.to_owned(),
            state: ProposalState::Open.code().to_owned(),
            answered_by: None,
            answered_at: None,
            answer: String::new(),
            released_from: None,
            version: 1,
            by_id: self.hat.person.to_string(),
            organisation_id: self.hat.organisation.to_string(),
            role: self.hat.role.code().to_owned(),
            at: self.act.now(),
        })
    }

    /// Says for the doer’s party in the same step that it agrees only so, or objects to what stands. The letter about
    /// the proposal tells of it: nobody gets two.
    async fn stand_behind(
        &mut self,
        position: &PositionToTake,
        room: Room,
        reason: &str,
    ) -> Result<Position, Refusal> {
        self.act.doer().may(Act::TakePosition, Some(&self.facts))?;
        let mut position = position.clone();
        position.version = self.tracked.term.current.number;
        if position.said.words.trim().is_empty() {
            reason.clone_into(&mut position.said.words);
        }
        let taken = self.take_untold(&position, room).await?;
        self.keep().await?;
        Ok(taken)
    }
}

/// Sets aside what is wrong with one field, so that the others are looked at too.
fn told<T>(faults: &mut Vec<Fault>, read: Result<T, Refusal>) -> Result<Option<T>, Refusal> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(Refusal::Invalid(more)) => {
            faults.extend(more);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// What cannot be read, and was not that way before: nobody has to put right what others left.
fn new_problems(sheet: &Sheet, before: &Sheet) -> Vec<Fault> {
    let as_before = |name: &str| {
        let texts = |sheet: &Sheet| sheet.field(name).map(Field::texts);
        texts(sheet) == texts(before)
    };
    sheet
        .problems()
        .into_iter()
        .filter(|(name, _)| !as_before(name))
        .map(|(name, words)| Fault {
            field: name.to_owned(),
            words: words.to_owned(),
        })
        .collect()
}

fn matter_of<'k>(matters: &'k [Kept], key: &Key) -> Result<&'k Matter, Refusal> {
    matters
        .iter()
        .find(|kept| kept.key == *key)
        .map(|kept| &kept.matter)
        .ok_or_else(|| Rule::NotInTerm.into())
}
