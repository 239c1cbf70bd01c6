//! Organisations, people, and who belongs where with which role.

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
                    .table("organisations")
                    .col(id("id").primary_key())
                    .col(text("kind"))
                    .col(text("name"))
                    .col(maybe_text("abbreviation"))
                    // What references of a place's offers begin with, such as KEN.
                    .col(maybe_text("prefix"))
                    // The place a partner belongs to.
                    .col(maybe_text("lead_place"))
                    .col(moment("created_at"))
                    .col(version())
                    .take(),
            )
            .await?;
        manager
            .create_index(index("organisations", &["kind", "name"]))
            .await?;
        manager
            .create_index(unique("organisations", &["prefix"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("people")
                    .col(id("id").primary_key())
                    // The name the history chain knows the person by; it outlives an erased account.
                    .col(text("pseudonym"))
                    .col(text("name"))
                    .col(text("email"))
                    .col(maybe_moment("disabled_at"))
                    .col(moment("created_at"))
                    .col(version())
                    .take(),
            )
            .await?;
        manager.create_index(unique("people", &["email"])).await?;
        manager
            .create_index(unique("people", &["pseudonym"]))
            .await?;
        manager
            .create_table(
                Table::create()
                    .table("memberships")
                    .col(id("id").primary_key())
                    .col(id("person_id"))
                    .col(id("organisation_id"))
                    .col(text("role"))
                    .col(moment("since"))
                    .col(maybe_moment("ended_at"))
                    .col(version())
                    .foreign_key(&mut names(("memberships", "person_id"), ("people", "id")))
                    .foreign_key(&mut names(
                        ("memberships", "organisation_id"),
                        ("organisations", "id"),
                    ))
                    .take(),
            )
            .await?;
        manager
            .create_index(unique(
                "memberships",
                &["person_id", "organisation_id", "role"],
            ))
            .await?;
        manager
            .create_index(index("memberships", &["organisation_id", "role"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["memberships", "people", "organisations"]).await
    }
}
