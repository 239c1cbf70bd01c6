//! What happened, for timelines. Payload and salt go when a text is erased.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: Option<String>,
    pub at: DateTimeUtc,
    pub kind: String,
    pub room: String,
    pub person_id: Option<String>,
    pub organisation_id: Option<String>,
    pub role: Option<String>,
    pub payload: Option<String>,
    pub salt: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
