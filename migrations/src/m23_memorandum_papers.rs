//! The memorandum of a pooled budget as it was printed when it went out for signature.

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
                    .table("memorandum_papers")
                    .col(id("sheet_id").primary_key())
                    .col(text("file_name"))
                    .col(ColumnDef::new("bytes").blob().not_null().take())
                    .col(big_number("size"))
                    .col(text("digest"))
                    .foreign_key(&mut names(
                        ("memorandum_papers", "sheet_id"),
                        ("sheets", "id"),
                    ))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("memorandum_papers", &["digest"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["memorandum_papers"]).await
    }
}
