//! A party is reminded of what waits for it on a term: once a day at most, whoever asks.

use domain::negotiation::{PartyId, Turn, turns};
use domain::process::{Act, Bargain, Event, Reference, Room};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::letters::{self, side_of};
use super::open::OpenTerm;
use super::{Negotiation, names::PartyName};
use crate::act::Doer;
use crate::store::negotiation::reminder;
use crate::{Refusal, chance, london};

/// Who is reminded, where it is no party.
pub const CHAMPION: &str = "champion";

impl Negotiation<'_> {
    /// Reminds a party that has to say where it stands, or the place where it has to answer. Between those of one side
    /// it is recorded in their own room.
    ///
    /// # Errors
    /// `AlreadyDone` where somebody reminded it today (the day in London); `WrongStage` where nothing on the term waits
    /// for it; `NotAllowed` for who speaks for it themselves.
    pub async fn remind(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        party: &PartyId,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::Remind, reference, number).await?;
        if party.is_spoken_for_by(&open.hat, &open.facts.place) {
            let words = "It is your own turn: nobody else can take it.";
            return Err(Refusal::NotAllowed(words.to_owned()));
        }
        let turn = open.turn_of(party)?;
        open.once_a_day(party.code()).await?;
        let room = open.room_with(party);
        let step = Bargain::Reminded {
            room,
            about: open.name(),
            party: Some(party.clone()),
        };
        open.act.record(&open.head.row.id, &Event::Bargain(step))?;
        letters::reminded(&mut open, party, &turn, room).await?;
        open.act.commit().await
    }

    /// The place reminds the champion of an answer that Whitehall owes it.
    ///
    /// # Errors
    /// `AlreadyDone` where the champion was reminded today; `WrongStage` where the place waits for no answer;
    /// `NotAllowed` for everybody but the place’s leader: those of Whitehall have its own room.
    pub async fn remind_champion(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
    ) -> Result<(), Refusal> {
        let mut open = self.open(doer, Act::Remind, reference, number).await?;
        if !PartyId::Place.is_spoken_for_by(&open.hat, &open.facts.place) {
            let words = "Only the place’s leader reminds the champion.";
            return Err(Refusal::NotAllowed(words.to_owned()));
        }
        let owed = turns(&open.tracked.term, open.tracked.opened_at)
            .into_iter()
            .find(|turn| {
                matches!(
                    turn,
                    Turn::Answer {
                        to: PartyId::Place,
                        ..
                    }
                )
            });
        let Some(owed) = owed else {
            let words = "Nothing on this term waits for the champion any more.";
            return Err(Refusal::WrongStage(words.to_owned()));
        };
        open.once_a_day(CHAMPION).await?;
        let step = Bargain::Reminded {
            room: Room::Joint,
            about: open.name(),
            party: None,
        };
        open.act.record(&open.head.row.id, &Event::Bargain(step))?;
        letters::champion_reminded(&mut open, &owed).await?;
        open.act.commit().await
    }
}

impl OpenTerm {
    /// What waits for this party, the longest waiting first.
    fn turn_of(&self, party: &PartyId) -> Result<Turn, Refusal> {
        let waits = |turn: &Turn| match turn {
            Turn::Position { party: asked, .. } => asked == party,
            Turn::Answer { .. } => *party == PartyId::Place && turn.is_the_places(),
        };
        turns(&self.tracked.term, self.tracked.opened_at)
            .into_iter()
            .find(waits)
            .ok_or_else(|| {
                let name = PartyName::of(party, &self.head.place_name).name;
                Refusal::WrongStage(format!("Nothing on this term waits for {name} any more."))
            })
    }

    /// Notes the reminder. The row of the offer is locked, so that nobody else can be between the two statements.
    async fn once_a_day(&self, whom: &str) -> Result<(), Refusal> {
        let today = london::local_date(self.act.now());
        let before = reminder::Entity::find()
            .filter(reminder::Column::TermId.eq(self.tracked.id.as_str()))
            .filter(reminder::Column::Party.eq(whom))
            .filter(reminder::Column::Day.eq(today))
            .count(self.act.db())
            .await?;
        if before > 0 {
            return Err(Refusal::AlreadyDone);
        }
        reminder::Entity::insert(reminder::ActiveModel {
            id: Set(chance::new_id()),
            term_id: Set(self.tracked.id.clone()),
            party: Set(whom.to_owned()),
            day: Set(today),
            by_id: Set(self.hat.person.to_string()),
        })
        .exec_without_returning(self.act.db())
        .await?;
        Ok(())
    }

    /// The room of the side that both are of, else the one for all.
    fn room_with(&self, party: &PartyId) -> Room {
        let side = side_of(party);
        Room::of_side(side)
            .filter(|_| self.hat.side() == side)
            .unwrap_or(Room::Joint)
    }
}
