//! What an offer says, a matter a row: an outcome, a savings line, a section’s own words.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "matters")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub slug: String,
    pub kind: String,
    pub position: i32,
    pub content: String,
    pub edited_by: String,
    pub edited_at: DateTimeUtc,
    pub removed_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
