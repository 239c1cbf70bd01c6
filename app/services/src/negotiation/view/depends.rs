//! What waits for a term, what it waits for, and the barriers in its way.

use chrono::NaiveDate;
use domain::form::Entry;
use domain::negotiation::{Barrier, Surroundings, Term, TermState};
use domain::offer::{Kept, Key, Matter, Proposal};

use super::{BarrierLine, Dependant, WaitsFor};

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

/// The barriers that block this term, or put something of it at risk, what is due first on top.
pub(super) fn barriers(
    all: Vec<(String, Barrier)>,
    term: &Term,
    proposal: &Proposal,
    today: NaiveDate,
) -> Vec<BarrierLine> {
    let bodies = Surroundings::of(proposal, []).bodies;
    let mut lines: Vec<BarrierLine> = all
        .into_iter()
        .filter_map(|(slug, barrier)| {
            let blocks = barrier.blocks(term.number);
            let risks = |kept: &Kept| barrier.puts_at_risk(&kept.key);
            if !blocks && !term.current.matters.iter().any(risks) {
                return None;
            }
            let owner = bodies.iter().find(|body| body.code == barrier.owner);
            Some(BarrierLine {
                slug,
                owner: owner.map_or_else(|| barrier.owner.clone(), |body| body.label.clone()),
                due: match barrier.due {
                    Entry::Is(due) => Some(due),
                    Entry::Unread { .. } | Entry::Blank => None,
                },
                is_late: barrier.is_late(today),
                blocks,
                what: barrier.what,
            })
        })
        .collect();
    lines.sort_by(|one, other| {
        let due = |line: &BarrierLine| (line.due.is_none(), line.due);
        due(one)
            .cmp(&due(other))
            .then_with(|| one.slug.cmp(&other.slug))
    });
    lines
}
