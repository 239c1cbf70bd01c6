//! What waits for a term, what it waits for, and the barriers in its way.

use chrono::NaiveDate;
use domain::form::Entry;
use domain::negotiation::{Barrier, Surroundings, Term, TermState};
use domain::offer::{Kept, Key, Matter, Proposal};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{BarrierLine, Dependant, WaitsFor};
use crate::Refusal;
use crate::store::negotiation::barrier;

/// Beyond so many barriers a page says nothing more.
const MOST: u64 = 100;

/// Savings and outcomes that are at risk until a freedom is agreed (3.1); nothing waits for any other term.
pub(super) fn dependants(term: &Term, proposal: &Proposal) -> Vec<Dependant> {
    let is_at_risk = term.state() != TermState::Agreed;
    term.current
        .matters
        .iter()
        .filter_map(|kept| match &kept.matter {
            Matter::Freedom(freedom) => Some(freedom),
            _ => None,
        })
        .flat_map(|freedom| freedom.lines.iter().chain(&freedom.outcomes))
        .filter_map(|key| proposal.find(&Key::new(key.as_str())))
        .map(|kept| Dependant {
            key: kept.key.clone(),
            kind: kept.matter.kind(),
            title: kept.matter.title(),
            is_at_risk,
        })
        .collect()
}

/// The freedoms that what this term says waits for.
pub(super) fn waits_for(term: &Term, proposal: &Proposal) -> Vec<WaitsFor> {
    let mut found = Vec::new();
    for kept in &term.current.matters {
        for (key, freedom) in proposal.waits_for(&kept.key) {
            found.push(WaitsFor {
                key: key.clone(),
                title: freedom.title.clone(),
                what: kept.matter.title(),
            });
        }
    }
    found
}

/// The barriers that block this term, or put something of it at risk, what is due first on top. One statement.
pub(super) async fn barriers(
    db: &impl ConnectionTrait,
    offer_id: &str,
    term: &Term,
    proposal: &Proposal,
    today: NaiveDate,
) -> Result<Vec<BarrierLine>, Refusal> {
    let rows = barrier::Entity::find()
        .filter(barrier::Column::OfferId.eq(offer_id))
        .filter(barrier::Column::Stands.eq(true))
        .order_by_asc(barrier::Column::Due)
        .order_by_asc(barrier::Column::Slug)
        .limit(MOST)
        .all(db)
        .await?;
    let mut lines = Vec::new();
    for row in rows {
        let barrier: Barrier = serde_json::from_str(&row.content)?;
        let blocks = barrier.blocks(term.number);
        let risks = |kept: &Kept| barrier.puts_at_risk(&kept.key);
        if !blocks && !term.current.matters.iter().any(risks) {
            continue;
        }
        let bodies = Surroundings::of(proposal, []).bodies;
        let owner = bodies.iter().find(|body| body.code == barrier.owner);
        lines.push(BarrierLine {
            slug: row.slug,
            owner: owner.map_or_else(|| barrier.owner.clone(), |body| body.label.clone()),
            due: match barrier.due {
                Entry::Is(due) => Some(due),
                Entry::Unread { .. } | Entry::Blank => None,
            },
            is_late: barrier.is_late(today),
            blocks,
            what: barrier.what,
        });
    }
    Ok(lines)
}
