//! What stands in the way of an offer, for both sides to read.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "barriers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub slug: String,
    pub content: String,
    pub owner: String,
    pub stands: bool,
    pub due: Option<Date>,
    pub edited_by: String,
    pub edited_at: DateTimeUtc,
    pub version: i64,
    pub by_id: String,
    pub organisation_id: String,
    pub role: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
