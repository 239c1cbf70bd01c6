//! Who has to sign a sheet, and whose turn it is: follows from the sheet.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sheet_signatories")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sheet_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i32,
    pub person_id: String,
    pub organisation_id: String,
    pub due: bool,
    pub since: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
