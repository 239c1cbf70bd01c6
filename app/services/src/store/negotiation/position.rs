//! What a party said of a version, each row in one room for ever.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "term_positions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub term_id: String,
    pub party: String,
    pub version: i32,
    pub opening: i32,
    pub room: String,
    pub stance: String,
    pub words: String,
    pub red_line: bool,
    pub authority: String,
    pub reply_by: Option<Date>,
    pub released_from: Option<String>,
    pub by_id: String,
    pub organisation_id: String,
    pub role: String,
    pub at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
