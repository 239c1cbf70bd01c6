//! What the ledger of an agreement comes to, by year and kind of saving.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "savings_totals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub offer_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub year: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub low: i64,
    pub planned: i64,
    pub high: i64,
    pub forecast: i64,
    pub claimed: i64,
    pub verified: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
