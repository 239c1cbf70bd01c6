//! Whether somebody may, asked of `domain::process` for one offer; and what somebody sees, as a condition on many.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::process::{
    Act, Hat, OfferFacts, OrganisationId, Reach, Reference, Room, Rooms, Sight, Stage, Verdict,
    permit, permit_any,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};

use super::Offers;
use super::found::{Found, OfferState, locked};
use super::head::Head;
use super::parties::{DEPARTMENT, PARTNER, Parties};
use crate::act::{ActTx, Doer};
use crate::agreements::at_the_stage_of_its_variation;
use crate::refusal::allowed;
use crate::store::{offer_parties, offers};
use crate::{Refusal, Viewer, london};

/// An offer that a viewer may look at.
pub(crate) struct Seen {
    pub head: Head,
    pub facts: OfferFacts,
    pub hats: Vec<Hat>,
    rooms: Rooms,
}

/// An offer that a viewer has come into, for one page and all that stands on it.
pub struct Entered {
    pub(crate) seen: Seen,
    pub(crate) staffed: BTreeSet<OrganisationId>,
    state: OfferState,
}

/// An offer in an act: its row locked, the doer allowed.
pub(crate) struct Open {
    pub act: ActTx,
    pub head: Head,
}

impl Offers<'_> {
    /// The offer, if one of the viewer’s hats may do this with it: what the pages of an offer begin with.
    ///
    /// # Errors
    /// Not found where none of the hats sees it; not allowed, or the wrong stage, where they see it and may not.
    pub async fn enter(
        &self,
        viewer: &Viewer,
        act: Act,
        reference: &Reference,
    ) -> Result<Entered, Refusal> {
        let found = Found::of(self.services.read(), reference).await?;
        Entered::by(viewer, act, found, reference, self.services.today())
    }

    /// The offer, if one of the viewer’s hats may do this with it.
    pub(crate) async fn see(
        &self,
        viewer: &Viewer,
        act: Act,
        reference: &Reference,
    ) -> Result<Seen, Refusal> {
        let head = Head::find(self.services.read(), reference).await?;
        let parties = Parties::of(self.services.read(), &head.row.id).await?;
        let today = self.services.today();
        Seen::by(viewer, act, head, parties, reference, today)
    }

    /// Begins an act on the offer, if this doer may do it. A move that was made already is done already.
    pub(crate) async fn open(
        &self,
        doer: &Doer,
        act: Act,
        reference: &Reference,
    ) -> Result<Open, Refusal> {
        let (open, _) = self.open_knowing(doer, act, reference, None).await?;
        Ok(open)
    }

    /// The same with what permission needs to know of the offer. For an act on one term: while a variation has that
    /// on the table, it is the stage of the variation which counts.
    pub(crate) async fn open_knowing(
        &self,
        doer: &Doer,
        act: Act,
        reference: &Reference,
        term: Option<u32>,
    ) -> Result<(Open, OfferFacts), Refusal> {
        let tx = self.services.begin(doer).await?;
        let (mut head, parties) = locked(tx.db(), reference).await?;
        if let Some(term) = term {
            at_the_stage_of_its_variation(tx.db(), &mut head, term).await?;
        }
        let today = london::local_date(tx.now());
        let facts = head.facts(parties.partners, parties.departments, today);
        admit(doer, act, &head, &facts, reference)?;
        Ok((Open { act: tx, head }, facts))
    }
}

impl Entered {
    fn by(
        viewer: &Viewer,
        act: Act,
        found: Found,
        asked: &Reference,
        today: NaiveDate,
    ) -> Result<Self, Refusal> {
        let Found {
            head,
            parties,
            staffed,
            last,
        } = found;
        let seen = Seen::by(viewer, act, head, parties, asked, today)?;
        Ok(Self {
            state: last.state(seen.rooms()),
            seen,
            staffed,
        })
    }

    /// How far the offer has come, as far as the viewer may know.
    pub const fn state(&self) -> &OfferState {
        &self.state
    }

    /// The name it goes by now.
    pub const fn reference(&self) -> &Reference {
        &self.seen.head.reference
    }

    pub const fn facts(&self) -> &OfferFacts {
        &self.seen.facts
    }
}

impl Seen {
    pub fn by(
        viewer: &Viewer,
        act: Act,
        head: Head,
        parties: Parties,
        asked: &Reference,
        today: NaiveDate,
    ) -> Result<Self, Refusal> {
        let hats = viewer.hats();
        let facts = head.facts(parties.partners, parties.departments, today);
        allowed(permit_any(&hats, act, Some(&facts)).verdict)?;
        let seen = Self {
            rooms: Rooms::of_any(&hats, &facts),
            head,
            facts,
            hats,
        };
        if is_hidden_name(&seen.head, asked) && !seen.sees(Room::Place) {
            return Err(Refusal::NotFound);
        }
        Ok(seen)
    }

