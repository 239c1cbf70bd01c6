//! The memorandum of a pooled budget, with its bytes as they were printed when it was put out.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "memorandum_papers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub sheet_id: String,
    pub file_name: String,
    pub bytes: Vec<u8>,
    pub size: i64,
    pub digest: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
