//! Terms that come back on the table by what happens to an agreement: a refusal to sign, or a variation.

use domain::negotiation::TermState;
use domain::process::{Bargain, Event, Hat, OfferFacts, Rooms};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::letters;
use super::load::terms;
use super::open::OpenTerm;
use crate::Refusal;
use crate::offers::content::Content;
use crate::offers::sight::Open;
use crate::store::negotiation::{term, turn};

/// Opens these terms again for the same reason, each that is not open already; everybody is asked again. An act that
/// is under way goes on in what it answers.
pub(crate) async fn reopen_terms(
    open: Open,
    facts: OfferFacts,
    hat: Hat,
    numbers: &[u32],
    reason: &str,
) -> Result<Open, Refusal> {
    let Open { act, head } = open;
    let rooms = Rooms::of(&hat, &facts);
    let (mut act, mut head, mut facts, mut hat) = (act, head, facts, hat);
    for number in numbers {
        let content = Content::now(act.db(), &head).await?;
        let found = terms(
            act.db(),
            &head.row.id,
            &content.proposal,
            rooms,
            Some(*number),
        )
        .await?
        .pop();
        let Some(tracked) = found else {
            continue;
        };
        let before = tracked.term.state();
        if before == TermState::Open {
            continue;
        }
        let mut one = OpenTerm {
            before,
            act,
            head,
            facts,
            hat,
            rooms,
            content,
            tracked,
        };
        one.reopen(reason).await?;
        OpenTerm {
            act,
            head,
            facts,
            hat,
            ..
        } = one;
    }
    Ok(Open { act, head })
}

impl OpenTerm {
    pub(super) async fn reopen(&mut self, reason: &str) -> Result<(), Refusal> {
        self.tracked.term.reopen(reason)?;
        self.tracked.opened_at = Some(self.act.now());
        let step = Bargain::TermReopened {
            about: self.name(),
            reason: reason.to_owned(),
        };
        self.act.record(&self.head.row.id, &Event::Bargain(step))?;
        letters::term_reopened(self, reason).await?;
        match self.before {
            TermState::Withdrawn | TermState::Refused => self.bring_back().await?,
            TermState::Agreed | TermState::Open => {}
        }
        self.keep().await
    }
}

/// Has nothing wait on these terms any more: what was bargained over them has ended.
pub(crate) async fn close_turns(
    db: &impl ConnectionTrait,
    offer_id: &str,
    numbers: &[u32],
) -> Result<(), Refusal> {
    let numbers: Vec<i32> = numbers
        .iter()
        .map(|number| i32::try_from(*number).map_err(Refusal::broken))
        .collect::<Result<_, _>>()?;
    let these = term::Entity::find()
        .select_only()
        .column(term::Column::Id)
        .filter(term::Column::OfferId.eq(offer_id))
        .filter(term::Column::Number.is_in(numbers))
        .into_query();
    turn::Entity::delete_many()
        .filter(turn::Column::TermId.in_subquery(these))
        .exec(db)
        .await?;
    Ok(())
}
