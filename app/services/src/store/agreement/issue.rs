//! One frozen text of an agreement, each time it was issued.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreement_issues")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub number: i32,
    pub version: i32,
    pub variation: Option<i32>,
    pub content: String,
    pub digest: String,
    pub issued_at: DateTimeUtc,
    pub by_id: String,
    pub signed_at: Option<DateTimeUtc>,
    pub in_force_since: Option<Date>,
    pub in_force_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
