//! One part of a return, as it is being filled in and as it was submitted.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "return_parts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub return_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub state: String,
    pub body: String,
    pub submitted: Option<String>,
    pub before: Option<String>,
    pub reason: String,
    pub saved_at: DateTimeUtc,
    pub by_id: String,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
