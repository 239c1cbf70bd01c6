//! Who can be called in a room of an offer: people and organisations that read it and can answer there.
//!
//! On their own side people find each other by name. Of the other side they find the organisations and who leads
//! there, and those who have spoken in the thread: who else works in a department is its own affair.

use std::collections::{BTreeMap, BTreeSet};

use domain::process::{
    Act, Hat, OfferFacts, OrganisationId, PersonId, Role, Room, Rooms, Side, permit,
};
use domain::talk::rooms_to_write_in;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationDef,
};

use crate::Refusal;
use crate::store::{memberships, organisations, people, reviewer_assignments};

/// The most names that a form lists; whoever is further down is called by name in the text.
const MOST_LISTED: usize = 60;

/// Somebody on the list of those who can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tellable {
    /// What the form sends.
    pub code: String,
    pub name: String,
    /// Such as “Department reviewer, Home Office”; what a whole organisation is, for one.
    pub about: String,
    /// In which of the writer’s rooms they can be told.
    pub rooms: Vec<Room>,
}

/// One who can be called.
pub(super) struct Callee {
    pub id: CalleeId,
    pub name: String,
    about: String,
    /// Whether it stands on the list, or is found by name alone.
    listed: bool,
    /// Who gets the mail.
    pub people: Vec<Person>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum CalleeId {
    Organisation(OrganisationId),
    Person(PersonId),
}

/// Somebody with an address, and the rooms in which they can answer.
#[derive(Clone)]
pub(super) struct Person {
    pub id: PersonId,
    pub email: String,
    rooms: BTreeSet<Room>,
}

/// Everybody whom one writer can call in one offer.
pub(super) struct Audience(Vec<Callee>);

#[derive(FromQueryResult)]
struct Row {
    id: String,
    name: String,
    email: String,
    organisation_id: String,
    organisation_name: String,
    role: String,
    /// The offer, where they deal with it for a department that has named some.
    assigned: Option<String>,
}

impl CalleeId {
    pub fn code(&self) -> String {
        match self {
            Self::Organisation(id) => format!("party:{id}"),
            Self::Person(id) => format!("person:{id}"),
        }
    }
}

impl Callee {
    /// Who of them answers in this room.
    pub fn in_room(&self, room: Room) -> impl Iterator<Item = &Person> {
        self.people
            .iter()
            .filter(move |person| person.rooms.contains(&room))
    }

    fn rooms(&self) -> BTreeSet<Room> {
        let all = self.people.iter().flat_map(|person| &person.rooms);
        all.copied().collect()
    }
}

impl Audience {
    /// Those whom `writer` can call. `spoke` are people who wrote where the writer writes. One statement.
    pub async fn of(
        db: &impl ConnectionTrait,
        offer_id: &str,
        facts: &OfferFacts,
        writer: &Hat,
        spoke: &[String],
    ) -> Result<Self, Refusal> {
        let rows = rows(db, offer_id, facts).await?;
        let shared_out: BTreeSet<String> = rows
            .iter()
            .filter(|row| row.assigned.is_some())
            .map(|row| row.organisation_id.clone())
            .collect();
        let rooms = rooms_to_write_in(writer, facts);
        let mut callees: BTreeMap<CalleeId, Callee> = BTreeMap::new();
        for row in rows {
            let Some(role) = Role::from_code(&row.role) else {
                continue;
            };
            let hat = Hat::new(row.id.as_str(), row.organisation_id.as_str(), role);
            if !permit(Some(&hat), Act::Comment, Some(facts)).is_allowed() {
                continue;
            }
            let seen = Rooms::of(&hat, facts);
            let person = Person {
                id: row.id.as_str().into(),
                email: row.email.clone(),
                rooms: rooms
                    .iter()
                    .copied()
                    .filter(|room| seen.sees(*room))
                    .collect(),
            };
            if person.rooms.is_empty() {
                continue;
            }
            let of_the_other_side = hat.side() != writer.side();
            // Where a department shares its offers out, those assigned have the work and the mail.
            let is_at_work = role != Role::DepartmentReviewer
                || row.assigned.is_some()
                || !shared_out.contains(&row.organisation_id);
            if is_at_work {
                let organisation = CalleeId::Organisation(row.organisation_id.as_str().into());
                callees
                    .entry(organisation.clone())
                    .or_insert_with(|| Callee {
                        about: of_organisation(role, facts.place.as_str() == row.organisation_id),
                        id: organisation,
                        name: row.organisation_name.clone(),
                        listed: true,
                        people: Vec::new(),
                    })
                    .add(person.clone());
            }
            let leads = matches!(role, Role::PlaceLeader | Role::Champion);
            let has_spoken = spoke.contains(&row.id);
            let listed = match role {
                // The programme office is called as one.
                Role::ProgrammeOffice => has_spoken,
                _ if of_the_other_side => leads || has_spoken,
                _ => is_at_work || has_spoken,
            };
            let found = listed || !of_the_other_side;
            if found && person.id != writer.person {
                let id = CalleeId::Person(person.id.clone());
                let callee = callees.entry(id.clone()).or_insert_with(|| Callee {
                    id,
                    name: row.name.clone(),
                    about: format!("{}, {}", role.label(), row.organisation_name),
                    listed: false,
                    people: Vec::new(),
                });
                callee.listed |= listed;
                callee.add(person);
            }
        }
        let mut callees: Vec<Callee> = callees.into_values().collect();
        // An organisation in which there is nobody but the writer hears of it from the writer.
        callees.retain(|callee| callee.people.iter().any(|one| one.id != writer.person));
        Ok(Self(callees))
    }

