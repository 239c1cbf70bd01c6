//! A text out for signature, or that was.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sheets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub offer_id: String,
    pub kind: String,
    pub number: i32,
    pub issue_id: Option<String>,
    pub budget: Option<String>,
    pub text: Option<String>,
    pub body: String,
    pub digest: String,
    pub state: String,
    pub last_day: Date,
    pub opened_at: DateTimeUtc,
    pub version: i64,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
