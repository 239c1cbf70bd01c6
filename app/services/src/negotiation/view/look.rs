//! Reading one term. A handful of statements, however many versions and parties it has.

use chrono::{DateTime, Utc};
use domain::negotiation::{Closing, PartyId, Stance, Term, TermState, Turn, Why, turns};
use domain::process::{Act, Hat, OrganisationId, Reference, Role, Room, departments};
use domain::talk::rooms_to_write_in;

use super::positions::Table;
use super::versions::{Versioned, versions};
use super::{
    Closed, ComparedWith, Comparison, OwnPosition, TermView, TurnView, compare, depends, proposals,
};
use crate::agreements::at_the_stage_of_its_variation;
use crate::negotiation::load::{Tracked, term_around, title};
use crate::negotiation::whole::said;
use crate::negotiation::{Negotiation, PartyName};
use crate::offers::Entered;
use crate::store::negotiation::Around;
use crate::{Refusal, Viewer};

impl Negotiation<'_> {
    /// One term in one of its versions, the current one where none is named, beside another: the one that the
    /// viewer’s party agreed to last, or else the one before. `hat` is the one they wear.
    ///
    /// # Errors
    /// Not found where none of the viewer’s hats sees the terms of the offer, and for a term or a version that
    /// there is not.
    pub async fn term(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        number: u32,
        shown: Option<u32>,
        against: Option<u32>,
    ) -> Result<TermView, Refusal> {
        let offers = self.services.offers();
        let entered = offers.enter(viewer, Act::ReadTerms, reference).await?;
        self.term_of(entered, hat, number, shown, against).await
    }

    /// The same of an offer that was entered to read its terms. Four statements.
    ///
    /// # Errors
    /// Not found for a term or a version that there is not.
    pub async fn term_of(
        &self,
        entered: Entered,
        hat: Option<&Hat>,
        number: u32,
        shown: Option<u32>,
        against: Option<u32>,
    ) -> Result<TermView, Refusal> {
        let db = self.services.read();
        let Entered {
            mut seen, staffed, ..
        } = entered;
        at_the_stage_of_its_variation(db, &mut seen.head, number).await?;
        seen.facts.stage = seen.head.stage;
        let (proposal, barriers) = said(db, &seen.head).await?;
        let own = hat.and_then(|hat| PartyId::of(hat, &seen.facts.place));
        let int = |number: u32| i32::try_from(number).map_err(|_| Refusal::NotFound);
        let around = Around {
            offer_id: &seen.head.row.id,
            number: int(number)?,
            shown: shown.map(int).transpose()?,
            party: own.as_ref().map(PartyId::code),
        };
        let tracked = term_around(db, &proposal, seen.rooms(), around)
            .await?
            .ok_or(Refusal::NotFound)?;
        let term = &tracked.term;
        let current = term.current.number;
        let shown = shown.unwrap_or(current);
        if shown == 0 || shown > current || against.is_some_and(|other| other > current) {
            return Err(Refusal::NotFound);
        }
        let (with, why) = compared_with(term, shown, against, own.as_ref());
        let mut versions = versions(db, &tracked.id, current, &[shown, with]).await?;
        let around = proposal.around();
        let shown_one = find(&versions, shown).ok_or(Refusal::NotFound)?;
        let says = shown_one.matters.clone().unwrap_or_default();
        let shown_line = shown_one.line.clone();
        let comparison = match find(&versions, with) {
            Some(other) if with != shown => Some(Comparison {
                with: other.line.clone(),
                why,
                matters: compare::compared(
                    other.matters.as_deref().unwrap_or_default(),
                    &says,
                    &around,
                ),
            }),
            None if against.is_some() => return Err(Refusal::NotFound),
            Some(_) | None => None,
        };
        let table = Table {
            seen: &seen,
            hat,
            tracked: &tracked,
            shown,
            reviewed: &staffed,
        };
        let offer_id = &seen.head.row.id;
        let (proposed, more_proposals) =
            proposals::proposals(db, offer_id, &tracked.id, seen.rooms()).await?;
        Ok(TermView {
            number,
            subject: term.subject.clone(),
            name: title(term),
            state: term.state(),
            closed: closed(term),
            current,
            matters: compare::laid_out(&says, &around),
            comparison,
            parties: table.parties(),
            turns: turns_of(&table, self.services.now()),
            depends: depends::dependants(term, &proposal),
            waits_for: depends::waits_for(term, &proposal),
            barriers: depends::barriers(barriers, term, &proposal, self.services.today()),
            proposals: proposed,
            more_proposals,
            may: may(&table),
            own: own_position(&table),
            departments_to_add: to_add(&table),
            versions: versions.drain(..).map(|one| one.line).collect(),
            shown: shown_line,
            reference: seen.head.reference.clone(),
            title: seen.head.row.title.clone(),
            place_name: seen.head.place_name.clone(),
            stage: seen.head.stage,
            facts: seen.facts.clone(),
        })
    }
}

