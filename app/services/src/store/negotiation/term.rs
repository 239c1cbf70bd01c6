//! One row for each term of an accepted offer.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "terms")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub number: i32,
    pub kind: String,
    pub matter_slug: Option<String>,
    pub lead_id: String,
    pub current: i32,
    pub openings: i32,
    pub opened_at: Option<DateTimeUtc>,
    pub added: String,
    pub closing: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
