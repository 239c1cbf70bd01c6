//! Which milestone waits for which: follows from what the milestones say.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestone_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub milestone_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub after_id: String,
    pub offer_id: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
