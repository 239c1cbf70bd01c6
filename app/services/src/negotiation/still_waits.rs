//! Whether what a mail about terms wants of somebody is still to be done: asked when its turn comes to be sent.

use domain::mail::MailKind;
use domain::negotiation::{PartyId, ProposalState};
use domain::process::{Hat, OrganisationId, Room, Rooms};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait, RelationDef,
};

use super::keep::{ANSWER, POSITION, THE_PLACE, WHITEHALL, nothing_waits};
use crate::Refusal;
use crate::store::negotiation::{ProposalColumn, proposals, term, turn};

/// A mail about the terms of one offer.
pub(crate) struct Wanted<'a> {
    pub kind: MailKind,
    pub offer: &'a str,
    pub place: &'a OrganisationId,
    pub room: Option<Room>,
    /// The term, and the party that it is about; where it is about all terms, none.
    pub term: Option<&'a (u32, PartyId)>,
    /// Of whoever gets it.
    pub hats: &'a [Hat],
    /// The rooms that these see.
    pub rooms: Rooms,
}

impl Wanted<'_> {
    /// Why it is not needed any more; none while it is, and for mail that wants nothing of a term.
    pub async fn reason_against(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<&'static str>, Refusal> {
        let (number, waits) = match (self.kind, self.term) {
            (MailKind::AllAgreed, _) => {
                let closed = nothing_waits(db, self.offer).await?;
                return Ok((!closed).then_some("A term is open again"));
            }
            (MailKind::WordingProposed, Some((number, _))) => {
                let waits = self.proposal_waits(db, *number).await?;
                return Ok((!waits).then_some("Every proposal for the term is answered"));
            }
            (MailKind::PositionAsked | MailKind::NewVersion, Some((number, party))) => {
                (Some(*number), position_of([party]))
            }
            (MailKind::PositionAsked, None) => (None, position_of(&self.own_parties())),
            (MailKind::Reminded, Some((number, party))) => (Some(*number), self.act_of(party)),
            // What was said in private waits for its release, which nothing but the term tells.
            (MailKind::PositionTaken, Some((number, party))) if self.room == Some(Room::Joint) => {
                (Some(*number), answer_to(party))
            }
            _ => return Ok(None),
        };
        let mut waiting = turn::Entity::find()
            .filter(turn::Column::OfferId.eq(self.offer))
            .filter(waits);
        if let Some(number) = number {
            waiting = waiting
                .join(JoinType::InnerJoin, term_of_turn())
                .filter(term::Column::Number.eq(number));
        }
        let waiting = waiting.count(db).await?;
        Ok((waiting == 0).then_some("The term does not wait for it any more"))
    }

    /// Whether anything that was proposed for this term in the room of the mail waits for an answer.
    async fn proposal_waits(
        &self,
        db: &impl ConnectionTrait,
        number: u32,
    ) -> Result<bool, Refusal> {
        let this_term = term::Entity::find()
            .select_only()
            .column(term::Column::Id)
            .filter(term::Column::OfferId.eq(self.offer))
            .filter(term::Column::Number.eq(number))
            .into_query();
        let waiting = proposals(self.offer, self.rooms)
            .filter(ProposalColumn::TermId.in_subquery(this_term))
            .filter(ProposalColumn::State.eq(ProposalState::Open.code()))
            .filter(ProposalColumn::Room.is_in(self.room.map(Room::code)))
            .count(db)
            .await?;
        Ok(waiting > 0)
    }

    /// Whatever this party has to do: say where it stands or, for the place, answer a department. Who is reminded for
    /// the place and is not of it is the champion, who owes it an answer.
    fn act_of(&self, party: &PartyId) -> Condition {
        let position = Condition::any().add(position_of([party]));
        match party {
            PartyId::Place if self.own_parties().contains(party) => {
                position.add(answer_by(THE_PLACE))
            }
            PartyId::Place => answer_by(WHITEHALL),
            PartyId::Department(_) => position,
        }
    }

    fn own_parties(&self) -> Vec<PartyId> {
        self.hats
            .iter()
            .filter_map(|hat| PartyId::of(hat, self.place))
            .collect()
    }
}

fn position_of<'a>(parties: impl IntoIterator<Item = &'a PartyId>) -> Condition {
    Condition::all()
        .add(turn::Column::Waits.eq(POSITION))
        .add(turn::Column::Party.is_in(parties.into_iter().map(PartyId::code)))
}

fn answer_to(party: &PartyId) -> Condition {
    Condition::all()
        .add(turn::Column::Waits.eq(ANSWER))
        .add(turn::Column::Party.eq(party.code()))
}

/// An answer that this side owes.
fn answer_by(side: &str) -> Condition {
    Condition::all()
        .add(turn::Column::Waits.eq(ANSWER))
        .add(turn::Column::Side.eq(side))
}

/// From what waits to its term.
pub(crate) fn term_of_turn() -> RelationDef {
    turn::Entity::belongs_to(term::Entity)
        .from(turn::Column::TermId)
        .to(term::Column::Id)
        .into()
}
