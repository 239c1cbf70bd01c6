//! An offer found for somebody to look at: its row, who has a part in it, which of its departments somebody reviews
//! for, and how far what happens in each of its rooms has come. One statement.

use std::collections::BTreeSet;

use domain::process::{OrganisationId, Reference, Role, Room, Rooms};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    QueryTrait, RelationDef,
    sea_query::{
        CaseStatement, Expr, ExprTrait, Func, LockType, Query, SelectStatement, SubQueryStatement,
    },
};

use super::head::{Head, HeadRow};
use super::parties::{DEPARTMENT, PARTNER, Parties};
use crate::Refusal;
use crate::store::{events, memberships, offer_parties, offers, people};

/// What one statement finds of an offer.
pub(crate) struct Found {
    pub head: Head,
    pub parties: Parties,
    /// The departments in it for which somebody reviews now.
    pub staffed: BTreeSet<OrganisationId>,
    pub last: Last,
}

/// The place in history of the last event in each room, and of the last that concerns no offer.
pub(crate) struct Last {
    place: Option<i64>,
    whitehall: Option<i64>,
    joint: Option<i64>,
    beside: Option<i64>,
}

/// How far an offer has come for somebody who sees some of its rooms: it changes with whatever happens in these,
/// and with names, organisations and rounds. What happens in other rooms leaves it as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OfferState {
    rooms: Vec<(Room, Option<i64>)>,
    beside: Option<i64>,
}

#[derive(FromQueryResult)]
struct Locked {
    #[sea_orm(nested)]
    head: HeadRow,
    parties: Option<String>,
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    head: HeadRow,
    parties: Option<String>,
    last_place: Option<i64>,
    last_whitehall: Option<i64>,
    last_joint: Option<i64>,
    last_beside: Option<i64>,
}

/// Between a party’s relation, its id and whether it is staffed; and between parties. No id has either.
const WITHIN: &str = " ";
const BETWEEN: &str = ",";

impl Found {
    pub async fn of(db: &impl ConnectionTrait, reference: &Reference) -> Result<Self, Refusal> {
        let row = Head::select(reference)
            .expr_as(one(parties()), "parties")
            .expr_as(one(events::last_in(Room::Place)), "last_place")
            .expr_as(one(events::last_in(Room::Whitehall)), "last_whitehall")
            .expr_as(one(events::last_in(Room::Joint)), "last_joint")
            .expr_as(one(events::last_beside()), "last_beside")
            .into_model::<Row>()
            .one(db)
            .await?
            .ok_or(Refusal::NotFound)?;
        let (parties, staffed) = read(row.parties.as_deref().unwrap_or_default());
        Ok(Self {
            head: row.head.try_into()?,
            parties,
            staffed,
            last: Last {
                place: row.last_place,
                whitehall: row.last_whitehall,
                joint: row.last_joint,
                beside: row.last_beside,
            },
        })
    }
}

/// The row of an offer, locked until the act ends, and who has a part in it. One statement.
pub(crate) async fn locked(
    db: &impl ConnectionTrait,
    reference: &Reference,
) -> Result<(Head, Parties), Refusal> {
    let mut query = Head::select(reference).expr_as(one(parties()), "parties");
    // Only the offer: its place and its round belong to other offers too.
    QueryTrait::query(&mut query).lock_with_tables(LockType::Update, [offers::Entity]);
    let row = query
        .into_model::<Locked>()
        .one(db)
        .await?
        .ok_or(Refusal::NotFound)?;
    let (parties, _) = read(row.parties.as_deref().unwrap_or_default());
    Ok((row.head.try_into()?, parties))
}

impl Last {
    /// As far as somebody with these rooms may know.
    pub fn state(&self, rooms: Rooms) -> OfferState {
        let last = |room: Room| match room {
            Room::Place => self.place,
            Room::Whitehall => self.whitehall,
            Room::Joint => self.joint,
        };
        let rooms = rooms.list().into_iter();
        OfferState {
            rooms: rooms.map(|room| (room, last(room))).collect(),
            beside: self.beside,
        }
    }
}

fn one(select: SelectStatement) -> Expr {
    Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(select)))
}

/// Every party of the offer in the row, in one text.
fn parties() -> SelectStatement {
    let staffed = CaseStatement::new()
        .case(Expr::exists(reviewers()), Expr::cust("'1'"))
        .finally(Expr::cust("'0'"));
    let of_offer = |column| Expr::col((offer_parties::Entity, column));
    let told = Func::cust("concat").args([
        of_offer(offer_parties::Column::Relation),
        Expr::cust(format!("'{WITHIN}'")),
        of_offer(offer_parties::Column::OrganisationId),
        Expr::cust(format!("'{WITHIN}'")),
        staffed.into(),
    ]);
    Query::select()
        .expr(Func::cust("string_agg").args([Expr::from(told), Expr::cust(format!("'{BETWEEN}'"))]))
        .from(offer_parties::Entity)
        .and_where(
            of_offer(offer_parties::Column::OfferId).equals((offers::Entity, offers::Column::Id)),
        )
        .take()
}

/// Those who review now for the organisation of the row.
fn reviewers() -> SelectStatement {
    let person: RelationDef = memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into();
    memberships::Entity::find()
        .select_only()
        .expr(Expr::cust("1"))
        .join(JoinType::InnerJoin, person)
        .filter(
            Expr::col((memberships::Entity, memberships::Column::OrganisationId))
                .equals((offer_parties::Entity, offer_parties::Column::OrganisationId)),
        )
        .filter(memberships::Column::Role.eq(Role::DepartmentReviewer.code()))
        .filter(memberships::Column::EndedAt.is_null())
        .filter(people::Column::DisabledAt.is_null())
        .into_query()
}

fn read(told: &str) -> (Parties, BTreeSet<OrganisationId>) {
    let (mut parties, mut staffed) = (Parties::default(), BTreeSet::new());
    for party in told.split(BETWEEN) {
        let mut parts = party.split(WITHIN);
        let (Some(relation), Some(id)) = (parts.next(), parts.next()) else {
            continue;
        };
        let id = OrganisationId::new(id);
        match relation {
            PARTNER => parties.partners.push(id),
            DEPARTMENT => {
                if parts.next() == Some("1") {
                    staffed.insert(id.clone());
                }
                parties.departments.push(id);
            }
            _ => {}
        }
    }
    // In one order, however they were found.
    parties.partners.sort();
    parties.departments.sort();
    (parties, staffed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_come_back_from_one_text() {
        let (parties, staffed) = read("department HOME 1,partner kent-police 0,department DH 0");
        assert_eq!(parties.partners, ["kent-police".into()]);
        assert_eq!(parties.departments, ["DH".into(), "HOME".into()]);
        assert_eq!(staffed, [OrganisationId::new("HOME")].into());
        assert!(read("").0.departments.is_empty());
    }
}