    /// Those who read this room.
    pub fn in_room(&self, room: Room) -> impl Iterator<Item = &Callee> {
        self.0
            .iter()
            .filter(move |callee| callee.in_room(room).next().is_some())
    }

    pub fn find(&self, code: &str) -> Option<&Callee> {
        self.0.iter().find(|callee| callee.id.code() == code)
    }

    /// The list for a form: organisations first, then people, each by name.
    pub fn listed(&self) -> Vec<Tellable> {
        let mut listed: Vec<(bool, Tellable)> = self
            .0
            .iter()
            .filter(|callee| callee.listed)
            .map(|callee| {
                let is_person = matches!(callee.id, CalleeId::Person(_));
                let tellable = Tellable {
                    code: callee.id.code(),
                    name: callee.name.clone(),
                    about: callee.about.clone(),
                    rooms: callee.rooms().into_iter().collect(),
                };
                (is_person, tellable)
            })
            .collect();
        listed.sort_by(|(one, a), (other, b)| {
            (one, &a.name, &a.code).cmp(&(other, &b.name, &b.code))
        });
        listed.truncate(MOST_LISTED);
        listed.into_iter().map(|(_, tellable)| tellable).collect()
    }
}

impl Callee {
    /// Somebody with two hats in one organisation is one.
    fn add(&mut self, person: Person) {
        match self.people.iter_mut().find(|one| one.id == person.id) {
            Some(one) => one.rooms.extend(person.rooms),
            None => self.people.push(person),
        }
    }
}

fn of_organisation(role: Role, is_place: bool) -> String {
    let words = match role.side() {
        Side::Place if is_place => "Everybody of the place",
        Side::Place => "Everybody of the partner",
        Side::Whitehall if role == Role::ProgrammeOffice => "Everybody of the office",
        Side::Whitehall | Side::Neither => "Everybody who reads the offer there",
    };
    words.to_owned()
}

/// Everybody whose hat can have a part in this offer.
async fn rows(
    db: &impl ConnectionTrait,
    offer_id: &str,
    facts: &OfferFacts,
) -> Result<Vec<Row>, Refusal> {
    let person: RelationDef = memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into();
    let organisation: RelationDef = memberships::Entity::belongs_to(organisations::Entity)
        .from(memberships::Column::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    let mut assigned: RelationDef = RelationDef::from(
        memberships::Entity::belongs_to(reviewer_assignments::Entity)
            .from((
                memberships::Column::OrganisationId,
                memberships::Column::PersonId,
            ))
            .to((
                reviewer_assignments::Column::OrganisationId,
                reviewer_assignments::Column::PersonId,
            )),
    );
    let this_offer = reviewer_assignments::Column::OfferId.eq(offer_id);
    assigned = assigned.on_condition(move |_, _| Condition::all().add(this_offer.clone()));
    let (of, role) = (
        memberships::Column::OrganisationId,
        memberships::Column::Role,
    );
    let ids = |ids: &[OrganisationId]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let mut any = Condition::any()
        .add(
            Condition::all()
                .add(of.eq(facts.place.as_str()))
                .add(role.is_in([Role::PlaceLeader.code(), Role::Drafter.code()])),
        )
        .add(
            Condition::all()
                .add(of.is_in(ids(&facts.partners)))
                .add(role.eq(Role::Partner.code())),
        );
    if facts.submitted_before {
        any = any.add(role.eq(Role::ProgrammeOffice.code())).add(
            Condition::all()
                .add(of.is_in(ids(&facts.departments)))
                .add(role.eq(Role::DepartmentReviewer.code())),
        );
        if let Some(champion) = &facts.champion {
            any = any.add(
                Condition::all()
                    .add(memberships::Column::PersonId.eq(champion.as_str()))
                    .add(role.eq(Role::Champion.code())),
            );
        }
    }
    Ok(memberships::Entity::find()
        .select_only()
        .columns([
            people::Column::Id,
            people::Column::Name,
            people::Column::Email,
        ])
        .columns([of, role])
        .column_as(organisations::Column::Name, "organisation_name")
        .join(JoinType::InnerJoin, person)
        .column_as(reviewer_assignments::Column::OfferId, "assigned")
        .join(JoinType::InnerJoin, organisation)
        .join(JoinType::LeftJoin, assigned)
        .filter(any)
        .filter(memberships::Column::EndedAt.is_null())
        .filter(people::Column::DisabledAt.is_null())
        .order_by_asc(people::Column::Name)
        .order_by_asc(memberships::Column::Id)
        .into_model::<Row>()
        .all(db)
        .await?)
}
