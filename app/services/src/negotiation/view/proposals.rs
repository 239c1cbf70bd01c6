//! Wording that was proposed for a term, as lines.

use domain::process::Rooms;
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};

use super::Proposed;
use crate::Refusal;
use crate::negotiation::proposals::{Held, held};
use crate::store::negotiation::{self, ProposalColumn, ProposalRow};

/// So many are listed, the open ones first.
const LISTED: u64 = 30;

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    proposal: ProposalRow,
    author_name: String,
    organisation_name: String,
}

/// Those that stand in these rooms, and whether there are more than are listed. One statement.
pub(super) async fn proposals(
    db: &impl ConnectionTrait,
    offer_id: &str,
    term_id: &str,
    rooms: Rooms,
) -> Result<(Vec<Proposed>, bool), Refusal> {
    let seen = negotiation::proposals(offer_id, rooms)
        .filter(ProposalColumn::TermId.eq(term_id))
        // `open` is the first of the words that stand there.
        .order_by_asc(ProposalColumn::State)
        .order_by_desc(ProposalColumn::At)
        .limit(LISTED + 1);
    let mut lines = negotiation::proposals_with_names(seen)
        .into_model::<Row>()
        .all(db)
        .await?
        .into_iter()
        .map(|row| {
            let Held {
                row: proposal,
                room,
                state,
                wording,
            } = held(row.proposal)?;
            Ok(Proposed {
                room,
                state,
                change: wording.change,
                about: wording.matter.title(),
                base: wording.base,
                slug: proposal.slug,
                author: row.author_name,
                organisation: row.organisation_name,
                at: proposal.at,
                reason: proposal.reason,
                answer: proposal.answer,
            })
        })
        .collect::<Result<Vec<_>, Refusal>>()?;
    let listed = usize::try_from(LISTED).unwrap_or(usize::MAX);
    let are_more = lines.len() > listed;
    lines.truncate(listed);
    Ok((lines, are_more))
}
