//! One row for each thread.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "threads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub slug: String,
    pub room: String,
    pub section: Option<String>,
    pub matter_slug: Option<String>,
    pub quote: Option<String>,
    pub quote_version: Option<i64>,
    pub opening_id: String,
    pub comments: i32,
    pub started_at: DateTimeUtc,
    pub last_at: DateTimeUtc,
    pub resolved_at: Option<DateTimeUtc>,
    pub resolved_by: Option<String>,
    pub released_into: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
