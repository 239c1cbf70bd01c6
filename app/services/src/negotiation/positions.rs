//! A party says where it stands on a version, for all to hear or first in its own room.

use domain::negotiation::{Position, Said, TermState};
use domain::process::{Act, Bargain, Event, Reference, Room};
use domain::talk::rooms_to_write_in;

use super::Negotiation;
use super::keep::number;
use super::letters;
use super::load::Taken;
use super::open::OpenTerm;
use crate::act::Doer;
use crate::store::negotiation::{self, PositionRow};
use crate::{Refusal, chance};

/// What somebody says of a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionToTake {
    /// The version that was read; one that is no longer current is refused.
    pub version: u32,
    /// Who will read it. Has to be chosen.
    pub room: Option<Room>,
    pub said: Said,
}

impl Negotiation<'_> {
    /// Records where the doer’s party stands. The same words sent again are done already.
    ///
    /// # Errors
    /// `WrongStage` for a version that is no longer current and for a term that is locked or closed; `NotAllowed` for
    /// who speaks for no party of the term; faults at `room`, `words` and `party`.
    pub async fn take_position(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        position: &PositionToTake,
    ) -> Result<TermState, Refusal> {
        let mut open = self
            .open(doer, Act::TakePosition, reference, number)
            .await?;
        let room = open.room_of(position.room)?;
        if open.said_already(position, room)? {
            return Err(Refusal::AlreadyDone);
        }
        open.take(position, room).await?;
        open.keep().await?;
        let state = open.tracked.term.state();
        open.act.commit().await?;
        Ok(state)
    }
}

impl OpenTerm {
    /// The room chosen, if the doer writes in it.
    pub(super) fn room_of(&self, chosen: Option<Room>) -> Result<Room, Refusal> {
        let rooms = rooms_to_write_in(&self.hat, &self.facts);
        chosen
            .filter(|room| rooms.contains(room))
            .ok_or_else(|| Refusal::fault("room", "Choose who will read this"))
    }

    /// Takes a position for the doer’s party, writes it, records it and tells of it.
    async fn take(&mut self, position: &PositionToTake, room: Room) -> Result<(), Refusal> {
        let taken = self.take_untold(position, room).await?;
        letters::position_taken(self, &taken).await
    }

    /// The same, for who tells of it in a letter of their own.
    pub(super) async fn take_untold(
        &mut self,
        position: &PositionToTake,
        room: Room,
    ) -> Result<Position, Refusal> {
        let party = self.party()?;
        let taken = Position {
            party: party.clone(),
            version: position.version,
            opening: self.tracked.term.openings,
            room,
            said: position.said.clone(),
            by: self.hat.person.clone(),
            at: self.moment(),
        };
        self.tracked.term.take_position(taken.clone())?;
        self.add_position(&taken, None).await?;
        let step = Bargain::PositionTaken {
            room,
            about: self.name(),
            party,
            stance: position.said.stance,
            version: position.version,
            words: position.said.words.clone(),
            red_line: position.said.red_line,
        };
        self.act.record(&self.head.row.id, &Event::Bargain(step))?;
        Ok(taken)
    }

    /// Writes the row of a position that the term has taken already.
    pub(super) async fn add_position(
        &mut self,
        position: &Position,
        released_from: Option<String>,
    ) -> Result<(), Refusal> {
        let id = chance::new_id();
        let said = &position.said;
        let row = PositionRow {
            id: id.clone(),
            term_id: self.tracked.id.clone(),
            party: position.party.code().to_owned(),
            version: number(position.version)?,
            opening: number(position.opening)?,
            room: position.room.code().to_owned(),
            stance: said.stance.code().to_owned(),
            words: said.words.clone(),
            red_line: said.red_line,
            authority: said.authority.clone(),
            reply_by: said.reply_by,
            released_from: released_from.clone(),
            by_id: position.by.to_string(),
            organisation_id: self.hat.organisation.to_string(),
            role: self.hat.role.code().to_owned(),
            at: position.at,
        };
        negotiation::add_position(self.act.db(), row).await?;
        self.tracked.taken.push(Taken {
            id,
            name: String::new(),
            released_from,
        });
        Ok(())
    }

    /// Whether the party’s last word in this room is exactly this.
    fn said_already(&self, position: &PositionToTake, room: Room) -> Result<bool, Refusal> {
        let party = self.party()?;
        let last = self
            .tracked
            .term
            .positions
            .iter()
            .rev()
            .find(|taken| taken.party == party && taken.room == room);
        Ok(last.is_some_and(|last| last.version == position.version && last.said == position.said))
    }
}