fn find(versions: &[Versioned], number: u32) -> Option<&Versioned> {
    versions.iter().find(|one| one.line.number == number)
}

/// With which version the one that is shown is compared; with itself where there is no other.
fn compared_with(
    term: &Term,
    shown: u32,
    against: Option<u32>,
    own: Option<&PartyId>,
) -> (u32, ComparedWith) {
    if let Some(chosen) = against {
        return (chosen, ComparedWith::Chosen);
    }
    let agreed = own
        .and_then(|own| last_agreed_before(term, own, shown))
        .map(|agreed| (agreed, ComparedWith::LastAgreed));
    agreed.unwrap_or((shown.saturating_sub(1).max(1), ComparedWith::Previous))
}

/// The last version before the one that is shown to which a party agreed.
fn last_agreed_before(term: &Term, party: &PartyId, shown: u32) -> Option<u32> {
    term.positions
        .iter()
        .filter(|position| {
            position.party == *party
                && position.version < shown
                && position.said.stance == Stance::Agree
                && position.room == Room::Joint
        })
        .map(|position| position.version)
        .max()
}

fn closed(term: &Term) -> Option<Closed> {
    term.closing.clone().map(|closing| match closing {
        Closing::Withdrawn { reason } => Closed::Withdrawn { reason },
        Closing::Refused { by, reason } => Closed::Refused {
            by: PartyName::of(&PartyId::Department(by), "").name,
            reason,
        },
        Closing::Signed => Closed::Signed,
    })
}

fn turns_of(table: &Table<'_>, now: DateTime<Utc>) -> Vec<TurnView> {
    let Tracked {
        term, opened_at, ..
    } = table.tracked;
    turns(term, *opened_at)
        .into_iter()
        .map(|turn| {
            let (Turn::Position { party, .. } | Turn::Answer { to: party, .. }) = &turn;
            TurnView {
                party: table.name(party),
                days: now.signed_duration_since(turn.since()).num_days().max(0),
                turn,
            }
        })
        .collect()
}

/// What the table lets the worn hat do at this stage, as far as the rules of the term let anybody do it.
fn may(table: &Table<'_>) -> Vec<Act> {
    let term = &table.tracked.term;
    let kind = term.subject.kind;
    let is_open = term.state() == TermState::Open;
    let owns_freedom = || {
        let own = table.own();
        own.is_some_and(|own| own.why == Why::OwnsFreedom)
    };
    let speaks_for_department = table
        .hat
        .is_some_and(|hat| hat.role == Role::DepartmentReviewer);
    [
        (Act::ProposeWording, is_open),
        (Act::TakeUp, is_open),
        (Act::RefuseWording, is_open),
        (Act::TakePosition, is_open && table.own().is_some()),
        (
            Act::ReopenTerm,
            !is_open && (!speaks_for_department || table.own().is_some()),
        ),
        (Act::WithdrawTerm, is_open && kind.can_be_withdrawn()),
        (
            Act::RefuseFreedom,
            is_open && kind.can_be_refused() && owns_freedom(),
        ),
        (Act::AddParty, is_open),
        (Act::ReleaseParty, is_open),
        (Act::ReleaseToJoint, is_open),
        (Act::Remind, is_open),
        (Act::Comment, true),
    ]
    .into_iter()
    .filter(|(act, rules)| *rules && table.may(*act))
    .map(|(act, _)| act)
    .collect()
}

fn own_position(table: &Table<'_>) -> Option<OwnPosition> {
    let hat = table.hat.filter(|_| table.may(Act::TakePosition))?;
    let own = table.own()?;
    Some(OwnPosition {
        party: table.name(&own.id),
        rooms: rooms_to_write_in(hat, &table.seen.facts),
        may_have_no_interest: !own.is_required(),
        says: table.standing(&own.id),
        noted: table.has_noted(&own.id),
    })
}

/// Departments that are no party yet, for whoever may ask them.
fn to_add(table: &Table<'_>) -> Vec<(OrganisationId, String)> {
    let term = &table.tracked.term;
    if term.state() != TermState::Open || !table.may(Act::AddParty) {
        return Vec::new();
    }
    let parties = term.parties();
    departments()
        .iter()
        .filter(|one| {
            let id = PartyId::Department(one.id());
            parties.iter().all(|party| party.id != id)
        })
        .map(|one| (one.id(), one.name.to_owned()))
        .collect()
}
