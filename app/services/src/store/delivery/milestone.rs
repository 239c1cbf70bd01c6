//! What somebody is to have done by a day: agreed, or added on the way.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "milestones")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub slug: String,
    pub source: Option<String>,
    pub kind: Option<String>,
    pub agreed: Option<String>,
    pub term: Option<i32>,
    pub title: String,
    pub promised: String,
    pub owner: String,
    pub owner_name: String,
    pub owner_organisation: Option<String>,
    pub side: String,
    pub due: Date,
    pub forecast: Option<Date>,
    pub achieved_on: Option<Date>,
    pub slip: i32,
    pub stands: bool,
    pub gone_in: Option<i32>,
    pub dropped: bool,
    pub told_due: bool,
    pub told_late: bool,
    pub content: String,
    pub version: i64,
    pub by_id: Option<String>,
    pub at: DateTimeUtc,
    pub edited_by: Option<String>,
    pub edited_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
