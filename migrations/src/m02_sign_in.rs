//! How people come in: mailed links, attempts, sessions, and posts kept for after sign-in.

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
                    .table("sign_in_links")
                    .col(id("id").primary_key())
                    .col(id("person_id"))
                    // The token itself is only ever in the mail.
                    .col(text("token_digest"))
                    .col(text("kind"))
                    .col(text("destination"))
                    // What an invitation gives when it is accepted.
                    .col(maybe_text("organisation_id"))
                    .col(maybe_text("role"))
                    .col(moment("created_at"))
                    .col(moment("expires_at"))
                    .col(maybe_moment("used_at"))
                    .col(maybe_moment("superseded_at"))
                    .foreign_key(&mut names(("sign_in_links", "person_id"), ("people", "id")))
                    .take(),
            )
            .await?;
        manager
            .create_index(unique("sign_in_links", &["token_digest"]))
            .await?;
        manager
            .create_index(index("sign_in_links", &["person_id", "kind"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("sign_in_attempts")
                    .col(id("id").primary_key())
                    .col(text("address_digest"))
                    .col(text("network"))
                    .col(moment("at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("sign_in_attempts", &["address_digest", "at"]))
            .await?;
        manager
            .create_index(index("sign_in_attempts", &["network", "at"]))
            .await?;
        manager
            .create_index(index("sign_in_attempts", &["at"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("sessions")
                    // A digest of the cookie's value: reading this table opens no session.
                    .col(id("id").primary_key())
                    .col(maybe_text("person_id"))
                    .col(text("data"))
                    .col(moment("created_at"))
                    .col(moment("expires_at"))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("sessions", &["person_id"]))
            .await?;
        manager
            .create_index(index("sessions", &["expires_at"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("kept_posts")
                    .col(id("token_digest").primary_key())
                    .col(id("person_id"))
                    .col(text("path"))
                    .col(text("body"))
                    .col(moment("created_at"))
                    .foreign_key(&mut names(("kept_posts", "person_id"), ("people", "id")))
                    .take(),
            )
            .await?;
        manager
            .create_index(index("kept_posts", &["created_at"]))
            .await?;
        manager
            .create_index(index("kept_posts", &["person_id", "created_at"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "kept_posts",
                "sessions",
                "sign_in_attempts",
                "sign_in_links",
            ],
        )
        .await
    }
}
