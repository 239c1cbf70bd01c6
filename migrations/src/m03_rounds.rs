//! Rounds with their parameters, and settings of the whole house.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .create_table(
                Table::create()
                    .table("rounds")
                    .col(id("id").primary_key())
                    .col(text("name"))
                    .col(day("opens_on"))
                    .col(day("closes_on"))
                    // The parameters of money, as JSON: named, sourced and dated (3.12, 7.21).
                    .col(text("parameters"))
                    .col(version())
                    .take(),
            )
            .await?;
        manager.create_index(index("rounds", &["opens_on"])).await?;
        manager
            .create_table(
                Table::create()
                    .table("settings")
                    .col(id("key").primary_key())
                    .col(text("value"))
                    .col(version())
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["settings", "rounds"]).await
    }
}
