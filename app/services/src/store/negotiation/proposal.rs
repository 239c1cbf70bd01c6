//! Wording and figures that somebody proposes, each row in one room for ever.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "term_proposals")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub term_id: String,
    pub slug: String,
    pub room: String,
    pub base: i32,
    pub change: String,
    pub matter_slug: String,
    pub content: String,
    pub reason: String,
    pub state: String,
    pub answered_by: Option<String>,
    pub answered_at: Option<DateTimeUtc>,
    pub answer: String,
    pub released_from: Option<String>,
    pub version: i64,
    pub by_id: String,
    pub organisation_id: String,
    pub role: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
