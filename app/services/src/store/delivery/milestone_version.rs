//! What a milestone said, a row for each version: every forecast that there ever was.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub milestone_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub due: Date,
    pub content: String,
    pub edited_by: Option<String>,
    pub edited_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
