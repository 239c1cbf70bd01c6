//! Files that are attached. They are read only through the functions here, each of which asks for the rooms of who
//! reads; the entity itself is known to nobody else.

use chrono::{DateTime, Utc};
use domain::file::{FileState, RoomUse};
use domain::process::{Room, Rooms};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationDef, Select, UpdateMany,
};

use self::row::Entity as Files;
use super::{offers, organisations, people};

pub use self::row::{ActiveModel as FileChange, Column as FileColumn, Model as FileRow};

mod row {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "files")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        pub offer_id: String,
        pub slug: String,
        pub room: String,
        pub place: String,
        pub shown_at: String,
        pub name: String,
        pub kind: String,
        pub bytes: i64,
        pub sha256: String,
        pub state: String,
        pub drafted: bool,
        pub attached_by: String,
        pub organisation_id: String,
        pub role: String,
        pub attached_at: DateTimeUtc,
        pub checked_at: Option<DateTimeUtc>,
        pub found: Option<String>,
        pub removed_by: Option<String>,
        pub removed_at: Option<DateTimeUtc>,
        pub reason: Option<String>,
        pub version: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

/// Files that somebody may know of.
pub type SeenFiles = Select<Files>;

/// The files of an offer in one of these rooms. Whoever does not see the place’s own sees of a draft what was there
/// when it was last submitted.
pub fn seen(offer_id: &str, rooms: Rooms, submitted_at: Option<DateTime<Utc>>) -> SeenFiles {
    let files = Files::find()
        .filter(FileColumn::OfferId.eq(offer_id))
        .filter(FileColumn::Room.is_in(rooms.list().into_iter().map(Room::code)));
    if rooms.sees(Room::Place) {
        return files;
    }
    let mut there = Condition::any().add(FileColumn::Drafted.eq(false));
    if let Some(submitted_at) = submitted_at {
        there = there.add(FileColumn::AttachedAt.lte(submitted_at));
    }
    files.filter(there)
}

/// The same by the name that the offer goes by since it was submitted.
pub fn seen_of(reference: &str, rooms: Rooms) -> SeenFiles {
    let offer: RelationDef = Files::belongs_to(offers::Entity)
        .from(FileColumn::OfferId)
        .to(offers::Column::Id)
        .into();
    let files = Files::find()
        .join(JoinType::InnerJoin, offer)
        .filter(offers::Column::Reference.eq(reference))
        .filter(FileColumn::Room.is_in(rooms.list().into_iter().map(Room::code)));
    if rooms.sees(Room::Place) {
        return files;
    }
    let submitted = Expr::col((Files, FileColumn::AttachedAt))
        .lte(Expr::col((offers::Entity, offers::Column::SubmittedAt)));
    let there = Condition::any().add(FileColumn::Drafted.eq(false));
    files.filter(there.add(submitted))
}

/// The same, each with the names of who attached it (`by_name`, `organisation_name`) and who removed it
/// (`removed_by_name`).
pub fn with_names(files: SeenFiles) -> SeenFiles {
    let by: RelationDef = Files::belongs_to(people::Entity)
        .from(FileColumn::AttachedBy)
        .to(people::Column::Id)
        .into();
    let remover: RelationDef = Files::belongs_to(people::Entity)
        .from(FileColumn::RemovedBy)
        .to(people::Column::Id)
        .into();
    let organisation: RelationDef = Files::belongs_to(organisations::Entity)
        .from(FileColumn::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    files
        .column_as(people::Column::Name, "by_name")
        .column_as(organisations::Column::Name, "organisation_name")
        .column_as(
            Expr::col(("remover", people::Column::Name)),
            "removed_by_name",
        )
        .join(JoinType::InnerJoin, by)
        .join(JoinType::InnerJoin, organisation)
        .join_as(JoinType::LeftJoin, remover, "remover")
}

/// What one person attached themself, in whatever room: for their own eyes.
pub fn own(person: &str) -> SeenFiles {
    Files::find()
        .filter(FileColumn::AttachedBy.eq(person))
        .order_by_asc(FileColumn::Id)
}

/// How much stands in one room of an offer: for its limit, and for nobody’s eyes.
pub async fn room_use(
    db: &impl ConnectionTrait,
    offer_id: &str,
    room: Room,
) -> Result<RoomUse, DbErr> {
    let used: Option<(i64, Option<i64>)> = Files::find()
        .select_only()
        .column_as(Expr::col(FileColumn::Id).count(), "files")
        .column_as(
            Expr::col(FileColumn::Bytes)
                .sum()
                .cast_as(sea_orm::sea_query::Alias::new("bigint")),
            "bytes",
        )
        .filter(FileColumn::OfferId.eq(offer_id))
        .filter(FileColumn::Room.eq(room.code()))
        .filter(FileColumn::RemovedAt.is_null())
        .filter(FileColumn::State.ne(FileState::Refused.code()))
        .into_tuple()
        .one(db)
        .await?;
    let (files, bytes) = used.unwrap_or_default();
    Ok(RoomUse {
        files: u64::try_from(files).unwrap_or_default(),
        bytes: u64::try_from(bytes.unwrap_or_default()).unwrap_or_default(),
    })
}

/// Those that a scanner has still to look at, in any room: for the worker, and for nobody’s eyes.
pub fn waiting(states: impl IntoIterator<Item = FileState>) -> Select<Files> {
    Files::find()
        .filter(FileColumn::State.is_in(states.into_iter().map(FileState::code)))
        .filter(FileColumn::RemovedAt.is_null())
        .order_by_asc(FileColumn::CheckedAt)
        .order_by_asc(FileColumn::Id)
}

/// Which of these names in the folder belong to a file that is there.
pub async fn kept(db: &impl ConnectionTrait, ids: &[String]) -> Result<Vec<String>, DbErr> {
    Files::find()
        .select_only()
        .column(FileColumn::Id)
        .filter(FileColumn::Id.is_in(ids))
        .filter(FileColumn::RemovedAt.is_null())
        .filter(FileColumn::State.ne(FileState::Refused.code()))
        .into_tuple()
        .all(db)
        .await
}

/// Adds a file, in its room for ever.
pub async fn add(db: &impl ConnectionTrait, file: FileRow) -> Result<(), DbErr> {
    Files::insert(file.into_active_model())
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Changes this version of a file. Its room is none of what changes.
pub fn change(file: &FileRow) -> UpdateMany<Files> {
    Files::update_many()
        .filter(FileColumn::Id.eq(file.id.as_str()))
        .filter(FileColumn::Version.eq(file.version))
}
