//! One proposal: what it changes, what has changed since it was made, and which others touch the same.

use std::collections::BTreeMap;

use domain::form::{Difference, Posted, Sheet};
use domain::negotiation::{ProposalState, Term, TermState, Unmerged, Wording, may_answer};
use domain::offer::{Around, Kept, Matter};
use domain::process::{Act, Hat, Reference, Role, Room};
use domain::redline::{Change, changes};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::list::Named;
use super::row::{Held, version_at, versions};
use super::view::{Answered, OtherProposal, ProposalLine, ProposalView};
use crate::negotiation::Negotiation;
use crate::negotiation::load::terms;
use crate::offers::content::Content;
use crate::offers::sight::Seen;
use crate::store::negotiation::{self, ProposalColumn};
use crate::{Refusal, Viewer};

/// So many others that wait are looked at.
const MOST_OTHERS: u64 = 50;

impl Negotiation<'_> {
    /// One proposal in one of the viewer’s rooms. `hat` is the one they wear.
    ///
    /// # Errors
    /// Not found where none of the hats reads it.
    pub async fn proposal(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        number: u32,
        slug: &str,
    ) -> Result<ProposalView, Refusal> {
        let db = self.services.read();
        let seen = self
            .services
            .offers()
            .see(viewer, Act::ReadTerms, reference)
            .await?;
        let said = Content::said(db, &seen.head).await?;
        let (offer_id, rooms) = (&seen.head.row.id, seen.rooms());
        let tracked = terms(db, offer_id, &said, rooms, Some(number))
            .await?
            .pop()
            .ok_or(Refusal::NotFound)?;
        let (term, around) = (&tracked.term, said.around());
        let (mine, others) = with_others(db, &seen, &tracked.id, slug).await?;
        let named = mine.answerer_name.clone();
        let (held, line) = mine.line()?;
        let bases = others
            .iter()
            .map(|(other, _)| other.wording.base)
            .chain([held.wording.base]);
        let said_then = versions(db, &tracked.id, bases).await?;
        let answered = self.answered(&seen, &tracked.id, &held, named).await?;
        let former = at(&said_then, held.wording.base);
        let (since, clashes) = since(&held, former, term, &around);
        let may = Mays::of(hat, &seen, term, &held);
        Ok(ProposalView {
            number,
            name: tracked.brief(),
            current: term.current.number,
            was_private: held.row.released_from.is_some(),
            answered,
            before: matter_in(former, &held.wording),
            proposed: held.wording.result().cloned(),
            now: matter_in(&term.current.matters, &held.wording),
            changes: changed(former, &held.wording, &around),
            since,
            clashes,
            others: overlapping(&held, former, others, &said_then, &around),
            may_take_up: may.take_up,
            may_refuse: may.refuse,
            may_release: may.release,
            line,
            around,
            reference: seen.head.reference.clone(),
            title: seen.head.row.title.clone(),
            place_name: seen.head.place_name.clone(),
            stage: seen.head.stage,
            facts: seen.facts,
        })
    }

    /// How it was answered, if it was.
    async fn answered(
        &self,
        seen: &Seen,
        term_id: &str,
        held: &Held,
        by: Option<String>,
    ) -> Result<Option<Answered>, Refusal> {
        let Some(moment) = held.row.answered_at else {
            return Ok(None);
        };
        let db = self.services.read();
        let (mut version, mut released_into) = (None, None);
        match held.state {
            ProposalState::TakenUp => {
                version = version_at(db, term_id, moment).await?;
            }
            ProposalState::Released => {
                let copy = negotiation::proposals(&seen.head.row.id, seen.rooms())
                    .filter(ProposalColumn::ReleasedFrom.eq(held.row.id.as_str()))
                    .one(db)
                    .await?;
                released_into = copy.map(|copy| copy.slug);
            }
            ProposalState::Refused | ProposalState::Open => {}
        }
        Ok(Some(Answered {
            by: by.unwrap_or_default(),
            at: moment,
            reason: held.row.answer.clone(),
            version,
            released_into,
        }))
    }
}

