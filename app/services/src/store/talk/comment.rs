//! One row for each comment, in the room of its thread.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub thread_id: String,
    pub slug: String,
    pub room: String,
    pub body: String,
    pub author_id: String,
    pub organisation_id: String,
    pub role: String,
    pub written_at: DateTimeUtc,
    pub edited_at: Option<DateTimeUtc>,
    pub released_by: Option<String>,
    pub released_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