    pub fn sees(&self, room: Room) -> bool {
        self.rooms.sees(room)
    }

    /// The rooms that any of the hats sees.
    pub const fn rooms(&self) -> Rooms {
        self.rooms
    }

    /// Whether this viewer reads the text as it was submitted.
    pub fn is_rewritten_in_private(&self) -> bool {
        is_rewritten_in_private(&self.head, self.rooms)
    }

    /// All that one of the hats may do now.
    pub fn may(&self) -> Vec<Act> {
        Act::ALL
            .iter()
            .copied()
            .filter(|act| act.rule().is_about_an_offer())
            .filter(|act| {
                permit_any(&self.hats, *act, Some(&self.facts))
                    .verdict
                    .is_allowed()
            })
            .collect()
    }
}

/// Whether the text is the place’s own just now, and who sees these rooms is none of the place: after a return,
/// and where the offer was withdrawn before it was submitted again.
pub(crate) fn is_rewritten_in_private(head: &Head, rooms: Rooms) -> bool {
    matches!(head.stage, Stage::Draft | Stage::Withdrawn)
        && head.was_submitted()
        && !rooms.sees(Room::Place)
}

/// Whether this doer may do this with the offer now.
pub(super) fn admit(
    doer: &Doer,
    act: Act,
    head: &Head,
    facts: &OfferFacts,
    asked: &Reference,
) -> Result<(), Refusal> {
    let verdict = permit(doer.hat(), act, Some(facts));
    let made = act.transition().map(|transition| transition.row().to);
    if matches!(verdict, Verdict::WrongStage(_)) && made == Some(head.stage) {
        return Err(Refusal::AlreadyDone);
    }
    let in_the_place = doer
        .hats()
        .any(|hat| Rooms::of(hat, facts).sees(Room::Place));
    if is_hidden_name(head, asked) && !in_the_place {
        return Err(Refusal::NotFound);
    }
    doer.may(act, Some(facts))
}

/// Whether it was asked for by a draft’s name that it has no more. Only the place and its partners ever knew
/// that one: its number tells how many drafts there were.
fn is_hidden_name(head: &Head, asked: &Reference) -> bool {
    asked.is_draft() && !head.reference.is_draft()
}

/// The offers within sight of any of these hats; none where no hat sees any.
pub(crate) fn within_sight(hats: &[Hat]) -> Option<Condition> {
    let reaches: Vec<Reach> = hats
        .iter()
        .map(|hat| Sight::of(hat).reach().clone())
        .filter(|reach| *reach != Reach::Nothing)
        .collect();
    if reaches.is_empty() {
        return None;
    }
    // Who sees all that was submitted needs no other way to see some of it.
    let sees_all = sees_all(hats);
    let mut any = Condition::any();
    for reach in reaches {
        any = match reach {
            Reach::Place(place) => any.add(offers::Column::PlaceId.eq(place.as_str())),
            Reach::Partner(partner) => {
                any.add(offers::Column::Id.in_subquery(party_of(partner.as_str(), PARTNER)))
            }
            Reach::Champion(_) | Reach::Department(_) if sees_all => any,
            Reach::Champion(person) => {
                any.add(submitted().add(offers::Column::ChampionId.eq(person.as_str())))
            }
            Reach::Department(department) => any
                .add(submitted().add(
                    offers::Column::Id.in_subquery(party_of(department.as_str(), DEPARTMENT)),
                )),
            Reach::Submitted => any.add(submitted()),
            Reach::Nothing => any,
        };
    }
    Some(any)
}

/// Whether one of these hats sees every offer that was submitted.
pub(crate) fn sees_all(hats: &[Hat]) -> bool {
    hats.iter()
        .any(|hat| *Sight::of(hat).reach() == Reach::Submitted)
}

/// Whether an offer was ever submitted.
pub(super) fn submitted() -> Condition {
    Condition::all().add(offers::Column::FirstSubmittedAt.is_not_null())
}

fn party_of(organisation: &str, relation: &str) -> SelectStatement {
    offer_parties::Entity::find()
        .select_only()
        .column(offer_parties::Column::OfferId)
        .filter(offer_parties::Column::OrganisationId.eq(organisation))
        .filter(offer_parties::Column::Relation.eq(relation))
        .into_query()
}
