//! What is known of the agreement of an offer, beside the texts that were issued.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agreements")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub offer_id: String,
    pub embargo_until: Option<Date>,
    pub current: Option<i32>,
    pub in_force_since: Option<Date>,
    pub in_force_until: Option<Date>,
    pub stopped_on: Option<Date>,
    pub ending: Option<String>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
