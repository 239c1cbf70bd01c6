//! A freedom that was asked for, a row for each department that can grant it.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "freedom_asks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub offer_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub matter_slug: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub department: String,
    pub term: Option<i32>,
    pub kind: String,
    pub category: String,
    pub title: String,
    pub state: String,
    pub asked_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
    pub days: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
