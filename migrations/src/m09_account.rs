//! What people see and end of their own: their sessions, the providers that vouch for them, and their account.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Sessions that began before this have no end of their own: their people sign in once more.
        manager
            .execute(Query::delete().from_table("sessions").take())
            .await?;
        // When it was last seen, and when it ends however much it is used.
        for mut column in [maybe_moment("seen_at"), maybe_moment("ends_at")] {
            manager
                .alter_table(
                    Table::alter()
                        .table("sessions")
                        .add_column(&mut column)
                        .take(),
                )
                .await?;
        }
        manager
            .alter_table(
                Table::alter()
                    .table("people")
                    .add_column(maybe_moment("erased_at"))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("provider_identities")
                    .col(id("id").primary_key())
                    .col(id("person_id"))
                    .col(text("issuer"))
                    // The name by which the provider knows the person, for good: addresses change hands.
                    .col(text("subject"))
                    .col(moment("created_at"))
                    .foreign_key(&mut names(
                        ("provider_identities", "person_id"),
                        ("people", "id"),
                    ))
                    .take(),
            )
            .await?;
        manager
            .create_index(unique("provider_identities", &["issuer", "subject"]))
            .await?;
        manager
            .create_index(unique("provider_identities", &["person_id", "issuer"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["provider_identities"]).await?;
        for (table, column) in [
            ("people", "erased_at"),
            ("sessions", "ends_at"),
            ("sessions", "seen_at"),
        ] {
            manager
                .alter_table(Table::alter().table(table).drop_column(column).take())
                .await?;
        }
        Ok(())
    }
}
