//! What happened. Payload and salt go when a text is erased.
//!
//! Whatever people are shown of it is read through `seen`, which asks for their rooms. The entity itself is known
//! to nobody else, so that no query for a timeline can forget them.

use domain::process::{Room, Rooms};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    QueryTrait, RelationDef, Select, UpdateMany,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

use self::row::Entity as Events;
use super::{offers, organisations, people};

pub use self::row::{ActiveModel, Column, Model};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "events")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub offer_id: Option<String>,
        pub at: DateTimeUtc,
        pub kind: String,
        pub room: String,
        pub person_id: Option<String>,
        pub organisation_id: Option<String>,
        pub role: Option<String>,
        pub payload: Option<String>,
        pub salt: Option<String>,
        /// Its place in the chain of history.
        pub seq: Option<i64>,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Events, as far as somebody may know of them.
pub type SeenEvents = Select<Events>;

/// The events of an offer that stand in one of these rooms.
pub fn seen(offer_id: &str, rooms: Rooms) -> SeenEvents {
    let rooms = rooms.list().into_iter().map(|room| room.code());
    Events::find()
        .filter(Column::OfferId.eq(offer_id))
        .filter(Column::Room.is_in(rooms))
}

/// The place in history of the last event of the offer in the row, in this room. Of use to see whether anything
/// happened since, for somebody who sees the room: asked of the others, it would tell them of it.
pub fn last_in(room: Room) -> SelectStatement {
    last()
        .filter(Expr::col((Events, Column::OfferId)).equals((offers::Entity, offers::Column::Id)))
        .filter(Column::Room.eq(room.code()))
        .into_query()
}

/// The same of what concerns no offer: people, organisations, rounds.
pub fn last_beside() -> SelectStatement {
    last()
        .filter(Column::OfferId.is_null())
        .filter(Column::Room.eq(Room::Whitehall.code()))
        .into_query()
}

fn last() -> Select<Events> {
    Events::find()
        .select_only()
        .column_as(Column::Seq.max(), "seq")
}

/// The whole record, whatever the room: for the chain, for erasure, and for what somebody did themself. Nothing
/// of it is shown to anybody else.
pub fn record() -> Select<Events> {
    Events::find()
}

/// Adds what an act leaves.
pub async fn add_all(db: &impl ConnectionTrait, events: Vec<Model>) -> Result<(), DbErr> {
    Events::insert_many(events.into_iter().map(Model::into_active_model))
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Takes texts out of events. That they happened stays.
pub fn change() -> UpdateMany<Events> {
    Events::update_many()
}

/// From an event to who did it.
pub fn person() -> RelationDef {
    Events::belongs_to(people::Entity)
        .from(Column::PersonId)
        .to(people::Column::Id)
        .into()
}

/// From an event to the organisation it was done for.
pub fn organisation() -> RelationDef {
    Events::belongs_to(organisations::Entity)
        .from(Column::OrganisationId)
        .to(organisations::Column::Id)
        .into()
}

/// From an event to the offer it is about.
pub fn offer() -> RelationDef {
    Events::belongs_to(offers::Entity)
        .from(Column::OfferId)
        .to(offers::Column::Id)
        .into()
}
