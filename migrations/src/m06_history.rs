//! What happened: events, which timelines read, and the chain of hashes over them, which only a command reads.

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
                    .table("events")
                    .col(id("id").primary_key())
                    .col(maybe_text("offer_id"))
                    .col(moment("at"))
                    .col(text("kind"))
                    .col(text("room"))
                    .col(maybe_text("person_id"))
                    .col(maybe_text("organisation_id"))
                    .col(maybe_text("role"))
                    // Both go when a text is erased; the chain keeps the salted digest.
                    .col(maybe_text("payload"))
                    .col(maybe_text("salt"))
                    .foreign_key(&mut names(("events", "offer_id"), ("offers", "id")))
                    .foreign_key(&mut names(("events", "person_id"), ("people", "id")))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("events", &["offer_id", "at"]))
            .await?;
        manager
            .create_index(index("events", &["person_id", "at"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("history")
                    .col(big_number("seq").primary_key())
                    .col(id("event_id"))
                    .col(moment("at"))
                    .col(text("content"))
                    .col(text("previous_hash"))
                    .col(text("hash"))
                    .take(),
            )
            .await?;
        manager
            .create_index(unique("history", &["event_id"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("chain_head")
                    .col(number("id").primary_key())
                    .col(big_number("seq"))
                    .col(text("hash"))
                    .take(),
            )
            .await?;
        manager
            .execute(
                Query::insert()
                    .into_table("chain_head")
                    .columns(["id", "seq", "hash"])
                    .values_panic([1.into(), 0_i64.into(), "0".repeat(64).into()])
                    .take(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["chain_head", "history", "events"]).await
    }
}
