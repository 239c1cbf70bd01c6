//! What a term said, a row for each version.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "term_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub term_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i32,
    pub matters: String,
    pub reason: String,
    pub by_id: String,
    pub organisation_id: String,
    pub role: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
