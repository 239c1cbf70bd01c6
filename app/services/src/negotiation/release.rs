//! A position that a party had for its own side is made known to all. Only then does it count.

use domain::negotiation::{Refusal as Rule, TermState};
use domain::process::{Act, Bargain, Event, Reference, Role, Room};
use sea_orm::{ColumnTrait, QueryFilter};

use super::load::Taken;
use super::open::OpenTerm;
use super::position_form::words_for;
use super::{Negotiation, letters};
use crate::act::Doer;
use crate::offers::head::known;
use crate::store::negotiation::{self, PositionColumn, PositionRow};
use crate::{Refusal, chance};

impl Negotiation<'_> {
    /// Releases a position to both sides: the champion one of Whitehall’s, the leader one of the place’s. A copy stands
    /// in the joint room from now on, as the word of the party that took it, with `words` for its reason; the private
    /// one stays where it was, with its own.
    ///
    /// # Errors
    /// Not found where the doer does not read it; `NotAllowed` for who does not lead its side; `WrongStage` where it
    /// is not about the current version any more, or the term is agreed or closed; `AlreadyDone` where it was
    /// released; a fault at `words` where its stance needs some.
    pub async fn release_position(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        position: &str,
        words: &str,
    ) -> Result<TermState, Refusal> {
        let mut open = self
            .open(doer, Act::ReleaseToJoint, reference, number)
            .await?;
        let row = open.position(position).await?;
        let from = known(&row.room, Room::from_code)?;
        open.must_lead(from)?;
        let is_out = |taken: &Taken| taken.released_from.as_deref() == Some(position);
        if from == Room::Joint || open.tracked.taken.iter().any(is_out) {
            return Err(Refusal::AlreadyDone);
        }
        let at = open
            .tracked
            .taken
            .iter()
            .position(|taken| taken.id == position);
        let current = open.tracked.term.current.number;
        let at = at.ok_or(Rule::NotCurrent { current })?;
        open.tracked.term.release_position(at)?;
        open.write_released(row, position, from, words).await?;
        open.keep().await?;
        let state = open.tracked.term.state();
        open.act.commit().await?;
        Ok(state)
    }
}

impl OpenTerm {
    /// A position on the term, old or new, if the doer reads it.
    async fn position(&self, id: &str) -> Result<PositionRow, Refusal> {
        negotiation::positions([self.tracked.id.as_str()], self.rooms)
            .filter(PositionColumn::Id.eq(id))
            .one(self.act.db())
            .await?
            .ok_or(Refusal::NotFound)
    }

    /// Whoever runs the programme reads the room, and does not speak for it once there is a champion.
    pub(super) fn must_lead(&self, room: Room) -> Result<(), Refusal> {
        let leads = match room {
            Room::Place => self.hat.role == Role::PlaceLeader,
            Room::Whitehall => self.hat.role == Role::Champion,
            Room::Joint => true,
        };
        if leads {
            Ok(())
        } else {
            let words = "Only the offer’s Whitehall champion can release what a department says.";
            Err(Refusal::NotAllowed(words.to_owned()))
        }
    }

    /// Writes and records what the term has taken as released. It is dated from its release, so that it stands behind
    /// whatever was said for all to hear before.
    async fn write_released(
        &mut self,
        private: PositionRow,
        of: &str,
        from: Room,
        words: &str,
    ) -> Result<(), Refusal> {
        let now = self.moment();
        let Some(released) = self.tracked.term.positions.last_mut() else {
            return Err(Refusal::NotFound);
        };
        released.at = now;
        released.said.words = words_for(released.said.stance, words)?;
        let released = released.clone();
        let id = chance::new_id();
        let row = PositionRow {
            id: id.clone(),
            room: Room::Joint.code().to_owned(),
            released_from: Some(of.to_owned()),
            words: released.said.words.clone(),
            at: now,
            ..private
        };
        negotiation::add_position(self.act.db(), row).await?;
        self.tracked.taken.push(Taken {
            id,
            name: String::new(),
            released_from: Some(of.to_owned()),
        });
        let step = Bargain::PositionReleased {
            from,
            about: self.name(),
            party: released.party.clone(),
            stance: released.said.stance,
            version: released.version,
        };
        self.act.record(&self.head.row.id, &Event::Bargain(step))?;
        letters::position_released(self, &released).await
    }
}
