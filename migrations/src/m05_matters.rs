//! What an offer says: its matters, every text they ever had, and what partners answered.

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
                    .table("matters")
                    .col(id("id").primary_key())
                    .col(id("offer_id"))
                    // Short and random: numbering tells nobody what else there is.
                    .col(text("slug"))
                    .col(text("kind"))
                    .col(number("position"))
                    // The matter as JSON, with what was typed, valid or not.
                    .col(text("content"))
                    .col(id("edited_by"))
                    .col(moment("edited_at"))
                    .col(maybe_moment("removed_at"))
                    .col(version())
                    .foreign_key(&mut names(("matters", "offer_id"), ("offers", "id")))
                    .foreign_key(&mut names(("matters", "edited_by"), ("people", "id")))
                    .take(),
            )
            .await?;
        manager
            .create_index(unique("matters", &["offer_id", "slug"]))
            .await?;
        manager
            .create_index(index("matters", &["offer_id", "kind", "position"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("matter_versions")
                    .col(id("matter_id"))
                    .col(big_number("version"))
                    .col(text("content"))
                    .col(id("edited_by"))
                    .col(moment("edited_at"))
                    .primary_key(Index::create().col("matter_id").col("version"))
                    .foreign_key(&mut names(
                        ("matter_versions", "matter_id"),
                        ("matters", "id"),
                    ))
                    .take(),
            )
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("partner_answers")
                    .col(id("id").primary_key())
                    .col(id("offer_id"))
                    .col(text("matter_slug"))
                    .col(maybe_text("organisation_id"))
                    .col(text("email"))
                    .col(text("state"))
                    // What was said about the partner and its money when it answered, as JSON.
                    .col(maybe_text("statement"))
                    .col(maybe_text("statement_digest"))
                    .col(maybe_text("reason"))
                    .col(maybe_text("answered_by"))
                    .col(maybe_text("answered_name"))
                    .col(maybe_text("answered_role"))
                    .col(maybe_moment("answered_at"))
                    .col(maybe_moment("invited_at"))
                    .col(version())
                    .foreign_key(&mut names(
                        ("partner_answers", "offer_id"),
                        ("offers", "id"),
                    ))
                    .foreign_key(&mut names(
                        ("partner_answers", "organisation_id"),
                        ("organisations", "id"),
                    ))
                    .foreign_key(&mut names(
                        ("partner_answers", "answered_by"),
                        ("people", "id"),
                    ))
                    .take(),
            )
            .await?;
        manager
            .create_index(unique("partner_answers", &["offer_id", "matter_slug"]))
            .await?;
        manager
            .create_index(index("partner_answers", &["organisation_id", "state"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["partner_answers", "matter_versions", "matters"]).await
    }
}
