//! Mail that waits to be sent, and mail that was.

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
                    .table("outbox")
                    .col(id("id").primary_key())
                    // The same at every attempt, so that a second copy is known for one.
                    .col(text("message_id"))
                    .col(text("kind"))
                    .col(maybe_text("to_person"))
                    .col(text("to_address"))
                    .col(text("subject"))
                    .col(text("body"))
                    .col(maybe_text("offer_id"))
                    .col(maybe_text("event_id"))
                    .col(moment("created_at"))
                    .col(moment("due_at"))
                    .col(number("attempts"))
                    .col(maybe_moment("claimed_until"))
                    .col(maybe_moment("sent_at"))
                    .col(maybe_text("last_error"))
                    .take(),
            )
            .await?;
        manager
            .create_index(unique("outbox", &["message_id"]))
            .await?;
        manager
            .create_index(index("outbox", &["sent_at", "due_at"]))
            .await?;
        manager.create_index(index("outbox", &["created_at"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["outbox"]).await
    }
}
