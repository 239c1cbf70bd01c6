//! Letters, memoranda and evidence: a row for each file, in one room for ever. The content lies outside the database.

use sea_orm_migration::prelude::*;

use crate::columns::*;

#[derive(DeriveMigrationName)]
pub struct Step;

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(files()).await?;
        manager
            .create_index(unique("files", &["offer_id", "slug"]))
            .await?;
        manager
            .create_index(index("files", &["offer_id", "shown_at", "attached_at"]))
            .await?;
        // What waits for the scanner, the least lately tried first.
        manager
            .create_index(index("files", &["state", "checked_at"]))
            .await?;
        manager.create_index(index("files", &["attached_by"])).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["files"]).await
    }
}

fn files() -> TableCreateStatement {
    Table::create()
        .table("files")
        // Also its name in the folder of files.
        .col(id("id").primary_key())
        .col(id("offer_id"))
        // Short and random: addresses tell nobody what else is attached.
        .col(text("slug"))
        .col(text("room"))
        // What it belongs to, as a path below the offer; and the page that shows it with its neighbours.
        .col(text("place"))
        .col(text("shown_at"))
        .col(text("name"))
        .col(text("kind"))
        .col(big_number("bytes"))
        .col(text("sha256"))
        .col(text("state"))
        // Part of a draft: for the other side it is there from the next submission on.
        .col(flag("drafted"))
        .col(id("attached_by"))
        .col(id("organisation_id"))
        .col(text("role"))
        .col(moment("attached_at"))
        // When the scanner was last asked, and what it found.
        .col(maybe_moment("checked_at"))
        .col(maybe_text("found"))
        .col(maybe_text("removed_by"))
        .col(maybe_moment("removed_at"))
        .col(maybe_text("reason"))
        .col(version())
        .foreign_key(&mut names(("files", "offer_id"), ("offers", "id")))
        .foreign_key(&mut names(("files", "attached_by"), ("people", "id")))
        .foreign_key(&mut names(("files", "removed_by"), ("people", "id")))
        .foreign_key(&mut names(
            ("files", "organisation_id"),
            ("organisations", "id"),
        ))
        .take()
}
