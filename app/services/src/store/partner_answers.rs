//! What each partner was shown, and what it answered.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "partner_answers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub matter_slug: String,
    pub organisation_id: Option<String>,
    pub email: String,
    pub state: String,
    pub statement: Option<String>,
    pub statement_digest: Option<String>,
    pub reason: Option<String>,
    pub answered_by: Option<String>,
    pub answered_name: Option<String>,
    pub answered_role: Option<String>,
    pub answered_at: Option<DateTimeUtc>,
    pub invited_at: Option<DateTimeUtc>,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
