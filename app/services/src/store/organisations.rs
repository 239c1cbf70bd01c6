//! Organisations: places, partners, departments and agencies, the programme office.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub kind: String,
    pub name: String,
    pub abbreviation: Option<String>,
    pub prefix: Option<String>,
    pub lead_place: Option<String>,
    pub created_at: DateTimeUtc,
    pub version: i64,
    /// Known to the programme office whatever offers name it.
    pub listed: bool,
    /// Of a place, by the code of the domain.
    pub region: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