/// The proposal at this address, and the others for the term that wait. One statement.
async fn with_others(
    db: &impl ConnectionTrait,
    seen: &Seen,
    term_id: &str,
    slug: &str,
) -> Result<(Named, Vec<(Held, ProposalLine)>), Refusal> {
    let wanted = negotiation::proposals(&seen.head.row.id, seen.rooms())
        .filter(ProposalColumn::TermId.eq(term_id))
        .filter(
            Condition::any()
                .add(ProposalColumn::Slug.eq(slug))
                .add(ProposalColumn::State.eq(ProposalState::Open.code())),
        );
    let rows = negotiation::proposals_with_names(wanted)
        .order_by_desc(ProposalColumn::Slug.eq(slug))
        .order_by_desc(ProposalColumn::At)
        .limit(MOST_OTHERS + 1)
        .into_model::<Named>()
        .all(db)
        .await?;
    let mut rows = rows.into_iter();
    let mine = rows
        .next()
        .filter(|row| row.proposal.slug == slug)
        .ok_or(Refusal::NotFound)?;
    Ok((mine, rows.map(Named::line).collect::<Result<_, _>>()?))
}

fn at(said: &BTreeMap<u32, Vec<Kept>>, number: u32) -> &[Kept] {
    said.get(&number).map(Vec::as_slice).unwrap_or_default()
}

fn matter_in(matters: &[Kept], wording: &Wording) -> Option<Matter> {
    matters
        .iter()
        .find(|kept| kept.key == wording.key)
        .map(|kept| kept.matter.clone())
}

fn changed(former: &[Kept], wording: &Wording, around: &Around) -> Vec<Change> {
    let sheet =
        |matter: Option<&Matter>| matter.map_or_else(Sheet::default, |one| one.reading(around));
    let before = matter_in(former, wording);
    changes(&sheet(before.as_ref()), &sheet(wording.result()))
}

/// Where a proposal that waits differs from what has become current since, and which of it is to be chosen.
fn since(
    held: &Held,
    former: &[Kept],
    term: &Term,
    around: &Around,
) -> (Vec<Difference>, Vec<Difference>) {
    if held.state != ProposalState::Open || held.wording.base == term.current.number {
        return (Vec::new(), Vec::new());
    }
    let current = &term.current.matters;
    let clashes = match held
        .wording
        .taken_up(former, current, around, &Posted::default())
    {
        Err(Unmerged::Choose(clashes)) => clashes,
        Ok(_) | Err(Unmerged::Rule(_)) => Vec::new(),
    };
    match held.wording.merging(former, current, around) {
        Some(merging) => (merging.differences().to_vec(), clashes),
        None => (clashes.clone(), clashes),
    }
}

fn overlapping(
    held: &Held,
    former: &[Kept],
    others: Vec<(Held, ProposalLine)>,
    said_then: &BTreeMap<u32, Vec<Kept>>,
    around: &Around,
) -> Vec<OtherProposal> {
    others
        .into_iter()
        .filter_map(|(other, line)| {
            let base = at(said_then, other.wording.base);
            let overlap = held
                .wording
                .overlap(former, (&other.wording, base), around)?;
            Some(OtherProposal { line, overlap })
        })
        .collect()
}

/// What the hat that is worn can do with a proposal now.
struct Mays {
    take_up: bool,
    refuse: bool,
    release: bool,
}

impl Mays {
    fn of(hat: Option<&Hat>, seen: &Seen, term: &Term, held: &Held) -> Self {
        let waits = held.state == ProposalState::Open;
        let may =
            |act| waits && hat.is_some_and(|hat| may_answer(hat, act, held.room, &seen.facts));
        let leads = hat.is_some_and(|hat| match held.room {
            Room::Place => hat.role == Role::PlaceLeader,
            Room::Whitehall => hat.role == Role::Champion,
            Room::Joint => false,
        });
        let is_open = term.state() == TermState::Open;
        Self {
            take_up: is_open && may(Act::TakeUp),
            refuse: may(Act::RefuseWording),
            release: is_open && leads && may(Act::ReleaseToJoint),
        }
    }
}
