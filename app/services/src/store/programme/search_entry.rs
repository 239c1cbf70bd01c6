//! What stands in the index of words. Triggers keep those of offers, matters, comments, files and people.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "search_entries")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub seq: i64,
    pub id: String,
    pub kind: String,
    pub offer_id: Option<String>,
    pub organisation_id: Option<String>,
    pub room: String,
    pub facet: String,
    pub slug: String,
    pub thread: String,
    pub title: String,
    pub body: String,
    /// On SQLite, words by which whoever sees a few offers is led to them.
    pub scope: String,
    pub drafted: bool,
    pub at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
