//! Timelines are read by room, and filtered by kind and by organisation.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

/// What a timeline is looked up by, beside the offer; each in the order in which it is shown.
const INDEXES: [&[&str]; 2] = [
    &["offer_id", "kind", "at"],
    &["offer_id", "organisation_id", "at"],
];

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            manager.create_index(index("events", columns)).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for columns in INDEXES {
            let name = format!("events_by_{}", columns.join("_"));
            let mut gone = Index::drop();
            gone.table("events").name(name);
            manager.drop_index(gone).await?;
        }
        Ok(())
    }
}
