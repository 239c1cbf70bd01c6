//! Writing a term back after an act on it, with what follows from it for lists, for history and for those asked.

use domain::negotiation::{TermState, Turn, turns};
use domain::process::{Bargain, Event};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect,
};

use super::letters;
use super::load::Tracked;
use super::open::OpenTerm;
use crate::act::guarded;
use crate::store::negotiation::{term, turn};
use crate::{Refusal, programme};

/// What waits for a party to say where it stands.
pub(crate) const POSITION: &str = "position";
/// What waits for an answer to a party.
pub(crate) const ANSWER: &str = "answer";
/// Who has to act.
pub(crate) const THE_PLACE: &str = "place";
pub(crate) const WHITEHALL: &str = "whitehall";

impl OpenTerm {
    /// Writes what became of the term. Where everybody has agreed now that had not before, that is recorded.
    /// Record the act itself first.
    pub async fn keep(&mut self) -> Result<(), Refusal> {
        self.write_down().await?;
        let state = self.tracked.term.state();
        if state == TermState::Agreed && self.before != TermState::Agreed {
            let agreed = Bargain::TermAgreed {
                about: self.name(),
                version: self.tracked.term.current.number,
            };
            self.act
                .record(&self.head.row.id, &Event::Bargain(agreed))?;
            letters::all_closed(self).await?;
        }
        Ok(())
    }

    /// Writes what became of the term, where another event tells of it.
    pub async fn write_down(&mut self) -> Result<(), Refusal> {
        let reopened = self.tracked.term.openings;
        let tracked = &mut self.tracked;
        let saved = term::Entity::update_many()
            .set(term::ActiveModel {
                current: Set(number(tracked.term.current.number)?),
                openings: Set(number(reopened)?),
                opened_at: Set(tracked.opened_at),
                added: Set(serde_json::to_string(&tracked.term.added)?),
                closing: Set(tracked
                    .term
                    .closing
                    .as_ref()
                    .map(serde_json::to_string)
                    .transpose()?),
                version: Set(tracked.row_version + 1),
                ..Default::default()
            })
            .filter(term::Column::Id.eq(tracked.id.as_str()))
            .filter(term::Column::Version.eq(tracked.row_version))
            .exec(self.act.db())
            .await?;
        guarded(saved.rows_affected)?;
        tracked.row_version += 1;
        let (term, now) = (&tracked.term, self.act.now());
        // The programme counts what was asked for, and what became of it.
        if term.state() != self.before || term.current.at == now {
            programme::followed(self.act.db(), &self.head.row.id, term, now).await?;
        }
        keep_turns(self.act.db(), &self.head.row.id, &self.tracked).await
    }
}

/// Whether nothing waits on any term of an offer: each is agreed, withdrawn or refused.
pub(crate) async fn nothing_waits(
    db: &impl ConnectionTrait,
    offer_id: &str,
) -> Result<bool, Refusal> {
    let waiting = turn::Entity::find()
        .filter(turn::Column::OfferId.eq(offer_id))
        .limit(1)
        .count(db)
        .await?;
    Ok(waiting == 0)
}

/// Writes what waits on a term in the place of what did.
pub(crate) async fn keep_turns(
    db: &impl ConnectionTrait,
    offer_id: &str,
    tracked: &Tracked,
) -> Result<(), Refusal> {
    turn::Entity::delete_many()
        .filter(turn::Column::TermId.eq(tracked.id.as_str()))
        .exec(db)
        .await?;
    let rows: Vec<turn::ActiveModel> = turns(&tracked.term, tracked.opened_at)
        .iter()
        .map(|turn| row(turn, offer_id, &tracked.id))
        .collect();
    if !rows.is_empty() {
        turn::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn row(turn: &Turn, offer_id: &str, term_id: &str) -> turn::ActiveModel {
    let (waits, party, red_line) = match turn {
        Turn::Position { party, .. } => (POSITION, party, false),
        Turn::Answer { to, red_line, .. } => (ANSWER, to, *red_line),
    };
    turn::ActiveModel {
        // Always the same for the same: an act that changes nothing here moves nothing in a list.
        id: Set(format!("{term_id}:{}", party.code())),
        term_id: Set(term_id.to_owned()),
        offer_id: Set(offer_id.to_owned()),
        waits: Set(waits.to_owned()),
        party: Set(party.code().to_owned()),
        side: Set(if turn.is_the_places() {
            THE_PLACE
        } else {
            WHITEHALL
        }
        .to_owned()),
        red_line: Set(red_line),
        since: Set(turn.since()),
    }
}

/// A count as its column has it.
pub(crate) fn number(count: u32) -> Result<i32, Refusal> {
    i32::try_from(count).map_err(Refusal::broken)
}
